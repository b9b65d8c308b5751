// Notices by mail: the one door to nodemailer. Connects only where the gate allows, and says what the mail server answered.
import { connect, isIP, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { redact } from '#intake';
import { type Gate, guardedLookup, RefusedAddress } from '../platform/outside';
import { faultOf, headOf } from '../platform/poster';

export type MailServer = {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user: string;
  password: string | null;
  from: string;
};
export type Mail = { to: string; subject: string; text: string; messageId: string };
export type MailSent = { fault: string | null; status: number | null; head: string | null; isFinal: boolean };

const TIMEOUT_MS = 15_000;

/** Sends one mail. Never throws for a fault of the server; `isFinal`: it said that it will never take this one. */
export async function sendMail(
  server: MailServer,
  mail: Mail,
  gate: Gate,
  timeoutMs = TIMEOUT_MS,
): Promise<MailSent> {
  const { host, port, security, user, password } = server;
  let connection: Socket | null = null;
  try {
    connection = await dial(host, port, gate, timeoutMs);
    const transport = createTransport({
      connection,
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      tls: isIP(host) ? {} : { servername: host },
      ...(user ? { auth: { user, pass: password ?? '' } } : {}),
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const sent = await transport.sendMail({ from: server.from, ...mail, textEncoding: 'base64' });
    return { fault: null, status: codeIn(sent.response), head: headOf(sent.response), isFinal: false };
  } catch (cause) {
    return refusalOf(cause);
  } finally {
    connection?.destroy();
  }
}

function dial(host: string, port: number, gate: Gate, timeoutMs: number): Promise<Socket> {
  if (isIP(host) && !gate(host, host)) return Promise.reject(new RefusedAddress('refused'));
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: guardedLookup(gate) as never });
    const failed = (cause: Error) => {
      socket.destroy();
      reject(cause);
    };
    socket.setTimeout(timeoutMs, () => failed(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', failed);
      // nodemailer listens from here on; what comes when it is done is nobody's.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

type SmtpFault = { code?: string; responseCode?: number; response?: string; command?: string };

/** 4xx asks to come again, 5xx is for good; a refused sign-in is mended by people, and then sent again. */
function refusalOf(cause: unknown): MailSent {
  const { code, responseCode, response } = cause as SmtpFault;
  const head = response ? redact(response).text.slice(0, 300) : null;
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return { fault: 'smtp-auth', status: responseCode ?? null, head, isFinal: false };
  if (code === 'ETLS') return { fault: 'tls', status: responseCode ?? null, head, isFinal: false };
  if (responseCode) {
    const isFinal = responseCode >= 500;
    return { fault: isFinal ? 'smtp-refused' : 'smtp-later', status: responseCode, head, isFinal };
  }
  return { fault: faultOf(cause), status: null, head: null, isFinal: false };
}

const codeIn = (response: string): number | null => {
  const code = /^\d{3}/.exec(response)?.[0];
  return code ? Number(code) : null;
};

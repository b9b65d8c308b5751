// Receivers on this machine that speak the real protocols: a mail server, group robots that check signatures, an SMS gateway, a webhook.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Got = { path: string; headers: IncomingHttpHeaders; body: Buffer };
export type Mail = { from: string; to: string[]; raw: string; user: string | null };
type Answer = { status?: number; words: string };

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');

export class Receivers {
  readonly got: Got[] = [];
  readonly mails: Mail[] = [];
  /** What a path answers instead of what its protocol would say. */
  readonly answers = new Map<string, Answer>();
  readonly secret = 'SEC-望澜';
  /** Refuses mail to an address with this code. */
  refusing: { address: string; code: number } | null = null;
  private http!: Server;
  private smtp!: SMTPServer;
  port = 0;
  mailPort = 0;

  async open(): Promise<this> {
    this.http = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const body = Buffer.concat(chunks);
        const url = new URL(req.url ?? '/', 'http://127.0.0.1');
        this.got.push({ path: url.pathname, headers: req.headers, body });
        const { status = 200, words } = this.answers.get(url.pathname) ?? this.speak(url, body);
        res.writeHead(status, { 'content-type': 'application/json' }).end(words);
      });
    });
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    this.port = (this.http.address() as AddressInfo).port;
    this.smtp = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onAuth: ({ username, password }, _session, done) =>
        password === 'mail-pass' ? done(null, { user: username }) : done(new Error('535 wrong password')),
      onRcptTo: ({ address }, _session, done) =>
        this.refusing?.address === address
          ? done(Object.assign(new Error('no such mailbox'), { responseCode: this.refusing.code }))
          : done(),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          this.mails.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString(),
            user: session.user ? String(session.user) : null,
          });
          done(null, 'queued as 4711');
        });
      },
    });
    await new Promise<void>((resolve) => this.smtp.listen(0, '127.0.0.1', resolve));
    this.mailPort = (this.smtp.server.address() as AddressInfo).port;
    return this;
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
    await new Promise<void>((resolve) => this.smtp.close(() => resolve()));
  }

  at = (path: string) => `http://127.0.0.1:${this.port}${path}`;
  to = (path: string) => this.got.filter((one) => one.path === path);

  /** As the three robots answer: 200 whatever happened, the fault in the body. */
  private speak(url: URL, body: Buffer): Answer {
    const said = JSON.parse(body.toString() || '{}') as Record<string, unknown>;
    const now = Date.now();
    if (url.pathname.startsWith('/wecom')) {
      if (url.searchParams.get('key') !== 'k1') return ok({ errcode: 93000, errmsg: 'invalid webhook url' });
      return ok({ errcode: said.msgtype === 'text' ? 0 : 40008, errmsg: 'ok' });
    }
    if (url.pathname.startsWith('/dingtalk')) {
      const timestamp = url.searchParams.get('timestamp') ?? '';
      const isFresh = Math.abs(now - Number(timestamp)) < 3_600_000;
      const isSigned = url.searchParams.get('sign') === hmac(this.secret, `${timestamp}\n${this.secret}`);
      return ok(
        isFresh && isSigned ? { errcode: 0, errmsg: 'ok' } : { errcode: 310000, errmsg: 'sign not match' },
      );
    }
    if (url.pathname.startsWith('/feishu')) {
      const timestamp = String(said.timestamp ?? '');
      const isFresh = Math.abs(now / 1000 - Number(timestamp)) < 3_600;
      const isSigned = said.sign === hmac(`${timestamp}\n${this.secret}`, '');
      return ok(
        isFresh && isSigned && said.msg_type === 'text'
          ? { code: 0, msg: 'success', data: {} }
          : { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' },
      );
    }
    if (url.pathname.startsWith('/sms')) return ok({ code: said.to ? 'OK' : 'NO', id: '1' });
    return { status: 204, words: '' };
  }
}

const ok = (body: object): Answer => ({ words: JSON.stringify(body) });

/** The words of a mail whose body came in base64. */
export function wordsOf({ raw }: Mail): string {
  const [, ...body] = raw.split(/\r?\n\r?\n/);
  return Buffer.from(body.join(''), 'base64').toString();
}

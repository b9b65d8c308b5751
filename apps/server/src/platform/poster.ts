// Sends one request to an address that people typed: no private address, no redirect, bounded in time and in what is read of the answer.
import type { Readable } from 'node:stream';
import { type Agent, request } from 'undici';
import { redact, retryAfter } from '#intake';
import { codeOf, type Gate, guardedAgent, mayAsk } from './outside';

export type Posted = {
  /** Null when it was taken, else why not: `timeout`, `tls`, `http-503` …; rooms put their own name before it. */
  fault: string | null;
  status: number | null;
  /** The first of what the receiver said, as it came; null where it said nothing. */
  text: string | null;
  /** The same for people: without control characters and personal data. */
  head: string | null;
  retryAfterSeconds: number | null;
};
export type Letter = { method?: 'POST' | 'GET'; headers: Record<string, string>; body: Buffer | null };

const TIMEOUT_MS = 15_000;
const HEAD_BYTES = 4_096;
const HEAD_LENGTH = 300;

export class Poster {
  private readonly agent: Agent;

  constructor(
    private readonly gate: Gate,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {
    this.agent = guardedAgent(gate, timeoutMs);
  }

  /**
   * Never throws for a fault of the receiver.
   * @throws only when we ourselves are stopping
   */
  async post(url: string, { method = 'POST', headers, body }: Letter): Promise<Posted> {
    const address = new URL(url);
    if (!mayAsk(address, this.gate)) return failed('refused-address');
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      const answer = await request(address, { method, dispatcher: this.agent, signal, headers, body });
      const { statusCode: status } = answer;
      const text = await textOf(answer.body);
      const one = (name: string) => String(answer.headers[name] ?? '') || null;
      const wait = retryAfter(one('retry-after'), new Date(one('date') ?? Number.NaN));
      return { fault: faultFor(status), status, text, head: headOf(text), retryAfterSeconds: wait };
    } catch (cause) {
      if (/^UND_ERR_(CLOSED|DESTROYED)$/.test(codeOf(cause))) throw cause;
      return failed(signal.aborted ? 'timeout' : faultOf(cause));
    }
  }

  async close(): Promise<void> {
    await this.agent.close();
  }
}

const failed = (fault: string): Posted => ({
  fault,
  status: null,
  text: null,
  head: null,
  retryAfterSeconds: null,
});

function faultFor(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirect' : `http-${status}`;
}

/** What went wrong on the way, from the code of a socket, of TLS or of the resolver. */
export function faultOf(cause: unknown): string {
  const code = codeOf(cause);
  if (code === 'REFUSED_ADDRESS') return 'refused-address';
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout';
  if (/^(CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)) return 'tls';
  if (/^(HPE_|UND_ERR_RESPONSE)/.test(code)) return 'bad-answer';
  return 'unreachable';
}

/** Enough to see what is wrong; the rest is not read. An error on the way leaves what came. */
async function textOf(body: Readable): Promise<string | null> {
  const chunks: Buffer[] = [];
  let total = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      total += chunk.length;
      if (total >= HEAD_BYTES) break;
    }
  } catch {
    // The status has been said; that is what counts.
  }
  body.on('error', () => {});
  body.destroy();
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES).toString('utf8') || null;
}

/** What a receiver said, as it may be shown: one line, masked. */
export function headOf(text: string | null): string | null {
  const plain = (text ?? '').replace(/[\p{Cc}\ufffd]+/gu, ' ').trim();
  return plain === '' ? null : redact(plain).text.slice(0, HEAD_LENGTH);
}

// Posts one signed message to a partner: no private address, no redirect, bounded in time and in what is read of the answer.
import type { Readable } from 'node:stream';
import { type Agent, request } from 'undici';
import { redact, retryAfter, signWebhook } from '#intake';
import { codeOf, type Gate, guardedAgent, mayAsk } from '../platform/outside';

export type Sent = {
  /** Null when it was delivered, else why not. */
  code: string | null;
  status: number | null;
  /** The first of what the partner's server said. */
  head: string | null;
  retryAfterSeconds: number | null;
};

const TIMEOUT_MS = 15_000;
const HEAD_BYTES = 1_024;
const HEAD_LENGTH = 300;

export class PartnerSender {
  private readonly agent: Agent;

  constructor(
    private readonly gate: Gate,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {
    this.agent = guardedAgent(gate, timeoutMs);
  }

  /**
   * Never throws for a fault of the partner. `id` is the same with each attempt, so that whoever gets it twice knows.
   * @throws only when we ourselves are stopping
   */
  async send(url: string, id: string, keys: readonly Buffer[], body: string, at: Date): Promise<Sent> {
    const address = new URL(url);
    if (!mayAsk(address, this.gate)) return failed('partner.refused-address');
    const bytes = Buffer.from(body);
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      const answer = await request(address, {
        method: 'POST',
        dispatcher: this.agent,
        signal,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Wenying/1.0 (webhooks)',
          ...signWebhook(keys, id, at, bytes),
        },
        body: bytes,
      });
      const { statusCode: status, headers } = answer;
      const head = await headOf(answer.body);
      const one = (name: string) => String(headers[name] ?? '') || null;
      const wait = retryAfter(one('retry-after'), new Date(one('date') ?? Number.NaN));
      return { code: codeFor(status), status, head, retryAfterSeconds: wait };
    } catch (cause) {
      if (/^UND_ERR_(CLOSED|DESTROYED)$/.test(codeOf(cause))) throw cause;
      return failed(signal.aborted ? 'partner.timeout' : faultOf(cause));
    }
  }

  async close(): Promise<void> {
    await this.agent.close();
  }
}

const failed = (code: string): Sent => ({ code, status: null, head: null, retryAfterSeconds: null });

function codeFor(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'partner.redirect' : `partner.http-${status}`;
}

function faultOf(cause: unknown): string {
  const code = codeOf(cause);
  if (code === 'REFUSED_ADDRESS') return 'partner.refused-address';
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'partner.timeout';
  if (/^(CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)) return 'partner.tls';
  if (/^(HPE_|UND_ERR_RESPONSE)/.test(code)) return 'partner.bad-answer';
  return 'partner.unreachable';
}

/** Enough to see what is wrong; the rest is not read. An error on the way leaves what came. */
async function headOf(body: Readable): Promise<string | null> {
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
  const text = Buffer.concat(chunks).subarray(0, HEAD_BYTES).toString('utf8');
  const plain = text.replace(/[\p{Cc}\ufffd]+/gu, ' ').trim();
  return plain === '' ? null : redact(plain).text.slice(0, HEAD_LENGTH);
}

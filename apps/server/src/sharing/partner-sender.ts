// Posts one signed message to a partner: signed anew at each attempt, sent the one way out.
import { signWebhook } from '#intake';
import type { Gate } from '../platform/outside';
import { Poster } from '../platform/poster';
import { saysRefused } from '../platform/refusal';

export type Sent = {
  /** Null when it was delivered, else why not. */
  code: string | null;
  status: number | null;
  /** The first of what the partner's server said. */
  head: string | null;
  retryAfterSeconds: number | null;
};

export class PartnerSender {
  private readonly poster: Poster;

  constructor(gate: Gate, timeoutMs?: number) {
    this.poster = new Poster(gate, timeoutMs);
  }

  /**
   * Never throws for a fault of the partner. `id` is the same with each attempt, so that whoever gets it twice knows.
   * @throws only when we ourselves are stopping
   */
  async send(url: string, id: string, keys: readonly Buffer[], body: string, at: Date): Promise<Sent> {
    const bytes = Buffer.from(body);
    const { fault, status, text, head, retryAfterSeconds } = await this.poster.post(url, {
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Wenying/1.0 (webhooks)',
        ...signWebhook(keys, id, at, bytes),
      },
      body: bytes,
    });
    const why = fault ?? (saysRefused(text) ? 'said-no' : null);
    return { code: why && `partner.${why}`, status, head, retryAfterSeconds };
  }

  close(): Promise<void> {
    return this.poster.close();
  }
}

// Seals a message's original words so that the database alone cannot show them: AES-256-GCM under the month's key, bound to the message's id.
import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FIRST_ORIGINALS, KeyFault, Keyring } from '../platform/keyring';
import { log } from '../platform/log';
import { decrypt, encrypt } from '../platform/wrap';

/** What is kept of the words as they arrived, before masking. */
export type Original = { title: string; body: string; place?: string; replyBody?: string };

/** Stands before what was sealed, and says under which key; what was sealed before there were months has none. */
const HEAD = /^sealed:(\d{4}-\d{2}):/;
export const HEAD_BYTES = 'sealed:2026-01:'.length;
export const headOf = (month: string) => `sealed:${month}:`;
export const keyName = (month: string) => `original:${month}`;

@Injectable()
export class Seal {
  private current: { month: string; key: Buffer } | null = null;
  private told = '';

  constructor(private readonly keyring: Keyring) {}

  /**
   * Makes sure that the month's key is at hand; call it before sealing, outside any transaction.
   * Where SECRET_KEY was changed under a running process, that process goes on with the last key it has, and says so.
   */
  async prepare(at: Date): Promise<void> {
    const month = at.toISOString().slice(0, 7);
    if (this.current?.month === month) return;
    try {
      this.current = { month, key: await this.keyring.named(keyName(month)) };
    } catch (cause) {
      if (!(cause instanceof KeyFault) || !this.current) throw cause;
      if (this.told !== month) log.error({ month }, 'SECRET_KEY was changed: restart with the new one');
      this.told = month;
    }
  }

  /** The month, nonce, cipher text and tag in one; only opens for the same message id. */
  seal(messageId: string, original: Original): Buffer {
    if (!this.current) throw new Error('prepare() comes before seal()');
    const head = headOf(this.current.month);
    const sealed = encrypt(this.current.key, head + messageId, Buffer.from(JSON.stringify(original)));
    return Buffer.concat([Buffer.from(head), sealed]);
  }

  /**
   * @throws when the bytes were altered, belong to another message or were sealed with a key that is not here;
   * KeyFault when SECRET_KEY was changed since this process started and the key is younger
   */
  async open(messageId: string, sealed: Buffer): Promise<Original> {
    const month = HEAD.exec(sealed.toString('latin1', 0, HEAD_BYTES))?.[1];
    const name = month ? keyName(month) : FIRST_ORIGINALS;
    const key = await this.keyring.find(name);
    if (!key) throw new Error(`the key ${name} is not in this database`);
    const plain = month
      ? decrypt(key, `sealed:${month}:${messageId}`, sealed.subarray(HEAD_BYTES))
      : decrypt(key, messageId, sealed);
    return JSON.parse(plain.toString()) as Original;
  }

  /** A keyed digest: tells the same words again, and cannot be tried out by whoever reads the database. */
  print(text: string): Buffer {
    return createHmac('sha256', this.keyring.lasting('fingerprint')).update(text).digest();
  }
}

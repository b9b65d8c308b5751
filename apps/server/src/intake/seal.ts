// Seals a message's original words so that the database alone cannot show them: AES-256-GCM, bound to the message's id.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Config } from '../platform/config';
import { deriveKey } from '../platform/keys';

/** What is kept of the words as they arrived, before masking. */
export type Original = { title: string; body: string; place?: string; replyBody?: string };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export class Seal {
  private readonly key: Buffer;
  private readonly printKey: Buffer;

  constructor(config: Pick<Config, 'secretKey'>) {
    this.key = deriveKey(config.secretKey, 'original-text');
    this.printKey = deriveKey(config.secretKey, 'fingerprint');
  }

  /** Nonce, cipher text and tag in one; only opens for the same message id. */
  seal(messageId: string, original: Original): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(messageId));
    return Buffer.concat([
      nonce,
      cipher.update(JSON.stringify(original)),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
  }

  /** @throws when the bytes were altered, belong to another message or were sealed with another key */
  open(messageId: string, sealed: Buffer): Original {
    const cipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, NONCE_BYTES));
    cipher.setAAD(Buffer.from(messageId)).setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = [cipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()];
    return JSON.parse(Buffer.concat(plain).toString()) as Original;
  }

  /** A keyed digest: tells the same words again, and cannot be tried out by whoever reads the database. */
  print(text: string): Buffer {
    return createHmac('sha256', this.printKey).update(text).digest();
  }
}

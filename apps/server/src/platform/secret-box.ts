// Keeps the secrets of other systems so that the database alone cannot show them: AES-256-GCM, bound to whom each belongs to.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from './config';
import { CONFIG } from './config.token';
import { deriveKey } from './keys';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

@Injectable()
export class SecretBox {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) config: Pick<Config, 'secretKey'>) {
    this.key = deriveKey(config.secretKey, 'webhook-secret');
  }

  /** Nonce, cipher text and tag in one; only opens for the same owner. */
  seal(ownerId: string, secret: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(ownerId));
    return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  }

  /** Null when the bytes were altered, belong to another owner or were sealed under another SECRET_KEY. */
  open(ownerId: string, sealed: Buffer): string | null {
    try {
      const cipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, NONCE_BYTES));
      cipher.setAAD(Buffer.from(ownerId)).setAuthTag(sealed.subarray(-TAG_BYTES));
      const plain = [cipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()];
      return Buffer.concat(plain).toString();
    } catch {
      return null;
    }
  }
}

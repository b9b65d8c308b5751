// Keeps the secrets of other systems so that the database alone cannot show them: sealed under a kept key, bound to whom each belongs to.
import { Injectable } from '@nestjs/common';
import { Keyring } from './keyring';
import { decrypt, encrypt } from './wrap';

@Injectable()
export class SecretBox {
  constructor(private readonly keyring: Keyring) {}

  /** Only opens for the same owner. */
  seal(ownerId: string, secret: string): Buffer {
    return encrypt(this.keyring.lasting('webhook-secret'), ownerId, Buffer.from(secret));
  }

  /** Null when the bytes were altered or belong to another owner. */
  open(ownerId: string, sealed: Buffer): string | null {
    try {
      return decrypt(this.keyring.lasting('webhook-secret'), ownerId, sealed).toString();
    } catch {
      return null;
    }
  }
}

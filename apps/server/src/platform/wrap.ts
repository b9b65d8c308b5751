// Seals under a key (AES-256-GCM, bound to a name), and says which key SECRET_KEY gives for wrapping others: the database alone opens nothing.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from './keys';

/** What keys are wrapped under; `id` names the SECRET_KEY it came from, without telling it. */
export type Wrapping = { id: string; key: Buffer };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export const wrappingOf = (secretKey: string): Wrapping => ({
  id: deriveKey(secretKey, 'key-name').subarray(0, 8).toString('hex'),
  key: deriveKey(secretKey, 'key-wrapping'),
});

/** Random bytes are drawn for so many at once: asking for each by itself costs as much as sealing a short text. */
const NONCES = 256;
let drawn = Buffer.alloc(0);
function freshNonce(): Buffer {
  if (drawn.length === 0) drawn = randomBytes(NONCES * NONCE_BYTES);
  const nonce = drawn.subarray(0, NONCE_BYTES);
  drawn = drawn.subarray(NONCE_BYTES);
  return nonce;
}

/** Nonce, cipher text and tag in one. */
export function encrypt(key: Buffer, bound: string, plain: Buffer): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when the bytes were altered, are bound to something else, or lie under another key */
export function decrypt(key: Buffer, bound: string, sealed: Buffer): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('too short to be sealed');
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
  cipher.setAAD(Buffer.from(bound)).setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([cipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()]);
}

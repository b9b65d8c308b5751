// Keys for separate purposes, each derived from SECRET_KEY (HKDF-SHA-256, RFC 5869), so that none serves two ends.
import { hkdfSync } from 'node:crypto';

export type KeyPurpose =
  | 'session'
  | 'setup'
  | 'cursor'
  // What keyring.ts wraps its keys with, and the name by which a wrapped key tells under which SECRET_KEY it lies.
  | 'key-wrapping'
  | 'key-name'
  // Keys that were derived before there was a keyring; it takes them over where something was done with them.
  | 'ledger-checkpoint'
  | 'original-text'
  | 'fingerprint';

/** 32 bytes for one purpose. */
export function deriveKey(secretKey: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'wenying', purpose, 32));
}

// Keys for separate purposes, each derived from SECRET_KEY (HKDF-SHA-256, RFC 5869), so that none serves two ends.
import { hkdfSync } from 'node:crypto';

export type KeyPurpose =
  | 'session'
  | 'setup'
  | 'ledger-checkpoint'
  | 'original-text'
  | 'fingerprint'
  | 'webhook-secret'
  | 'cursor';

/** 32 bytes for one purpose. */
export function deriveKey(secretKey: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'wenying', purpose, 32));
}

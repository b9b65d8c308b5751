// The one-time code that lets the first person in: derived from SECRET_KEY, shown only in the terminal, void once an officer exists.
import { timingSafeEqual } from 'node:crypto';
import type { Config } from '../platform/config';
import { deriveKey } from '../platform/keys';

/** Such as `7F3K-92QD-M4XT`: no letters that look like digits. */
export function setupCode(config: Pick<Config, 'secretKey'>): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  const key = deriveKey(config.secretKey, 'setup');
  const signs = Array.from({ length: 12 }, (_, i) => alphabet[key.readUInt16BE(i * 2) % alphabet.length]);
  return [signs.slice(0, 4), signs.slice(4, 8), signs.slice(8)].map((part) => part.join('')).join('-');
}

export function isSetupCode(config: Pick<Config, 'secretKey'>, given: string): boolean {
  const [right, said] = [setupCode(config), given].map((code) =>
    Buffer.from(code.toUpperCase().replace(/[^0-9A-Z]/g, '')),
  );
  return right!.length === said!.length && timingSafeEqual(right!, said!);
}

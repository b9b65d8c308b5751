// The one-time code with which a new officer chooses a password: 78 random bits, told once, only its digest kept.
import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

/** No letters that look like digits. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const plain = (code: string): string =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');

/** Such as `7F3K-92QD-M4XT-8PWR`. */
export function newFirstCode(): string {
  const signs = Array.from({ length: 16 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return signs.match(/.{4}/g)!.join('-');
}

/** SHA-256 without salt or stretching is enough for what nobody can guess, and thousands are made at once. */
export const firstCodeDigest = (code: string): Buffer => createHash('sha256').update(plain(code)).digest();

/** Whether it is the code; the same work where there is none. */
export function isFirstCode(digest: Buffer | null, given: string): boolean {
  const said = firstCodeDigest(given);
  const held = timingSafeEqual(digest ?? firstCodeDigest(''), said);
  return held && digest !== null;
}

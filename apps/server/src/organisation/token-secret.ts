// A token's secret: 256 random bits behind a mark that scanners of leaked secrets can know; only its digest is kept.
import { createHash, randomBytes } from 'node:crypto';

export const newSecret = (): string => `wy_${randomBytes(32).toString('base64url')}`;
export const looksLikeToken = (text: string): boolean => /^wy_[A-Za-z0-9_-]{43}$/.test(text);
/** SHA-256 without salt or stretching is enough: nobody guesses 256 random bits. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

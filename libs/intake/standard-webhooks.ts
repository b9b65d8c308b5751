// Signed webhooks, both ways, as Standard Webhooks has them: who sent it, when, and that nothing was altered on the way.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export type WebhookHeaders = { id: string | null; timestamp: string | null; signature: string | null };
export type WebhookFault = 'unsigned' | 'too-old' | 'too-new' | 'bad-signature';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
/** How far the sender's clock may be from ours. */
const TOLERANCE_MS = 5 * 60_000;
const MOST_SIGNATURES = 10;
const ID = /^[\x21-\x7e]{1,200}$/;

/** A new secret of 256 random bits, in the form that other programs read: `whsec_` and base64. */
export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;

/** The key behind a secret: 24 to 64 bytes; null when the text is none. */
export function readWebhookSecret(secret: string): Buffer | null {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  const key = Buffer.from(text, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : null;
}

function digest(key: Buffer, id: string, timestamp: string, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

/**
 * The three headers of a message, signed with each key that is valid at present (two while a secret is replaced).
 * @param at the instant of this attempt, not of the event
 * Source: https://www.standardwebhooks.com/ (specification 1.0.0), "Signature scheme".
 */
export function signWebhook(
  keys: readonly Buffer[],
  id: string,
  at: Date,
  body: Uint8Array,
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = keys.map((key) => `v1,${digest(key, id, timestamp, body).toString('base64')}`);
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

/**
 * Whether a message was signed with one of the keys, within five minutes of `now`; null when it was.
 * Compares in constant time; looks at the signature before the time, so that an unsigned caller learns nothing of our clock.
 */
export function verifyWebhook(
  keys: readonly Buffer[],
  { id, timestamp, signature }: WebhookHeaders,
  body: Uint8Array,
  now: Date,
): WebhookFault | null {
  if (id === null || timestamp === null || signature === null) return 'unsigned';
  if (!ID.test(id) || !/^\d{1,12}$/.test(timestamp)) return 'unsigned';
  const given = signature
    .split(' ', MOST_SIGNATURES)
    .flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice(3), 'base64')] : []));
  const isSigned = keys
    .map((key) => digest(key, id, timestamp, body))
    .some((wanted) => given.some((one) => one.length === wanted.length && timingSafeEqual(one, wanted)));
  if (!isSigned) return 'bad-signature';
  const late = now.getTime() - Number(timestamp) * 1000;
  if (late > TOLERANCE_MS) return 'too-old';
  return late < -TOLERANCE_MS ? 'too-new' : null;
}

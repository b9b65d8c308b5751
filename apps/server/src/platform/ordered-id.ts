// Ids that rise with time, so that rows that come together lie together: an index of a million random ids is written all over.
import { randomBytes } from 'node:crypto';

/** A UUID version 7 of an instant: 48 bits of milliseconds, then 74 random bits. Source: RFC 9562 §5.7. */
export function orderedId(at: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

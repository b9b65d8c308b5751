// The leaf hash of an entry, on the server: SHA-256 with RFC 6962's leaf prefix.
import { hash } from 'node:crypto';
import { canonicalEntry, type LedgerEntry } from './canonical';

/**
 * SHA-256(0x00 || canonicalEntry(entry)), 32 bytes. RFC 6962 §2.1: the prefix keeps a leaf from passing for a node.
 * Throws what `canonicalEntry` throws.
 */
export function leafHash(entry: LedgerEntry): Uint8Array {
  return leafHashOf(canonicalEntry(entry));
}

/** The leaf hash of bytes that are already canonical (one line of `entries.jsonl` without its newline). */
export function leafHashOf(canonical: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(canonical.length + 1);
  prefixed.set(canonical, 1);
  return hash('sha256', prefixed, 'buffer');
}

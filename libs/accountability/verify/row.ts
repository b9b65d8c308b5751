// Reads one line of entries.jsonl and spells it again, so that the hash is of what is shown and not of what is claimed.
import { canonicalizeEx } from 'json-canonicalize';

export type ReadRow =
  | {
      readable: true;
      seq: number /** What is hashed. */;
      canonical: Buffer /** The line is spelt so. */;
      exact: boolean;
    }
  | { readable: false };

const fields = ['actor', 'at', 'body', 'jurisdictionId', 'kind', 'seq', 'subject'].join();

export function readRow(line: Buffer): ReadRow {
  let value: unknown;
  try {
    value = JSON.parse(line.toString('utf8'));
  } catch {
    return { readable: false };
  }
  if (!isRecord(value) || Object.keys(value).sort().join() !== fields) return { readable: false };
  const { seq, body } = value;
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1 || !isRecord(body))
    return { readable: false };
  const canonical = spell(value);
  if (canonical === null) return { readable: false };
  return { readable: true, seq, canonical, exact: canonical.equals(line) };
}

// Nesting deep enough to exhaust the stack must be told as an unreadable line, not end the verification.
function spell(value: unknown): Buffer | null {
  try {
    return Buffer.from(canonicalizeEx(value, { strictUndefined: true }), 'utf8');
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is { [name: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

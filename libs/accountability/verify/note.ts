// The verifier's own reading of keys and signed checkpoints (C2SP signed-note, tlog-checkpoint; Ed25519 only).
import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';

export type AuditKey = { note: string; name: string; id: string; key: KeyObject };

export type SealedHead = { file: string; origin: string; size: number; root: string };

export type HeadJudgement =
  | { head: SealedHead }
  | {
      fault:
        | 'checkpoint.unreadable'
        | 'checkpoint.altered'
        | 'checkpoint.other-key'
        | 'checkpoint.other-origin';
    };

/** Reads `name+id+base64(0x01 || public key)`; `null` when its parts do not fit one another. */
export function readKey(note: string): AuditKey | null {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(note.trim());
  if (found === null) return null;
  const [, name, id, encoded] = found as unknown as [string, string, string, string];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== 1 || bytes.toString('base64') !== encoded) return null;
  const digest = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), bytes]));
  if (digest.slice(0, 8) !== id) return null;
  const x = bytes.subarray(1).toString('base64url');
  return {
    note: note.trim(),
    name,
    id,
    key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
  };
}

/** Whether one of the keys signed this text, and what head it seals. */
export function judgeHead(file: string, text: string, keys: readonly AuditKey[]): HeadJudgement {
  const cut = text.lastIndexOf('\n\n');
  const body = text.slice(0, cut + 1);
  const lines = body.split('\n');
  const [origin = '', size = '', root = ''] = lines;
  const rootBytes = Buffer.from(root, 'base64');
  const readable =
    cut > 0 &&
    text.endsWith('\n') &&
    lines.length >= 4 &&
    lines.slice(0, -1).every((line) => line !== '') &&
    /^(0|[1-9]\d{0,14})$/.test(size) &&
    rootBytes.length === 32 &&
    rootBytes.toString('base64') === root;
  if (!readable) return { fault: 'checkpoint.unreadable' };
  const signatures = text
    .slice(cut + 2, -1)
    .split('\n')
    .map(readSignature);
  if (signatures.length > 64 || signatures.includes(null)) return { fault: 'checkpoint.unreadable' };
  const signed = Buffer.from(body, 'utf8');
  for (const signature of signatures) {
    const key = keys.find(({ name, id }) => name === signature?.name && id === signature.id);
    if (key === undefined || signature === null) continue;
    if (!verify(null, signed, key.key, signature.bytes)) return { fault: 'checkpoint.altered' };
    if (key.name !== origin) return { fault: 'checkpoint.other-origin' };
    return { head: { file, origin, size: Number(size), root: rootBytes.toString('hex') } };
  }
  return { fault: 'checkpoint.other-key' };
}

function readSignature(line: string): { name: string; id: string; bytes: Buffer } | null {
  const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
  if (name === undefined || encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.length < 5 ? null : { name, id: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4) };
}

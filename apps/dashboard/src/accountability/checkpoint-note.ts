// Reads a signed checkpoint (C2SP tlog-checkpoint, signed-note) and checks its Ed25519 signature in the browser.
import { fromBase64, sha256, toBase64, toHex } from '../../../../libs/accountability/in-browser';

export type SignatureVerdict = 'holds' | 'fails' | 'cannot';
export type CheckpointRead = { origin: string; size: number; root: string };

const ed25519 = 1;
const keyIdLength = 4;

/** The three lines that are signed; null where the text is no checkpoint. */
export function readCheckpoint(text: string): CheckpointRead | null {
  const [origin, size, root] = text.split('\n');
  if (!origin || !root || !/^(0|[1-9]\d*)$/.test(size ?? '')) return null;
  try {
    if (fromBase64(root).length !== 32) return null;
  } catch {
    return null;
  }
  return { origin, size: Number(size), root };
}

/** The public key of a verifier key `name+keyid+base64`; null where its parts do not fit one another. */
async function readKey(note: string): Promise<{ name: string; keyId: string; bytes: Uint8Array } | null> {
  const [name = '', keyId = '', ...rest] = note.trim().split('+');
  try {
    const encoded = fromBase64(rest.join('+'));
    if (encoded.length !== 33 || encoded[0] !== ed25519) return null;
    const named = new TextEncoder().encode(`${name}\n`);
    const id = await sha256(new Uint8Array([...named, ...encoded]));
    if (toHex(id.slice(0, keyIdLength)) !== keyId) return null;
    return { name, keyId, bytes: encoded.slice(1) };
  } catch {
    return null;
  }
}

/** The signature that this key put under the text: 64 bytes, without the key's id in front. */
function signatureBy(text: string, key: { name: string; keyId: string }): Uint8Array | null {
  const lines = text.slice(text.lastIndexOf('\n\n') + 2).split('\n');
  for (const line of lines) {
    const [, name, encoded] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    if (name !== key.name || !encoded) continue;
    try {
      const bytes = fromBase64(encoded);
      if (toBase64(bytes) === encoded && toHex(bytes.slice(0, keyIdLength)) === key.keyId)
        return bytes.slice(keyIdLength);
    } catch {
      // Not a signature line: the next may be one.
    }
  }
  return null;
}

/**
 * Whether the key signed the checkpoint. 'cannot' where the browser lends no Ed25519: older ones, and pages that are
 * not served over https or from localhost.
 */
export async function verifySignature(text: string, publicKeyNote: string): Promise<SignatureVerdict> {
  const key = await readKey(publicKeyNote);
  const signature = key && signatureBy(text, key);
  if (!key || !signature || readCheckpoint(text)?.origin !== key.name) return 'fails';
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined) return 'cannot';
  const signed = new TextEncoder().encode(text.slice(0, text.lastIndexOf('\n\n') + 1));
  try {
    const imported = await subtle.importKey('raw', new Uint8Array(key.bytes), 'Ed25519', false, ['verify']);
    return (await subtle.verify('Ed25519', imported, new Uint8Array(signature), signed)) ? 'holds' : 'fails';
  } catch {
    return 'cannot';
  }
}

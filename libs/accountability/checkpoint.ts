// The signed head of the ledger, in the text form of C2SP tlog-checkpoint and signed-note, Ed25519.
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import { LedgerRefusal } from './canonical';

export type CheckpointHead = {
  /** Names the ledger, such as `wenying.example/qinghe`; also the key's name. No spaces, no plus. */
  origin: string;
  size: number;
  root: Uint8Array;
  /** ISO 8601 UTC. Kept on a signed extension line, which the specification allows though it advises against any. */
  at?: string | null;
};

export type NoteSignature = { name: string; keyId: string; signature: Uint8Array };

export type Checkpoint = {
  origin: string;
  size: number;
  root: Uint8Array;
  at: string | null;
  extensions: string[];
  /** What is signed: everything above the blank line, with its last newline. */
  body: string;
  signatures: NoteSignature[];
};

export type CheckpointVerdict =
  | { ok: true; checkpoint: Checkpoint }
  | {
      ok: false;
      code: 'malformed' | 'bad-key' | 'other-key' | 'other-origin' | 'bad-signature';
      message: string;
    };

const ed25519 = 0x01;
const privateDer = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicDer = Buffer.from('302a300506032b6570032100', 'hex');
const timeLine = /^at (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;
const mostSignatures = 64;

/** The Ed25519 key pair of a 32-byte seed (RFC 8032). Throws `key.malformed` for any other length. */
export function keyFromSeed(seed: Uint8Array): { privateKey: KeyObject; publicKey: KeyObject } {
  if (seed.length !== 32) throw new LedgerRefusal('key.malformed', 'the seed of an Ed25519 key has 32 bytes');
  const der = Buffer.concat([privateDer, seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/**
 * The verifier key of signed-note: `name+keyid(hex)+base64(0x01 || public key)`. This is what an auditor should be
 * given once, by hand, and pin. Takes the private or the public key. Throws `key.malformed` for an unfit name or key.
 */
export function publicKeyNote(name: string, key: KeyObject): string {
  refuseBadName(name);
  const bytes = publicBytes(key);
  return `${name}+${keyIdOf(name, bytes)}+${Buffer.from([ed25519, ...bytes]).toString('base64')}`;
}

/** Reads a verifier key. Throws `key.malformed` when any part of it does not fit the others. */
export function parsePublicKeyNote(note: string): { name: string; keyId: string; publicKey: KeyObject } {
  const [name = '', keyId = '', ...rest] = note.trim().split('+');
  // base64 may itself hold a plus: only the first two separate.
  const encoded = rest.join('+');
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded || bytes.length !== 33 || bytes[0] !== ed25519) {
    throw new LedgerRefusal('key.malformed', 'not an Ed25519 verifier key: name+keyid+base64 is expected');
  }
  refuseBadName(name);
  if (keyIdOf(name, bytes.subarray(1)) !== keyId) {
    throw new LedgerRefusal('key.malformed', `the key id ${keyId} is not that of ${name} with this key`);
  }
  const der = Buffer.concat([publicDer, bytes.subarray(1)]);
  return { name, keyId, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/**
 * Signs a head. The text: origin, size, base64 root, optionally `at <instant>`, a blank line, one signature line.
 * Ed25519 is deterministic: the same head and key give the same text. Throws `checkpoint.malformed`, `key.malformed`.
 */
export function signCheckpoint(head: CheckpointHead, privateKey: KeyObject): string {
  refuseBadName(head.origin);
  if (!Number.isSafeInteger(head.size) || head.size < 0 || head.root.length !== 32) {
    throw new LedgerRefusal('checkpoint.malformed', 'a head needs a whole size and a root of 32 bytes');
  }
  const lines = [head.origin, String(head.size), Buffer.from(head.root).toString('base64')];
  if (head.at != null) lines.push(`at ${head.at}`);
  if (head.at != null && !timeLine.test(`at ${head.at}`)) {
    throw new LedgerRefusal('checkpoint.malformed', `not an instant: ${head.at}`);
  }
  return signNote(`${lines.join('\n')}\n`, head.origin, privateKey);
}

/** Signs any note text (it must end in a newline) under a key name, as signed-note has it. */
export function signNote(body: string, name: string, privateKey: KeyObject): string {
  const keyId = Buffer.from(keyIdOf(name, publicBytes(privateKey)), 'hex');
  const signature = sign(null, Buffer.from(body, 'utf8'), privateKey);
  return `${body}\n— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`;
}

/**
 * Reads a checkpoint without judging its signatures: trust nothing in it before `verifyCheckpoint`.
 * Throws `checkpoint.malformed`.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const wrong = (why: string) => new LedgerRefusal('checkpoint.malformed', `not a checkpoint: ${why}`);
  const { body, signatures } = parseNote(text);
  const [origin = '', size = '', root = '', ...extensions] = body.slice(0, -1).split('\n');
  if (origin === '') throw wrong('its origin is empty');
  if (!/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw wrong(`its size is "${size}"`);
  const rootBytes = Buffer.from(root, 'base64');
  if (rootBytes.length !== 32 || rootBytes.toString('base64') !== root)
    throw wrong('its root is not 32 bytes');
  if (extensions.includes('')) throw wrong('an extension line is empty');
  const at = extensions.map((line) => timeLine.exec(line)?.[1]).find((found) => found !== undefined) ?? null;
  return { origin, size: Number(size), root: rootBytes, at, extensions, body, signatures };
}

/**
 * Judges a checkpoint by one verifier key (`publicKeyNote`): its form, that the key signed it, that its origin is the
 * key's name. Signatures of other keys are ignored, as signed-note demands; one forged signature of this key refuses.
 */
export function verifyCheckpoint(text: string, publicKeyNote: string): CheckpointVerdict {
  let key: ReturnType<typeof parsePublicKeyNote>;
  let checkpoint: Checkpoint;
  try {
    key = parsePublicKeyNote(publicKeyNote);
  } catch (error) {
    return { ok: false, code: 'bad-key', message: messageOf(error) };
  }
  try {
    checkpoint = parseCheckpoint(text);
  } catch (error) {
    return { ok: false, code: 'malformed', message: messageOf(error) };
  }
  const ours = checkpoint.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  if (ours.length === 0)
    return { ok: false, code: 'other-key', message: `not signed by ${key.name}+${key.keyId}` };
  const signed = Buffer.from(checkpoint.body, 'utf8');
  if (!ours.every(({ signature }) => verify(null, signed, key.publicKey, signature))) {
    return {
      ok: false,
      code: 'bad-signature',
      message: `the signature of ${key.name} does not fit the text`,
    };
  }
  if (checkpoint.origin !== key.name) {
    return { ok: false, code: 'other-origin', message: `signed by ${key.name} for ${checkpoint.origin}` };
  }
  return { ok: true, checkpoint };
}

function parseNote(text: string): { body: string; signatures: NoteSignature[] } {
  const wrong = (why: string) => new LedgerRefusal('checkpoint.malformed', `not a signed note: ${why}`);
  if ([...text].some((character) => character < ' ' && character !== '\n')) throw wrong('control characters');
  const blank = text.lastIndexOf('\n\n');
  if (blank < 0 || !text.endsWith('\n'))
    throw wrong('no blank line before the signatures, or no last newline');
  const lines = text.slice(blank + 2, -1).split('\n');
  if (lines.length > mostSignatures) throw wrong('too many signatures');
  const signatures = lines.map((line) => {
    const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
    const bytes = Buffer.from(encoded ?? '', 'base64');
    if (name === undefined || bytes.length < 5 || bytes.toString('base64') !== encoded) {
      throw wrong(`"${line}" is no signature line`);
    }
    return { name, keyId: bytes.toString('hex', 0, 4), signature: new Uint8Array(bytes.subarray(4)) };
  });
  return { body: text.slice(0, blank + 1), signatures };
}

function keyIdOf(name: string, publicKey: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([ed25519]), publicKey])).slice(
    0,
    8,
  );
}

function publicBytes(key: KeyObject): Buffer {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  if (publicKey.asymmetricKeyType !== 'ed25519')
    throw new LedgerRefusal('key.malformed', 'not an Ed25519 key');
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(publicDer.length);
}

function refuseBadName(name: string): void {
  if (name === '' || /[\s+]/u.test(name) || [...name].some((character) => character < ' ')) {
    throw new LedgerRefusal('key.malformed', `"${name}" cannot name a key: no spaces, no plus sign`);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

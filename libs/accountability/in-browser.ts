// What a web page needs to recompute an entry's leaf and follow its proof to the root by itself, without Node.
import { canonicalEntry, type LedgerEntry } from './canonical';
import { sha256InPlainScript } from './sha-256';
import { consistencyPath, type InclusionStep, inclusionPath } from './tree-shape';

export {
  canonicalEntry,
  canonicalText,
  type JsonObject,
  type JsonValue,
  type LedgerActor,
  type LedgerEntry,
  LedgerRefusal,
  type LedgerSubject,
} from './canonical';

/** SHA-256 by the browser's WebCrypto; by plain script where the page is not in a secure context (http on a LAN). */
export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined) return sha256InPlainScript(bytes);
  return new Uint8Array(await subtle.digest('SHA-256', new Uint8Array(bytes)));
}

/** SHA-256(0x00 || canonical entry), as the server computes it. */
export async function leafHash(entry: LedgerEntry): Promise<Uint8Array> {
  return sha256(join([0], canonicalEntry(entry)));
}

/** SHA-256(0x01 || left || right). */
export async function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  return sha256(join([1], left, right));
}

/** One line of a proof as a reader sees it: the sibling, its side, and what the two hash to. */
export type ProofStep = { side: InclusionStep; sibling: Uint8Array; result: Uint8Array };

/**
 * Follows an inclusion proof from the leaf to the root, keeping every step for the page to show.
 * `null` when the proof has the wrong number or length of hashes for leaf `index` of a tree of `size`.
 */
export async function walkInclusion(claim: {
  index: number;
  size: number;
  leaf: Uint8Array;
  proof: Uint8Array[];
}): Promise<{ steps: ProofStep[]; root: Uint8Array } | null> {
  const path = inclusionPath(claim.index, claim.size);
  if (path === null || path.length !== claim.proof.length) return null;
  if (![claim.leaf, ...claim.proof].every((hash) => hash.length === 32)) return null;
  const steps: ProofStep[] = [];
  let running = claim.leaf;
  for (const [at, sibling] of claim.proof.entries()) {
    const side = path[at]!;
    running = side === 'left' ? await nodeHash(sibling, running) : await nodeHash(running, sibling);
    steps.push({ side, sibling, result: running });
  }
  return { steps, root: running };
}

/** Whether `leaf` is leaf `index` of the tree of `size` with that root (RFC 9162 §2.1.3.2). */
export async function verifyInclusion(claim: {
  index: number;
  size: number;
  leaf: Uint8Array;
  proof: Uint8Array[];
  root: Uint8Array;
}): Promise<boolean> {
  const walked = await walkInclusion(claim);
  return walked !== null && toHex(walked.root) === toHex(claim.root);
}

/** Whether the tree (size2, root2) begins with the tree (size1, root1) (RFC 9162 §2.1.4.2). */
export async function verifyConsistency(claim: {
  size1: number;
  size2: number;
  root1: Uint8Array;
  root2: Uint8Array;
  proof: Uint8Array[];
}): Promise<boolean> {
  const { size1, size2, root1, root2, proof } = claim;
  if (size1 === size2) {
    return Number.isSafeInteger(size1) && size1 > 0 && proof.length === 0 && toHex(root1) === toHex(root2);
  }
  const path = consistencyPath(size1, size2);
  if (path === null || ![root1, root2, ...proof].every((hash) => hash.length === 32)) return false;
  const [seed, ...rest] = path.seeded ? proof : [root1, ...proof];
  if (seed === undefined || rest.length !== path.steps.length) return false;
  let older = seed;
  let newer = seed;
  for (const [at, sibling] of rest.entries()) {
    if (path.steps[at] === 'both') {
      older = await nodeHash(sibling, older);
      newer = await nodeHash(sibling, newer);
    } else newer = await nodeHash(newer, sibling);
  }
  return toHex(older) === toHex(root1) && toHex(newer) === toHex(root2);
}

/** Lower-case hexadecimal, two characters a byte. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Bytes of hexadecimal text; throws a RangeError when it is not. */
export function fromHex(hex: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new RangeError('not hexadecimal');
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Standard base64 (RFC 4648 §4), as roots stand in checkpoints. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Bytes of standard base64; throws a DOMException when it is not. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function join(prefix: number[], ...parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, prefix.length));
  joined.set(prefix);
  let at = prefix.length;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

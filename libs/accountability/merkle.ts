// The RFC 6962 Merkle tree: growing it, its roots, its proofs, and checking them; on the server, with node:crypto.
import { hash } from 'node:crypto';
import { LedgerRefusal } from './canonical';
import {
  consistencyPath,
  consistencyRanges,
  inclusionPath,
  inclusionRanges,
  nodesOf,
  type TreeNode,
  type TreeRange,
} from './tree-shape';

export type StoredNode = TreeNode & { hash: Uint8Array };

/** Reads the hash of a complete subtree from where nodes are kept; `undefined` when it is not there. */
export type GetNode = (
  level: number,
  index: number,
) => Uint8Array | undefined | Promise<Uint8Array | undefined>;

/** The root of the empty tree: SHA-256 of nothing. */
export const emptyRoot = (): Uint8Array => hash('sha256', new Uint8Array(0), 'buffer');

/** SHA-256(0x01 || left || right), RFC 6962 §2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const joined = new Uint8Array(1 + left.length + right.length);
  joined[0] = 1;
  joined.set(left, 1);
  joined.set(right, 1 + left.length);
  return hash('sha256', joined, 'buffer');
}

/** The Merkle tree hash of leaf hashes, in order (RFC 6962 §2.1). */
export function rootOf(leaves: Uint8Array[]): Uint8Array {
  const known = new Map<string, Uint8Array>();
  for (const node of grow(0, leaves, known)) known.set(nameOf(node), node.hash);
  return foldRight(nodesOf({ start: 0, end: leaves.length }).map((node) => known.get(nameOf(node))!));
}

/** The nodes to write when one leaf is appended to a tree of `size`; see `appendLeaves`. */
export function appendNodes(size: number, leaf: Uint8Array, getNode: GetNode): Promise<StoredNode[]> {
  return appendLeaves(size, [leaf], getNode);
}

/**
 * The nodes to write when `leaves` (32-byte leaf hashes) are appended to a tree of `size`: the leaves themselves at
 * level 0 and each subtree they complete. Reads only `nodesNeededForAppend(size)`. Nothing written is ever changed.
 */
export async function appendLeaves(
  size: number,
  leaves: Uint8Array[],
  getNode: GetNode,
): Promise<StoredNode[]> {
  const known = new Map<string, Uint8Array>();
  for (const node of nodesOf({ start: 0, end: size })) known.set(nameOf(node), await read(node, getNode));
  return grow(size, leaves, known);
}

/** The root of the first `size` leaves, from stored nodes (`nodesNeededForRoot`). */
export async function rootAt(size: number, getNode: GetNode): Promise<Uint8Array> {
  return rangeHash({ start: 0, end: size }, getNode);
}

/** The audit path of leaf `index` in the tree of `size`, from the leaf upwards. Throws `ledger.bad-range`. */
export async function inclusionProof(index: number, size: number, getNode: GetNode): Promise<Uint8Array[]> {
  return Promise.all(inclusionRanges(index, size).map((range) => rangeHash(range, getNode)));
}

/** The proof that the tree of `size2` begins with the tree of `size1`, 1 ≤ size1 ≤ size2. Throws `ledger.bad-range`. */
export async function consistencyProof(
  size1: number,
  size2: number,
  getNode: GetNode,
): Promise<Uint8Array[]> {
  return Promise.all(consistencyRanges(size1, size2).map((range) => rangeHash(range, getNode)));
}

export type InclusionClaim = {
  index: number;
  size: number;
  leaf: Uint8Array;
  proof: Uint8Array[];
  root: Uint8Array;
};

/** Whether `leaf` is leaf `index` of the tree of `size` with that root. Never throws on a forged claim. */
export function verifyInclusion({ index, size, leaf, proof, root }: InclusionClaim): boolean {
  const steps = inclusionPath(index, size);
  if (steps === null || steps.length !== proof.length || ![leaf, ...proof].every(isHash)) return false;
  const found = proof.reduce(
    (running, sibling, at) =>
      steps[at] === 'left' ? nodeHash(sibling, running) : nodeHash(running, sibling),
    leaf,
  );
  return sameBytes(found, root);
}

export type ConsistencyClaim = {
  size1: number;
  size2: number;
  root1: Uint8Array;
  root2: Uint8Array;
  proof: Uint8Array[];
};

/**
 * Whether the tree (size2, root2) begins with the tree (size1, root1). Never throws on a forged claim. Nothing is
 * shown by starting from the empty tree, so size1 = 0 is refused; equal sizes need equal roots and an empty proof.
 */
export function verifyConsistency({ size1, size2, root1, root2, proof }: ConsistencyClaim): boolean {
  if (size1 === size2) {
    return Number.isSafeInteger(size1) && size1 > 0 && proof.length === 0 && sameBytes(root1, root2);
  }
  const path = consistencyPath(size1, size2);
  if (path === null || ![root1, root2, ...proof].every(isHash)) return false;
  const [seed, ...rest] = path.seeded ? proof : [root1, ...proof];
  if (seed === undefined || rest.length !== path.steps.length) return false;
  let older = seed;
  let newer = seed;
  rest.forEach((sibling, at) => {
    if (path.steps[at] === 'both') {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
    } else newer = nodeHash(newer, sibling);
  });
  return sameBytes(older, root1) && sameBytes(newer, root2);
}

/** Whether two byte strings are the same, lengths included. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

const isHash = (bytes: Uint8Array): boolean => bytes.length === 32;
const nameOf = ({ level, index }: TreeNode): string => `${level}/${index}`;

function grow(size: number, leaves: Uint8Array[], known: Map<string, Uint8Array>): StoredNode[] {
  const written: StoredNode[] = [];
  const keep = (node: StoredNode): void => {
    known.set(nameOf(node), node.hash);
    written.push(node);
  };
  leaves.forEach((leaf, at) => {
    let node: StoredNode = { level: 0, index: size + at, hash: leaf };
    keep(node);
    while (node.index % 2 === 1) {
      const left = known.get(nameOf({ level: node.level, index: node.index - 1 }))!;
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: nodeHash(left, node.hash) };
      keep(node);
    }
  });
  return written;
}

async function rangeHash(range: TreeRange, getNode: GetNode): Promise<Uint8Array> {
  return foldRight(await Promise.all(nodesOf(range).map((node) => read(node, getNode))));
}

async function read(node: TreeNode, getNode: GetNode): Promise<Uint8Array> {
  const found = await getNode(node.level, node.index);
  if (found === undefined || !isHash(found)) {
    throw new LedgerRefusal(
      'ledger.node-missing',
      `the tree's node ${nameOf(node)} (level/index) is missing or is not 32 bytes`,
    );
  }
  return found;
}

function foldRight(hashes: Uint8Array[]): Uint8Array {
  return hashes.length === 0 ? emptyRoot() : hashes.reduceRight((right, left) => nodeHash(left, right));
}

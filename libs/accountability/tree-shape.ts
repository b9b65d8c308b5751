// The shape of an RFC 6962 tree: which subtrees make up a root, a proof, a path; no hashing, so any side can use it.
import { LedgerRefusal } from './canonical';

/** A complete subtree: its leaves are [index * 2^level, (index + 1) * 2^level). Level 0 is the leaves. */
export type TreeNode = { level: number; index: number };

/** Leaves start … end - 1: a subtree of some tree, complete or ragged on its right. */
export type TreeRange = { start: number; end: number };

/** On which side of the running hash the next hash of an inclusion proof stands. */
export type InclusionStep = 'left' | 'right';

/** `both`: the hash stands left in the old tree and the new one; `new`: right, in the new tree only. */
export type ConsistencyStep = 'both' | 'new';

/** Leaf index and size must be whole numbers below 2^53 with 0 ≤ index < size. */
export function isPlace(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;
}

/**
 * The complete subtrees of a range, from left (largest) to right; the range's hash is their fold from the right.
 * RFC 6962 §2.1 splits at the largest power of two below the length, which is what this walks.
 */
export function nodesOf({ start, end }: TreeRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = start; at < end; ) {
    const level = Math.floor(Math.log2(end - at));
    const span = wholeSpan(level, end - at);
    nodes.push({ level: Math.log2(span), index: at / span });
    at += span;
  }
  return nodes;
}

/** The siblings of the inclusion proof of leaf `index` in a tree of `size`, from the leaf upwards (RFC 6962 §2.1.1). */
export function inclusionRanges(index: number, size: number): TreeRange[] {
  if (!isPlace(index, size)) {
    throw new LedgerRefusal('ledger.bad-range', `no leaf ${index} in a tree of ${size}`);
  }
  const ranges: TreeRange[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      ranges.unshift({ start: middle, end });
      end = middle;
    } else {
      ranges.unshift({ start, end: middle });
      start = middle;
    }
  }
  return ranges;
}

/** The ranges of the consistency proof from a tree of `size1` to one of `size2`, in order (RFC 6962 §2.1.2). */
export function consistencyRanges(size1: number, size2: number): TreeRange[] {
  if (!Number.isSafeInteger(size1) || !Number.isSafeInteger(size2) || size1 < 1 || size1 > size2) {
    throw new LedgerRefusal('ledger.bad-range', `no tree of ${size1} inside a tree of ${size2}`);
  }
  const ranges: TreeRange[] = [];
  let start = 0;
  let end = size2;
  while (size1 < end) {
    const middle = start + splitOf(end - start);
    if (size1 <= middle) {
      ranges.unshift({ start: middle, end });
      end = middle;
    } else {
      ranges.unshift({ start, end: middle });
      start = middle;
    }
  }
  // The subtree in which the old tree ends is told only when the old root does not tell it already.
  if (start > 0) ranges.unshift({ start, end });
  return ranges;
}

/** How a verifier folds an inclusion proof: one step a hash (RFC 9162 §2.1.3.2); `null` when there is no such leaf. */
export function inclusionPath(index: number, size: number): InclusionStep[] | null {
  if (!isPlace(index, size)) return null;
  const steps: InclusionStep[] = [];
  for (let at = index, last = size - 1; last > 0; at = half(at), last = half(last)) {
    if (at % 2 === 1) steps.push('left');
    else if (at < last) steps.push('right');
  }
  return steps;
}

/**
 * How a verifier folds a consistency proof (RFC 9162 §2.1.4.2). `seeded`: the proof's first hash is the common start;
 * otherwise the old root is. `null` when the sizes allow no proof (nothing is consistent with the empty tree).
 */
export function consistencyPath(
  size1: number,
  size2: number,
): { seeded: boolean; steps: ConsistencyStep[] } | null {
  if (!isPlace(size1, size2) || size1 === 0) return null;
  let at = size1 - 1;
  let last = size2 - 1;
  for (; at % 2 === 1; at = half(at)) last = half(last);
  const seeded = at > 0;
  const steps: ConsistencyStep[] = [];
  for (; last > 0; at = half(at), last = half(last)) {
    if (at % 2 === 1) steps.push('both');
    else if (at < last) steps.push('new');
  }
  return { seeded, steps };
}

/** Nodes to read before appending to a tree of `size`: its complete subtrees. */
export function nodesNeededForAppend(size: number): TreeNode[] {
  return nodesOf({ start: 0, end: size });
}

/** Nodes to read for the root at `size`. */
export function nodesNeededForRoot(size: number): TreeNode[] {
  return nodesOf({ start: 0, end: size });
}

/** Nodes to read for an inclusion proof: fetch them in one query, then call `inclusionProof`. */
export function nodesNeededForInclusion(index: number, size: number): TreeNode[] {
  return inclusionRanges(index, size).flatMap(nodesOf);
}

/** Nodes to read for a consistency proof. */
export function nodesNeededForConsistency(size1: number, size2: number): TreeNode[] {
  return consistencyRanges(size1, size2).flatMap(nodesOf);
}

// Bit operators stop at 2^31; sizes here go to 2^53.
const half = (n: number): number => Math.floor(n / 2);

/** The largest power of two below n, n > 1. */
const splitOf = (n: number): number => wholeSpan(Math.floor(Math.log2(n - 1)), n - 1);

// log2 near 2^53 may round up to the next whole number.
const wholeSpan = (level: number, length: number): number =>
  2 ** level > length ? 2 ** (level - 1) : 2 ** level;

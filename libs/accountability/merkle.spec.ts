// The Merkle tree against the 196 public vectors, and against itself for every tree of up to 70 leaves.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as browser from './in-browser';
import {
  appendLeaves,
  appendNodes,
  consistencyProof,
  emptyRoot,
  type GetNode,
  inclusionProof,
  rootAt,
  rootOf,
  type StoredNode,
  verifyConsistency,
  verifyInclusion,
} from './merkle';
import {
  inclusionRanges,
  nodesNeededForAppend,
  nodesNeededForConsistency,
  nodesNeededForInclusion,
  nodesNeededForRoot,
  nodesOf,
} from './tree-shape';

type Case = { from: string; desc: string; wantErr: boolean; proof: string[] };
type InclusionCase = Case & { leafIdx: number; treeSize: number; root: string; leafHash: string };
type ConsistencyCase = Case & { size1: number; size2: number; root1: string; root2: string };

const vectors = <T>(name: string): T[] =>
  JSON.parse(readFileSync(join(__dirname, '../../test/data/merkle-vectors', name), 'utf8'));
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const inclusion = vectors<InclusionCase>('inclusion.json');
const consistency = vectors<ConsistencyCase>('consistency.json');

const inclusionClaim = (v: InclusionCase) => ({
  index: v.leafIdx,
  size: v.treeSize,
  leaf: bytes(v.leafHash),
  root: bytes(v.root),
  proof: v.proof.map(bytes),
});
const consistencyClaim = (v: ConsistencyCase) => ({
  size1: v.size1,
  size2: v.size2,
  root1: bytes(v.root1),
  root2: bytes(v.root2),
  proof: v.proof.map(bytes),
});

describe('the public vectors', () => {
  test('are all here', () => {
    expect([inclusion.length, consistency.length]).toEqual([98, 98]);
    expect([...inclusion, ...consistency].filter((v) => v.wantErr)).toHaveLength(184);
  });

  test.each(inclusion.map((v) => [`${v.from}: ${v.desc}`, v] as const))('inclusion %s', async (_, v) => {
    expect(verifyInclusion(inclusionClaim(v))).toBe(!v.wantErr);
    expect(await browser.verifyInclusion(inclusionClaim(v))).toBe(!v.wantErr);
  });

  test.each(consistency.map((v) => [`${v.from}: ${v.desc}`, v] as const))('consistency %s', async (_, v) => {
    expect(verifyConsistency(consistencyClaim(v))).toBe(!v.wantErr);
    expect(await browser.verifyConsistency(consistencyClaim(v))).toBe(!v.wantErr);
  });
});

const most = 70;
const leaves = Array.from({ length: most }, (_, at) => sha256(Buffer.from(`leaf ${at}`)));
const stored = new Map<string, Uint8Array>();
const keep = (nodes: StoredNode[]): void => {
  for (const { level, index, hash } of nodes) stored.set(`${level}/${index}`, hash);
};
const getNode: GetNode = (level, index) => stored.get(`${level}/${index}`);

beforeAll(async () => {
  for (const [size, leaf] of leaves.entries()) keep(await appendNodes(size, leaf, getNode));
});

describe('every tree of up to 70 leaves', () => {
  test('has the root that the recursive definition of RFC 6962 §2.1 gives', async () => {
    for (let size = 0; size <= most; size++) {
      const expected = recursiveRoot(leaves.slice(0, size));
      expect(hex(await rootAt(size, getNode))).toBe(expected);
      expect(hex(rootOf(leaves.slice(0, size)))).toBe(expected);
    }
    expect(hex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test('gives for every leaf a proof that verifies, and fails with one bit of it flipped', async () => {
    for (let size = 1; size <= most; size++) {
      const root = await rootAt(size, getNode);
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(index, size, getNode);
        const claim = { index, size, leaf: leaves[index]!, proof, root };
        expect(verifyInclusion(claim)).toBe(true);
        for (const forged of flips([claim.leaf, root, ...proof], index + size)) {
          const [leaf, flippedRoot, ...flippedProof] = forged;
          expect(verifyInclusion({ ...claim, leaf: leaf!, root: flippedRoot!, proof: flippedProof })).toBe(
            false,
          );
        }
        expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(proof.length === 0);
        expect(verifyInclusion({ ...claim, proof: [...proof, root] })).toBe(false);
        expect(verifyInclusion({ ...claim, index: (index + 1) % size })).toBe(size === 1);
      }
    }
  });

  test('gives for every earlier size a proof that verifies, and fails with one bit of it flipped', async () => {
    for (let size2 = 1; size2 <= most; size2++) {
      const root2 = await rootAt(size2, getNode);
      for (let size1 = 1; size1 <= size2; size1++) {
        const root1 = await rootAt(size1, getNode);
        const proof = await consistencyProof(size1, size2, getNode);
        const claim = { size1, size2, root1, root2, proof };
        expect(verifyConsistency(claim)).toBe(true);
        for (const forged of flips([root1, root2, ...proof], size1 + size2)) {
          const [first, second, ...rest] = forged;
          expect(verifyConsistency({ ...claim, root1: first!, root2: second!, proof: rest })).toBe(false);
        }
      }
    }
  });

  test('fails with any single bit flipped, all of them tried on a ragged tree of 11', async () => {
    const root = await rootAt(11, getNode);
    for (const index of [0, 5, 10]) {
      const proof = await inclusionProof(index, 11, getNode);
      const parts = [leaves[index]!, root, ...proof];
      for (let bit = 0; bit < parts.length * 256; bit++) {
        const [leaf, flippedRoot, ...rest] = flipped(parts, Math.floor(bit / 256), bit % 256);
        const claim = { index, size: 11, leaf: leaf!, root: flippedRoot!, proof: rest };
        expect(verifyInclusion(claim)).toBe(false);
      }
    }
  });
});

describe('stored nodes', () => {
  test('are exactly those that were announced, so that a server can read them in one query', async () => {
    for (let size = 1; size <= most; size++) {
      const asked = recording();
      await appendNodes(size, leaves[0]!, asked.getNode);
      expect(asked.names()).toEqual(namesOf(nodesNeededForAppend(size)));
      const root = recording();
      await rootAt(size, root.getNode);
      expect(root.names()).toEqual(namesOf(nodesNeededForRoot(size)));
      const index = Math.floor(size / 3);
      const proof = recording();
      await inclusionProof(index, size, proof.getNode);
      expect(proof.names()).toEqual(namesOf(nodesNeededForInclusion(index, size)));
      const between = recording();
      await consistencyProof(index + 1, size, between.getNode);
      expect(between.names()).toEqual(namesOf(nodesNeededForConsistency(index + 1, size)));
    }
  });

  test('come out the same whether leaves are appended one by one or many at once', async () => {
    for (const [from, to] of [
      [0, 70],
      [1, 2],
      [7, 40],
      [64, 70],
    ] as const) {
      const written = await appendLeaves(from, leaves.slice(from, to), getNode);
      for (const node of written)
        expect(hex(node.hash)).toBe(hex(stored.get(`${node.level}/${node.index}`)!));
      const before = nodeCount(from);
      expect(written).toHaveLength(nodeCount(to) - before);
    }
  });

  test('that are missing or damaged are said to be so', async () => {
    await expect(rootAt(5, () => undefined)).rejects.toMatchObject({ code: 'ledger.node-missing' });
    await expect(rootAt(5, () => new Uint8Array(31))).rejects.toMatchObject({ code: 'ledger.node-missing' });
  });
});

test('shapes hold far beyond 32 bits', () => {
  const size = 2 ** 40 + 3;
  expect(inclusionRanges(size - 1, size)).toHaveLength(2);
  expect(inclusionRanges(0, size)).toHaveLength(41);
  expect(nodesOf({ start: 0, end: 2 ** 53 - 1 })).toHaveLength(53);
  expect(nodesOf({ start: 2 ** 40, end: size })).toEqual([
    { level: 1, index: 2 ** 39 },
    { level: 0, index: 2 ** 40 + 2 },
  ]);
  for (const [index, of] of [
    [-1, 3],
    [3, 3],
    [0.5, 3],
    [0, Number.NaN],
  ] as const) {
    expect(() => inclusionRanges(index, of)).toThrow(expect.objectContaining({ code: 'ledger.bad-range' }));
  }
});

describe('on a web page', () => {
  test('every step of a proof can be shown, and the last is the root', async () => {
    const proof = await inclusionProof(12, 70, getNode);
    const walked = await browser.walkInclusion({ index: 12, size: 70, leaf: leaves[12]!, proof });
    expect(walked?.steps.map(({ side }) => side)).toEqual([
      'right',
      'right',
      'left',
      'left',
      'right',
      'right',
      'right',
    ]);
    expect(hex(walked!.root)).toBe(hex(await rootAt(70, getNode)));
  });

  test('bytes are read and written as hexadecimal and base64', () => {
    expect(browser.toHex(browser.fromHex('00ff7A'))).toBe('00ff7a');
    expect(browser.toBase64(browser.fromBase64('AP96'))).toBe('AP96');
    expect(() => browser.fromHex('0')).toThrow(RangeError);
  });
});

function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest());
}

function recursiveRoot(of: Uint8Array[]): string {
  const root = (part: Uint8Array[]): Uint8Array => {
    if (part.length <= 1) return part[0] ?? sha256(new Uint8Array(0));
    let split = 1;
    while (split * 2 < part.length) split *= 2;
    return sha256(Buffer.concat([Buffer.from([1]), root(part.slice(0, split)), root(part.slice(split))]));
  };
  return hex(root(of));
}

/** Forgeries of one bit; which part and which bit moves with the case, so that over all cases all are tried. */
function flips(parts: Uint8Array[], turn: number): Uint8Array[][] {
  return [turn, turn + 1].map((n) => flipped(parts, n % parts.length, (turn * 37 + n * 101) % 256));
}

function flipped(parts: Uint8Array[], part: number, bit: number): Uint8Array[] {
  return parts.map((original, at) => {
    if (at !== part) return original;
    const copy = new Uint8Array(original);
    copy[bit >> 3]! ^= 1 << (bit & 7);
    return copy;
  });
}

function recording(): { getNode: GetNode; names: () => string[] } {
  const seen: string[] = [];
  return {
    getNode: (level, index) => {
      seen.push(`${level}/${index}`);
      return getNode(level, index);
    },
    names: () => seen.sort(),
  };
}

const namesOf = (nodes: { level: number; index: number }[]): string[] =>
  nodes.map(({ level, index }) => `${level}/${index}`).sort();

/** A tree of n leaves has 2n - (ones in n) complete subtrees. */
const nodeCount = (n: number): number => 2 * n - [...n.toString(2)].filter((digit) => digit === '1').length;

function hex(of: Uint8Array): string {
  return Buffer.from(of).toString('hex');
}

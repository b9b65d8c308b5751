// The page's own verification, against entries, proofs and checkpoints made by the writer's code.
import { createHash } from 'node:crypto';
import type { LedgerProof } from '#contract';
import {
  keyFromSeed,
  type LedgerEntry,
  leafHash,
  publicKeyNote,
  signCheckpoint,
} from '../../../../libs/accountability';
import { readCheckpoint, verifySignature } from './checkpoint-note';
import { verify } from './verifying';

const at = '2026-03-01T08:00:00.000Z';
const entries: LedgerEntry[] = Array.from({ length: 7 }, (_, i) => ({
  seq: i + 1,
  at,
  kind: 'incident.dismissed',
  actor: { kind: 'officer', id: 'a', name: '周岚' },
  subject: { type: 'incident', id: `i${i}` },
  jurisdictionId: null,
  body: { incidentId: `i${i}`, reason: '一般咨询' },
}));
const leaves = entries.map((entry) => Buffer.from(leafHash(entry)));

/** RFC 6962 §2.1, written here a second time. */
const node = (left: Buffer, right: Buffer) =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.from([1]), left, right]))
    .digest();
const half = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);
const rootOf = (tree: Buffer[]): Buffer =>
  tree.length === 1
    ? tree[0]!
    : node(rootOf(tree.slice(0, half(tree.length))), rootOf(tree.slice(half(tree.length))));
function pathOf(index: number, tree: Buffer[]): Buffer[] {
  if (tree.length === 1) return [];
  const k = half(tree.length);
  const [left, right] = [tree.slice(0, k), tree.slice(k)];
  return index < k ? [...pathOf(index, left), rootOf(right)] : [...pathOf(index - k, right), rootOf(left)];
}

const pair = keyFromSeed(Buffer.alloc(32, 5));
const origin = 'wenying.test';
const key = publicKeyNote(origin, pair.publicKey);
const otherKey = publicKeyNote(origin, keyFromSeed(Buffer.alloc(32, 6)).publicKey);
const base64 = (bytes: Buffer) => bytes.toString('base64');
const sealedAt = (size: number) =>
  signCheckpoint({ origin, size, root: rootOf(leaves.slice(0, size)), at }, pair.privateKey);

function proofOf(seq: number, size: number, sealed = true): LedgerProof {
  const tree = leaves.slice(0, size);
  return {
    entry: entries[seq - 1] as LedgerProof['entry'],
    leafHash: base64(leaves[seq - 1]!),
    size,
    root: base64(rootOf(tree)),
    path: pathOf(seq - 1, tree).map(base64),
    checkpoint: sealed ? sealedAt(size) : null,
  };
}
const failing = async (proof: LedgerProof, publicKey: string | null = key) => {
  const { outcome, checks } = await verify(proof, publicKey);
  return [outcome, ...checks.filter(({ verdict }) => verdict !== 'holds').map(({ name }) => name)];
};

describe('an entry on the page', () => {
  it.each([1, 2, 3, 4, 5, 6, 7])('entry %i of 7 is verified to the signed root', async (seq) =>
    expect(await failing(proofOf(seq, 7))).toEqual(['good']),
  );
  it('is verified in a ledger of one', async () => expect(await failing(proofOf(1, 1))).toEqual(['good']));
  it('shows each step: the last one is the root', async () => {
    const { steps, root } = await verify(proofOf(3, 7), key);
    expect([steps.length, steps.at(-1)?.result]).toEqual([3, root]);
  });
  it('says so where no checkpoint covers it', async () =>
    expect(await failing(proofOf(2, 7, false))).toEqual(['goodUnsigned']));
  it('says so where the key is not known', async () =>
    expect(await failing(proofOf(2, 7), null)).toEqual(['goodUnchecked', 'signature']));
});

describe('what was altered is found', () => {
  const proof = proofOf(4, 7);
  const cases: [string, LedgerProof, string[]][] = [
    [
      'the content',
      { ...proof, entry: { ...proof.entry, body: { ...proof.entry.body, reason: '查无此事' } } },
      ['leaf', 'root'],
    ],
    [
      'the actor',
      { ...proof, entry: { ...proof.entry, actor: { ...proof.entry.actor, name: '何人' } } },
      ['leaf', 'root'],
    ],
    ['the kept hash', { ...proof, leafHash: base64(leaves[0]!) }, ['leaf']],
    ['the path', { ...proof, path: [...proof.path].reverse() }, ['root']],
    ['a step left out', { ...proof, path: proof.path.slice(1) }, ['path', 'root']],
    // A server that rewrote the tree may tell a fitting root: only the signed one counts.
    ['the signed text', { ...proof, checkpoint: sealedAt(7).replace('\n7\n', '\n6\n') }, ['signature']],
    ['a checkpoint that is none', { ...proof, checkpoint: 'wenying.test\n' }, ['size', 'signature']],
    [
      'a checkpoint from before the entry',
      { ...proofOf(7, 7), checkpoint: sealedAt(4) },
      ['path', 'root', 'size'],
    ],
  ];
  it.each(cases)('%s', async (_, altered, names) =>
    expect(await failing(altered)).toEqual(['bad', ...names]),
  );
  it('another key', async () => expect(await failing(proof, otherKey)).toEqual(['bad', 'signature']));
});

describe('a checkpoint', () => {
  const text = sealedAt(3);
  it('is read', () =>
    expect(readCheckpoint(text)).toEqual({ origin, size: 3, root: base64(rootOf(leaves.slice(0, 3))) }));
  it.each(['', 'a\nb\nc\n', 'a\n3\nAAAA\n', 'a\n03\n'])('%j is none', (other) =>
    expect(readCheckpoint(other)).toBeNull(),
  );
  it.each([
    ['the key that signed', text, key, 'holds'],
    ['another key', text, otherKey, 'fails'],
    ['no key at all', text, 'wenying.test+0+x', 'fails'],
    ['a key of another name', text, publicKeyNote('other', pair.publicKey), 'fails'],
    ['a text with a line more', text.replace('\n\n', '\nx\n\n'), key, 'fails'],
    ['no signature', text.slice(0, text.indexOf('—')), key, 'fails'],
  ])('%s', async (_, note, by, verdict) => expect(await verifySignature(note, by)).toBe(verdict));
});

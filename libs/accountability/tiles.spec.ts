// The leaf file outside the database: laying it out, reading it in any chunks, and finding the first difference.
import { firstDifference, leavesOf, leavesToBytes, offsetOfSeq, wholeLeaves } from './tiles';

const leaves = Array.from({ length: 9 }, (_, at) => new Uint8Array(32).fill(at + 1));

test('leaves are laid one after another, 32 bytes each', () => {
  const bytes = leavesToBytes(leaves);
  expect(bytes).toHaveLength(288);
  expect(bytes[offsetOfSeq(4)]).toBe(4);
  expect(wholeLeaves(bytes.length + 5)).toEqual({ leaves: 9, torn: 5 });
  expect(() => leavesToBytes([new Uint8Array(31)])).toThrow(RangeError);
});

test.each([1, 7, 32, 33, 100, 288])(
  'they are read back from chunks of %i bytes, a torn end left out',
  async (size) => {
    const bytes = Buffer.concat([leavesToBytes(leaves), Buffer.from([1, 2, 3])]);
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    const read: Uint8Array[] = [];
    for await (const leaf of leavesOf(chunks)) read.push(leaf);
    expect(read).toEqual(leaves);
  },
);

test('the first difference is named by its entry', async () => {
  const altered = leaves.map((leaf, at) => (at === 5 ? new Uint8Array(32).fill(99) : leaf));
  const stored = [leavesToBytes(leaves)];
  expect(await firstDifference(leaves, leavesOf(stored))).toBeNull();
  expect(await firstDifference(altered, leavesOf(stored))).toEqual({ seq: 6, kind: 'differs' });
  expect(await firstDifference(leaves.slice(0, 7), leavesOf(stored))).toEqual({
    seq: 8,
    kind: 'rows-behind',
  });
  expect(await firstDifference(leaves, leaves.slice(0, 2))).toEqual({ seq: 3, kind: 'outside-behind' });
  expect(await firstDifference(altered.slice(4), leaves.slice(4), 5)).toEqual({ seq: 6, kind: 'differs' });
});

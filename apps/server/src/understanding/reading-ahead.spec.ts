// Batches that come next are read before their turn, each message once; what another process took meanwhile is dropped.
import type { Tx } from '../platform/commit';
import type { LabelStore } from './label.store';
import type { Labelling } from './labelling';
import type { Arrived } from './reading';
import { type Batch, ReadingAhead } from './reading-ahead';

const tx = {} as Tx;
const batch = (batchId: string, count = 300): Batch => ({ batchId, count });

/** One that follows a ledger of these batches; `looked` and `read` tell what was asked of the database and the reader. */
function following(ledger: Batch[]) {
  const looked: string[] = [];
  const read: string[] = [];
  let failing = '';
  const labels = {
    unlabelled: async (_: Tx, ids: readonly string[]) => {
      looked.push(...ids);
      return ids.flatMap((id) =>
        Array.from({ length: ledger.find((b) => b.batchId === id)!.count }, (_, i) => ({ id: `${id}${i}` })),
      ) as Arrived[];
    },
  } as unknown as LabelStore;
  const labelling = {
    readerFor: async () => async (some: readonly Arrived[]) => {
      read.push(...some.map(({ id }) => id));
      if (some.some(({ id }) => id === failing)) throw new Error('the thread ended');
      return { readings: [], columns: [] };
    },
  } as unknown as Labelling;
  const ahead = new ReadingAhead(labelling, labels);
  /** The messages that one transaction over these batches gets, in order. */
  const take = async (...ids: string[]) => {
    const batches = ids.map((id) => ledger.find(({ batchId }) => batchId === id)!);
    const after = ledger.indexOf(batches.at(-1)!) + 1;
    const told: string[] = [];
    const coming = async (most: number) => ledger.slice(after, after + most);
    for await (const { messages } of ahead.parts(tx, batches, coming))
      told.push(...messages.map((m) => m.id));
    return told;
  };
  return { take, looked, read, fail: (id: string) => (failing = id) };
}
const all = (id: string, count = 300) => Array.from({ length: count }, (_, i) => `${id}${i}`);

it('reads what comes next once, and gives it when its turn comes', async () => {
  const { take, looked, read } = following([batch('a'), batch('b'), batch('c')]);
  expect(await take('a')).toEqual(all('a'));
  expect(looked).toEqual(['a', 'b', 'c']);
  expect(await take('b', 'c')).toEqual([...all('b'), ...all('c')]);
  expect(looked).toEqual(['a', 'b', 'c']);
  expect(read).toHaveLength(900);
});

it('reads those that came since together with what it has', async () => {
  const ledger = [batch('a'), batch('b')];
  const { take, looked } = following(ledger);
  await take('a');
  ledger.push(batch('c'));
  expect(await take('b', 'c')).toEqual([...all('b'), ...all('c')]);
  expect(looked).toEqual(['a', 'b', 'c']);
});

it.each([
  ['another process took them', ['c']],
  ['their turn comes in pieces', ['b']],
])('drops what it has when %s', async (_, ids) => {
  const { take, looked } = following([batch('a'), batch('b'), batch('c'), batch('d')]);
  await take('a');
  looked.length = 0;
  expect(await take(...ids)).toEqual(ids.flatMap((id) => all(id)));
  expect(looked).toContain(ids[0]);
});

it('does not look ahead after a few messages, nor further than there is room', async () => {
  const few = following([batch('a', 20), batch('b')]);
  await few.take('a');
  expect(few.looked).toEqual(['a']);
  const much = following([batch('a'), batch('b', 1000), batch('c', 900), batch('d', 200)]);
  await much.take('a');
  expect(much.looked).toEqual(['a', 'b', 'c']);
});

it('a part that cannot be read fails the transaction that is to write it, not the one before', async () => {
  const { take, fail } = following([batch('a'), batch('b')]);
  fail('b7');
  expect(await take('a')).toEqual(all('a'));
  await expect(take('b')).rejects.toThrow('the thread ended');
  fail('');
  expect(await take('b')).toEqual(all('b'));
});

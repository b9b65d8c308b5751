// What the grouping remembers is bounded, and what was touched last is forgotten last.
import type { Tx } from '../platform/commit';
import type { GroupingStore, Remembered } from './grouping.store';
import { GroupingMemory } from './grouping-memory';

const tx = {} as Tx;
const now = new Date('2026-11-18T09:00:00+08:00');
const proposed = (id: string, acts = 0): Remembered => ({
  id,
  jurisdictionId: 'county',
  state: 'proposed',
  acts,
  profile: { id } as Remembered['profile'],
  lastAt: now,
});

/** A database of so many open incidents, the newest last; notes how many it was asked for at once. */
function storeOf(count: number) {
  const asked: number[] = [];
  const store = {
    reach: () => Promise.resolve(7),
    changed: () => Promise.resolve([]),
    recent: (_tx: Tx, _since: Date, limit: number) =>
      Promise.resolve(Array.from({ length: count }, (_, i) => `old-${i}`).slice(-limit)),
    profiles: (_tx: Tx, ids: string[]) => {
      asked.push(ids.length);
      return Promise.resolve(ids.map((id) => proposed(id)));
    },
  };
  return { asked, memory: new GroupingMemory(store as unknown as GroupingStore) };
}

describe('the memory of the grouping', () => {
  it('reads what is recent a part at a time', async () => {
    const { memory, asked } = storeOf(30_000);
    await memory.recall(tx, now);
    expect(asked.reduce((sum, n) => sum + n, 0)).toBe(20_000);
    expect(Math.max(...asked)).toBeLessThanOrEqual(1_000);
    expect(memory.agrees(proposed('old-29999'))).toBe(true);
    expect(memory.agrees(proposed('old-9999'))).toBe(false);
  });

  it('forgets the longest untouched when there are too many, without asking the database again', async () => {
    const { memory, asked } = storeOf(10);
    await memory.recall(tx, now);
    for (let i = 0; i < 30_000; i += 1) {
      memory.opened(`new-${i}`, 'county');
      memory.joined('old-3');
    }
    await memory.recall(tx, now);
    expect(memory.agrees(proposed('old-3'))).toBe(true);
    expect(memory.agrees(proposed('old-4'))).toBe(false);
    expect(memory.agrees(proposed('new-0'))).toBe(false);
    expect(memory.agrees(proposed('new-29999'))).toBe(true);
    expect(asked).toEqual([10]);
  });

  it('knows no better than people', async () => {
    const { memory } = storeOf(10);
    await memory.recall(tx, now);
    expect(memory.agrees(proposed('old-1', 1))).toBe(false);
    expect(memory.agrees({ ...proposed('old-1'), state: 'dismissed' })).toBe(false);
  });
});

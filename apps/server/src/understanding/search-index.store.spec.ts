// New words are sorted into the search index in large lots, one lot at a time, and nobody who writes labels waits or fails for it.
import type { DataSource } from 'typeorm';
import { log } from '../platform/log';
import { SearchIndexStore } from './search-index.store';

const LOT = 8 * 1024 * 1024;

/** An index whose sorting ends when the test says so. */
function slowIndex() {
  const ends: { sorted: () => void; failed: (why: Error) => void }[] = [];
  const query = () => new Promise<void>((sorted, failed) => ends.push({ sorted, failed }));
  return { ends, index: new SearchIndexStore({ query } as unknown as DataSource) };
}

it('begins once there is a lot, not before', () => {
  const { ends, index } = slowIndex();
  index.wrote(LOT - 1);
  expect(ends).toHaveLength(0);
  index.wrote(1);
  expect(ends).toHaveLength(1);
});

it('sorts one lot at a time; what came meanwhile counts for the next', async () => {
  const { ends, index } = slowIndex();
  index.wrote(LOT);
  index.wrote(LOT);
  index.wrote(LOT);
  expect(ends).toHaveLength(1);
  ends[0]!.sorted();
  await index.beforeApplicationShutdown();
  index.wrote(1);
  expect(ends).toHaveLength(2);
});

it('that it fails is logged, and the next lot is tried', async () => {
  const warn = jest.spyOn(log, 'warn').mockImplementation(() => {});
  const { ends, index } = slowIndex();
  index.wrote(LOT);
  ends[0]!.failed(new Error('must be owner of index'));
  await index.beforeApplicationShutdown();
  expect(warn).toHaveBeenCalledTimes(1);
  index.wrote(LOT);
  expect(ends).toHaveLength(2);
  warn.mockRestore();
});

// Threads read in the order in which they are asked: whoever writes part by part would else wait for one that was passed over.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PoolReader } from './reader';
import type { ToRead } from './reading';

const worker = `
  const pause = new Int32Array(new SharedArrayBuffer(4));
  exports.readMessages = ({ messages }) => {
    const began = process.hrtime.bigint();
    Atomics.wait(pause, 0, 0, 4);
    return { began, id: messages[0].id };
  };`;

test('what is asked for first is read first, however much is asked for meanwhile', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'wenying-reader-'));
  const file = path.join(dir, 'worker.cjs');
  writeFileSync(file, worker);
  const reader = new PoolReader(file);
  try {
    const asked: Promise<{ began: bigint; id: string }>[] = [];
    const ask = (): void => {
      const read = reader.read([{ id: String(asked.length) } as ToRead], {}) as unknown;
      asked.push(read as Promise<{ began: bigint; id: string }>);
    };
    for (let i = 0; i < 16; i += 1) ask();
    for (let i = 0; i < 16; i += 1) {
      await asked[i];
      ask();
    }
    const begun = (await Promise.all(asked)).sort((a, b) => Number(a.began - b.began));
    // Threads side by side may pass each other by one.
    const threads = Math.max(1, os.availableParallelism() - 1);
    const passedOver = begun.map(({ id }, at) => Math.abs(Number(id) - at)).filter((by) => by >= threads);
    expect(passedOver).toEqual([]);
  } finally {
    await reader.onApplicationShutdown();
    rmSync(dir, { recursive: true, force: true });
  }
});

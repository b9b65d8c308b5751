// Reads and writes workbooks off the main thread, in memory that is bounded: thousands of rows are seconds of work.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Piscina } from 'piscina';
import { type Told, valueIn } from '../platform/threads';
import { type Book, type Cells, type SheetKey, tooLarge } from './workbook';
import { read, write } from './workbook-work';

export type WorkbookRows = Record<SheetKey, Cells[]>;
const MOST_MB = 768;

export abstract class Workbooks {
  /** @throws Refusal when it is no workbook, or one that is too large */
  async read(bytes: Buffer): Promise<Book> {
    return valueIn(await this.run<Book>('read', bytes));
  }

  async write(rows: WorkbookRows): Promise<Buffer> {
    return Buffer.from(valueIn(await this.run<Uint8Array>('write', rows)));
  }

  async close(): Promise<void> {}

  protected abstract run<T>(name: 'read' | 'write', work: Buffer | WorkbookRows): Promise<Told<T>>;
}

class PooledWorkbooks extends Workbooks {
  private readonly pool: Piscina;

  constructor(filename: string) {
    super();
    const resourceLimits = { maxOldGenerationSizeMb: MOST_MB };
    this.pool = new Piscina({ filename, minThreads: 0, maxThreads: 1, idleTimeout: 5_000, resourceLimits });
  }

  protected async run<T>(name: 'read' | 'write', work: Buffer | WorkbookRows): Promise<Told<T>> {
    try {
      return await this.pool.run(work, { name });
    } catch (cause) {
      if ((cause as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY') throw tooLarge();
      throw cause;
    }
  }

  override async close(): Promise<void> {
    await this.pool.destroy();
  }
}

/** On the calling thread: where the sources run without having been compiled, there is no file a thread could load. */
class InlineWorkbooks extends Workbooks {
  protected async run<T>(name: 'read' | 'write', work: Buffer | WorkbookRows): Promise<Told<T>> {
    const done = name === 'read' ? read(work as Buffer) : write(work as WorkbookRows);
    return (await done) as Told<T>;
  }
}

const WORKER = path.join(__dirname, 'workbook-work.js');

export const workbooks = (): Workbooks =>
  existsSync(WORKER) ? new PooledWorkbooks(WORKER) : new InlineWorkbooks();

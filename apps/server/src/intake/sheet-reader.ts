// Looks into hotline files off the main thread: a hundred thousand rows are seconds of work, and people are being served meanwhile.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Piscina } from 'piscina';
import type { SheetRow } from '#intake';
import { type Told, valueIn } from '../platform/threads';
import type { Survey } from './sheet';
import { headOf, survey } from './sheet-work';

export type SheetWork = { file: string; name: string };

export abstract class SheetReader {
  /** @throws Refusal when the file cannot be read as a table */
  async survey(work: SheetWork): Promise<Survey> {
    return valueIn(await this.run<Survey>('survey', work));
  }

  /** The first rows, as they stand in the file. @throws Refusal as `survey` */
  async head(work: SheetWork): Promise<SheetRow[]> {
    return valueIn(await this.run<SheetRow[]>('headOf', work));
  }

  async close(): Promise<void> {}

  protected abstract run<T>(name: 'survey' | 'headOf', work: SheetWork): Promise<Told<T>>;
}

export class PooledSheetReader extends SheetReader {
  private readonly pool: Piscina;

  constructor(workerFile: string) {
    super();
    this.pool = new Piscina({ filename: workerFile, minThreads: 0, maxThreads: 1, idleTimeout: 30_000 });
  }

  protected run<T>(name: 'survey' | 'headOf', work: SheetWork): Promise<Told<T>> {
    return this.pool.run(work, { name });
  }

  override async close(): Promise<void> {
    await this.pool.destroy();
  }
}

/** On the calling thread: where the sources run without having been compiled, there is no file a thread could load. */
export class InlineSheetReader extends SheetReader {
  protected async run<T>(name: 'survey' | 'headOf', work: SheetWork): Promise<Told<T>> {
    return (await { survey, headOf }[name](work)) as Told<T>;
  }
}

const WORKER = path.join(__dirname, 'sheet-work.js');

export const sheetReader = (): SheetReader =>
  existsSync(WORKER) ? new PooledSheetReader(WORKER) : new InlineSheetReader();

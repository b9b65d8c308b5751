// Brings a hotline file in, 500 rows a commit: progress moves with the rows, so that a killed run goes on where it stopped.
import { Injectable } from '@nestjs/common';
import type { SheetRow } from '#intake';
import { Commit, fact, type Tx } from '../platform/commit';
import { log } from '../platform/log';
import { Refusal } from '../platform/problem';
import { unhurried } from '../platform/unhurried';
import type { Trouble } from './feed-fault';
import type { ImportRow } from './import.row';
import { ImportStore, type RefusedRow } from './import.store';
import type { Incoming } from './mask';
import type { Receipt } from './receive.parts';
import { ReceiveService } from './receive.service';
import { maskedCells, readRow, rowsOf } from './sheet';
import { Uploads } from './uploads';

const CHUNK = 500;
/** Of the rows whose number was used twice so many are told by their own. */
const ROWS_TOLD = 200;

/** Somebody else moved on with this import, or stopped it: this run has nothing more to do. */
class Moved extends Error {}

@Injectable()
export class ImportRunner {
  constructor(
    private readonly store: ImportStore,
    private readonly uploads: Uploads,
    private readonly receiving: ReceiveService,
    private readonly commit: Commit,
  ) {}

  /**
   * Goes on from the last row stored. Running twice, one after the other or at once, stores nothing twice.
   * @throws what is worth another try; on the last attempt the import is marked as failed instead
   */
  async run(importId: string, { lastAttempt }: { lastAttempt: boolean }): Promise<void> {
    const row = await this.store.find(importId);
    if (row?.state !== 'running') return;
    try {
      await this.finish(row, await this.storeAll(row));
    } catch (cause) {
      if (cause instanceof Moved) return;
      if (!(cause instanceof Refusal) && !lastAttempt) throw cause;
      await this.giveUp(importId, cause);
      return;
    }
    await this.uploads.drop(importId);
  }

  /** The import is over, with its reason told; what went in stays. */
  async giveUp(importId: string, cause: unknown): Promise<void> {
    if (!(cause instanceof Refusal)) log.error({ err: cause, importId }, 'an import failed');
    const error = troubleWith(cause);
    await this.commit.commit(async (tx, at) => {
      const row = await this.store.hold(tx, importId);
      if (!row || (row.state !== 'running' && row.state !== 'uploaded'))
        return { value: undefined, facts: [] };
      await this.store.update(tx, importId, { state: 'failed', error, finishedAt: at, progressedAt: at });
      const subject = { type: 'import', id: importId };
      const body = { importId, code: error.code };
      return {
        value: undefined,
        facts: [fact('import.failed', row.startedBy, subject, row.jurisdictionId, body)],
      };
    });
    await this.uploads.drop(importId);
  }

  /** The last row of the file. */
  private async storeAll(row: ImportRow): Promise<number> {
    let reached = row.rowReached;
    let chunk: SheetRow[] = [];
    const flush = async () => {
      const last = chunk.at(-1);
      if (!last) return;
      await this.storeChunk(row, reached, chunk);
      reached = last.row;
      chunk = [];
    };
    for await (const next of rowsOf(this.uploads.pathOf(row.id), row.name)) {
      if (next.row <= reached) continue;
      chunk.push(next);
      if (chunk.length === CHUNK) await flush();
    }
    await flush();
    return reached;
  }

  private async storeChunk(row: ImportRow, reached: number, chunk: readonly SheetRow[]): Promise<void> {
    const messages: Incoming[] = [];
    const refused: RefusedRow[] = [];
    const rows: number[] = [];
    const reads = await unhurried(chunk, (next) => ({ next, read: readRow(next, row.mapping) }));
    for (const { next, read } of reads) {
      if (read.ok) {
        messages.push(read.message);
        rows.push(next.row);
      } else
        refused.push({ row: next.row, code: read.code, reason: read.reason, ...maskedCells(next.cells) });
    }
    const receiving = {
      jurisdictionId: row.jurisdictionId,
      actor: row.startedBy,
      origin: () => 'hotline',
      importId: row.id,
      messages,
      numbersApart: true,
    };
    let held = row;
    await this.receiving.receive(receiving, {
      before: async (tx) => {
        held = await this.holdAt(tx, row.id, reached);
      },
      after: async (tx, at, receipts) => {
        const twice = rows.filter((_, i) => receipts[i]!.numberTwice);
        const count = (state: Receipt['state']) => receipts.filter((r) => r.state === state).length;
        await this.store.refuse(tx, row.id, refused);
        await this.store.update(tx, row.id, {
          rowReached: chunk.at(-1)!.row,
          received: held.received + count('received'),
          repeated: held.repeated + count('repeated'),
          revised: held.revised + count('revised'),
          refused: held.refused + refused.length,
          numberTwice: held.numberTwice + twice.length,
          numberTwiceRows: [...held.numberTwiceRows, ...twice].slice(0, ROWS_TOLD),
          progressedAt: at,
        });
        return [];
      },
    });
  }

  private async finish(row: ImportRow, reached: number): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      const { received, repeated, revised, refused } = await this.holdAt(tx, row.id, reached);
      await this.store.update(tx, row.id, {
        state: 'finished',
        rows: received + repeated + revised + refused,
        finishedAt: at,
        progressedAt: at,
      });
      const subject = { type: 'import', id: row.id };
      const body = { importId: row.id, received, repeated, revised, refused };
      return {
        value: undefined,
        facts: [fact('import.finished', row.startedBy, subject, row.jurisdictionId, body)],
      };
    });
  }

  private async holdAt(tx: Tx, id: string, reached: number): Promise<ImportRow> {
    const held = await this.store.hold(tx, id);
    if (held?.state !== 'running' || held.rowReached !== reached) throw new Moved();
    return held;
  }
}

/** Why an import ended, in words. */
export function troubleWith(cause: unknown): Trouble {
  if (cause instanceof Refusal) return { code: cause.code, zh: cause.zh, en: cause.en };
  if ((cause as { code?: unknown }).code === 'ENOENT')
    return {
      code: 'import.file-missing',
      zh: '找不到上传的文件，请重新上传；已入库的信息不会重复。',
      en: 'The uploaded file is no longer there; upload it again. What went in will not be doubled.',
    };
  return {
    code: 'import.fault',
    zh: '导入出错，已记录；请重新上传并导入，已入库的信息不会重复。',
    en: 'The import failed and this was noted; upload the file again. What went in will not be doubled.',
  };
}

// The first rows of a hotline file as they would be stored under a mapping: taken in by way of trial and undone again. Keeps nothing.
import { Injectable } from '@nestjs/common';
import type { Answer, ImportPreviewRow, ImportRun } from '#contract';
import type { SheetRow } from '#intake';
import { actorOf, type Principal } from '../platform/access';
import { conflict } from '../platform/problem';
import { troubleWith } from './import.runner';
import { checkMapping, ImportService } from './import.service';
import { ImportStore } from './import.store';
import { type Incoming, mask } from './mask';
import { NUMBER_TWICE } from './numbers-apart';
import type { Receipt } from './receive.parts';
import { ReceiveService } from './receive.service';
import { readRow } from './sheet';
import { SheetReader } from './sheet-reader';
import { Uploads } from './uploads';

type Mapping = ImportRun['mapping'];
type Readable = { row: number; message: Incoming };
/** What the import would answer to each row, and the names of the messages that it would find or make. */
type Tried = { receipts: readonly Receipt[]; names: ReadonlyMap<string, string | null> };

@Injectable()
export class ImportPreviewService {
  constructor(
    private readonly imports: ImportService,
    private readonly store: ImportStore,
    private readonly sheets: SheetReader,
    private readonly uploads: Uploads,
    private readonly receiving: ReceiveService,
  ) {}

  /** @throws Refusal as the start of the import would, for the same mapping */
  async preview(who: Principal, id: string, mapping: Mapping): Promise<Answer<'imports.preview'>> {
    const run = await this.imports.inView(who, id);
    if (run.state !== 'uploaded')
      throw conflict(
        'import.started',
        '该文件已经开始导入，或已经结束。',
        'This import has been started already, or is over.',
      );
    checkMapping(mapping, run.headings);
    const rows = await this.sheets.head({ file: this.uploads.pathOf(id), name: run.name }).catch((cause) => {
      throw asTold(cause);
    });
    return { items: await this.look(who, run.jurisdictionId, rows, mapping) };
  }

  private async look(
    who: Principal,
    jurisdictionId: string,
    rows: readonly SheetRow[],
    mapping: Mapping,
  ): Promise<ImportPreviewRow[]> {
    const reads = rows.map((row) => ({ row: row.row, read: readRow(row, mapping) }));
    const readable = reads.flatMap(({ row, read }) => (read.ok ? [{ row, message: read.message }] : []));
    const tried = await this.tryOut(who, jurisdictionId, readable);
    const becomes = becomingOf(readable, tried);
    const items: ImportPreviewRow[] = [];
    for (const { row, read } of reads) {
      if (!read.ok) {
        const { code, reason } = read;
        const nothing = { stored: null, knownId: null, sameAsRow: null, flags: [] };
        items.push({ row, becomes: 'refused', ...nothing, refused: { code, reason } });
        continue;
      }
      const { twice, name, ...become } = becomes.get(row)!;
      const { externalId } = await this.receiving.wouldBe(jurisdictionId, read.message, 'hotline');
      const { flags, ...stored } = storedAs(read.message);
      items.push({
        row,
        ...become,
        stored: { ...stored, externalId: twice ? name : externalId },
        refused: null,
        flags: twice ? [...new Set([...flags, NUMBER_TWICE])] : flags,
      });
    }
    return items;
  }

  /** The import's own way in, all of it undone. */
  private async tryOut(who: Principal, jurisdictionId: string, rows: readonly Readable[]): Promise<Tried> {
    const messages = rows.map(({ message }) => message);
    const origin = () => 'hotline';
    return this.receiving.rehearse(
      { jurisdictionId, actor: actorOf(who), origin, messages, numbersApart: true },
      async (tx, receipts) => ({
        receipts,
        names: await this.store.namesOf(tx, [...new Set(receipts.map(({ id }) => id))]),
      }),
    );
  }
}

type Becoming = Pick<ImportPreviewRow, 'becomes' | 'knownId' | 'sameAsRow'> & {
  twice: boolean;
  name: string | null;
};

/** By row: what becomes of it, and of which message: one that is there, or one that a row above it brings. */
function becomingOf(rows: readonly Readable[], { receipts, names }: Tried): Map<number, Becoming> {
  const brought = new Map<string, number>();
  return new Map(
    rows.map(({ row }, i) => {
      const { state, id, numberTwice: twice = false } = receipts[i]!;
      const sameAsRow = brought.get(id) ?? null;
      if (state === 'received' && sameAsRow === null) brought.set(id, row);
      const isThere = state !== 'received' && sameAsRow === null;
      const of = { knownId: isThere ? id : null, sameAsRow, twice, name: names.get(id) ?? null };
      return [row, { becomes: state, ...of }];
    }),
  );
}

function storedAs(message: Incoming) {
  const { title, body, place, agency, hotline, masked } = mask(message);
  const { receivedAt, assignedAt, dueAt, repliedAt, replyBody, kind, satisfaction, flags } = hotline!;
  const dates = { receivedAt, assignedAt, dueAt, repliedAt };
  return { title, body, ...dates, replyBody, agency, kind, satisfaction, place, masked, flags };
}

/** A file that is gone is told as the run would tell it. */
function asTold(cause: unknown): unknown {
  if ((cause as { code?: unknown }).code !== 'ENOENT') return cause;
  const { code, zh, en } = troubleWith(cause);
  return conflict(code, zh, en);
}

// What people do with hotline files: hand one in, start it with a mapping, watch it, stop it; and the same for a command.
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor, Answer, ImportRun, Input } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { Jobs } from '../platform/jobs';
import { Now } from '../platform/now';
import { pageOf, readCursor } from '../platform/page';
import { conflict, invalid, notFound, Refusal } from '../platform/problem';
import type { ImportRow } from './import.row';
import { ImportRunner } from './import.runner';
import { ImportStore } from './import.store';
import { importView } from './import.view';
import { MappingService } from './mapping.service';
import { SheetReader } from './sheet-reader';
import { Uploads } from './uploads';

type Mapping = ImportRun['mapping'];
/** What the command line tells: how many went in, which rows did not and why. */
export type FileImported = {
  received: number;
  repeated: number;
  revised: number;
  refused: { row: number; reason: string }[];
  /** Rows whose number another, quite different letter has; the first of them. */
  numberTwice: number[];
};
type For = { jurisdictionId: string; actor: Actor };

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const REFUSALS_AT_ONCE = 1000;

@Injectable()
export class ImportService {
  constructor(
    private readonly store: ImportStore,
    private readonly uploads: Uploads,
    private readonly sheets: SheetReader,
    private readonly mappings: MappingService,
    private readonly runner: ImportRunner,
    private readonly commit: Commit,
    private readonly jobs: Jobs,
    private readonly now: Now,
  ) {}

  /** Keeps the file, reads its headings and first rows, and proposes which column is what. */
  async upload(who: Principal, name: string, stream: Readable): Promise<ImportRun> {
    const owner = { jurisdictionId: who.jurisdictionId, actor: actorOf(who) };
    return importView(await this.take(owner, name, stream));
  }

  async list(
    who: Principal,
    { cursor, limit }: Input<'imports.list'>['query'],
  ): Promise<Answer<'imports.list'>> {
    const after = readCursor(cursor, 2);
    if (after && !(Date.parse(String(after[0])) && UUID.test(String(after[1])))) throw strangeCursor();
    const rows = await this.store.list(who.jurisdictionIds, after, limit);
    return pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id], importView);
  }

  async read(who: Principal, id: string): Promise<ImportRun> {
    return importView(await this.inView(who, id));
  }

  async refusals(
    who: Principal,
    id: string,
    { cursor, limit }: Input<'imports.refusals'>['query'],
  ): Promise<Answer<'imports.refusals'>> {
    await this.inView(who, id);
    const [after = 0] = readCursor(cursor, 1) ?? [];
    if (!Number.isSafeInteger(after)) throw strangeCursor();
    const rows = await this.store.refusals(id, Number(after), limit + 1);
    return pageOf(
      rows,
      limit,
      (row) => [row.row],
      (row) => row,
    );
  }

  /** @param saveAs the name under which the mapping is kept for the next file; null keeps nothing */
  async start(who: Principal, id: string, mapping: Mapping, saveAs: string | null): Promise<ImportRun> {
    await this.inView(who, id);
    return importView(await this.begin(id, mapping, saveAs, actorOf(who), true));
  }

  async cancel(who: Principal, id: string): Promise<ImportRun> {
    await this.inView(who, id);
    const row = await this.commit.commit(async (tx, at) => {
      const held = await this.store.hold(tx, id);
      if (!held) throw notFound();
      if (held.state !== 'uploaded' && held.state !== 'running')
        throw conflict(
          'import.over',
          '该导入已经结束，不能再停止。',
          'This import is over; there is nothing to stop.',
        );
      const changes: Partial<ImportRow> = { state: 'cancelled', finishedAt: at };
      await this.store.update(tx, id, changes);
      const { received, repeated, revised, refused } = held;
      const body = { importId: id, received, repeated, revised, refused };
      // A file that was only handed in leaves nothing behind that could be told.
      const facts =
        held.state === 'running'
          ? [fact('import.cancelled', actorOf(who), { type: 'import', id }, held.jurisdictionId, body)]
          : [];
      return { value: { ...held, ...changes }, facts };
    });
    await this.uploads.drop(id);
    return importView(row);
  }

  /**
   * Imports a file here and now, without the queue; with no mapping, the proposed one is taken.
   * @throws Refusal when the file cannot be read or its columns do not tell enough
   */
  async importFile(
    file: string,
    mapping: Mapping | null,
    actor: Actor,
    jurisdictionId: string,
  ): Promise<FileImported> {
    const row = await this.take({ jurisdictionId, actor }, path.basename(file), createReadStream(file));
    try {
      await this.begin(row.id, mapping ?? row.mapping, null, actor, false);
    } catch (cause) {
      await this.runner.giveUp(row.id, cause);
      throw cause;
    }
    await this.runner.run(row.id, { lastAttempt: true });
    const done = await this.store.find(row.id);
    if (done?.state === 'failed' && done.error)
      throw new Refusal(422, done.error.code, done.error.zh, done.error.en);
    return {
      received: done?.received ?? 0,
      repeated: done?.repeated ?? 0,
      revised: done?.revised ?? 0,
      refused: await this.allRefusals(row.id),
      numberTwice: done?.numberTwiceRows ?? [],
    };
  }

  private async take({ jurisdictionId, actor }: For, name: string, stream: Readable): Promise<ImportRow> {
    const id = randomUUID();
    const upload = await this.uploads.keep(id, stream);
    try {
      const survey = await this.sheets.survey({ file: upload.file, name });
      const offered = await this.mappings.offered(jurisdictionId, survey.headings);
      const at = this.now.at();
      const row: ImportRow = {
        id,
        jurisdictionId,
        name: path.basename(name),
        bytes: String(upload.bytes),
        digest: upload.digest,
        file: upload.file,
        state: 'uploaded',
        ...survey,
        mappingName: null,
        ...offered,
        rowReached: 0,
        received: 0,
        repeated: 0,
        revised: 0,
        numberTwice: 0,
        numberTwiceRows: [],
        refused: 0,
        error: null,
        startedBy: actor,
        createdAt: at,
        progressedAt: at,
        finishedAt: null,
      };
      await this.store.add(row);
      return row;
    } catch (cause) {
      await this.uploads.drop(id);
      throw cause;
    }
  }

  private async begin(
    id: string,
    mapping: Mapping,
    saveAs: string | null,
    actor: Actor,
    queued: boolean,
  ): Promise<ImportRow> {
    return this.commit.commit(async (tx, at) => {
      const row = await this.store.hold(tx, id);
      if (!row) throw notFound();
      if (row.state !== 'uploaded')
        throw conflict(
          'import.started',
          '该文件已经开始导入，或已经结束。',
          'This import has been started already, or is over.',
        );
      checkMapping(mapping, row.headings);
      const { mappingName, facts } = await this.mappings.began(tx, at, row, { mapping, saveAs, actor });
      const begun = { mapping, mappingName, startedBy: actor };
      const changes: Partial<ImportRow> = { state: 'running', ...begun, progressedAt: at };
      await this.store.update(tx, id, changes);
      if (queued) await this.jobs.add(tx, 'import.run', { importId: id }, { key: `import:${id}` });
      const body = { importId: id, name: row.name, digest: row.digest };
      return {
        value: { ...row, ...changes },
        facts: [...facts, fact('import.started', actor, { type: 'import', id }, row.jurisdictionId, body)],
      };
    });
  }

  /** An import that this person may see. @throws Refusal 404 */
  async inView(who: Principal, id: string): Promise<ImportRow> {
    const row = await this.store.find(id);
    inView(who, row?.jurisdictionId);
    if (!row) throw notFound();
    return row;
  }

  private async allRefusals(id: string): Promise<{ row: number; reason: string }[]> {
    const all: { row: number; reason: string }[] = [];
    for (;;) {
      const rows = await this.store.refusals(id, all.at(-1)?.row ?? 0, REFUSALS_AT_ONCE);
      all.push(...rows.map(({ row, reason }) => ({ row, reason })));
      if (rows.length < REFUSALS_AT_ONCE) return all;
    }
  }
}

/** A cursor of another list, or one made by hand. */
const strangeCursor = () =>
  new Refusal(
    400,
    'request.cursor',
    '翻页标记无效，请从第一页重新开始。',
    'That cursor is not valid; start again from the first page.',
  );

/** A mapping may only name columns that are there, each once, and must say where the words are. */
export function checkMapping(mapping: Mapping, headings: readonly string[]): void {
  const named = Object.values(mapping).filter((heading) => heading !== undefined);
  const missing = named.filter((heading) => !headings.includes(heading));
  if (missing.length)
    throw invalid(
      'import.no-such-column',
      `文件中没有这些列：${missing.join('、')}。`,
      `The file has no such columns: ${missing.join(', ')}.`,
    );
  if (new Set(named).size < named.length)
    throw invalid(
      'import.column-twice',
      '同一列不能对应两项，请检查列对应。',
      'One column cannot stand for two things; check the mapping.',
    );
  if (mapping.body === undefined && mapping.title === undefined)
    throw invalid(
      'import.no-text',
      '请指出哪一列是来信内容（或标题），否则没有可入库的文字。',
      'Say which column holds the text (or the title); there is nothing to take in otherwise.',
    );
}

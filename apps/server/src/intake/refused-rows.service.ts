// The refused rows of an import as a file to be put right and handed in again; that it was taken is a fact.
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { refusedHead, refusedLine } from '#intake';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { conflict, notFound } from '../platform/problem';
import { ImportStore } from './import.store';

const AT_ONCE = 500;

@Injectable()
export class RefusedRowsService {
  constructor(
    private readonly store: ImportStore,
    private readonly commit: Commit,
  ) {}

  /** The csv as a stream, with the name of the file. Masked as it is stored. */
  async take(who: Principal, importId: string): Promise<{ name: string; stream: Readable }> {
    const run = await this.store.find(importId);
    inView(who, run?.jurisdictionId);
    if (!run) throw notFound();
    if (run.state === 'uploaded' || run.state === 'running')
      throw conflict(
        'import.not-over',
        '导入还没有结束，请等它结束后再下载未入库的行。',
        'The import is not over yet; take the refused rows when it is.',
      );
    const body = { importId, rows: run.refused };
    await this.commit.commit(async () => ({
      value: undefined,
      facts: [
        fact(
          'import.refusals-taken',
          actorOf(who),
          { type: 'import', id: importId },
          run.jurisdictionId,
          body,
        ),
      ],
    }));
    const name = `${run.name.replace(/\.[^.]*$/, '')}-未入库.csv`;
    return { name, stream: Readable.from(this.lines(importId, run.headings), { objectMode: false }) };
  }

  private async *lines(importId: string, headings: readonly string[]): AsyncGenerator<string> {
    yield refusedHead(headings);
    for (let after = 0; ; ) {
      const rows = await this.store.refusedRows(importId, after, AT_ONCE);
      if (rows.length) yield rows.map((row) => refusedLine(headings, row)).join('');
      if (rows.length < AT_ONCE) return;
      after = rows.at(-1)!.row;
    }
  }
}

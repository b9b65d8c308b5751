// The first rows of a hotline file as they would be stored under a mapping: masked, dated, told apart from what is there. Keeps nothing.
import { Injectable } from '@nestjs/common';
import type { Answer, ImportPreviewRow, ImportRun } from '#contract';
import type { SheetRow } from '#intake';
import type { Principal } from '../platform/access';
import { conflict } from '../platform/problem';
import { troubleWith } from './import.runner';
import { checkMapping, ImportService } from './import.service';
import { mask } from './mask';
import { ReceiveService } from './receive.service';
import { readRow } from './sheet';
import { SheetReader } from './sheet-reader';
import { Uploads } from './uploads';

type Mapping = ImportRun['mapping'];

@Injectable()
export class ImportPreviewService {
  constructor(
    private readonly imports: ImportService,
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
    const items: ImportPreviewRow[] = [];
    for (const row of rows) items.push(await this.look(run.jurisdictionId, row, mapping));
    return { items };
  }

  private async look(jurisdictionId: string, row: SheetRow, mapping: Mapping): Promise<ImportPreviewRow> {
    const read = readRow(row, mapping);
    if (!read.ok) {
      const { code, reason } = read;
      return { row: row.row, stored: null, refused: { code, reason }, knownId: null, flags: [] };
    }
    const { title, body, place, agency, hotline, masked } = mask(read.message);
    const { externalId, knownId } = await this.receiving.wouldBe(jurisdictionId, read.message, 'hotline');
    const { receivedAt, assignedAt, dueAt, repliedAt, replyBody, kind, satisfaction, flags } = hotline!;
    const dates = { receivedAt, assignedAt, dueAt, repliedAt };
    const stored = {
      externalId,
      title,
      body,
      ...dates,
      replyBody,
      agency,
      kind,
      satisfaction,
      place,
      masked,
    };
    return { row: row.row, stored, refused: null, knownId, flags };
  }
}

/** A file that is gone is told as the run would tell it. */
function asTold(cause: unknown): unknown {
  if ((cause as { code?: unknown }).code !== 'ENOENT') return cause;
  const { code, zh, en } = troubleWith(cause);
  return conflict(code, zh, en);
}

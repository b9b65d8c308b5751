// A list of documents or requests brought in: row by row, each by itself, so that good rows go in and a kill loses nothing; again changes nothing.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { MatterReport } from '#contract';
import { type MatterRead, matterColumns, matterFields, readMatterRow } from '#duty';
import { readRows, type SheetRow, UnreadableFile } from '#intake';
import { matchAgency, type NamedDepartment } from '#organisation';
import { actorOf, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { asRefusal, invalid, Refusal } from '../platform/problem';
import { MatterService } from './matter.service';
import { MatterStore } from './matter.store';
import { RulesStore } from './rules.store';

const MOST_ROWS = 1000;
type Refused = MatterReport['refused'][number];

@Injectable()
export class MatterImport {
  constructor(
    private readonly commit: Commit,
    private readonly matters: MatterService,
    private readonly store: MatterStore,
    private readonly rules: RulesStore,
  ) {}

  /** @throws Refusal where the file is no table, has no column of numbers and titles, or too many rows */
  async bring(who: Principal, bytes: Buffer): Promise<MatterReport> {
    const { headings, rows } = await tableOf(bytes);
    const columns = matterColumns(headings);
    if (!columns.number || !columns.title) throw noColumns();
    const { place, departments } = await this.store.departments(who.jurisdictionId);
    const report: MatterReport = {
      ...{ registered: 0, repeated: 0, refused: [] },
      columns: matterFields.flatMap((field) => {
        const heading = columns[field];
        return heading === undefined ? [] : [{ field, heading }];
      }),
    };
    for (const { row, cells } of rows) {
      const answer = readMatterRow(cells, columns);
      if ('refused' in answer) report.refused.push({ row, ...answer.refused });
      else {
        const done = await this.register(who, answer.read, departments, place).catch((cause) =>
          refusedAs(row, cause),
        );
        if (typeof done === 'object') report.refused.push(done);
        else report[done] += 1;
      }
    }
    const { registered, repeated, refused } = report;
    const digest = createHash('sha256').update(bytes).digest('hex');
    const subject = { type: 'matter-list', id: digest.slice(0, 32) };
    const body = { digest, registered, repeated, refused: refused.length };
    await this.commit.commit(async () => ({
      value: undefined,
      facts: [fact('matters.imported', actorOf(who), subject, who.jurisdictionId, body)],
    }));
    return report;
  }

  private async register(
    who: Principal,
    { department, ...read }: MatterRead,
    departments: readonly NamedDepartment[],
    place: string,
  ): Promise<'registered' | 'repeated'> {
    // Only what a name or an alias says exactly: nobody is made responsible by likeness.
    const match = department === '' ? null : matchAgency(department, departments, [place]);
    if (department !== '' && match?.by !== 'exact') throw noDepartment();
    const body = { ...read, departmentId: match?.departmentId ?? null };
    return this.commit.commit(async (tx, at) => {
      await this.rules.hold(tx);
      const { added, facts } = await this.matters.add(tx, who, body, at);
      return { value: added ? 'registered' : 'repeated', facts };
    });
  }
}

async function tableOf(bytes: Buffer): Promise<{ headings: string[]; rows: SheetRow[] }> {
  try {
    const sheet = readRows(bytes, { name: 'matters' });
    const headings = await sheet.headings;
    const rows: SheetRow[] = [];
    for await (const row of sheet) {
      if (rows.length === MOST_ROWS) throw tooMany();
      rows.push(row);
    }
    return { headings, rows };
  } catch (cause) {
    throw cause instanceof UnreadableFile ? invalid(cause.code, cause.zh, cause.en) : cause;
  }
}

/** A row that the registry refuses is told as one; what is our own fault is not. */
function refusedAs(row: number, cause: unknown): Refused {
  const refusal = asRefusal(cause);
  if (refusal.status >= 500) throw cause;
  return { row, code: refusal.code, reason: { zh: refusal.zh, en: refusal.en } };
}

const noColumns = () =>
  invalid(
    'matter.no-columns',
    '没有找到“编号”和“名称”两栏，没有导入；请在表头写明，如 受理编号、申请内容、收到日期、责任单位。',
    'No columns of numbers and titles were found and nothing was brought in; name them in the headings.',
  );
const tooMany = () =>
  invalid(
    'matter.too-many-rows',
    `超过 ${MOST_ROWS} 行，没有导入；请分成几个文件。`,
    `There are more than ${MOST_ROWS} rows and nothing was brought in; split the file.`,
  );
const noDepartment = () =>
  new Refusal(
    422,
    'matter.row-department',
    '责任单位不是在用部门的名称或别名；请改为部门名称，或在机构里补上别名。',
    'The department is neither the name nor an alias of one in use; write its name, or add the alias.',
  );

// A list of documents or requests brought in: first what would become of each row, then row by row, each by itself, so that good rows go in and a kill loses nothing; again changes nothing.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { MatterIn, MatterPreview, MatterPreviewRow, MatterReport } from '#contract';
import {
  type MatterColumns,
  type MatterRead,
  matterColumns,
  matterFields,
  matterNumber,
  readMatterRow,
} from '#duty';
import { readRows, redact, type SheetRow, UnreadableFile } from '#intake';
import { matchAgency, type NamedDepartment } from '#organisation';
import { actorOf, type Principal } from '../platform/access';
import { Commit, fact, type Tx } from '../platform/commit';
import { asRefusal, invalid, Refusal } from '../platform/problem';
import { isRunning } from './clock.acts';
import { ClockStore } from './clock.store';
import { MatterService } from './matter.service';
import { MatterStore } from './matter.store';
import { RulesStore } from './rules.store';

const MOST_ROWS = 1000;
type Refused = MatterReport['refused'][number];
type List = { rows: SheetRow[]; columns: MatterColumns; place: string; departments: NamedDepartment[] };

@Injectable()
export class MatterImport {
  constructor(
    private readonly commit: Commit,
    private readonly matters: MatterService,
    private readonly store: MatterStore,
    private readonly clocks: ClockStore,
    private readonly rules: RulesStore,
  ) {}

  /**
   * Each row registered by the same steps as `bring`, looked at and undone: what it says is what would be. It holds
   * no rules: nothing of it is kept, and a thousand rows take seconds in which nobody could change them or open a clock.
   * @throws Refusal as `bring` does
   */
  async preview(who: Principal, bytes: Buffer): Promise<MatterPreview> {
    const list = await this.list(who, bytes);
    const rows = await this.commit.rehearse(async (tx, at) => {
      const found: MatterPreviewRow[] = [];
      const added = new Set<string>();
      for (const row of list.rows) found.push(await this.rehearse(tx, who, list, row, at, added));
      return found;
    });
    const count = (as: MatterPreviewRow['becomes']) => rows.filter(({ becomes }) => becomes === as).length;
    return {
      ...{ registered: count('registered'), repeated: count('repeated'), columns: columnsRead(list) },
      refused: rows.flatMap(({ row, refused }) => (refused ? [{ row, ...refused }] : [])),
      rows,
    };
  }

  /** @throws Refusal where the file is no table, has no column of numbers and titles, or too many rows */
  async bring(who: Principal, bytes: Buffer): Promise<MatterReport> {
    const list = await this.list(who, bytes);
    const report: MatterReport = { registered: 0, repeated: 0, refused: [], columns: columnsRead(list) };
    for (const { row, cells } of list.rows) {
      const answer = readMatterRow(cells, list.columns);
      if ('refused' in answer) report.refused.push({ row, ...answer.refused });
      else {
        const done = await this.register(who, answer.read, list).catch((cause) => refusedAs(row, cause));
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

  private async list(who: Principal, bytes: Buffer): Promise<List> {
    const { headings, rows } = await tableOf(bytes);
    const columns = matterColumns(headings);
    if (!columns.number || !columns.title) throw noColumns();
    return { rows, columns, ...(await this.store.departments(who.jurisdictionId)) };
  }

  private async register(who: Principal, read: MatterRead, list: List): Promise<'registered' | 'repeated'> {
    const body = bodyOf(read, departmentOf(read, list));
    return this.commit.commit(async (tx, at) => {
      await this.rules.hold(tx);
      const { added, facts } = await this.matters.add(tx, who, body, at);
      return { value: added ? 'registered' : 'repeated', facts };
    });
  }

  /** `added`: what the rows before it brought in; a row that is there only by them has no page yet. */
  private async rehearse(
    tx: Tx,
    who: Principal,
    list: List,
    { row, cells }: SheetRow,
    at: Date,
    added: Set<string>,
  ): Promise<MatterPreviewRow> {
    const blank = { row, becomes: 'refused' as const, matter: null, dueAt: null, knownId: null };
    const answer = readMatterRow(cells, list.columns);
    if ('refused' in answer) return { ...blank, refused: answer.refused };
    const { read } = answer;
    const { kind, starts } = read;
    const kept = { number: matterNumber(read.number), title: redact(read.title).text };
    const matter = { ...kept, kind, department: null, starts };
    try {
      const department = departmentOf(read, list);
      // What one row leaves half done must not be seen by the next.
      const done = await tx.transaction((inner) =>
        this.matters.add(inner, who, bodyOf(read, department), at),
      );
      if (done.added) added.add(done.id);
      const running = (await this.clocks.ofMatter(tx, done.id)).filter(isRunning);
      const due = running.map(({ dueAt }) => dueAt.getTime());
      return {
        ...{ row, becomes: done.added ? 'registered' : 'repeated', refused: null },
        matter: { ...matter, department: department && { id: department.id, name: department.name } },
        knownId: added.has(done.id) ? null : done.id,
        dueAt: due.length > 0 ? new Date(Math.min(...due)).toISOString() : null,
      };
    } catch (cause) {
      const { row: _, ...refused } = refusedAs(row, cause);
      return { ...blank, matter, refused };
    }
  }
}

const columnsRead = ({ columns }: List): MatterReport['columns'] =>
  matterFields.flatMap((field) => {
    const heading = columns[field];
    return heading === undefined ? [] : [{ field, heading }];
  });

/** Only what a name or an alias says exactly: nobody is made responsible by likeness. Null where the row names none. */
function departmentOf({ department }: MatterRead, { departments, place }: List): NamedDepartment | null {
  if (department === '') return null;
  const match = matchAgency(department, departments, [place]);
  const found = match?.by === 'exact' && departments.find(({ id }) => id === match.departmentId);
  if (!found) throw noDepartment();
  return found;
}

const bodyOf = ({ department: _, ...read }: MatterRead, department: NamedDepartment | null): MatterIn => ({
  ...read,
  departmentId: department?.id ?? null,
});

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

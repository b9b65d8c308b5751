// The whole organisation of a jurisdiction taken away as a workbook, and brought in row by row: good rows go in, bad ones are told.
import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { TransferReport } from '#contract';
import { actorOf, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { Now } from '../platform/now';
import { asRefusal } from '../platform/problem';
import { Database } from '../platform/reading';
import { DepartmentService } from './departments.service';
import { listDepartments } from './departments.store';
import { DeskService, deskView } from './desk.service';
import { MatrixService } from './matrix.service';
import { linesIn } from './matrix.store';
import { OfficerService } from './officers.service';
import { listOfficers } from './officers.store';
import { PostService } from './post.service';
import { postsIn } from './post.store';
import { desksIn, shiftsBetween } from './roster.store';
import { ShiftService } from './shift.service';
import * as read from './transfer.read';
import { tables } from './transfer.write';
import { type Cells, readWorkbook, type SheetKey, sheets, type WorkRow, writeWorkbook } from './workbook';

type Did = 'added' | 'changed' | 'same';
/** Shifts of so many days before today and after it are taken along. */
const DAYS_BEFORE = 31;
const DAYS_AFTER = 400;
const DAY_MS = 86_400_000;

@Injectable()
export class TransferService {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly departments: DepartmentService,
    private readonly officers: OfficerService,
    private readonly posts: PostService,
    private readonly matrix: MatrixService,
    private readonly desks: DeskService,
    private readonly shifts: ShiftService,
  ) {}

  async export(who: Principal): Promise<Buffer> {
    const { jurisdictionId } = who;
    const known = await this.known(jurisdictionId);
    const rows = tables({
      ...known,
      posts: await postsIn(this.db, [jurisdictionId], this.now.at()),
      lines: await linesIn(this.db, [jurisdictionId]),
      shifts: await this.shiftsNear(known),
    });
    const count = Object.values(rows).reduce((sum, one) => sum + one.length, 0);
    await this.commit.commit(async () => ({
      value: undefined,
      facts: [
        fact(
          'organisation.exported',
          actorOf(who),
          { type: 'jurisdiction', id: jurisdictionId },
          jurisdictionId,
          {
            rows: count,
          },
        ),
      ],
    }));
    return writeWorkbook(rows);
  }

  async import(who: Principal, bytes: Buffer): Promise<TransferReport> {
    const book = await readWorkbook(bytes);
    const report: TransferReport = { sheets: [], refused: [], withoutPassword: [] };
    const run = (key: SheetKey, work: (cells: Cells) => Promise<Did>) => this.sheet(book, key, report, work);
    await run('departments', (cells) => this.department(who, cells));
    await run('officers', (cells) => this.officer(who, cells, report));
    // Who stands in, supervises or speaks may be named further down than where they are needed.
    await this.second(book, report, 'officers', (cells) => this.standIns(who, cells));
    await this.second(book, report, 'departments', (cells) => this.leaders(who, cells));
    await run('matrix', (cells) => this.line(who, cells));
    await run('desks', (cells) => this.desk(who, cells));
    await run('shifts', (cells) => this.shift(who, cells));
    const digest = createHash('sha256').update(bytes).digest('hex');
    const subject = { type: 'jurisdiction', id: who.jurisdictionId };
    await this.commit.commit(async () => ({
      value: undefined,
      facts: [
        fact('organisation.imported', actorOf(who), subject, who.jurisdictionId, {
          digest,
          sheets: report.sheets,
        }),
      ],
    }));
    return report;
  }

  private async sheet(
    book: ReadonlyMap<SheetKey, WorkRow[]>,
    key: SheetKey,
    report: TransferReport,
    work: (cells: Cells) => Promise<Did>,
  ): Promise<void> {
    const rows = book.get(key);
    if (!rows) return;
    const sheet = sheets[key][0];
    const counts = { sheet, added: 0, changed: 0, same: 0, refused: 0 };
    report.sheets.push(counts);
    for (const row of rows) {
      const did = await this.row(report, sheet, row, work);
      counts[did ?? 'refused'] += 1;
    }
  }

  /** A further look at rows that went in: what it refuses is told, what it changes counts as part of the first. */
  private async second(
    book: ReadonlyMap<SheetKey, WorkRow[]>,
    report: TransferReport,
    key: SheetKey,
    work: (cells: Cells) => Promise<Did>,
  ): Promise<void> {
    const sheet = sheets[key][0];
    const counts = report.sheets.find((one) => one.sheet === sheet);
    const out = new Set(report.refused.filter((one) => one.sheet === sheet).map(({ row }) => row));
    for (const row of (book.get(key) ?? []).filter(({ row: number }) => !out.has(number))) {
      const did = await this.row(report, sheet, row, work);
      if (did === null && counts) counts.refused += 1;
    }
  }

  /** What it did, null where the row was refused. */
  private async row(
    report: TransferReport,
    sheet: string,
    { row, cells }: WorkRow,
    work: (cells: Cells) => Promise<Did>,
  ): Promise<Did | null> {
    try {
      return await work(cells);
    } catch (thrown) {
      const refusal = asRefusal(thrown);
      // What we did not foresee is not the row's fault.
      if (refusal.status >= 500) throw thrown;
      const reason = { zh: refusal.zh, en: refusal.en };
      report.refused.push({ sheet, row, code: refusal.code, reason });
      return null;
    }
  }

  private async department(who: Principal, cells: Cells): Promise<Did> {
    const { active, ...wanted } = read.readDepartment(cells);
    const found = (await this.known(who.jurisdictionId)).departments.find((one) => one.name === wanted.name);
    if (!found) {
      await this.departments.add(who, wanted);
      return 'added';
    }
    const change = differing(found, { ...wanted, active });
    if (!change) return 'same';
    await this.departments.change(who, found.id, change);
    return 'changed';
  }

  private async leaders(who: Principal, cells: Cells): Promise<Did> {
    const known = await this.known(who.jurisdictionId);
    const found = known.departments.find((one) => one.name === cells.名称);
    const change = found && differing(found, read.readLeaders(cells, known));
    if (!found || !change) return 'same';
    await this.departments.change(who, found.id, change);
    return 'changed';
  }

  private async officer(who: Principal, cells: Cells, report: TransferReport): Promise<Did> {
    const known = await this.known(who.jurisdictionId);
    const { signInName, active, ...wanted } = read.readOfficer(cells, known);
    const found = known.officers.find((one) => one.signInName.toLowerCase() === signInName.toLowerCase());
    if (!found) {
      // Nobody knows it: they sign in once the administrator has set one.
      const password = randomBytes(32).toString('base64url');
      const place = wanted.departmentId ? {} : { jurisdictionId: who.jurisdictionId };
      const added = await this.officers.add({ ...wanted, signInName, password, ...place }, actorOf(who));
      if (!active) await this.officers.change(who, added.id, { active });
      report.withoutPassword.push(signInName);
      return 'added';
    }
    const change = differing(found, { ...wanted, active });
    if (!change) return 'same';
    await this.officers.change(who, found.id, change);
    return 'changed';
  }

  private async standIns(who: Principal, cells: Cells): Promise<Did> {
    if (!('替岗人' in cells)) return 'same';
    const known = await this.known(who.jurisdictionId);
    const officer = known.officers.find(
      (one) => one.signInName.toLowerCase() === cells.登录名?.toLowerCase(),
    );
    if (!officer?.active) return 'same';
    await this.posts.standIns(who, officer.id, read.readStandIns(cells, known));
    return 'changed';
  }

  private async line(who: Principal, cells: Cells): Promise<Did> {
    const known = await this.known(who.jurisdictionId);
    const wanted = read.readLine(cells, known);
    const found = (await linesIn(this.db, [who.jurisdictionId])).find(
      (one) => one.matter === wanted.matter && one.level === wanted.level,
    );
    if (!found) {
      await this.matrix.add(who, wanted);
      return 'added';
    }
    const next = await this.matrix.change(who, found.id, wanted);
    return next.id === found.id ? 'same' : 'changed';
  }

  private async desk(who: Principal, cells: Cells): Promise<Did> {
    const known = await this.known(who.jurisdictionId);
    const wanted = read.readDesk(cells, known);
    const found = known.desks.find((one) => one.name === wanted.name);
    if (!found) {
      await this.desks.add(who, wanted);
      return 'added';
    }
    const change = differing(found, wanted);
    if (!change) return 'same';
    await this.desks.change(who, found.id, change);
    return 'changed';
  }

  private async shift(who: Principal, cells: Cells): Promise<Did> {
    const known = await this.known(who.jurisdictionId);
    const { deskId, part, ...wanted } = read.readShift(cells, known);
    const there = await shiftsBetween(this.db, [deskId], wanted.from, wanted.to);
    const isThere = there.some(
      (one) =>
        one.officerId === wanted.officerId &&
        one.from === wanted.from &&
        one.to === wanted.to &&
        one.part === part,
    );
    if (isThere) return 'same';
    await this.shifts.add(who, deskId, { shifts: [{ ...wanted, part: part ?? 'duty' }] });
    return 'added';
  }

  private async known(jurisdictionId: string): Promise<read.Known> {
    const [departments, officers, desks] = await Promise.all([
      listDepartments(this.db, [jurisdictionId]),
      listOfficers(this.db, [jurisdictionId]),
      desksIn(this.db, [jurisdictionId]),
    ]);
    return { jurisdictionId, departments, officers, desks: desks.map(deskView) };
  }

  private shiftsNear({ desks }: read.Known) {
    const at = this.now.at().getTime();
    const day = (days: number) => new Date(at + days * DAY_MS).toISOString();
    return shiftsBetween(
      this.db,
      desks.map(({ id }) => id),
      day(-DAYS_BEFORE),
      day(DAYS_AFTER),
    );
  }
}

/** What of the wanted differs from what is there; null where nothing does. Lists of roles are sets. */
function differing<T extends object, W extends Partial<T>>(there: T, wanted: W): Partial<W> | null {
  const plain = (key: string, value: unknown) =>
    JSON.stringify(key === 'roles' && Array.isArray(value) ? [...value].sort() : value);
  const entries = Object.entries(wanted).filter(
    ([key, value]) => plain(key, value) !== plain(key, there[key as keyof T]),
  );
  return entries.length > 0 ? (Object.fromEntries(entries) as Partial<W>) : null;
}

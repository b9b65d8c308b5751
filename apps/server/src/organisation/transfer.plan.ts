// What a workbook would change: each row compared with what it was written from and with what is there now; nothing is written here.
import { createHash } from 'node:crypto';
import type { TransferChange, TransferReport } from '#contract';
import { RowFault } from './transfer.fault';
import * as lines from './transfer.lines';
import * as people from './transfer.people';
import { plainCell } from './transfer.read';
import * as roster from './transfer.roster';
import type { Columns, SheetRules } from './transfer.rules';
import { type Loaded, World } from './transfer.world';
import {
  type Book,
  type Cells,
  headingsOf,
  marker,
  NUMBER,
  numberOf,
  readNumber,
  type SheetKey,
  sheetKeys,
  sheets,
  type WorkRow,
} from './workbook';

type Anything = { id: string };
/** Each sheet's rules, held as rules of anything: a row only ever meets those of its own sheet. */
const rules = {
  jurisdictions: people.jurisdictions,
  departments: people.departments,
  officers: people.officers,
  matrix: lines.matrix,
  desks: lines.desks,
  shifts: roster.shifts,
  absences: roster.absences,
  swaps: roster.swaps,
  spellings: people.spellings,
} as unknown as Record<SheetKey, SheetRules<Anything>>;

/** The whole organisation as rows; what a row says is marked in its number. */
export function rowsFor(loaded: Loaded): Record<SheetKey, Cells[]> {
  const world = new World(loaded);
  const mark = marker();
  const rows = (key: SheetKey): Cells[] => {
    const { table, isShown, cells } = rules[key];
    return table(world)
      .list()
      .filter((one) => isShown?.(one, world) ?? true)
      .map((one) => {
        const written = cells(one, world);
        return { ...written, [NUMBER]: numberOf(key, one.id, written, mark) };
      });
  };
  return Object.fromEntries(sheetKeys.map((key) => [key, rows(key)])) as Record<SheetKey, Cells[]>;
}

type Did = 'added' | 'changed' | 'removed' | 'same';
type Fault = TransferReport['refused'][number];
/** A row that did something: to what, and by which columns. */
type Deed = {
  key: SheetKey;
  row: number;
  cells: Cells;
  id: string;
  did: Exclude<Did, 'same'>;
  columns: Columns;
};
export type Plan = Omit<TransferReport, 'applied' | 'codes' | 'codesExpireAt'> & { world: World };

/** Changes shown one by one; of further ones their number is told. */
const SHOWN = 500;

/**
 * What the rows come to. A row at fault does nothing at all, and nothing is built on it: what depends on it is at fault as
 * well. Pure but for the ids of what is new.
 */
export function planTransfer(book: Book, loaded: Loaded, newId: () => string): Plan {
  const refused = new Map<string, Fault>();
  const mark = marker();
  for (;;) {
    const round = new Round(book, loaded, newId, refused, mark);
    const found = round.run();
    if (found === 0) return round.plan();
  }
}

const rowKey = (key: SheetKey, row: number) => `${key} ${row}`;

class Round {
  private readonly world: World;
  /** As it is now: what a row is compared with, whatever the rows before it renamed. */
  private readonly before: World;
  private readonly deeds: Deed[] = [];
  private readonly counts = new Map<SheetKey, Record<Did, number>>();
  private readonly isOurs: boolean;
  private found = 0;

  constructor(
    private readonly book: Book,
    loaded: Loaded,
    private readonly newId: () => string,
    /** What earlier rounds refused: left out from the start. */
    private readonly refused: Map<string, Fault>,
    private readonly mark: ReturnType<typeof marker>,
  ) {
    this.world = new World(loaded);
    this.before = new World(loaded);
    const numbers = (book.jurisdictions ?? []).flatMap(
      ({ cells }) => readNumber('jurisdictions', cells, mark) ?? [],
    );
    // The numbers of another installation's workbook mean nothing here.
    this.isOurs = numbers.length === 0 || numbers.some(({ id }) => this.world.jurisdictions.get(id));
  }

  /** How many rows were found at fault that were not before. */
  run(): number {
    for (const key of sheetKeys) {
      const rows = this.book[key];
      if (rows) this.counts.set(key, { added: 0, changed: 0, removed: 0, same: 0 });
      const seen = new Set<string>();
      for (const row of rows ?? []) this.attempt(key, row, () => this.take(key, row, seen));
      // Who supervises a department, who stands in: named on a later sheet, or further down.
      if (key === 'officers') for (const one of ['departments', 'officers'] as const) this.later(one);
    }
    // From the last row upwards: of two that are in each other's way the earlier one stands.
    for (const deed of [...this.deeds].reverse())
      this.attempt(deed.key, deed, () => {
        const { table, check } = rules[deed.key];
        const one = table(this.world).get(deed.id);
        if (one) check?.(one, table(this.world).was(deed.id), this.world);
      });
    return this.found;
  }

  plan(): Plan {
    const sheetsDone = [...this.counts].map(([key, did]) => ({
      sheet: sheets[key][0],
      ...did,
      refused: [...this.refused.keys()].filter((one) => one.startsWith(`${key} `)).length,
    }));
    const changes = this.deeds.map((deed) => this.changeOf(deed));
    const refused = [...this.refused.values()].sort(
      (a, b) => order.indexOf(a.sheet) - order.indexOf(b.sheet) || a.row - b.row,
    );
    const plan = createHash('sha256')
      .update(JSON.stringify([sheetsDone, changes, refused]))
      .digest('hex');
    return {
      ...{ plan, sheets: sheetsDone, refused, world: this.world },
      changes: changes.slice(0, SHOWN),
      more: Math.max(0, changes.length - SHOWN),
    };
  }

  /** Runs a row's work; a fault undoes what the row did before, and is kept for the next round. */
  private attempt(key: SheetKey, { row, id }: { row: number; id?: string }, work: () => void): void {
    if (this.refused.has(rowKey(key, row))) return;
    try {
      work();
    } catch (thrown) {
      if (!(thrown instanceof RowFault)) throw thrown;
      const { column, code, reason } = thrown;
      this.refused.set(rowKey(key, row), { sheet: sheets[key][0], row, column, code, reason });
      this.found += 1;
      if (id) rules[key].table(this.world).restore(id);
    }
  }

  private take(key: SheetKey, { row, cells }: WorkRow, seen: Set<string>): void {
    const { table, cells: written, blank, read } = rules[key];
    const number = this.isOurs ? readNumber(key, cells, this.mark) : null;
    // As it was written: nobody changed it, whatever became of the thing since.
    const isUntouched = number?.touched.size === 0 || this.isTheirOwn(key, row, cells);
    const isGoing = plainCell('取消', cells.取消 ?? '') === '是';
    const one = isUntouched ? undefined : this.meant(key, cells, number?.id ?? null, isGoing);
    if (!one && number && !isUntouched && !isGoing) throw gone();
    const there = one && table(this.before).get(one.id);
    const columns = one
      ? differing(key, there ? written(there, this.before) : written(one, this.world), cells, number?.touched)
      : new Set(headingsOf(key));
    if (isUntouched || (one ? columns.size === 0 && !isGoing : isGoing)) {
      this.counts.get(key)!.same += 1;
      return;
    }
    if (one && seen.has(one.id)) throw twice();
    const id = one?.id ?? this.newId();
    seen.add(id);
    if (one && isGoing) this.remove(key, one);
    else {
      const base = one ?? blank(id, cells, this.world);
      table(this.world).put(read(base, cells, columns, this.world, !one));
    }
    const did = one ? (isGoing ? 'removed' : 'changed') : 'added';
    this.deeds.push({ key, row, cells, id, did, columns });
    this.counts.get(key)![did] += 1;
  }

  /** By its number, else by what it says; one that was taken away already is not looked for. */
  private meant(key: SheetKey, cells: Cells, id: string | null, isGoing: boolean): Anything | undefined {
    const { table, find } = rules[key];
    const found = table(this.world).get(id);
    return found || (id && isGoing) ? found : find(cells, this.world);
  }

  /** The first row of another installation's jurisdictions is that installation itself. */
  private isTheirOwn(key: SheetKey, row: number, cells: Cells): boolean {
    return !this.isOurs && key === 'jurisdictions' && row === 2 && !cells.上级 && Boolean(cells[NUMBER]);
  }

  private remove(key: SheetKey, one: Anything): void {
    const { table, remove } = rules[key];
    const left = remove?.(one, this.world) ?? null;
    if (left) table(this.world).put(left);
    else table(this.world).drop(one.id);
  }

  private later(key: SheetKey): void {
    const { table, later } = rules[key];
    for (const deed of this.deeds.filter((one) => one.key === key))
      this.attempt(key, deed, () => {
        const one = table(this.world).get(deed.id);
        if (one && later) table(this.world).put(later(one, deed.cells, deed.columns, this.world));
      });
  }

  private changeOf({ key, row, cells, id, did, columns }: Deed): TransferChange {
    const { table, cells: written } = rules[key];
    const there = table(this.before).get(id);
    const was = there ? written(there, this.before) : cells;
    const fields = [...columns].map((column) => ({
      column,
      from: was[column] ?? '',
      to: cells[column] ?? '',
    }));
    const named = headingsOf(key).slice(0, 4);
    const what = named.flatMap((column) => was[column] || []).join(' · ');
    const sheet = sheets[key][0];
    return { sheet, row, did, what, fields: did === 'changed' ? fields : [] };
  }
}

const order: string[] = sheetKeys.map((key) => sheets[key][0]);

/** The columns of a row that somebody touched and in which it says something else than what is there. */
function differing(key: SheetKey, there: Cells, wanted: Cells, touched?: Columns): Columns {
  return new Set(
    headingsOf(key).filter(
      (heading) =>
        heading !== '取消' &&
        heading !== '次数' &&
        heading in wanted &&
        (touched?.has(heading) ?? true) &&
        !(heading === '状态' && !wanted[heading]) &&
        plainCell(heading, wanted[heading] ?? '') !== plainCell(heading, there[heading] ?? ''),
    ),
  );
}

const gone = () =>
  new RowFault(
    NUMBER,
    'row.gone',
    '这一行所指的记录已不在。要新增请清空“编号”一栏。',
    'What this row is about is no longer there. To add it anew, empty the column 编号.',
  );
const twice = () =>
  new RowFault(
    null,
    'row.twice',
    '同一条记录在这张表里改了两次。',
    'The same thing is changed twice on this sheet.',
  );

// The organisation in memory, as a workbook is compared with it: each kind of thing in a table that can be looked up by name.
import type { Absence, DeskHours, MatrixLevel, Role, ShiftPart } from '#organisation';

type Held = { id: string };
export type PlaceHeld = Held & { parentId: string | null; name: string; level: string };
export type DepartmentHeld = Held & {
  jurisdictionId: string;
  name: string;
  kind: string;
  topics: string[];
  aliases: string[];
  active: boolean;
  supervisorId: string | null;
  spokespersonId: string | null;
  mergedInto: string | null;
};
export type OfficerHeld = Held & {
  jurisdictionId: string;
  departmentId: string | null;
  signInName: string;
  name: string;
  post: string;
  roles: Role[];
  active: boolean;
  /** Who stands in, in order. */
  standIns: string[];
};
export type LineHeld = Held & {
  jurisdictionId: string;
  matter: string | null;
  level: MatrixLevel | null;
  leadId: string;
  supportIds: string[];
  spokespersonId: string | null;
  supervisorId: string | null;
  basis: string;
};
export type DeskHeld = Held &
  DeskHours & {
    jurisdictionId: string;
    departmentId: string | null;
    name: string;
    warnHours: number;
    mannedFrom: string;
  };
export type ShiftHeld = Held & {
  deskId: string;
  officerId: string;
  part: ShiftPart;
  from: string;
  to: string;
};
export type AbsenceHeld = Held & Absence & { kind: string };
export type SwapHeld = Held & {
  shiftId: string;
  otherShiftId: string | null;
  fromOfficerId: string;
  toOfficerId: string;
  reason: string;
};
export type SpellingHeld = Held & {
  jurisdictionId: string;
  spelling: string;
  times: number;
  state: 'open' | 'learnt' | 'set-aside';
  departmentId: string | null;
};

/** Things by id, and by one further key that changes with them. What was there at first is remembered. */
export class Table<T extends Held> {
  private readonly rows = new Map<string, T>();
  private readonly byKey = new Map<string, Set<string>>();
  private readonly first: ReadonlyMap<string, T>;

  constructor(
    rows: readonly T[],
    private readonly keyOf: (row: T) => string,
  ) {
    for (const row of rows) this.put(row);
    this.first = new Map(this.rows);
  }

  get(id: string | null): T | undefined {
    return id === null ? undefined : this.rows.get(id);
  }

  /** Every one under a key, in the order in which they came. */
  all(key: string): T[] {
    return [...(this.byKey.get(key) ?? [])].flatMap((id) => this.rows.get(id) ?? []);
  }

  find(key: string): T | undefined {
    return this.all(key)[0];
  }

  list(): T[] {
    return [...this.rows.values()];
  }

  put(row: T): void {
    this.unkey(row.id);
    this.rows.set(row.id, row);
    const key = this.keyOf(row);
    const ids = this.byKey.get(key);
    if (ids) ids.add(row.id);
    else this.byKey.set(key, new Set([row.id]));
  }

  drop(id: string): void {
    this.unkey(id);
    this.rows.delete(id);
  }

  /** Back to what it was at first; gone where it was not there. */
  restore(id: string): void {
    const was = this.first.get(id);
    if (was) this.put(was);
    else this.drop(id);
  }

  was(id: string): T | undefined {
    return this.first.get(id);
  }

  difference(): Difference<T> {
    const added = this.list().filter(({ id }) => !this.first.has(id));
    const changed = this.list().flatMap((after) => {
      const before = this.first.get(after.id);
      return before && before !== after ? [{ before, after }] : [];
    });
    const removed = [...this.first.values()].filter(({ id }) => !this.rows.has(id));
    return { added, changed, removed };
  }

  private unkey(id: string): void {
    const was = this.rows.get(id);
    if (was) this.byKey.get(this.keyOf(was))?.delete(id);
  }
}
export type Difference<T> = { added: T[]; changed: { before: T; after: T }[]; removed: T[] };

export type Loaded = {
  ownId: string;
  /** ISO 8601 UTC. */
  now: string;
  /** Sign-in names, in small letters, of officers outside the caller's view. */
  takenNames: ReadonlySet<string>;
  jurisdictions: PlaceHeld[];
  departments: DepartmentHeld[];
  officers: OfficerHeld[];
  lines: LineHeld[];
  desks: DeskHeld[];
  shifts: ShiftHeld[];
  absences: AbsenceHeld[];
  swaps: SwapHeld[];
  spellings: SpellingHeld[];
};

export const under = (jurisdictionId: string | null, ...names: (string | null)[]): string =>
  [jurisdictionId, ...names.map((name) => name ?? '')].join('\n');

export class World {
  readonly ownId: string;
  readonly now: string;
  readonly takenNames: ReadonlySet<string>;
  readonly jurisdictions: Table<PlaceHeld>;
  readonly departments: Table<DepartmentHeld>;
  readonly officers: Table<OfficerHeld>;
  readonly lines: Table<LineHeld>;
  readonly desks: Table<DeskHeld>;
  /** By officer. */
  readonly shifts: Table<ShiftHeld>;
  readonly absences: Table<AbsenceHeld>;
  /** By shift. */
  readonly swaps: Table<SwapHeld>;
  readonly spellings: Table<SpellingHeld>;

  constructor(loaded: Loaded) {
    this.ownId = loaded.ownId;
    this.now = loaded.now;
    this.takenNames = loaded.takenNames;
    this.jurisdictions = new Table(loaded.jurisdictions, (one) => under(one.parentId, one.name));
    this.departments = new Table(loaded.departments, (one) => under(one.jurisdictionId, one.name));
    this.officers = new Table(loaded.officers, (one) => one.signInName.toLowerCase());
    this.lines = new Table(loaded.lines, (one) => under(one.jurisdictionId, one.matter, one.level));
    this.desks = new Table(loaded.desks, (one) => under(one.jurisdictionId, one.name));
    this.shifts = new Table(loaded.shifts, (one) => one.officerId);
    this.absences = new Table(loaded.absences, (one) => one.officerId);
    this.swaps = new Table(loaded.swaps, (one) => one.shiftId);
    this.spellings = new Table(loaded.spellings, (one) => under(one.jurisdictionId, one.spelling));
  }

  /** A jurisdiction as a workbook names it: empty for the caller's own, else its way down from there. */
  labelOf(id: string): string {
    const place = id === this.ownId ? undefined : this.jurisdictions.get(id);
    if (!place) return '';
    const above = place.parentId === null ? '' : this.labelOf(place.parentId);
    return above ? `${above}/${place.name}` : place.name;
  }

  /** The other way; null where there is none of that name. */
  placeOf(label: string): string | null {
    if (!label || label === this.jurisdictions.get(this.ownId)?.name) return this.ownId;
    let at: string | null = this.ownId;
    for (const name of label.split('/').map((one) => one.trim()))
      at = at === null ? null : (this.jurisdictions.find(under(at, name))?.id ?? null);
    return at;
  }
}

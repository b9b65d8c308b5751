// Reads the whole organisation of some jurisdictions at once, and writes many rows of a table in few statements.
import type { Tx } from '../platform/commit';
import type { Loaded, ShiftHeld, SpellingHeld } from './transfer.world';

type Reader = Pick<Tx, 'query'>;
/** As `toISOString` writes an instant. */
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** `signInNames`: those that a workbook would add, so that one taken elsewhere is told. */
export async function loadOrganisation(
  db: Reader,
  ownId: string,
  ids: readonly string[],
  signInNames: readonly string[],
  at: Date,
): Promise<Loaded> {
  const rows = <T>(sql: string): Promise<T[]> => db.query(sql, [ids]);
  const taken: { name: string }[] = await db.query(
    `select lower(sign_in_name) as name from officer
      where lower(sign_in_name) = any($1) and jurisdiction_id <> all($2)`,
    [signInNames.map((name) => name.toLowerCase()), ids],
  );
  return {
    ownId,
    now: at.toISOString(),
    takenNames: new Set(taken.map(({ name }) => name)),
    jurisdictions: await rows(
      `select id, parent_id as "parentId", name, level from jurisdiction where id = any($1) order by created_at, name`,
    ),
    departments: await rows(
      `select id, jurisdiction_id as "jurisdictionId", name, kind, topics, aliases, active, supervisor_id as "supervisorId",
              spokesperson_id as "spokespersonId", merged_into as "mergedInto"
         from department where jurisdiction_id = any($1) order by jurisdiction_id, active desc, created_at, name`,
    ),
    officers: await rows(
      `select o.id, o.jurisdiction_id as "jurisdictionId", o.department_id as "departmentId",
              o.sign_in_name as "signInName", o.name, o.post, o.roles, o.active,
              array(select s.stand_in_id from stand_in s where s.officer_id = o.id order by s.rank) as "standIns"
         from officer o where o.jurisdiction_id = any($1)
        order by o.jurisdiction_id, o.active desc, o.created_at, o.id`,
    ),
    lines: await rows(
      `select id, jurisdiction_id as "jurisdictionId", matter, level, lead_id as "leadId", support_ids as "supportIds",
              spokesperson_id as "spokespersonId", supervisor_id as "supervisorId", basis
         from responsibility_line where ended_at is null and jurisdiction_id = any($1)
        order by jurisdiction_id, matter nulls last, level nulls last`,
    ),
    desks: await rows(
      `select id, jurisdiction_id as "jurisdictionId", department_id as "departmentId", name, days, opens, closes,
              warn_hours as "warnHours", ${iso('manned_from')} as "mannedFrom"
         from desk where closed_at is null and jurisdiction_id = any($1) order by jurisdiction_id, created_at, id`,
    ),
    shifts: await rows<ShiftHeld>(
      `select s.id, s.desk_id as "deskId", s.officer_id as "officerId", s.part, ${iso('s.from_at')} as "from",
              ${iso('s.to_at')} as "to"
         from shift s join desk k on k.id = s.desk_id
        where k.jurisdiction_id = any($1) and s.to_at > now() - interval '40 days'
        order by k.jurisdiction_id, s.from_at, s.part, s.id`,
    ),
    absences: await rows(
      `select a.id, a.officer_id as "officerId", a.kind, ${iso('a.from_at')} as "from", ${iso('a.to_at')} as "to",
              a.stand_in_id as "standInId"
         from absence a join officer o on o.id = a.officer_id
        where o.jurisdiction_id = any($1) and (a.to_at is null or a.to_at > now() - interval '40 days')
        order by a.from_at, a.id`,
    ),
    swaps: await rows(
      `select w.id, w.shift_id as "shiftId", w.other_shift_id as "otherShiftId", w.from_officer_id as "fromOfficerId",
              w.to_officer_id as "toOfficerId", w.reason
         from shift_swap w join shift s on s.id = w.shift_id join desk k on k.id = s.desk_id
        where w.state = 'asked' and k.jurisdiction_id = any($1) order by w.asked_at, w.id`,
    ),
    spellings: await rows<SpellingHeld>(
      `select id, jurisdiction_id as "jurisdictionId", spelling, times, state, department_id as "departmentId"
         from agency_spelling where jurisdiction_id = any($1) order by jurisdiction_id, times desc, spelling`,
    ),
  };
}

/**
 * From here to the commit nobody else writes these tables: what was compared is what is changed. Readers go on. Taken after
 * the turns of the rosters, in the order of whoever changes one thing.
 */
export async function holdOrganisation(tx: Tx): Promise<void> {
  await tx.query(
    `lock table jurisdiction, department, officer, responsibility_line, desk, shift, absence, shift_swap, stand_in,
       agency_spelling in share row exclusive mode`,
  );
}

type Columns = Readonly<Record<string, string>>;
/** Tables with the columns and types that are written in many rows. */
const written = {
  jurisdiction: { parent_id: 'uuid', name: 'text', level: 'text', created_at: 'timestamptz' },
  department: {
    ...{ jurisdiction_id: 'uuid', name: 'text', kind: 'text', topics: 'text[]', aliases: 'text[]' },
    ...{ active: 'boolean', created_at: 'timestamptz' },
  },
  officer: {
    ...{ jurisdiction_id: 'uuid', department_id: 'uuid', name: 'text', sign_in_name: 'text', post: 'text' },
    ...{ roles: 'text[]', active: 'boolean', created_at: 'timestamptz' },
  },
  desk: {
    ...{ jurisdiction_id: 'uuid', department_id: 'uuid', name: 'text', days: 'text', opens: 'text' },
    ...{ closes: 'text', warn_hours: 'integer', manned_from: 'timestamptz', created_at: 'timestamptz' },
  },
  shift: {
    ...{ desk_id: 'uuid', officer_id: 'uuid', part: 'text', from_at: 'timestamptz', to_at: 'timestamptz' },
    ...{ added_by: 'text', added_at: 'timestamptz' },
  },
  absence: {
    ...{
      officer_id: 'uuid',
      kind: 'text',
      from_at: 'timestamptz',
      to_at: 'timestamptz',
      stand_in_id: 'uuid',
    },
    ...{ noted_by: 'text', noted_at: 'timestamptz' },
  },
  shift_swap: {
    ...{ shift_id: 'uuid', other_shift_id: 'uuid', from_officer_id: 'uuid', to_officer_id: 'uuid' },
    ...{ reason: 'text', asked_at: 'timestamptz' },
  },
  agency_spelling: {
    ...{ jurisdiction_id: 'uuid', spelling: 'text', times: 'integer', first_seen_at: 'timestamptz' },
    ...{ last_seen_at: 'timestamptz', state: 'text', department_id: 'uuid', decided_by: 'text' },
    decided_at: 'timestamptz',
  },
} as const satisfies Record<string, Columns>;
type TableName = keyof typeof written;
export type Row<N extends TableName> = { id: string } & Partial<Record<keyof (typeof written)[N], unknown>>;

const AT_ONCE = 2_000;

/** New rows, each with all its columns. */
export async function insertRows<N extends TableName>(
  tx: Tx,
  table: N,
  rows: readonly Row<N>[],
): Promise<void> {
  const names = ['id', ...Object.keys(written[table])];
  for (const some of pieces(rows))
    await tx.query(
      `insert into ${table} (${names.join(', ')}) select ${names.join(', ')} from jsonb_to_recordset($1::jsonb) as r (${typed(table, names)})`,
      [JSON.stringify(some)],
    );
}

/** These columns of rows that are there. */
export async function updateRows<N extends TableName>(
  tx: Tx,
  table: N,
  columns: readonly (keyof (typeof written)[N] & string)[],
  rows: readonly Row<N>[],
): Promise<void> {
  const sets = columns.map((name) => `${name} = r.${name}`).join(', ');
  for (const some of pieces(rows))
    await tx.query(
      `update ${table} t set ${sets} from jsonb_to_recordset($1::jsonb) as r (${typed(table, ['id', ...columns])}) where t.id = r.id`,
      [JSON.stringify(some)],
    );
}

/** The leaders of departments, once the officers are there. */
export async function setLeaders(
  tx: Tx,
  rows: readonly { id: string; supervisorId: string | null; spokespersonId: string | null }[],
): Promise<void> {
  await tx.query(
    `update department t set supervisor_id = r."supervisorId", spokesperson_id = r."spokespersonId"
       from jsonb_to_recordset($1::jsonb) as r (id uuid, "supervisorId" uuid, "spokespersonId" uuid) where t.id = r.id`,
    [JSON.stringify(rows)],
  );
}

export async function setStandIns(
  tx: Tx,
  rows: readonly { id: string; standIns: readonly string[] }[],
): Promise<void> {
  await tx.query('delete from stand_in where officer_id = any($1)', [rows.map(({ id }) => id)]);
  const ranked = rows.flatMap(({ id, standIns }) =>
    standIns.map((standInId, n) => ({ officer_id: id, rank: n + 1, stand_in_id: standInId })),
  );
  await tx.query(
    `insert into stand_in (officer_id, rank, stand_in_id)
     select officer_id, rank, stand_in_id from jsonb_to_recordset($1::jsonb) as r (officer_id uuid, rank integer, stand_in_id uuid)`,
    [JSON.stringify(ranked)],
  );
}

export async function endManySessions(tx: Tx, officerIds: readonly string[]): Promise<void> {
  await tx.query(`delete from session where sess->>'officerId' = any($1)`, [officerIds]);
}

export async function deleteRows(tx: Tx, table: 'shift' | 'absence', ids: readonly string[]): Promise<void> {
  await tx.query(`delete from ${table} where id = any($1)`, [ids]);
}

const typed = (table: TableName, names: readonly string[]): string =>
  names.map((name) => `${name} ${name === 'id' ? 'uuid' : (written[table] as Columns)[name]}`).join(', ');
function* pieces<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += AT_ONCE) yield rows.slice(at, at + AT_ONCE);
}

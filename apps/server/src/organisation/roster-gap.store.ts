// The table of gaps found in the roster: which are open, and who is told of them.
import type { Gap, GapCause } from '#organisation';
import type { Tx } from '../platform/commit';

type Reader = Pick<Tx, 'query'>;
export type GapKept = Gap & { id: string; deskId: string; beganAt: Date | null };

export async function openGaps(tx: Tx, jurisdictionId: string): Promise<GapKept[]> {
  const rows: (Omit<GapKept, 'from' | 'to'> & { from: Date; to: Date })[] = await tx.query(
    `select g.id, g.desk_id as "deskId", g.from_at as "from", g.to_at as "to", g.open_ended as "openEnded", g.causes,
            g.began_at as "beganAt"
       from roster_gap g join desk k on k.id = g.desk_id
      where k.jurisdiction_id = $1 and g.closed_at is null order by g.from_at`,
    [jurisdictionId],
  );
  return rows.map((row) => ({ ...row, from: row.from.toISOString(), to: row.to.toISOString() }));
}

export async function insertGap(
  tx: Tx,
  deskId: string,
  gap: Gap,
  beganAt: Date | null,
  at: Date,
): Promise<string> {
  const [row] = await tx.query(
    `insert into roster_gap (desk_id, from_at, to_at, open_ended, causes, found_at, began_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [deskId, gap.from, gap.to, gap.openEnded, JSON.stringify(gap.causes), at, beganAt],
  );
  return row.id;
}

export async function updateGap(
  tx: Tx,
  id: string,
  gap: { from: string; to: string; openEnded: boolean; causes: readonly GapCause[] },
  beganAt: Date | null,
): Promise<void> {
  await tx.query(
    'update roster_gap set from_at = $2, to_at = $3, open_ended = $4, causes = $5, began_at = $6 where id = $1',
    [id, gap.from, gap.to, gap.openEnded, JSON.stringify(gap.causes), beganAt],
  );
}

export async function closeGap(
  tx: Tx,
  id: string,
  as: 'covered' | 'passed' | 'joined',
  at: Date,
): Promise<void> {
  await tx.query('update roster_gap set closed_at = $2, closed_as = $3 where id = $1', [id, at, as]);
}

/** Jurisdictions that keep a desk, or have a gap still open. */
export async function watchedJurisdictions(db: Reader): Promise<string[]> {
  const rows: { id: string }[] = await db.query(
    `select jurisdiction_id as id from desk where closed_at is null
      union select k.jurisdiction_id from roster_gap g join desk k on k.id = g.desk_id where g.closed_at is null`,
  );
  return rows.map(({ id }) => id);
}

/**
 * The level above a desk: a department's supervisor and the leaders of its jurisdiction; for a desk of the whole
 * jurisdiction the leaders of the one above it, and its own where there is none above.
 */
export async function tellAbove(
  tx: Tx,
  { jurisdictionId, departmentId }: { jurisdictionId: string; departmentId: string | null },
): Promise<string[]> {
  const rows: { id: string; own: boolean }[] = await tx.query(
    `select o.id, o.jurisdiction_id = j.id as own
       from jurisdiction j join officer o on o.jurisdiction_id in (j.id, j.parent_id)
      where j.id = $1 and o.active and 'leader' = any(o.roles)
      order by o.name, o.id limit 40`,
    [jurisdictionId],
  );
  if (departmentId === null) {
    const above = rows.filter(({ own }) => !own);
    return (above.length > 0 ? above : rows).map(({ id }) => id);
  }
  const [supervisor]: { id: string }[] = await tx.query(
    'select o.id from department d join officer o on o.id = d.supervisor_id where d.id = $1 and o.active',
    [departmentId],
  );
  const leaders = rows.filter(({ own }) => own).map(({ id }) => id);
  return [...new Set([...(supervisor ? [supervisor.id] : []), ...leaders])];
}

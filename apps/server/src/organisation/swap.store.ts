// The table of swaps: which shift one asks another to take or exchange.
import type { Swap } from '#contract';
import type { Tx } from '../platform/commit';

type Reader = Pick<Tx, 'query'>;
export type SwapKept = {
  id: string;
  shiftId: string;
  otherShiftId: string | null;
  fromOfficerId: string;
  toOfficerId: string;
  reason: string;
  jurisdictionId: string;
  state: string;
};
type Listed = {
  id: string;
  shiftId: string;
  otherShiftId: string | null;
  deskName: string;
  fromId: string;
  fromName: string;
  toId: string;
  toName: string;
  begins: Date;
  ends: Date;
  otherBegins: Date | null;
  otherEnds: Date | null;
  reason: string;
  askedAt: Date;
};

/** Swaps that await an answer. */
export async function swapsOf(db: Reader, jurisdictionIds: readonly string[], id?: string): Promise<Swap[]> {
  const rows: Listed[] = await db.query(
    `select w.id, w.shift_id as "shiftId", w.other_shift_id as "otherShiftId", k.name as "deskName",
            f.id as "fromId", f.name as "fromName", t.id as "toId", t.name as "toName",
            s.from_at as begins, s.to_at as ends, x.from_at as "otherBegins", x.to_at as "otherEnds",
            w.reason, w.asked_at as "askedAt"
       from shift_swap w join shift s on s.id = w.shift_id join desk k on k.id = s.desk_id
       join officer f on f.id = w.from_officer_id join officer t on t.id = w.to_officer_id
       left join shift x on x.id = w.other_shift_id
      where w.state = 'asked' and k.jurisdiction_id = any($1) and ($2::uuid is null or w.id = $2)
      order by s.from_at, w.id`,
    [jurisdictionIds, id ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    shiftId: row.shiftId,
    otherShiftId: row.otherShiftId,
    deskName: row.deskName,
    from: { id: row.fromId, name: row.fromName },
    to: { id: row.toId, name: row.toName },
    shift: { from: row.begins.toISOString(), to: row.ends.toISOString() },
    otherShift:
      row.otherBegins && row.otherEnds
        ? { from: row.otherBegins.toISOString(), to: row.otherEnds.toISOString() }
        : null,
    reason: row.reason,
    askedAt: row.askedAt.toISOString(),
  }));
}

export async function oneSwap(db: Reader, id: string): Promise<SwapKept | null> {
  const [row] = await db.query(
    `select w.id, w.shift_id as "shiftId", w.other_shift_id as "otherShiftId", w.from_officer_id as "fromOfficerId",
            w.to_officer_id as "toOfficerId", w.reason, w.state, k.jurisdiction_id as "jurisdictionId"
       from shift_swap w join shift s on s.id = w.shift_id join desk k on k.id = s.desk_id where w.id = $1`,
    [id],
  );
  return row ?? null;
}

export async function insertSwap(
  tx: Tx,
  swap: Omit<SwapKept, 'id' | 'jurisdictionId' | 'state'>,
  at: Date,
): Promise<string> {
  const [row] = await tx.query(
    `insert into shift_swap (shift_id, other_shift_id, from_officer_id, to_officer_id, reason, asked_at)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [swap.shiftId, swap.otherShiftId, swap.fromOfficerId, swap.toOfficerId, swap.reason, at],
  );
  return row.id;
}

export async function decideSwap(tx: Tx, id: string, as: string, by: string, at: Date): Promise<void> {
  await tx.query('update shift_swap set state = $2, decided_by = $3, decided_at = $4 where id = $1', [
    id,
    as,
    by,
    at,
  ]);
}

/** Takes back the swaps that await an answer from, or to, officers who left; which. */
export async function endSwapsOf(
  tx: Tx,
  officerIds: readonly string[],
  by: string,
  at: Date,
): Promise<SwapKept[]> {
  return tx.query(
    `with ended as (
       update shift_swap set state = 'taken-back', decided_by = $2, decided_at = $3
        where state = 'asked' and (from_officer_id = any($1) or to_officer_id = any($1)) returning *)
     select w.id, w.shift_id as "shiftId", w.other_shift_id as "otherShiftId", w.from_officer_id as "fromOfficerId",
            w.to_officer_id as "toOfficerId", w.reason, w.state, k.jurisdiction_id as "jurisdictionId"
       from ended w join shift s on s.id = w.shift_id join desk k on k.id = s.desk_id order by w.id`,
    [officerIds, by, at],
  );
}

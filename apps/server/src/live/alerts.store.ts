// The alerts and the numbered stream of each jurisdiction.
import type { Alert } from '#contract';
import type { Tx } from '../platform/commit';
import type { Cursor } from '../platform/page';
import { AlertRow } from './alert.row';

type Reader = Pick<Tx, 'query'>;
type StreamRow = Omit<Alert, 'seq' | 'at' | 'subject' | 'fact'> & {
  seq: string;
  at: Date;
  subjectType: string;
  subjectId: string;
  fact: string;
};
export type Acknowledged = { no: number; seq: number; by: string };
export type Head = { seq: number; acknowledged: number };

const ACKNOWLEDGE_LOCK = 0x61636b6e;
const streamed = `
  select s.seq, a.at, a.kind, a.severity, a.subject_type as "subjectType", a.subject_id as "subjectId", a.title,
         a.text, a.incident_id as "incidentId", a.fact_seq as fact, a.acknowledged_by as "acknowledgedBy", a.told as "to"
    from alert_stream s join alert a on a.id = s.alert_id`;

function alertOf({ subjectType, subjectId, ...row }: StreamRow): Alert {
  return {
    ...row,
    seq: Number(row.seq),
    at: row.at.toISOString(),
    subject: { type: subjectType, id: subjectId },
    fact: Number(row.fact),
  };
}

/**
 * Writes an alert and its number in its jurisdiction's stream and in that of each above it; once a fact.
 * Numbers are gapless because only the holder of the stage's cursor comes here.
 */
export async function insertAlert(tx: Tx, alert: Omit<AlertRow, 'id'>): Promise<void> {
  const inserted = await tx
    .createQueryBuilder()
    .insert()
    .into(AlertRow)
    .values(alert)
    .orIgnore()
    .returning('id')
    .execute();
  const id = (inserted.raw as { id: string }[])[0]?.id;
  if (id === undefined) return;
  await tx.query(
    `with recursive up as (
       select id, parent_id from jurisdiction_card where id = $1
       union select j.id, j.parent_id from jurisdiction_card j join up on j.id = up.parent_id
     )
     insert into alert_stream (jurisdiction_id, seq, alert_id)
     select up.id, 1 + coalesce((select max(s.seq) from alert_stream s where s.jurisdiction_id = up.id), 0), $2 from up
     returning pg_notify('alert', '')`,
    [alert.jurisdictionId, id],
  );
}

/** Where a stream stands now: its last number, and the count of acknowledgements. */
export async function readHead(db: Reader, jurisdictionId: string): Promise<Head> {
  const [row] = await db.query(
    `select (select coalesce(max(seq), 0) from alert_stream where jurisdiction_id = $1) as seq,
            (select coalesce(max(acknowledged_no), 0) from alert) as acknowledged`,
    [jurisdictionId],
  );
  return { seq: Number(row.seq), acknowledged: Number(row.acknowledged) };
}

/** The next alerts of a stream, in order. */
export async function readAfter(
  db: Reader,
  jurisdictionId: string,
  after: number,
  limit: number,
): Promise<Alert[]> {
  const rows: StreamRow[] = await db.query(
    `${streamed} where s.jurisdiction_id = $1 and s.seq > $2 order by s.seq limit $3`,
    [jurisdictionId, after, limit],
  );
  return rows.map(alertOf);
}

/** The next acknowledgements, with the number each alert bears in this stream; null where it bears none. */
export async function readAcknowledged(
  db: Reader,
  jurisdictionId: string,
  after: number,
  limit: number,
): Promise<(Omit<Acknowledged, 'seq'> & { seq: number | null })[]> {
  const rows: { no: string; seq: string | null; by: string }[] = await db.query(
    `select a.acknowledged_no as no, s.seq, a.acknowledged_by as by
       from alert a left join alert_stream s on s.alert_id = a.id and s.jurisdiction_id = $1
      where a.acknowledged_no > $2 order by a.acknowledged_no limit $3`,
    [jurisdictionId, after, limit],
  );
  return rows.map(({ no, seq, by }) => ({ no: Number(no), seq: seq === null ? null : Number(seq), by }));
}

export type Listed = {
  before: Cursor | null;
  kind: string | undefined;
  severity: string | undefined;
  limit: number;
};

/** Newest first, one more than asked for when there are more. */
export async function listAlerts(
  db: Reader,
  jurisdictionId: string,
  { before, kind, severity, limit }: Listed,
): Promise<Alert[]> {
  const rows: StreamRow[] = await db.query(
    `${streamed}
      where s.jurisdiction_id = $1 and ($2::int8 is null or s.seq < $2)
        and ($3::text is null or a.kind = $3) and ($4::text is null or a.severity = $4)
      order by s.seq desc limit $5`,
    [jurisdictionId, before?.[0] ?? null, kind ?? null, severity ?? null, limit + 1],
  );
  return rows.map(alertOf);
}

export async function oneAlert(db: Reader, jurisdictionId: string, seq: number): Promise<Alert | null> {
  const [row]: StreamRow[] = await db.query(`${streamed} where s.jurisdiction_id = $1 and s.seq = $2`, [
    jurisdictionId,
    seq,
  ]);
  return row ? alertOf(row) : null;
}

/** Notes who acknowledged first; a second acknowledgement changes nothing. */
export async function acknowledge(
  tx: Tx,
  jurisdictionId: string,
  seq: number,
  by: string,
  at: Date,
): Promise<void> {
  // Held until the commit, so that the count rises in commit order.
  await tx.query('select pg_advisory_xact_lock($1)', [ACKNOWLEDGE_LOCK]);
  await tx.query(
    `update alert set acknowledged_by = $3, acknowledged_at = $4,
            acknowledged_no = 1 + coalesce((select max(acknowledged_no) from alert), 0)
      where acknowledged_no is null
        and id = (select alert_id from alert_stream where jurisdiction_id = $1 and seq = $2)`,
    [jurisdictionId, seq, by, at],
  );
  await tx.query("select pg_notify('alert', '')");
}

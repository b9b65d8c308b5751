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
 * Writes alerts, in order, each with its number in its jurisdiction's stream and in that of each above it; once a fact.
 * Numbers are gapless because only the holder of the stage's cursor comes here.
 */
export async function insertAlerts(tx: Tx, alerts: readonly Omit<AlertRow, 'id'>[]): Promise<void> {
  if (alerts.length === 0) return;
  const each = <T>(of: (alert: Omit<AlertRow, 'id'>) => T): T[] => alerts.map(of);
  // Ids rise in the order in which the alerts are given.
  await tx.query(
    `with recursive new as (
       insert into alert (fact_seq, at, jurisdiction_id, kind, severity, subject_type, subject_id, incident_id, title, text, told)
       select fact_seq, at, jurisdiction_id, kind, severity, subject_type, subject_id, incident_id, title, text, told::uuid[]
         from unnest($1::bigint[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::jsonb[], $11::text[])
              with ordinality as a (fact_seq, at, jurisdiction_id, kind, severity, subject_type, subject_id, incident_id, title, text, told, n)
        order by n on conflict do nothing returning id, jurisdiction_id
     ), up as (
       select distinct n.jurisdiction_id as of, j.id, j.parent_id from new n join jurisdiction_card j on j.id = n.jurisdiction_id
       union select up.of, j.id, j.parent_id from jurisdiction_card j join up on j.id = up.parent_id
     ), last as (
       select u.id, coalesce((select max(s.seq) from alert_stream s where s.jurisdiction_id = u.id), 0) as seq
         from (select distinct id from up) u
     )
     insert into alert_stream (jurisdiction_id, seq, alert_id)
     select up.id, last.seq + row_number() over (partition by up.id order by new.id), new.id
       from new join up on up.of = new.jurisdiction_id join last on last.id = up.id`,
    [
      each(({ factSeq }) => factSeq),
      each(({ at }) => at),
      each(({ jurisdictionId }) => jurisdictionId),
      each(({ kind }) => kind),
      each(({ severity }) => severity),
      each(({ subjectType }) => subjectType),
      each(({ subjectId }) => subjectId),
      each(({ incidentId }) => incidentId),
      each(({ title }) => title),
      each(({ text }) => JSON.stringify(text)),
      each(({ told }) => `{${told.join()}}`),
    ],
  );
  await tx.query("select pg_notify('alert', '')");
}

/** Alerts of incidents that are called otherwise now, the text that named them being erased, say what they are called. */
export async function renameAlerts(tx: Tx, incidentIds: readonly string[]): Promise<void> {
  await tx.query(
    `update alert a set title = c.title from incident_card c
      where a.incident_id = any($1::uuid[]) and c.id = a.incident_id and a.subject_type in ('incident', 'clock')`,
    [incidentIds],
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

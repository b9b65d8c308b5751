// The SQL of climbs: begun once a clock and beginning, taken when a step falls due, their steps each once.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ClimbView, Words } from '#contract';
import type { Climb, LadderStart, Rung, RungTarget } from '#duty';
import type { Tx } from '../platform/commit';

/** A climb as the rules read it, with the ladder that held when it began; `clockId` is an id of owed_card: a clock, or a task that ran out. */
export type ClimbKept = {
  clockId: string;
  since: LadderStart;
  jurisdictionId: string;
  rungs: Rung[];
  acknowledgedForMinutes: number;
  beganAt: Date;
  heldMs: number;
  acknowledgedAt: Date | null;
  acknowledgedUntil: Date | null;
  acknowledgedBy: string | null;
  nextStepAt: Date | null;
  endedAt: Date | null;
  endedAs: string | null;
};
export type StepKept = {
  clockId: string;
  since: LadderStart;
  rung: number;
  repeat: number;
  target: RungTarget | null;
  dueAt: Date;
  takenAt: Date;
  late: boolean;
  overtaken: boolean;
  told: string[];
  reason: Words;
};
export type StepChannel = Pick<StepKept, 'clockId' | 'since' | 'rung' | 'repeat'> &
  ClimbView['steps'][number]['channels'][number];
type Reader = Pick<Tx, 'query'>;
/** A climb as it begins. */
export type Begun = Pick<
  ClimbKept,
  'clockId' | 'since' | 'jurisdictionId' | 'rungs' | 'acknowledgedForMinutes' | 'beganAt'
>;
/** Which climb: a clock may climb once since its warning and once since its breach. */
export const climbKey = ({ clockId, since }: Pick<ClimbKept, 'clockId' | 'since'>): string =>
  `${clockId} ${since}`;

const columns = `clock_id as "clockId", since, jurisdiction_id as "jurisdictionId", rungs,
  acknowledged_for_minutes as "acknowledgedForMinutes", began_at as "beganAt", held_ms::float8 as "heldMs",
  acknowledged_at as "acknowledgedAt", acknowledged_until as "acknowledgedUntil", acknowledged_by as "acknowledgedBy",
  next_step_at as "nextStepAt", ended_at as "endedAt", ended_as as "endedAs"`;
const iso = (at: Date | null) => at?.toISOString() ?? null;

export const asClimb = (row: ClimbKept): Climb => ({
  since: row.since,
  beganAt: row.beganAt.toISOString(),
  heldMs: row.heldMs,
  acknowledgedAt: iso(row.acknowledgedAt),
  acknowledgedUntil: iso(row.acknowledgedUntil),
});

@Injectable()
export class ClimbStore {
  constructor(readonly db: DataSource) {}

  /** Those that begin now, by `climbKey`: the same fact heard once more begins nothing. */
  async begin(tx: Tx, climbs: readonly Begun[]): Promise<Set<string>> {
    const rows: Pick<ClimbKept, 'clockId' | 'since'>[] = await tx.query(
      `insert into climb (clock_id, since, jurisdiction_id, rungs, acknowledged_for_minutes, began_at, next_step_at)
       select clock_id, since, jurisdiction_id, rungs, minutes, began_at, began_at
         from unnest($1::uuid[], $2::text[], $3::uuid[], $4::jsonb[], $5::int[], $6::timestamptz[])
              as c (clock_id, since, jurisdiction_id, rungs, minutes, began_at) order by clock_id, since
       on conflict do nothing returning clock_id as "clockId", since`,
      [
        climbs.map(({ clockId }) => clockId),
        climbs.map(({ since }) => since),
        climbs.map(({ jurisdictionId }) => jurisdictionId),
        climbs.map(({ rungs }) => JSON.stringify(rungs)),
        climbs.map(({ acknowledgedForMinutes }) => acknowledgedForMinutes),
        climbs.map(({ beganAt }) => beganAt),
      ],
    );
    return new Set(rows.map(climbKey));
  }

  /** Whether anything is due at all: most sweeps end here, after one look at the index. */
  async any(now: Date): Promise<boolean> {
    const rows: unknown[] = await this.db.query('select 1 from climb where next_step_at <= $1 limit 1', [
      now,
    ]);
    return rows.length > 0;
  }

  /** Takes those whose next step has fallen due, the longest due first; what another process holds is left to it. */
  take(tx: Tx, now: Date, limit: number): Promise<ClimbKept[]> {
    return tx.query(
      `select ${columns} from climb where next_step_at <= $1 order by next_step_at, clock_id limit $2 for update skip locked`,
      [now, limit],
    );
  }

  /** The climbs of some clocks that have not ended, held, always in one order. */
  hold(tx: Tx, clockIds: readonly string[]): Promise<ClimbKept[]> {
    return tx.query(
      `select ${columns} from climb where clock_id = any($1) and ended_at is null order by clock_id, since for update`,
      [clockIds],
    );
  }

  /** Clocks of an incident that are on their way up. */
  async ofIncident(tx: Tx, incidentId: string): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select c.clock_id as id from climb c join owed_card k on k.id = c.clock_id
        where k.incident_id = $1 and c.ended_at is null order by c.clock_id`,
      [incidentId],
    );
    return rows.map(({ id }) => id);
  }

  async save(tx: Tx, climbs: readonly ClimbKept[]): Promise<void> {
    if (climbs.length === 0) return;
    await tx.query(
      `update climb set held_ms = c.held_ms, acknowledged_at = c.acknowledged_at, acknowledged_until = c.acknowledged_until,
              acknowledged_by = c.acknowledged_by, next_step_at = c.next_step_at, ended_at = c.ended_at, ended_as = c.ended_as
         from unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::timestamptz[],
                     $8::timestamptz[], $9::text[])
              as c (clock_id, since, held_ms, acknowledged_at, acknowledged_until, acknowledged_by, next_step_at, ended_at, ended_as)
        where climb.clock_id = c.clock_id and climb.since = c.since`,
      [
        climbs.map(({ clockId }) => clockId),
        climbs.map(({ since }) => since),
        climbs.map(({ heldMs }) => heldMs),
        climbs.map(({ acknowledgedAt }) => acknowledgedAt),
        climbs.map(({ acknowledgedUntil }) => acknowledgedUntil),
        climbs.map(({ acknowledgedBy }) => acknowledgedBy),
        climbs.map(({ nextStepAt }) => nextStepAt),
        climbs.map(({ endedAt }) => endedAt),
        climbs.map(({ endedAs }) => endedAs),
      ],
    );
  }

  async addSteps(tx: Tx, steps: readonly StepKept[]): Promise<void> {
    if (steps.length === 0) return;
    await tx.query(
      `insert into climb_step (clock_id, since, rung, repeat, target, due_at, taken_at, late, overtaken, told, reason)
       select clock_id, since, rung, repeat, target, due_at, taken_at, late, overtaken, told::uuid[], reason
         from unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::boolean[],
                     $9::boolean[], $10::text[], $11::jsonb[])
              as s (clock_id, since, rung, repeat, target, due_at, taken_at, late, overtaken, told, reason)`,
      [
        steps.map(({ clockId }) => clockId),
        steps.map(({ since }) => since),
        steps.map(({ rung }) => rung),
        steps.map(({ repeat }) => repeat),
        steps.map(({ target }) => target),
        steps.map(({ dueAt }) => dueAt),
        steps.map(({ takenAt }) => takenAt),
        steps.map(({ late }) => late),
        steps.map(({ overtaken }) => overtaken),
        steps.map(({ told }) => `{${told.join()}}`),
        steps.map(({ reason }) => JSON.stringify(reason)),
      ],
    );
  }

  /** The steps of some clocks in the order in which they were due. */
  steps(db: Reader, clockIds: readonly string[]): Promise<StepKept[]> {
    return db.query(
      `select clock_id as "clockId", since, rung, repeat, target, due_at as "dueAt", taken_at as "takenAt", late, overtaken,
              told, reason
         from climb_step where clock_id = any($1) order by clock_id, due_at, rung, repeat`,
      [clockIds],
    );
  }

  /** By which channels the steps of some clocks were told; of a channel's several notices the one that fared worst. */
  channels(db: Reader, clockIds: readonly string[]): Promise<StepChannel[]> {
    return db.query(
      `select distinct on (n.clock_id, n.since, n.rung, n.repeat, n.channel_id) n.clock_id as "clockId", n.since, n.rung,
              n.repeat, c.name, c.kind, n.state
         from notice n join notice_channel c on c.id = n.channel_id
        where n.clock_id = any($1) and n.about = 'escalation'
        order by n.clock_id, n.since, n.rung, n.repeat, n.channel_id,
                 array_position(array['failed', 'dropped', 'waiting', 'delivered'], n.state)`,
      [clockIds],
    );
  }

  /** Newest first, one more than asked for when there are more. */
  list(
    jurisdictionIds: readonly string[],
    filter: {
      clockId?: string;
      running?: boolean;
      before: { at: string; id: string; since: string } | null;
      limit: number;
    },
  ): Promise<ClimbKept[]> {
    return this.db.query(
      `select ${columns} from climb
        where jurisdiction_id = any($1) and ($2::uuid is null or clock_id = $2)
          and ($3::boolean is null or (ended_at is null) = $3)
          and ($4::timestamptz is null or (began_at, clock_id, since) < ($4, $5::uuid, $6::text))
        order by began_at desc, clock_id desc, since desc limit $7`,
      [
        jurisdictionIds,
        filter.clockId ?? null,
        filter.running ?? null,
        filter.before?.at ?? null,
        filter.before?.id ?? null,
        filter.before?.since ?? null,
        filter.limit + 1,
      ],
    );
  }
}

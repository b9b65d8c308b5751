// How many clocks stood how at one hour of each of the last days, by the due times as they are now.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NEAR } from '#duty';

export type Stood = {
  at: Date;
  open: number;
  atRisk: number;
  breached: number;
  metOnTime: number;
  metLate: number;
};

const ENDED = 'coalesce(c.met_at, c.waived_at)';
/** A clock that stands still does not run out: it is looked at as it was when it stopped. */
const SEEN = 'least(t.at, coalesce(c.paused_at, t.at))';
const OVERDUE = `date_trunc('second', c.due_at) + interval '1 second' <= ${SEEN}`;
const STILL = `c.paused_ms * interval '1 millisecond'`;
const NEARLY = `c.start_at + ${STILL} + (c.due_at - c.start_at - ${STILL}) * ${NEAR} <= ${SEEN}`;

const RUNNING = `(c.id is not null and (${ENDED} is null or ${ENDED} > t.at))`;

@Injectable()
export class TrendStore {
  constructor(private readonly db: DataSource) {}

  /** What ended before the first day is counted once, whatever there is of it. */
  stood(jurisdictionIds: readonly string[], first: Date, now: Date): Promise<Stood[]> {
    return this.db.query(
      `with base as (
         select count(*) filter (where c.state = 'met')::int as met, count(*) filter (where c.state = 'met-late')::int as late
           from clock c where c.jurisdiction_id = any($1::uuid[]) and c.met_at < $2)
       select t.at,
              count(*) filter (where ${RUNNING} and not ${OVERDUE})::int as open,
              count(*) filter (where ${RUNNING} and not ${OVERDUE} and ${NEARLY})::int as "atRisk",
              count(*) filter (where ${RUNNING} and ${OVERDUE})::int as breached,
              (select met from base) + count(*) filter (where c.state = 'met' and c.met_at <= t.at)::int as "metOnTime",
              (select late from base) + count(*) filter (where c.state = 'met-late' and c.met_at <= t.at)::int as "metLate"
         from generate_series($2::timestamptz, $3::timestamptz, interval '1 day') as t (at)
         left join clock c on c.jurisdiction_id = any($1::uuid[]) and c.opened_at <= t.at
                          and (${ENDED} is null or ${ENDED} >= $2)
        group by t.at order by t.at`,
      [jurisdictionIds, first, now],
    );
  }
}

// The clocks whose next notice has fallen due: found by the index of what is due next, and read no further than the sweep needs.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Tx } from '../platform/commit';
import type { ClockRow } from './clock.row';

/** As much of a clock as its notices and its escalation need. */
export type ClockDue = Pick<
  ClockRow,
  | 'id'
  | 'jurisdictionId'
  | 'incidentId'
  | 'matterId'
  | 'duty'
  | 'departmentId'
  | 'holderId'
  | 'startAt'
  | 'dueAt'
  | 'state'
  | 'acknowledgedAt'
  | 'metAt'
  | 'waivedAt'
  | 'pausedAt'
  | 'pausedMs'
  | 'given'
  | 'nextNoticeAt'
>;

@Injectable()
export class DueStore {
  constructor(private readonly db: DataSource) {}

  /** Whether anything is due at all: most sweeps end here, after one look at the index. */
  async any(now: Date): Promise<boolean> {
    const rows: unknown[] = await this.db.query('select 1 from clock where next_notice_at <= $1 limit 1', [
      now,
    ]);
    return rows.length > 0;
  }

  /** Takes those that have fallen due, the longest due first; what another process holds is left to it. */
  take(tx: Pick<Tx, 'query'>, now: Date, limit: number): Promise<ClockDue[]> {
    return tx.query(
      `select id, jurisdiction_id as "jurisdictionId", incident_id as "incidentId", matter_id as "matterId", duty, department_id as "departmentId",
              holder_id as "holderId", start_at as "startAt", due_at as "dueAt", state,
              acknowledged_at as "acknowledgedAt", met_at as "metAt", waived_at as "waivedAt",
              paused_at as "pausedAt", paused_ms::float8 as "pausedMs", given, next_notice_at as "nextNoticeAt"
         from clock where next_notice_at <= $1
        order by next_notice_at, id limit $2 for update skip locked`,
      [now, limit],
    );
  }
}

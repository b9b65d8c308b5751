// The clocks of drills: opened, noticed, climbed for, acknowledged, met. No real clock is among them.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DrillClimb, NoticeKind, ReleaseForm, StartsFrom } from '#duty';
import type { Words } from '#organisation';
import type { Tx } from '../platform/commit';

export type DrillClockFound = {
  id: string;
  duty: string;
  name: Words;
  packId: string;
  round: number;
  answeredBy: ReleaseForm[];
  startsFrom: StartsFrom;
  departmentId: string | null;
  departmentName: string | null;
  holderId: string | null;
  startAt: Date;
  dueAt: Date;
  explain: string[];
  state: 'open' | 'breached' | 'met' | 'met-late';
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  metAt: Date | null;
  metBy: string | null;
  given: NoticeKind[];
  climbs: DrillClimb[];
};
export type NewDrillClock = Omit<
  DrillClockFound,
  'departmentName' | 'state' | 'acknowledgedAt' | 'acknowledgedBy' | 'metAt' | 'metBy' | 'given' | 'climbs'
>;
@Injectable()
export class DrillClockStore {
  constructor(private readonly db: DataSource) {}

  of(drillId: string, reading: Pick<Tx, 'query'> = this.db): Promise<DrillClockFound[]> {
    return reading.query(
      `select c.id, c.duty, c.name, c.pack_id as "packId", c.round, c.answered_by as "answeredBy", c.starts_from as "startsFrom",
              c.department_id as "departmentId", d.name as "departmentName", c.holder_id as "holderId", c.start_at as "startAt",
              c.due_at as "dueAt", c.explain, c.state, c.acknowledged_at as "acknowledgedAt", c.acknowledged_by as "acknowledgedBy",
              c.met_at as "metAt", c.met_by as "metBy", c.given, c.climbs
         from drill_clock c left join department_card d on d.id = c.department_id
        where c.drill_id = $1 order by c.due_at, c.id`,
      [drillId],
    );
  }

  async open(tx: Tx, drillId: string, clock: NewDrillClock): Promise<void> {
    await tx.query(
      `insert into drill_clock (id, drill_id, duty, name, pack_id, round, answered_by, starts_from, department_id, holder_id, start_at, due_at, explain)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        clock.id,
        drillId,
        clock.duty,
        JSON.stringify(clock.name),
        clock.packId,
        clock.round,
        clock.answeredBy,
        clock.startsFrom,
        clock.departmentId,
        clock.holderId,
        clock.startAt,
        clock.dueAt,
        JSON.stringify(clock.explain),
      ],
    );
  }

  async climbed(tx: Tx, clockId: string, climbs: readonly DrillClimb[]): Promise<void> {
    await tx.query('update drill_clock set climbs = $2 where id = $1', [clockId, JSON.stringify(climbs)]);
  }

  async noticed(tx: Tx, clockId: string, notice: NoticeKind): Promise<void> {
    await tx.query(
      `update drill_clock set given = array_append(given, $2::text), state = case when $2 = 'breached' then 'breached' else state end where id = $1`,
      [clockId, notice],
    );
  }

  async acknowledged(tx: Tx, clockId: string, by: { id: string; name: string }, at: string): Promise<void> {
    await tx.query(
      'update drill_clock set acknowledged_at = $2, acknowledged_by = $3, holder_id = $4 where id = $1',
      [clockId, at, by.name, by.id],
    );
  }

  async met(tx: Tx, clockId: string, state: 'met' | 'met-late', by: string, at: string): Promise<void> {
    await tx.query('update drill_clock set state = $2, met_by = $3, met_at = $4 where id = $1', [
      clockId,
      state,
      by,
      at,
    ]);
  }
}

// What was said of the starts of an incident or a matter: 发生, 发现, 派发, 签发, 公布, each with who said so and when; the newest holds.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { StartInstants, StartKind } from '#duty';
import type { Tx } from '../platform/commit';
import { type AboutIds, aboutId } from './subject';

export type Said = AboutIds & {
  start: StartKind;
  at: string;
  saidBy: string;
  saidAt: Date;
  reason?: string | null;
  changeId?: string | null;
};
export type SaidFound = {
  start: StartKind;
  at: Date;
  saidBy: string;
  saidAt: Date;
  reason: string | null;
  changeId: string | null;
  holds: boolean;
};

const field: Record<StartKind, keyof StartInstants> = {
  occurred: 'occurredAt',
  detected: 'detectedAt',
  assigned: 'assignedAt',
  signed: 'signedAt',
  published: 'publishedAt',
};
// An instant that lay in the future when it was said was a slip; it holds nothing, also not once its time has come.
const HOLDS = `s.at <= s.said_at and not exists (
  select from start_instant n where n.subject_id = s.subject_id and n.start = s.start and n.id > s.id and n.at <= n.said_at)`;

@Injectable()
export class StartStore {
  constructor(private readonly db: DataSource) {}

  async say(tx: Pick<Tx, 'query'>, said: Said): Promise<void> {
    await tx.query(
      `insert into start_instant (incident_id, start, at, said_by, said_at, reason, change_id, matter_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        said.incidentId,
        said.start,
        said.at,
        said.saidBy,
        said.saidAt,
        said.reason ?? null,
        said.changeId ?? null,
        said.matterId,
      ],
    );
  }

  /**
   * Says it unless something of this kind was said already: the first release is what was made public first.
   * Whether it was said now.
   */
  async sayFirst(tx: Pick<Tx, 'query'>, said: Said): Promise<boolean> {
    const [known] = await tx.query(
      'select 1 from start_instant where subject_id = $1 and start = $2 limit 1',
      [aboutId(said), said.start],
    );
    if (!known) await this.say(tx, said);
    return !known;
  }

  /** What holds of each incident and matter. */
  async holding(tx: Pick<Tx, 'query'>, subjectIds: readonly string[]): Promise<Map<string, StartInstants>> {
    const rows: { subjectId: string; start: StartKind; at: Date }[] = await tx.query(
      `select s.subject_id as "subjectId", s.start, s.at from start_instant s
        where s.subject_id = any($1) and ${HOLDS}`,
      [subjectIds],
    );
    const held = new Map<string, StartInstants>();
    for (const { subjectId, start, at } of rows)
      held.set(subjectId, { ...held.get(subjectId), [field[start]]: at.toISOString() });
    return held;
  }

  /** Everything said of one incident or matter, newest first. */
  all(subjectId: string): Promise<SaidFound[]> {
    return this.db.query(
      `select s.start, s.at, s.said_by as "saidBy", s.said_at as "saidAt", s.reason, s.change_id as "changeId",
              ${HOLDS} as holds
         from start_instant s where s.subject_id = $1 order by s.id desc limit 200`,
      [subjectId],
    );
  }
}

/** Starts with one of them as a correction would have it. */
export const withStart = (starts: StartInstants, start: StartKind, at: string): StartInstants => ({
  ...starts,
  [field[start]]: at,
});

// The heat of incidents: counted from their messages of the last three days.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Heat, heat } from '#understanding';
import type { Tx } from '../platform/commit';
import { asJson } from './reading';

const HEAT_MS = 72 * 3_600_000;
/** The newest messages of an incident that count: beyond so many it is as hot as can be. */
const COUNTED = 3_000;
/** Incidents taken in one transaction. */
const SHARE = 500;
const LOCK = 0x68656174;

type Signal = {
  at: Date;
  channel: string;
  sourceId: string | null;
  sightings?: number;
  views?: number | null;
  comments?: number | null;
};

/** The heat of these messages, those of the last three days counted. */
export const heatOf = (signals: readonly Signal[], now: Date): Heat =>
  heat(
    signals
      .filter(({ at }) => at.getTime() > now.getTime() - HEAT_MS)
      .map(({ at, views, comments, ...signal }) => ({
        ...signal,
        at: at.toISOString(),
        views: views ?? 0,
        comments: comments ?? 0,
      })),
    now.toISOString(),
  );

@Injectable()
export class HeatStore {
  constructor(private readonly db: DataSource) {}

  /** Works out the heat of some incidents; the caller holds them. */
  async refresh(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
    if (ids.length === 0) return;
    const signals: (Signal & { incidentId: string })[] = await tx.query(
      `select i.id as "incidentId", s.at, s.channel, s.source_id as "sourceId", s.sightings, s.views, s.comments
         from unnest($1::uuid[]) as i (id)
        cross join lateral (
          select i2.at, channel, source_id, r.views::float8 as views, r.comments::float8 as comments,
                 case when channel = 'feed' then 1 else (select m.sightings from message_card m where m.id = i2.message_id) end as sightings
            from incident_message i2 left join reach_card r on r.message_id = i2.message_id
           where incident_id = i.id and i2.at > $2 order by i2.at desc limit ${COUNTED}) s`,
      [ids, new Date(now.getTime() - HEAT_MS)],
    );
    const byIncident = new Map<string, Signal[]>(ids.map((id) => [id, []]));
    for (const signal of signals) byIncident.get(signal.incidentId)?.push(signal);
    const rows = [...byIncident].map(([id, own]) => {
      const { value, parts, counts } = heatOf(own, now);
      return { id, heat: value, parts, counts };
    });
    await tx.query(
      `update incident i set heat = r.heat, heat_parts = r.parts, heat_counts = r.counts, heat_at = $2
         from json_to_recordset($1::json) as r(id uuid, heat real, parts jsonb, counts jsonb) where i.id = r.id`,
      [asJson(rows), now],
    );
  }

  /** Cools what has gone quiet and warms what has not: every open incident with messages in the last three days, or heat left. */
  async refreshAll(now: Date): Promise<number> {
    let done = 0;
    for (let after: string | null = null; ; ) {
      const taken: string[] = await this.db.transaction(async (tx) => {
        // One process at a time: the others have nothing to add.
        const [{ mine }] = await tx.query('select pg_try_advisory_xact_lock($1) as mine', [LOCK]);
        if (!mine) return [];
        const rows: { id: string }[] = await tx.query(
          `select id from incident
            where state in ('proposed', 'confirmed') and (last_at > $1 or heat > 0) and ($2::uuid is null or id > $2)
            order by id limit $3 for update skip locked`,
          [new Date(now.getTime() - HEAT_MS), after, SHARE],
        );
        await this.refresh(
          tx,
          rows.map(({ id }) => id),
          now,
        );
        return rows.map(({ id }) => id);
      });
      done += taken.length;
      if (taken.length < SHARE) return done;
      after = taken.at(-1) ?? null;
    }
  }
}

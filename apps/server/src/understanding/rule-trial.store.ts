// What a dry run reads: the messages of a span of time as rules see them, incidents as they stand, and their signals of heat.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Level, Signal, WordList } from '#understanding';
import { type MessageSeen, seen, seenFrom } from './rule-hit.store';

export type IncidentSeen = { id: string; title: string; level: Level | null; heat: number };
/** Signals of one incident that a dry run weighs: the newest. */
const SIGNALS = 3_000;

@Injectable()
export class RuleTrialStore {
  constructor(private readonly db: DataSource) {}

  /** A jurisdiction and all below it. */
  async below(jurisdictionId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query(
      `with recursive below as (
         select id from jurisdiction_card where id = $1
         union select j.id from jurisdiction_card j join below b on j.parent_id = b.id)
       select id from below`,
      [jurisdictionId],
    );
    return rows.map(({ id }) => id);
  }

  async lists(ids: readonly string[], jurisdictionIds: readonly string[]): Promise<WordList[]> {
    return this.db.query(
      `select id, name, terms, excludes from word_list
        where id = any($1::uuid[]) and jurisdiction_id = any($2::uuid[]) and removed_at is null`,
      [ids, jurisdictionIds],
    );
  }

  /** Civic messages that arrived in a span, the newest first, from where the last page ended. */
  async messages(
    jurisdictionIds: readonly string[],
    from: Date,
    to: Date,
    after: MessageSeen | null,
    limit: number,
  ): Promise<MessageSeen[]> {
    return this.db.query(
      `select ${seen} from ${seenFrom}
        where l.jurisdiction_id = any($1::uuid[]) and l.received_at >= $2 and l.received_at < $3
          and ($4::timestamptz is null or (l.received_at, l.message_id) < ($4, $5::uuid))
        order by l.received_at desc, l.message_id desc limit $6`,
      [jurisdictionIds, from, to, after?.receivedAt ?? null, after?.id ?? null, limit],
    );
  }

  async incidents(ids: readonly string[]): Promise<IncidentSeen[]> {
    return this.db.query(
      `select id, title, coalesce(level, proposed_level) as level, heat from incident where id = any($1::uuid[])`,
      [ids],
    );
  }

  /** In order of time. */
  async signals(incidentId: string): Promise<Signal[]> {
    const rows: { at: Date; channel: string; sourceId: string | null }[] = await this.db.query(
      `select at, channel, source_id as "sourceId" from incident_message
        where incident_id = $1 order by at desc, message_id limit ${SIGNALS}`,
      [incidentId],
    );
    return rows.reverse().map(({ at, ...signal }) => ({ ...signal, at: at.toISOString() }));
  }
}

// Incidents as people's acts change them: taken under lock, written back, messages moved from one to another.
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { EmergencySeen } from '#contract';
import type { Tx } from '../platform/commit';
import { IncidentRow } from './incident.row';

/** A message as the grouping needs it: masked text, and what was read in it. */
export type Member = {
  id: string;
  title: string;
  body: string;
  channel: IncidentRow['channels'][number];
  sourceId: string | null;
  place: string | null;
  speaksOf: string | null;
  publishedAt: Date | null;
  receivedAt: Date;
  at: Date;
  topic: string | null;
  areas: string[];
  emergency: EmergencySeen | null;
};
export type NewIncident = Pick<
  IncidentRow,
  'id' | 'jurisdictionId' | 'title' | 'detectedAt' | 'firstAt' | 'lastAt' | 'profile'
> &
  Partial<IncidentRow>;
export type By = { name: string; assessmentId: string };
export type Figures = { messages: number; channels: IncidentRow['channels']; firstAt: Date; lastAt: Date };

const MEMBER = `m.id, m.title, m.body, m.channel, m.source_id as "sourceId", m.place, j.name as "speaksOf",
         m.published_at as "publishedAt", m.received_at as "receivedAt", l.topic, coalesce(l.areas, '{}') as areas, l.emergency`;
const MEMBERS = `
  select ${MEMBER}, i.at
    from incident_message i
    join message_card m on m.id = i.message_id
    left join message_label l on l.message_id = i.message_id
    left join jurisdiction_card j on j.id = l.spoken_of_id`;

@Injectable()
export class IncidentStore {
  /** Takes the incidents for this transaction, always in the order of their ids, so that two acts never wait for each other. */
  async take(tx: Tx, ids: readonly string[]): Promise<Map<string, IncidentRow>> {
    const rows = await tx.find(IncidentRow, {
      where: { id: In([...ids]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Writes what a person changed, and notes that a person did. */
  async save(tx: Tx, id: string, changed: Partial<IncidentRow>): Promise<void> {
    await tx.update(IncidentRow, { id }, { ...changed, touched: true });
  }

  /** Tells the grouping, wherever it holds these incidents in memory, that people have changed what belongs together. */
  async note(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query('update incident set acts = acts + 1 where id = any($1)', [ids]);
  }

  /** A new incident with the words by which it is found. */
  async open(tx: Tx, row: NewIncident, words: string): Promise<void> {
    await tx.query(
      `insert into incident (id, jurisdiction_id, title, detected_at, first_at, last_at, profile, search)
       values ($1, $2, $3, $4, $5, $6, $7, setweight(to_tsvector('simple', $8), 'A'))`,
      [row.id, row.jurisdictionId, row.title, row.detectedAt, row.firstAt, row.lastAt, row.profile, words],
    );
    await tx.update(IncidentRow, { id: row.id }, row);
  }

  /** The newest messages of an incident, oldest first. */
  async members(tx: Tx, incidentId: string, limit: number): Promise<Member[]> {
    const rows: Member[] = await tx.query(
      `${MEMBERS} where i.incident_id = $1 order by i.at desc, i.message_id desc limit $2`,
      [incidentId, limit],
    );
    return rows.reverse();
  }

  /** Null when the incident has no messages. */
  async figures(tx: Tx, incidentId: string): Promise<Figures | null> {
    const [row] = await tx.query(
      `select count(*)::int as messages, array_agg(distinct channel) as channels, min(at) as "firstAt", max(at) as "lastAt"
         from incident_message where incident_id = $1`,
      [incidentId],
    );
    return row.messages > 0 ? row : null;
  }

  /** The gravest emergency read in any of its messages. */
  async gravest(tx: Tx, incidentId: string): Promise<EmergencySeen | null> {
    const [row] = await tx.query(
      `select l.emergency from incident_message i join message_label l using (message_id)
        where i.incident_id = $1 and l.emergency is not null
        order by array_position(array['一般','较大','重大','特别重大'], l.emergency->>'level') desc, i.at limit 1`,
      [incidentId],
    );
    return row?.emergency ?? null;
  }

  /** Words of a further title by which the incident is found. */
  async foundAlso(tx: Tx, id: string, words: string): Promise<void> {
    await tx.query(
      `update incident set search = search || setweight(to_tsvector('simple', $2), 'A') where id = $1`,
      [id, words],
    );
  }

  /** `by`: who, and the assessment that says why. */
  async moveAll(tx: Tx, from: string, to: string, by: By): Promise<number> {
    const moved: unknown[] = await tx.query(
      `with moved as (update incident_message set incident_id = $2, moved_by = $3, placed_by = $4
                       where incident_id = $1 returning 1)
       select from moved`,
      [from, to, by.name, by.assessmentId],
    );
    // What was merged into the one that goes is now merged into the one that stays: the way there is never two steps.
    await tx.query('update incident set merged_into = $2 where merged_into = $1', [from, to]);
    await tx.query(
      `update incident t set search = t.search || strip(f.search)
         from incident f where t.id = $2 and f.id = $1 and length(t.search) < 4000`,
      [from, to],
    );
    return moved.length;
  }

  async moveSome(tx: Tx, messageIds: readonly string[], from: string, to: string, by: By): Promise<void> {
    await tx.query(
      `update incident_message set incident_id = $3, moved_by = $4, placed_by = $5, shared = null
        where message_id = any($1) and incident_id = $2`,
      [messageIds, from, to, by.name, by.assessmentId],
    );
  }

  /** Those of the messages that are part of the incident, oldest first. */
  async membersOf(tx: Tx, incidentId: string, messageIds: readonly string[]): Promise<Member[]> {
    return tx.query(
      `${MEMBERS} where i.incident_id = $1 and i.message_id = any($2) order by i.at, i.message_id`,
      [incidentId, messageIds],
    );
  }

  /** A message that was read, whether it is in an incident or not; `at` is when it was said. */
  async outside(tx: Tx, messageId: string): Promise<(Member & { jurisdictionId: string }) | null> {
    const [row] = await tx.query(
      `select ${MEMBER}, m.jurisdiction_id as "jurisdictionId", least(m.published_at, m.received_at) as at
         from message_card m join message_label l on l.message_id = m.id
         left join jurisdiction_card j on j.id = l.spoken_of_id
        where m.id = $1`,
      [messageId],
    );
    return row ?? null;
  }

  /** False where the message is in an incident already. */
  async takeIn(tx: Tx, { id, at, channel, sourceId }: Member, incidentId: string, by: By): Promise<boolean> {
    const taken: unknown[] = await tx.query(
      `with taken as (
         insert into incident_message (message_id, incident_id, at, channel, source_id, moved_by, placed_by)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1)
       select from taken`,
      [id, incidentId, at, channel, sourceId, by.name, by.assessmentId],
    );
    return taken.length > 0;
  }

  /** The watch areas of its messages. */
  async areas(tx: Tx, incidentId: string): Promise<string[]> {
    const rows: { area: string }[] = await tx.query(
      `select distinct unnest(l.areas) as area from incident_message i join message_label l using (message_id)
        where i.incident_id = $1 order by 1`,
      [incidentId],
    );
    return rows.map(({ area }) => area);
  }
}

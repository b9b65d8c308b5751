// What is asked of messages beside the search: one message with everything known of it, and the counts by hour and topic.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Aspect, Correction, EmergencySeen, Labels, MessageRead, Revision, SharedSeen } from '#contract';
import { correctionsOf } from './learning/correction.store';

export type MessageFound = {
  id: string;
  jurisdictionId: string;
  channel: MessageRead['channel'];
  title: string;
  body: string;
  sourceName: string | null;
  url: string | null;
  publishedAt: Date | null;
  receivedAt: Date;
  sightings: number;
  masked: Record<string, number>;
  topic: string | null;
  areas: string[] | null;
  emergency: EmergencySeen | null;
  offTopic: boolean | null;
  corrected: Aspect[] | null;
  incidentId: string | null;
  textErasedAt: Date | null;
};
/** The assessment that put a message where it is; instants as PostgreSQL writes them in JSON. */
export type PlacedFound = { act: string; at: string; by: string; reason: string | null } | null;
export const PLACED = `case when a.id is not null then
  jsonb_build_object('act', a.act, 'at', a.at, 'by', a.by_name, 'reason', a.reason) end`;
export type MembershipFound = {
  title: string;
  shared: Partial<SharedSeen> | null;
  movedBy: string | null;
  placed: PlacedFound;
};
export type MessageWhole = MessageFound & {
  membership: MembershipFound | null;
  place: string | null;
  agency: string | null;
  externalId: string | null;
  originalKept: boolean;
  originalErasedAt: Date | null;
  /** Instants as the database writes them into JSON. */
  labels: Labels | null;
  machine: MessageRead['machine'];
  corrections: Correction[];
  /** It happened abroad; null where it was not read yet. */
  abroad: boolean | null;
};
export type SightingFound = Omit<MessageRead['sightingsList'][number], 'seenAt'> & { seenAt: Date };
type Dated = 'receivedAt' | 'assignedAt' | 'dueAt' | 'repliedAt';
type Hotline = NonNullable<MessageRead['hotline']>;
export type RevisionFound = Omit<Revision, 'at' | 'text' | 'before'> & {
  at: Date;
  title: string;
  body: string;
};
export type HotlineFound = Omit<Hotline, Dated> & Record<Dated, Date | null>;

/** The columns of a listed message; `m` is the card, `l` the label, `i` its place in an incident. */
export const listed = (body: string) => `
  m.id, m.jurisdiction_id as "jurisdictionId", m.channel, m.title, ${body} as body, m.source_name as "sourceName", m.url,
  m.published_at as "publishedAt", m.received_at as "receivedAt", m.sightings, m.masked,
  l.topic, l.areas, l.emergency, l.off_topic as "offTopic", l.corrected, i.incident_id as "incidentId",
  m.text_erased_at as "textErasedAt"`;

/** Revisions shown beside the first, and how much of each text. */
const REVISIONS = 50;
const REVISED_TEXT = 50_000;

@Injectable()
export class MessageStore {
  constructor(private readonly db: DataSource) {}

  /** A jurisdiction and all below it. */
  async withAllBelow(id: string): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query(
      `with recursive below as (
         select id from jurisdiction_card where id = $1
         union select c.id from jurisdiction_card c join below b on c.parent_id = b.id)
       select id from below`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  async read(id: string): Promise<MessageWhole | null> {
    const [row] = await this.db.query(
      `select ${listed('m.body')}, m.place, m.agency, m.external_id as "externalId",
              o.kept as "originalKept", o.erased_at as "originalErasedAt",
              case when l.message_id is not null then jsonb_build_object(
                'topic', l.topic, 'topics', l.topics, 'areas', l.areas, 'concerns', l.concerns, 'emergency', l.emergency,
                'offTopic', l.off_topic, 'reasons', l.reasons, 'model', l.model, 'labelledAt', l.labelled_at,
                'jurisdiction', case when j.id is not null then jsonb_build_object('id', j.id, 'name', j.name) end) end as labels,
              case when i.message_id is not null then jsonb_build_object(
                'title', n.title, 'shared', i.shared, 'movedBy', i.moved_by, 'placed', ${PLACED}) end as membership,
              l.machine, l.abroad, (${correctionsOf}) as corrections
         from message_card m
         join original_card o on o.id = m.id
         left join message_label l on l.message_id = m.id
         left join jurisdiction_card j on j.id = l.spoken_of_id
         left join incident_message i on i.message_id = m.id
         left join incident n on n.id = i.incident_id
         left join assessment a on a.id = i.placed_by
        where m.id = $1`,
      [id],
    );
    return row ?? null;
  }

  async sightings(messageId: string): Promise<SightingFound[]> {
    return this.db.query(
      `select channel, source_name as "sourceName", url, title, seen_at as "seenAt"
         from sighting_card where message_id = $1 order by seen_at, title limit 200`,
      [messageId],
    );
  }

  /** The first and the newest, in order. */
  async revisions(messageId: string): Promise<RevisionFound[]> {
    return this.db.query(
      `select no, at, how, changed, channel, source_name as "sourceName", url, title, left(body, ${REVISED_TEXT}) as body, hotline
         from revision_card r
        where message_id = $1
          and (no = 1 or no > (select max(no) from revision_card l where l.message_id = $1) - ${REVISIONS})
        order by no`,
      [messageId],
    );
  }

  async hotline(messageId: string): Promise<HotlineFound | null> {
    const [row] = await this.db.query(
      `select kind, agency, received_at as "receivedAt", assigned_at as "assignedAt", due_at as "dueAt",
              replied_at as "repliedAt", reply_body as "replyBody", satisfaction, flags
         from hotline_card where message_id = $1`,
      [messageId],
    );
    return row ?? null;
  }

  /** Messages by hour and topic, hours as epoch seconds; of one incident by when they were said, else by arrival. */
  async hours(
    jurisdictionIds: readonly string[],
    from: Date,
    to: Date,
    by: 'topic' | 'channel',
    incidentId: string | null,
  ): Promise<{ hour: number; topic: string | null; count: number }[]> {
    if (incidentId) {
      return this.db.query(
        `select floor(extract(epoch from i.at) / 3600)::int8::float8 * 3600 as hour, ${by === 'topic' ? 'l.topic' : 'i.channel'} as topic, count(*)::int as count
           from incident_message i left join message_label l using (message_id)
          where i.incident_id = $1 and i.at >= $2 and i.at <= $3 group by 1, 2`,
        [incidentId, from, to],
      );
    }
    return this.db.query(
      `select floor(extract(epoch from received_at) / 3600)::int8::float8 * 3600 as hour, ${by === 'topic' ? 'topic' : 'm.channel'} as topic, count(*)::int as count
         from message_label ${by === 'topic' ? '' : 'join (select id, channel from message_card) m on m.id = message_id'}
        where jurisdiction_id = any($1) and received_at >= $2 and received_at <= $3 group by 1, 2`,
      [jurisdictionIds, from, to],
    );
  }

  async incidentInView(incidentId: string, jurisdictionIds: readonly string[]): Promise<boolean> {
    const rows: unknown[] = await this.db.query(
      'select from incident where id = $1 and jurisdiction_id = any($2)',
      [incidentId, jurisdictionIds],
    );
    return rows.length > 0;
  }
}

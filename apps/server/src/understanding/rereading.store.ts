// Messages whose text was edited, their labels written anew, and the incidents that such an edit makes graver.
import { Injectable } from '@nestjs/common';
import type { EmergencySeen } from '#contract';
import type { Tx } from '../platform/commit';
import { labelRows } from './label.columns';
import { type Arrived, asJson, type Read } from './reading';

/** An open incident under lock, with one of its messages. */
export type Touched = {
  id: string;
  jurisdictionId: string;
  messageId: string;
  emergency: EmergencySeen | null;
};

/** `changed`: the model says otherwise than it said before; `kept`: a person's label stands. */
export type Relabelled = { id: string; changed: boolean; kept: boolean };

@Injectable()
export class RereadingStore {
  /** The messages that a batch edited in their own place, as they stand now; those not read yet are read in their turn. */
  async edited(tx: Tx, batchIds: readonly string[]): Promise<Arrived[]> {
    return tx.query(
      `select m.id, m.batch_id as "batchId", m.jurisdiction_id as "jurisdictionId", m.title, m.body, m.channel,
              m.source_id as "sourceId", m.place, m.published_at as "publishedAt", m.received_at as "receivedAt"
         from message_card m join message_label l on l.message_id = m.id
        where m.id in (select r.message_id from revision_card r
                        where r.batch_id = any($1::uuid[]) and r.how = 'edited' and r.changed && '{title,body}')
        order by m.received_at, m.id`,
      [batchIds],
    );
  }

  /**
   * Writes what a model says now. What a person put right stays, and what the model says of it is kept beside.
   * `since`: when these messages were labelled as they were fetched; what somebody else has read since is left alone.
   */
  async relabel(
    tx: Tx,
    columns: Read['columns'],
    at: Date,
    since: readonly { id: string; labelledAt: Date | null }[] | null = null,
  ): Promise<Relabelled[]> {
    return tx.query(
      `with r as (
         select *, jsonb_build_object('topic', topic, 'areas', areas, 'offTopic', off_topic, 'emergency', emergency) as says
           from ${labelRows} t),
       fetched as (select * from unnest($16::uuid[], $17::timestamptz[]) as f (message_id, labelled_at)),
       before as (
         select b.message_id, b.labelled_at, coalesce(b.machine, jsonb_build_object('topic', b.topic, 'areas', b.areas,
                'offTopic', b.off_topic, 'emergency', b.emergency)) as said
           from message_label b join r on r.message_id = b.message_id order by b.message_id for update of b),
       written as (
       update message_label l
          set topic = case when 'topic' = any(l.corrected) then l.topic else r.topic end,
              areas = case when 'areas' = any(l.corrected) then l.areas else r.areas end,
              emergency = case when 'emergency' = any(l.corrected) then l.emergency else r.emergency end,
              off_topic = case when 'off-topic' = any(l.corrected) then l.off_topic else r.off_topic end,
              machine = case when l.corrected = '{}' then null else r.says end,
              topics = r.topics, concerns = r.concerns, reasons = r.reasons, model = r.model, labelled_at = $15, search = r.search
         from r join before b on b.message_id = r.message_id
        where l.message_id = r.message_id
          and ($16::uuid[] is null or exists (select from fetched f
               where f.message_id = b.message_id and f.labelled_at is not distinct from b.labelled_at))
        returning l.message_id as id, l.corrected <> '{}' as kept,
                  (b.said - 'emergency', b.said#>>'{emergency,kind}', b.said#>>'{emergency,level}') is distinct from
                  (r.says - 'emergency', r.says#>>'{emergency,kind}', r.says#>>'{emergency,level}') as changed)
       select * from written`,
      [...columns, at, since?.map(({ id }) => id), since?.map(({ labelledAt }) => labelledAt)],
    );
  }

  /** Messages of which a person said what emergency they report, or that they report none. */
  async spokenFor(tx: Tx, messageIds: readonly string[]): Promise<Set<string>> {
    const rows: { id: string }[] = await tx.query(
      `select message_id as id from message_label where message_id = any($1::uuid[]) and 'emergency' = any(corrected)`,
      [messageIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The open incidents that these messages belong to, held in the order of their ids. */
  async incidents(tx: Tx, messageIds: readonly string[]): Promise<Touched[]> {
    if (messageIds.length === 0) return [];
    await tx.query(
      `select 1 from incident where id in (select incident_id from incident_message where message_id = any($1::uuid[]))
        order by id for update`,
      [messageIds],
    );
    return tx.query(
      `select i.id, i.jurisdiction_id as "jurisdictionId", m.message_id as "messageId", i.emergency
         from incident_message m join incident i on i.id = m.incident_id
        where m.message_id = any($1::uuid[]) and i.state in ('proposed', 'confirmed')`,
      [messageIds],
    );
  }

  async graver(tx: Tx, incidentId: string, emergency: EmergencySeen): Promise<void> {
    await tx.query(
      `update incident set emergency = $2::jsonb, proposed_level = $2::jsonb->>'level', emergency_kind = $2::jsonb->>'kind' where id = $1`,
      [incidentId, asJson(emergency)],
    );
  }
}

// Messages whose text was edited, their labels written anew, and the incidents that such an edit makes graver.
import { Injectable } from '@nestjs/common';
import type { EmergencySeen } from '#contract';
import type { Tx } from '../platform/commit';
import { type Arrived, asJson, type Labelled } from './reading';

/** An open incident under lock, with one of its messages. */
export type Touched = {
  id: string;
  jurisdictionId: string;
  messageId: string;
  emergency: EmergencySeen | null;
};

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

  async relabel(tx: Tx, messages: readonly Arrived[], readings: readonly Labelled[]): Promise<void> {
    const rows = messages.map(({ id: messageId }, i) => {
      const { speaksOf, ...reading } = readings[i]!;
      return { messageId, ...reading, spokenOfId: speaksOf?.id ?? null };
    });
    await tx.query(
      `update message_label l
          set topic = r.topic, topics = r.topics, areas = r.areas, concerns = r.concerns, emergency = r.emergency,
              off_topic = r."offTopic", abroad = r."foreign", reasons = r.reasons, model = r.model, spoken_of_id = r."spokenOfId",
              search = setweight(to_tsvector('simple', r."titleTerms"), 'A') || setweight(to_tsvector('simple', r."bodyTerms"), 'B')
         from jsonb_to_recordset($1::jsonb) as r("messageId" uuid, topic text, topics jsonb, areas text[], concerns text[],
              emergency jsonb, "offTopic" boolean, "foreign" boolean, reasons jsonb, model text,
              "spokenOfId" uuid, "titleTerms" text, "bodyTerms" text)
        where l.message_id = r."messageId"`,
      [asJson(rows)],
    );
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

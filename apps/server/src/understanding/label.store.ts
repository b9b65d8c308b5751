// Messages of a batch as they came in, and their labels as they are kept: written set by set, each message once.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/commit';
import { labelRows } from './label.columns';
import type { Arrived, Civic, Read } from './reading';

@Injectable()
export class LabelStore {
  /** The messages of these batches that have no labels yet, in order of arrival. */
  async unlabelled(tx: Tx, batchIds: readonly string[]): Promise<Arrived[]> {
    return tx.query(
      `select m.id, m.batch_id as "batchId", m.jurisdiction_id as "jurisdictionId", m.title, m.body, m.channel, m.source_id as "sourceId", m.place,
              m.published_at as "publishedAt", m.received_at as "receivedAt"
         from message_card m
        where m.batch_id = any($1::uuid[]) and not exists (select from message_label l where l.message_id = m.id)
        order by m.received_at, m.published_at nulls last, m.id`,
      [batchIds],
    );
  }

  /**
   * The messages of these batches that concern the place and belong to no incident yet, in order of arrival; those too
   * whose words these batches edited: what had nothing to read in it may have now.
   */
  async ungrouped(tx: Tx, batchIds: readonly string[]): Promise<Civic[]> {
    const came = await this.waiting(tx, 'm.batch_id', batchIds);
    const edited: { id: string }[] = await tx.query(
      `select distinct message_id as id from revision_card
        where batch_id = any($1::uuid[]) and how = 'edited' and changed && '{title,body}'`,
      [batchIds],
    );
    if (edited.length === 0) return came;
    const known = new Set(came.map(({ id }) => id));
    const others = edited.map(({ id }) => id).filter((id) => !known.has(id));
    return [...came, ...(await this.waiting(tx, 'm.id', others))];
  }

  private async waiting(tx: Tx, by: 'm.id' | 'm.batch_id', ids: readonly string[]): Promise<Civic[]> {
    return tx.query(
      `select m.id, m.batch_id as "batchId", m.jurisdiction_id as "jurisdictionId", m.title, m.body, m.channel, m.source_id as "sourceId", m.place,
              m.published_at as "publishedAt", m.received_at as "receivedAt", l.topic, l.areas, l.emergency, j.name as "speaksOf"
         from message_card m join message_label l on l.message_id = m.id
         left join jurisdiction_card j on j.id = l.spoken_of_id
        where ${by} = any($1::uuid[]) and not l.off_topic and not l.abroad
          and not exists (select from incident_message i where i.message_id = m.id)
        order by m.received_at, m.published_at nulls last, m.id`,
      [ids],
    );
  }

  /** Writes the labels as the reader wrote them down; a message that has some keeps them. */
  async label(tx: Tx, columns: Read['columns'], at: Date): Promise<void> {
    await tx.query(
      `insert into message_label (message_id, jurisdiction_id, received_at, topic, topics, areas, concerns, emergency,
                                  off_topic, abroad, reasons, model, spoken_of_id, search, labelled_at)
       select r.*, $15 from ${labelRows} r
       on conflict do nothing`,
      [...columns, at],
    );
  }

  /** Of these messages those in an incident that is not done with. */
  async needed(tx: Tx, messageIds: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select i.message_id as id from incident_message i join incident c on c.id = i.incident_id
        where i.message_id = any($1::uuid[]) and c.state in ('proposed', 'confirmed')`,
      [messageIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Words by which an erased text could be found, and those it was judged by: they go as the text did. The labels stay. */
  async eraseWords(tx: Tx, jurisdictionId: string, firstAt: string, lastAt: string): Promise<void> {
    await tx.query(
      `update message_label l
          set search = ''::tsvector, reasons = '[]',
              emergency = case when l.emergency is not null then jsonb_set(l.emergency, '{facts}', coalesce(
                (select jsonb_agg(f || '{"quote": ""}') from jsonb_array_elements(l.emergency -> 'facts') f), '[]')) end
         from message_card m
        where m.id = l.message_id and m.text_erased_at is not null
          and m.jurisdiction_id = $1 and m.received_at between $2 and $3 and l.search <> ''::tsvector`,
      [jurisdictionId, firstAt, lastAt],
    );
    await tx.query(
      `update incident_message i set shared = i.shared - '{terms,names,places,numbers}'::text[]
         from message_card m
        where m.id = i.message_id and m.text_erased_at is not null
          and m.jurisdiction_id = $1 and m.received_at between $2 and $3 and i.shared ? 'terms'`,
      [jurisdictionId, firstAt, lastAt],
    );
  }
}

// Corrections as they are kept, the labels they change, and the incident that goes by them.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Aspect, Correction, EmergencySeen } from '#contract';
import type { Tx } from '../../platform/commit';
import type { Cursor } from '../../platform/page';
import { asJson } from '../reading';
import type { Labels } from './correction.acts';

export type LabelHeld = Labels & {
  messageId: string;
  jurisdictionId: string;
  model: string;
  corrected: Aspect[];
  machine: Labels | null;
};
export type CorrectionFound = Omit<Correction, 'at' | 'undoneAt'> & {
  messageId: string;
  title: string;
  at: Date;
  undoneAt: Date | null;
  replaces: string | null;
};
export type NewCorrection = {
  id: string;
  jurisdictionId: string;
  messageId: string;
  aspect: Aspect;
  was: string[];
  now: string[];
  model: string;
  at: Date;
  byId: string | null;
  byName: string;
  replaces: string | null;
};
/** An open incident that the message belongs to, held. */
export type IncidentHeld = {
  id: string;
  jurisdictionId: string;
  state: 'proposed' | 'confirmed';
  emergency: EmergencySeen | null;
};

const COLUMNS = `c.id, c.message_id as "messageId", c.aspect, c.was, c.now, c.model, c.at, c.by_name as by, c.state,
  c.undone_at as "undoneAt", c.undone_by as "undoneBy", c.replaces`;
const OF_MESSAGE = 50;

@Injectable()
export class CorrectionStore {
  constructor(private readonly db: DataSource) {}

  /** Null when the message is not labelled yet, or is not there. */
  async hold(tx: Tx, messageId: string): Promise<LabelHeld | null> {
    const [row] = await tx.query(
      `select message_id as "messageId", jurisdiction_id as "jurisdictionId", topic, areas, off_topic as "offTopic", emergency,
              model, corrected, machine
         from message_label where message_id = $1 for update`,
      [messageId],
    );
    return row ?? null;
  }

  async jurisdictionOf(messageId: string): Promise<string | null> {
    const [row] = await this.db.query('select jurisdiction_id as id from message_card where id = $1', [
      messageId,
    ]);
    return row?.id ?? null;
  }

  async standing(tx: Tx, messageId: string, aspect: Aspect): Promise<CorrectionFound | null> {
    const [row] = await tx.query(
      `select ${COLUMNS} from correction c where message_id = $1 and aspect = $2 and state = 'standing'`,
      [messageId, aspect],
    );
    return row ?? null;
  }

  async find(tx: Tx, messageId: string, id: string): Promise<CorrectionFound | null> {
    const [row] = await tx.query(`select ${COLUMNS} from correction c where id = $1 and message_id = $2`, [
      id,
      messageId,
    ]);
    return row ?? null;
  }

  async insert(tx: Tx, c: NewCorrection): Promise<void> {
    if (c.replaces) await this.state(tx, c.replaces, 'replaced');
    await tx.query(
      `insert into correction (id, jurisdiction_id, message_id, aspect, was, now, model, at, by_id, by_name, replaces)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        c.id,
        c.jurisdictionId,
        c.messageId,
        c.aspect,
        c.was,
        c.now,
        c.model,
        c.at,
        c.byId,
        c.byName,
        c.replaces,
      ],
    );
  }

  async state(
    tx: Tx,
    id: string,
    state: Correction['state'],
    by: { at: Date; name: string } | null = null,
  ): Promise<void> {
    await tx.query('update correction set state = $2, undone_at = $3, undone_by = $4 where id = $1', [
      id,
      state,
      by?.at ?? null,
      by?.name ?? null,
    ]);
  }

  async write(
    tx: Tx,
    messageId: string,
    labels: Labels,
    corrected: readonly Aspect[],
    machine: Labels | null,
  ): Promise<void> {
    await tx.query(
      `update message_label set topic = $2, areas = $3, off_topic = $4, emergency = $5::jsonb, corrected = $6, machine = $7::jsonb
        where message_id = $1`,
      [
        messageId,
        labels.topic,
        labels.areas,
        labels.offTopic,
        labels.emergency && asJson(labels.emergency),
        corrected,
        machine && asJson(machine),
      ],
    );
  }

  async list(
    jurisdictionIds: readonly string[],
    after: Cursor | null,
    limit: number,
  ): Promise<CorrectionFound[]> {
    return this.db.query(
      `select ${COLUMNS}, m.title from correction c join message_card m on m.id = c.message_id
        where c.jurisdiction_id = any($1::uuid[]) and ($2::timestamptz is null or (c.at, c.id) < ($2, $3::uuid))
        order by c.at desc, c.id desc limit $4`,
      [jurisdictionIds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
  }

  /** Takes the incident for this transaction; null where there is none, or it is over. */
  async incident(tx: EntityManager, messageId: string): Promise<IncidentHeld | null> {
    const [row] = await tx.query(
      `select i.id, i.jurisdiction_id as "jurisdictionId", i.state, i.emergency
         from incident_message m join incident i on i.id = m.incident_id
        where m.message_id = $1 and i.state in ('proposed', 'confirmed') for update of i`,
      [messageId],
    );
    return row ?? null;
  }

  /** A proposed incident is about what most of its messages are about, and touches the areas that any of them touches. */
  async follow(tx: Tx, incidentId: string): Promise<void> {
    await tx.query(
      `update incident t
          set topic = (select l.topic from incident_message i join message_label l using (message_id)
                        where i.incident_id = t.id and l.topic is not null
                        group by l.topic order by count(*) desc, min(i.at) limit 1),
              areas = coalesce((select array_agg(distinct a order by a) from incident_message i
                                  join message_label l using (message_id) cross join unnest(l.areas) a
                                 where i.incident_id = t.id), '{}')
        where t.id = $1`,
      [incidentId],
    );
  }

  async emergency(tx: Tx, incidentId: string, emergency: EmergencySeen | null): Promise<void> {
    await tx.query(
      `update incident set emergency = $2::jsonb, proposed_level = $2::jsonb->>'level', emergency_kind = $2::jsonb->>'kind'
        where id = $1`,
      [incidentId, emergency && asJson(emergency)],
    );
  }
}
export const correctionsOf = `
  select coalesce(jsonb_agg(c order by c.at desc, c.id), '[]') from (
    select id, aspect, was, now, model, at, by_name as by, state, undone_at as "undoneAt", undone_by as "undoneBy"
      from correction where message_id = m.id order by at desc, id limit ${OF_MESSAGE}) c`;

// What models learn from and are tried on: messages with a person's labels, and messages at hand that nobody corrected.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Aspect } from '#contract';
import type { AsRead, Corrected } from '#understanding';

export type Counted = Record<Aspect, number> & { usable: number; newest: Date | null };

/** More texts at hand remind no better; more of each text tells nothing. */
const AT_HAND = 1_000;
const CORRECTED_MOST = 20_000;
const TEXT = 4_000;

@Injectable()
export class ExampleStore {
  constructor(private readonly db: DataSource) {}

  /** Every message with a standing correction of its topic or of being a civic matter; the newest, where there are very many. */
  async corrected(jurisdictionIds: readonly string[]): Promise<Corrected[]> {
    const rows: (Omit<Corrected, 'topic' | 'offTopic' | 'at'> & {
      at: Date;
      topic: string[] | null;
      offTopic: string[] | null;
    })[] = await this.db.query(
      `select m.id, c.at, m.title, left(m.body, ${TEXT}) as body, m.channel, c.topic, c."offTopic"
         from (select message_id, max(at) as at,
                      (array_agg(to_jsonb(now)) filter (where aspect = 'topic'))[1] as topic,
                      (array_agg(to_jsonb(now)) filter (where aspect = 'off-topic'))[1] as "offTopic"
                 from correction
                where state = 'standing' and aspect in ('topic', 'off-topic') and jurisdiction_id = any($1::uuid[])
                group by message_id order by max(at) desc, message_id limit ${CORRECTED_MOST}) c
         join message_card m on m.id = c.message_id
        order by c.at, m.id`,
      [jurisdictionIds],
    );
    return rows.map(({ at, topic, offTopic, ...text }) => ({
      ...text,
      at: at.toISOString(),
      ...(topic ? { topic: topic[0] ?? null } : {}),
      ...(offTopic ? { offTopic: offTopic.length > 0 } : {}),
    }));
  }

  /** The newest messages whose topic nobody put right. */
  async atHand(jurisdictionIds: readonly string[]): Promise<AsRead[]> {
    return this.db.query(
      `select m.id, m.title, left(m.body, ${TEXT}) as body, m.channel
         from (select message_id from message_label
                where jurisdiction_id = any($1::uuid[]) and not corrected && '{topic,off-topic}'
                order by received_at desc, message_id desc limit ${AT_HAND}) l
         join message_card m on m.id = l.message_id
        order by m.received_at desc, m.id`,
      [jurisdictionIds],
    );
  }

  /** Standing corrections by label; `usable`: messages that a model can learn from. */
  async counted(
    jurisdictionIds: readonly string[],
    since: Date | null,
  ): Promise<Counted & { fresh: number }> {
    const [row] = await this.db.query(
      `select count(*) filter (where aspect = 'topic')::int as topic, count(*) filter (where aspect = 'areas')::int as areas,
              count(*) filter (where aspect = 'off-topic')::int as "off-topic",
              count(*) filter (where aspect = 'emergency')::int as emergency,
              count(distinct message_id) filter (where aspect = 'off-topic' or (aspect = 'topic' and now <> '{}'))::int as usable,
              count(*) filter (where $2::timestamptz is null or at > $2)::int as fresh, max(at) as newest
         from correction where state = 'standing' and jurisdiction_id = any($1::uuid[])`,
      [jurisdictionIds, since],
    );
    return row;
  }

  /** A jurisdiction and all below it: what its model learns from and labels. */
  async within(jurisdictionId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query(
      `with recursive down as (
         select id from jurisdiction_card where id = $1
         union all select j.id from down join jurisdiction_card j on j.parent_id = down.id)
       select id from down`,
      [jurisdictionId],
    );
    return rows.map(({ id }) => id);
  }
}

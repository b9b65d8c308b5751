// The SQL of deliveries: written once a partner and fact, held while they are sent, listed with what was answered.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Delivery } from '#contract';
import type { Tx } from '../platform/commit';
import { DeliveryRow } from './delivery.row';

export type NewDelivery = Pick<
  DeliveryRow,
  'id' | 'partnerId' | 'jurisdictionId' | 'factSeq' | 'kind' | 'title' | 'body'
>;
export type Listed = DeliveryRow & { partnerName: string };
export type Filter = {
  partnerId?: string;
  state?: Delivery['state'];
  before: { at: string; id: string } | null;
  limit: number;
};

@Injectable()
export class DeliveryStore {
  constructor(private readonly db: DataSource) {}

  /** False when this partner has been told of this fact already. */
  async add(tx: Tx, delivery: NewDelivery, at: Date): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `insert into delivery (id, partner_id, jurisdiction_id, fact_seq, kind, title, body, state, next_attempt_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $8)
       on conflict (partner_id, fact_seq) do nothing returning id`,
      [
        delivery.id,
        delivery.partnerId,
        delivery.jurisdictionId,
        delivery.factSeq,
        delivery.kind,
        delivery.title,
        delivery.body,
        at,
      ],
    );
    return rows.length > 0;
  }

  /** What was kept of incidents that are called otherwise now, the text that named them being erased, goes by their new name. */
  async rename(tx: Tx, incidentIds: readonly string[]): Promise<void> {
    await tx.query(
      `update delivery d
          set title = c.title, body = replace(d.body, to_json(d.title)::text, to_json(c.title)::text)
         from incident_card c
        where d.kind not like 'release.%' and c.id = any($1::uuid[])
          and c.id = substring(d.body from '"incidentId":"([0-9a-f-]{36})"')::uuid`,
      [incidentIds],
    );
  }

  find(id: string): Promise<DeliveryRow | null> {
    return this.db.getRepository(DeliveryRow).findOneBy({ id });
  }

  hold(tx: Tx, id: string): Promise<DeliveryRow | null> {
    return tx.getRepository(DeliveryRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async update(tx: Tx, id: string, changes: Partial<DeliveryRow>): Promise<void> {
    await tx.getRepository(DeliveryRow).update({ id }, changes);
  }

  /** Those of a partner in one state, held. */
  holdAll(tx: Tx, partnerId: string, state: Delivery['state']): Promise<DeliveryRow[]> {
    return tx.getRepository(DeliveryRow).find({
      where: { partnerId, state },
      order: { createdAt: 'asc', id: 'asc' },
      take: 5_000,
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** What waited is not sent any more. */
  async drop(tx: Tx | null, partnerId: string): Promise<void> {
    await (tx ?? this.db).query(
      `update delivery set state = 'dropped', next_attempt_at = null where partner_id = $1 and state = 'waiting'`,
      [partnerId],
    );
  }

  /** Those whose time is long past: their job was lost. */
  overdue(tx: Tx, before: Date): Promise<{ id: string; partnerId: string }[]> {
    return tx.query(
      `select d.id, d.partner_id as "partnerId" from delivery d join partner p on p.id = d.partner_id
        where d.state = 'waiting' and d.next_attempt_at < $1 and not p.paused and p.removed_at is null
        order by d.next_attempt_at limit 200 for update of d skip locked`,
      [before],
    );
  }

  /** Newest first, one more than asked for when there are more. */
  async list(jurisdictionIds: readonly string[], filter: Filter): Promise<Listed[]> {
    const query = this.db
      .createQueryBuilder(DeliveryRow, 'd')
      .innerJoin('partner', 'p', 'p.id = d.partner_id')
      .addSelect('p.name', 'partner_name')
      .where('d.jurisdictionId in (:...jurisdictionIds)', { jurisdictionIds })
      .orderBy('d.createdAt', 'DESC')
      .addOrderBy('d.id', 'DESC')
      .limit(filter.limit + 1);
    if (filter.partnerId) query.andWhere('d.partnerId = :partnerId', { partnerId: filter.partnerId });
    if (filter.state) query.andWhere('d.state = :state', { state: filter.state });
    if (filter.before) query.andWhere('(d.createdAt, d.id) < (:at, :id)', filter.before);
    const { entities, raw } = await query.getRawAndEntities<{ partner_name: string }>();
    return entities.map((row, i) => ({ ...row, partnerName: raw[i]?.partner_name ?? '' }));
  }
}

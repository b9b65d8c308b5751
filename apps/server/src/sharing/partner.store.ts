// The SQL of partners.
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import type { SharedKind } from '#contract';
import type { Tx } from '../platform/commit';
import { PartnerRow } from './partner.row';

export type Counts = { waiting: number; failed: number; delivered: number; lastDeliveredAt: Date | null };

@Injectable()
export class PartnerStore {
  constructor(private readonly db: DataSource) {}

  list(jurisdictionIds: readonly string[]): Promise<PartnerRow[]> {
    return this.db.getRepository(PartnerRow).find({
      where: { jurisdictionId: In([...jurisdictionIds]), removedAt: IsNull() },
      order: { createdAt: 'asc', id: 'asc' },
    });
  }

  find(id: string): Promise<PartnerRow | null> {
    return this.db.getRepository(PartnerRow).findOneBy({ id, removedAt: IsNull() });
  }

  /** The partner, held until the transaction ends. */
  hold(tx: Tx, id: string): Promise<PartnerRow | null> {
    return tx
      .getRepository(PartnerRow)
      .findOne({ where: { id, removedAt: IsNull() }, lock: { mode: 'pessimistic_write' } });
  }

  async add(tx: Tx, partner: PartnerRow): Promise<void> {
    await tx.getRepository(PartnerRow).insert(partner);
  }

  async update(tx: Tx, id: string, changes: Partial<PartnerRow>): Promise<void> {
    await tx.getRepository(PartnerRow).update({ id }, changes);
  }

  /** Those who ask for this kind of fact from this jurisdiction or one above it, and since when they are there. */
  async listening(
    tx: Tx,
    jurisdictionId: string,
    kind: SharedKind,
  ): Promise<{ id: string; createdAt: Date }[]> {
    return tx.query(
      `with recursive up as (
         select id, parent_id from jurisdiction_card where id = $1
         union select j.id, j.parent_id from jurisdiction_card j join up on j.id = up.parent_id
       )
       select p.id, p.created_at as "createdAt" from partner p join up on up.id = p.jurisdiction_id
        where p.removed_at is null and not p.paused and $2 = any(p.kinds)
        order by p.id`,
      [jurisdictionId, kind],
    );
  }

  async counts(ids: readonly string[]): Promise<Map<string, Counts>> {
    const rows: (Counts & { id: string })[] = await this.db.query(
      `select partner_id as id,
              count(*) filter (where state = 'waiting')::int as waiting,
              count(*) filter (where state = 'failed')::int as failed,
              count(*) filter (where state = 'delivered')::int as delivered,
              max(delivered_at) as "lastDeliveredAt"
         from delivery where partner_id = any($1) group by partner_id`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

// Models as they are kept: which is in force where, their bytes, their states.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Otherwise } from '#understanding';
import type { Tx } from '../../platform/commit';
import { TopicModelRow } from './topic-model.row';

export type InForceFound = {
  jurisdictionId: string;
  modelId: string;
  version: string;
  digest: string;
  since: Date;
  by: string;
  trainedAt: Date;
  inherited: boolean;
};
export type ChangeFound = { messageId: string; title: string };

/** Models shown on the page: those in use and the newest others. */
const SHOWN = 50;

@Injectable()
export class ModelStore {
  constructor(private readonly db: DataSource) {}

  /** The model that labels in each of these jurisdictions: its own, else that of the nearest above; none is: as shipped. */
  async inForce(
    tx: EntityManager | null,
    jurisdictionIds: readonly string[],
    baseDigest: string,
  ): Promise<InForceFound[]> {
    return (tx ?? this.db).query(
      `with recursive up as (
         select id as asked, id, parent_id, 0 as steps from jurisdiction_card where id = any($1::uuid[])
         union all
         select up.asked, j.id, j.parent_id, up.steps + 1 from up join jurisdiction_card j on j.id = up.parent_id)
       select distinct on (up.asked) up.asked as "jurisdictionId", m.id as "modelId", m.version, m.digest,
              m.decided_at as since, m.decided_by as by, m.trained_at as "trainedAt", up.steps > 0 as inherited
         from up join topic_model m on m.jurisdiction_id = up.id and m.state = 'in-force' and m.base_digest = $2
        order by up.asked, up.steps`,
      [jurisdictionIds, baseDigest],
    );
  }

  async bytes(tx: EntityManager | null, modelId: string): Promise<Buffer | null> {
    const [row] = await (tx ?? this.db).query('select bytes from topic_model where id = $1', [modelId]);
    return row?.bytes ?? null;
  }

  async list(jurisdictionIds: readonly string[]): Promise<TopicModelRow[]> {
    return this.db.manager.find(TopicModelRow, {
      where: { jurisdictionId: In([...jurisdictionIds]) },
      order: { askedAt: 'DESC', id: 'DESC' },
      take: SHOWN,
    });
  }

  async find(id: string): Promise<TopicModelRow | null> {
    return this.db.manager.findOneBy(TopicModelRow, { id });
  }

  /** What would be labelled otherwise, with titles; only of the jurisdictions in view. */
  async changes(id: string): Promise<Otherwise[]> {
    const [row] = await this.db.query('select changes from topic_model where id = $1', [id]);
    return row?.changes ?? [];
  }

  async titles(messageIds: readonly string[], jurisdictionIds: readonly string[]): Promise<ChangeFound[]> {
    return this.db.query(
      `select id as "messageId", title from message_card where id = any($1::uuid[]) and jurisdiction_id = any($2::uuid[])`,
      [messageIds, jurisdictionIds],
    );
  }

  /** Every model of the jurisdiction, held in the order of their ids: two decisions never pass each other. */
  async hold(tx: Tx, jurisdictionId: string): Promise<TopicModelRow[]> {
    return tx.find(TopicModelRow, {
      where: { jurisdictionId },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async insert(
    tx: Tx,
    row: Pick<TopicModelRow, 'id' | 'jurisdictionId' | 'askedAt' | 'askedBy'>,
  ): Promise<void> {
    await tx.insert(TopicModelRow, row);
  }

  async update(tx: Tx, id: string, changed: Partial<Omit<TopicModelRow, 'id'>>): Promise<void> {
    await tx.update(TopicModelRow, { id }, changed as Partial<Pick<TopicModelRow, 'state'>>);
  }

  /** The training that waits or runs, from the start; null where it was stopped or is over. */
  async begin(id: string): Promise<TopicModelRow | null> {
    await this.db.query(
      `update topic_model set state = 'training', progress = 0, phase = 'reading'
        where id = $1 and state in ('waiting', 'training')`,
      [id],
    );
    const row = await this.find(id);
    return row?.state === 'training' ? row : null;
  }

  /** Says how far it is. False: somebody stopped it. */
  async progress(id: string, phase: string, done: number): Promise<boolean> {
    const rows: unknown[] = await this.db.query(
      `with told as (update topic_model set progress = $2, phase = $3 where id = $1 and state = 'training' returning 1)
       select from told`,
      [id, done, phase],
    );
    return rows.length > 0;
  }
}

// The SQL of doors for signed pushes, and of what was answered there.
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import type { Tx } from '../platform/commit';
import { HookRow } from './hook.row';

/** What was answered to a message: states and ids, never a sender's own words. */
export type KeptAnswer = {
  batchId: string | null;
  items: { state: 'received' | 'repeated' | 'revised' | 'refused'; id: string | null }[];
};
type Before = { at: string; id: string } | null;

@Injectable()
export class HookStore {
  constructor(private readonly db: DataSource) {}

  /** Newest first, one more than asked for when there are more. */
  list(jurisdictionIds: string[], before: Before, limit: number): Promise<HookRow[]> {
    const query = this.db
      .createQueryBuilder(HookRow, 'hook')
      .where('hook.jurisdictionId in (:...jurisdictionIds)', { jurisdictionIds })
      .orderBy('hook.createdAt', 'DESC')
      .addOrderBy('hook.id', 'DESC')
      .limit(limit + 1);
    if (before) query.andWhere('(hook.createdAt, hook.id) < (:at, :id)', before);
    return query.getMany();
  }

  find(id: string): Promise<HookRow | null> {
    return this.db.getRepository(HookRow).findOneBy({ id, revokedAt: IsNull() });
  }

  hold(tx: Tx, id: string): Promise<HookRow | null> {
    return tx.getRepository(HookRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async add(tx: Tx, hook: HookRow): Promise<void> {
    await tx.getRepository(HookRow).insert(hook);
  }

  async update(tx: Tx, id: string, changes: Partial<HookRow>): Promise<void> {
    await tx.getRepository(HookRow).update({ id }, changes);
  }

  /** At most once a minute: a busy sender must not turn every push into a write. */
  async noteUsed(id: string, at: Date): Promise<void> {
    await this.db.query(
      `update hook set last_used_at = $2
        where id = $1 and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute')`,
      [id, at],
    );
  }

  async answered(hookId: string, webhookId: string): Promise<{ digest: Buffer; answer: KeptAnswer } | null> {
    const [row] = await this.db.query(
      'select digest, answer from hook_receipt where hook_id = $1 and webhook_id = $2',
      [hookId, webhookId],
    );
    return row ?? null;
  }

  /** The first answer stays. */
  async keepAnswer(
    hookId: string,
    webhookId: string,
    digest: Buffer,
    answer: KeptAnswer,
    at: Date,
  ): Promise<void> {
    await this.db.query(
      'insert into hook_receipt (hook_id, webhook_id, digest, answer, at) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [hookId, webhookId, digest, JSON.stringify(answer), at],
    );
  }

  async forgetAnswers(before: Date): Promise<void> {
    await this.db.query('delete from hook_receipt where at < $1', [before]);
  }
}

// Rules and word lists as they stand, their versions, and what rules name: officers, departments, lists.
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import type { Tx } from '../platform/commit';
import { RuleRow, WordListRow } from './rule.row';

export type RuleVersionFound = Pick<
  RuleRow,
  'name' | 'version' | 'on' | 'severity' | 'conditions' | 'told' | 'savedBy' | 'savedAt'
> & { removed: boolean };
export type ListVersionFound = Pick<
  WordListRow,
  'name' | 'version' | 'terms' | 'excludes' | 'savedBy' | 'savedAt'
> & { removed: boolean };
/** What a rule names that is not there, or not in its jurisdiction. */
export type Strangers = { officers: number; departments: number; lists: number };

@Injectable()
export class RuleStore {
  constructor(private readonly db: DataSource) {}

  rules(jurisdictionIds: readonly string[]): Promise<RuleRow[]> {
    return this.db.getRepository(RuleRow).find({
      where: { jurisdictionId: In([...jurisdictionIds]), removedAt: IsNull() },
      order: { name: 'ASC', id: 'ASC' },
    });
  }

  lists(jurisdictionIds: readonly string[]): Promise<WordListRow[]> {
    return this.db.getRepository(WordListRow).find({
      where: { jurisdictionId: In([...jurisdictionIds]), removedAt: IsNull() },
      order: { name: 'ASC', id: 'ASC' },
    });
  }

  /** Removed ones too: their versions stay in view. */
  async jurisdictionOf(kind: 'rule' | 'list', id: string): Promise<string | null> {
    const table = kind === 'rule' ? 'alert_rule' : 'word_list';
    const [row] = await this.db.query(`select jurisdiction_id as id from ${table} where id = $1`, [id]);
    return row?.id ?? null;
  }

  takeRule(tx: Tx, id: string): Promise<RuleRow | null> {
    return tx.getRepository(RuleRow).findOne({
      where: { id, removedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
  }

  takeList(tx: Tx, id: string): Promise<WordListRow | null> {
    return tx.getRepository(WordListRow).findOne({
      where: { id, removedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Writes the rule and its version, and forgets what waits to become as grave or as hot as an earlier version asked. */
  async saveRule(tx: Tx, row: RuleRow): Promise<void> {
    await tx.getRepository(RuleRow).save(row);
    await tx.query(
      `insert into alert_rule_version (rule_id, version, name, is_on, severity, conditions, told, removed, saved_by, saved_at)
       select id, version, name, is_on, severity, conditions, told, removed_at is not null, saved_by, saved_at
         from alert_rule where id = $1`,
      [row.id],
    );
    await this.forgetWaiting(tx, [row.id]);
  }

  async saveList(tx: Tx, row: WordListRow): Promise<void> {
    await tx.getRepository(WordListRow).save(row);
    await tx.query(
      `insert into word_list_version (list_id, version, name, terms, excludes, removed, saved_by, saved_at)
       select id, version, name, terms, excludes, removed_at is not null, saved_by, saved_at
         from word_list where id = $1`,
      [row.id],
    );
    const users = await this.usersOf(tx, row.id);
    await this.forgetWaiting(
      tx,
      users.map(({ id }) => id),
    );
  }

  private async forgetWaiting(tx: Tx, ruleIds: readonly string[]): Promise<void> {
    await tx.query('delete from alert_rule_hit where rule_id = any($1::uuid[]) and raised_at is null', [
      ruleIds,
    ]);
  }

  /** The rules that use a list. */
  async usersOf(tx: Pick<Tx, 'query'>, listId: string): Promise<{ id: string; name: string }[]> {
    return tx.query(
      `select id, name from alert_rule where removed_at is null and conditions->'listIds' ? $1 order by name`,
      [listId],
    );
  }

  async ruleVersions(id: string): Promise<RuleVersionFound[]> {
    return this.db.query(
      `select version, name, is_on as "on", severity, conditions, told, removed, saved_by as "savedBy", saved_at as "savedAt"
         from alert_rule_version where rule_id = $1 order by version desc limit 200`,
      [id],
    );
  }

  async listVersions(id: string): Promise<ListVersionFound[]> {
    return this.db.query(
      `select version, name, terms, excludes, removed, saved_by as "savedBy", saved_at as "savedAt"
         from word_list_version where list_id = $1 order by version desc limit 200`,
      [id],
    );
  }

  /** Counts what is named but is not there: people and departments of this jurisdiction or one below it, lists of its own. */
  async strangers(
    jurisdictionId: string,
    named: { officerIds: readonly string[]; departmentIds: readonly string[]; listIds: readonly string[] },
  ): Promise<Strangers> {
    const [row] = await this.db.query(
      `with recursive below as (
         select id from jurisdiction_card where id = $1
         union select j.id from jurisdiction_card j join below b on j.parent_id = b.id)
       select (select count(*) from unnest($2::uuid[]) n (id) where not exists
                 (select from officer_card o join below b on b.id = o.jurisdiction_id where o.id = n.id and o.active))::int as officers,
              (select count(*) from unnest($3::uuid[]) n (id) where not exists
                 (select from department_card d join below b on b.id = d.jurisdiction_id where d.id = n.id and d.active))::int as departments,
              (select count(*) from unnest($4::uuid[]) n (id) where not exists
                 (select from word_list w where w.id = n.id and w.jurisdiction_id = $1 and w.removed_at is null))::int as lists`,
      [jurisdictionId, named.officerIds, named.departmentIds, named.listIds],
    );
    return row;
  }

  /** How often each rule was raised since an instant. */
  async raisedSince(ruleIds: readonly string[], since: Date): Promise<Map<string, number>> {
    const rows: { id: string; count: number }[] = await this.db.query(
      `select rule_id as id, count(*)::int as count from alert_rule_hit
        where rule_id = any($1::uuid[]) and raised_at >= $2 and not by_merge group by 1`,
      [ruleIds, since],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}

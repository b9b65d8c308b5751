// Alert rules as people edit them: checked, kept with who and when, every earlier version stays.
import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AlertRule, Answer, Input } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { Now } from '../platform/now';
import { notFound } from '../platform/problem';
import { tellingTaken } from '../platform/taken';
import { changedSince, nobodyTold, refusedRule, strangerNamed, taken } from './rule.checks';
import type { RuleRow } from './rule.row';
import { RuleStore } from './rule.store';

type Body = Input<'rules.add'>['body'];
const COUNTED_MS = 30 * 24 * 3_600_000;

@Injectable()
export class RuleService {
  constructor(
    private readonly store: RuleStore,
    private readonly commit: Commit,
    private readonly now: Now,
  ) {}

  async list(who: Principal): Promise<Answer<'rules.list'>> {
    const rows = await this.store.rules(who.jurisdictionIds);
    return { items: await this.viewed(rows) };
  }

  async add(who: Principal, body: Body): Promise<AlertRule> {
    await this.check(who.jurisdictionId, body);
    const rule: Omit<RuleRow, 'savedAt'> = {
      id: randomUUID(),
      jurisdictionId: who.jurisdictionId,
      ...contentOf(body),
      version: 1,
      savedBy: who.name,
      removedAt: null,
    };
    return this.keep(who, async () => rule);
  }

  async change(who: Principal, id: string, body: Input<'rules.change'>['body']): Promise<AlertRule> {
    const jurisdictionId = await this.store.jurisdictionOf('rule', id);
    inView(who, jurisdictionId);
    await this.check(jurisdictionId!, body);
    return this.keep(who, async (tx) => {
      const row = await this.store.takeRule(tx, id);
      if (!row) throw notFound();
      if (row.version !== body.version) throw changedSince(row.savedBy);
      return { ...row, ...contentOf(body), version: row.version + 1, savedBy: who.name };
    });
  }

  async remove(who: Principal, id: string): Promise<void> {
    inView(who, await this.store.jurisdictionOf('rule', id));
    await this.commit.commit(async (tx, at) => {
      const row = await this.store.takeRule(tx, id);
      if (!row) throw notFound();
      const gone = {
        ...row,
        on: false,
        version: row.version + 1,
        savedBy: who.name,
        savedAt: at,
        removedAt: at,
      };
      await this.store.saveRule(tx, gone);
      const body = { ruleId: id, name: row.name, version: gone.version };
      const subject = { type: 'rule', id };
      return {
        value: undefined,
        facts: [fact('rule.removed', actorOf(who), subject, row.jurisdictionId, body)],
      };
    });
  }

  async versions(who: Principal, id: string): Promise<Answer<'rules.versions'>> {
    inView(who, await this.store.jurisdictionOf('rule', id));
    const rows = await this.store.ruleVersions(id);
    return { items: rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() })) };
  }

  private async check(jurisdictionId: string, body: Body): Promise<void> {
    const { conditions, told, notNames } = body;
    const refusal = refusedRule(conditions, notNames, body.name);
    if (refusal) throw refusal;
    const { officerIds, departmentIds, roles } = told;
    if (officerIds.length + departmentIds.length + roles.length === 0) throw nobodyTold();
    const strangers = await this.store.strangers(jurisdictionId, {
      officerIds,
      departmentIds,
      listIds: conditions.listIds,
    });
    if (strangers.officers + strangers.departments + strangers.lists > 0) throw strangerNamed();
  }

  private async keep(
    who: Principal,
    made: (tx: Tx) => Promise<Omit<RuleRow, 'savedAt'>>,
  ): Promise<AlertRule> {
    const row = await tellingTaken(
      taken,
      this.commit.commit(async (tx, at) => {
        const saved: RuleRow = { ...(await made(tx)), savedAt: at };
        await this.store.saveRule(tx, saved);
        return { value: saved, facts: [savedFact(who, saved)] };
      }),
    );
    return (await this.viewed([row]))[0]!;
  }

  private async viewed(rows: readonly RuleRow[]): Promise<AlertRule[]> {
    const since = new Date(this.now.at().getTime() - COUNTED_MS);
    const raised = await this.store.raisedSince(
      rows.map(({ id }) => id),
      since,
    );
    return rows.map(({ id, name, on, severity, conditions, told, version, savedBy, savedAt }) => ({
      id,
      name,
      on,
      severity,
      conditions,
      told,
      version,
      savedBy,
      savedAt: savedAt.toISOString(),
      raised: raised.get(id) ?? 0,
    }));
  }
}

const contentOf = ({ name, on, severity, conditions, told }: Body) => ({
  name,
  on,
  severity,
  conditions,
  told,
});

function savedFact(who: Principal, { id, jurisdictionId, name, version, on, ...rule }: RuleRow): NewFact {
  const digest = createHash('sha256')
    .update(JSON.stringify([rule.severity, rule.conditions, rule.told]))
    .digest('hex');
  const body = { ruleId: id, name, version, on, digest };
  return fact('rule.saved', actorOf(who), { type: 'rule', id }, jurisdictionId, body);
}

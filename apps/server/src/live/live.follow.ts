// Fact → alert: follows the ledger and writes each alert with its numbers in the same transaction as the cursor.
import { Injectable } from '@nestjs/common';
import type { FactKind } from '#contract';
import type { NewFact, Tx } from '../platform/commit';
import { type Fact, Follow } from '../platform/follow';
import { alertMap } from './alert-map';
import type { Found, Rule } from './alert-rule';
import { insertAlerts, renameAlerts } from './alerts.store';
import { type Card, officersNamed, readCards } from './cards.store';

/** So many facts a transaction: a mass breach brings thousands, and each that is read alone costs its own questions. */
const BATCH = 400;

@Injectable()
export class LiveFollow {
  constructor(follow: Follow) {
    const alerting = (Object.keys(alertMap) as FactKind[]).filter((kind) => alertMap[kind] !== null);
    const hear = (facts: Fact[], tx: Tx) => this.hear(facts, tx);
    follow.follow({
      stage: 'live',
      batch: BATCH,
      on: {
        ...Object.fromEntries(alerting.map((kind) => [kind, hear])),
        'incident.untitled': async (run, tx) => {
          await renameAlerts(
            tx,
            run.map(({ body }) => body.incidentId),
          );
          return [];
        },
      },
    });
  }

  private async hear(facts: Fact[], tx: Tx): Promise<NewFact[]> {
    const told = facts.flatMap((fact) => {
      const rule = alertMap[fact.kind] as Rule | null;
      const { jurisdictionId } = fact;
      if (!rule || !jurisdictionId || rule.when?.(fact.body) === false) return [];
      return [{ fact, rule, jurisdictionId, subjectId: rule.id(fact.body) }];
    });
    const cards = await readCards(
      tx,
      told.map(({ rule, subjectId }) => ({ subject: rule.subject, id: subjectId })),
    );
    const officers = await officersNamed(
      tx,
      told.flatMap(({ fact }) => [officerOf(fact.body) ?? [], toldOf(fact.body)].flat()),
    );
    await insertAlerts(
      tx,
      told.map(({ fact, rule, jurisdictionId, subjectId }) => {
        const card = cards.get(`${rule.subject} ${subjectId}`) ?? null;
        return {
          ...{ factSeq: fact.seq, at: fact.at, jurisdictionId, kind: rule.kind },
          ...{ severity: rule.severity(fact.body), subjectType: rule.subject, subjectId },
          incidentId: incidentOf(fact.body),
          title: card?.title || untitled[rule.subject],
          text: rule.text(fact.body, foundOf(fact, card, officers)),
          told: toldOf(fact.body),
        };
      }),
    );
    return [];
  }
}

/** What the stages publish of a fact's subject; `officers` in the order in which names are read out. */
function foundOf(fact: Fact, card: Card | null, officers: ReadonlyMap<string, string>): Found {
  const duty = 'duty' in fact.body && typeof fact.body.duty === 'string' ? fact.body.duty : '';
  const told = new Set(toldOf(fact.body));
  return {
    at: fact.at,
    duty: card?.duty ?? { zh: duty, en: duty },
    dueAt: card?.dueAt ?? null,
    leansOn: card?.leansOn ?? [],
    department: card?.department ?? null,
    officer: officers.get(officerOf(fact.body) ?? '') ?? null,
    told: [...officers].flatMap(([id, name]) => (told.has(id) ? [name] : [])),
    reason: card?.reason ?? null,
  };
}

const officerOf = (body: object): string | null => {
  const { toOfficerId, keeperId } = body as { toOfficerId?: unknown; keeperId?: unknown };
  const id = toOfficerId ?? keeperId;
  return typeof id === 'string' && id !== '' ? id : null;
};
const incidentOf = (body: object): string | null =>
  'incidentId' in body && typeof body.incidentId === 'string' ? body.incidentId : null;

const toldOf = (body: object): string[] =>
  'toOfficerIds' in body && Array.isArray(body.toOfficerIds) ? body.toOfficerIds : [];

/** For what bears no title yet, or is no longer there. */
const untitled = {
  incident: '未命名事件',
  clock: '未命名事件',
  release: '未命名发布稿',
  source: '已移除的来源',
  import: '导入文件',
  partner: '已删除的共享单位',
  burst: '苗头',
  channel: '已删除的通知渠道',
  gap: '已撤销的值班岗',
  order: '督办单',
  drill: '【预演】',
  'rule-change': '规则变更',
};

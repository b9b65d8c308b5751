// Fact → alert: follows the ledger and writes each alert with its numbers in the same transaction as the cursor.
import { Injectable } from '@nestjs/common';
import type { FactKind } from '#contract';
import type { NewFact, Tx } from '../platform/commit';
import { each, type Fact, Follow } from '../platform/follow';
import { alertMap, type Found, type Rule } from './alert-map';
import { insertAlert } from './alerts.store';
import { type Card, officerName, officerNames, readCard } from './cards.store';

@Injectable()
export class LiveFollow {
  constructor(follow: Follow) {
    const alerting = (Object.keys(alertMap) as FactKind[]).filter((kind) => alertMap[kind] !== null);
    const hear = each((fact, tx) => this.hear(fact, tx));
    follow.follow({ stage: 'live', on: Object.fromEntries(alerting.map((kind) => [kind, hear])) });
  }

  private async hear(fact: Fact, tx: Tx): Promise<NewFact[]> {
    const rule = alertMap[fact.kind] as Rule | null;
    if (!rule || !fact.jurisdictionId || rule.when?.(fact.body) === false) return [];
    const subjectId = rule.id(fact.body);
    const card = await readCard(tx, rule.subject, subjectId);
    const found = await this.found(fact, card, tx);
    await insertAlert(tx, {
      factSeq: fact.seq,
      at: fact.at,
      jurisdictionId: fact.jurisdictionId,
      kind: rule.kind,
      severity: rule.severity(fact.body),
      subjectType: rule.subject,
      subjectId,
      incidentId: incidentOf(fact.body),
      title: card?.title || untitled[rule.subject],
      text: rule.text(fact.body, found),
      told: toldOf(fact.body),
    });
    return [];
  }

  private async found(fact: Fact, card: Card | null, tx: Tx): Promise<Found> {
    const body = fact.body as { duty?: string; toOfficerId?: string | null; keeperId?: string | null };
    const officerId = body.toOfficerId ?? body.keeperId;
    const duty = body.duty ?? '';
    return {
      at: fact.at,
      duty: card?.duty ?? { zh: duty, en: duty },
      dueAt: card?.dueAt ?? null,
      leansOn: card?.leansOn ?? [],
      department: card?.department ?? null,
      officer: officerId ? await officerName(tx, officerId) : null,
      told: await officerNames(tx, toldOf(fact.body)),
      reason: card?.reason ?? null,
    };
  }
}

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

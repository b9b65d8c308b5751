// Sends what waits for a partner, notes the answer, tries again later, gives up in view of everybody; sends again when asked.
import { Injectable } from '@nestjs/common';
import type { Answer, Input } from '#contract';
import { readWebhookSecret } from '#intake';
import { actorOf, inView, type Principal, system } from '../platform/access';
import { nextAttempt, tellsFailing } from '../platform/attempts';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { Jobs } from '../platform/jobs';
import { Now } from '../platform/now';
import { pageOf, readInstantCursor } from '../platform/page';
import { conflict, notFound } from '../platform/problem';
import { SecretBox } from '../platform/secret-box';
import type { DeliveryRow } from './delivery.row';
import { DeliveryStore, type NewDelivery } from './delivery.store';
import { troubleOf } from './delivery-trouble';
import type { PartnerRow } from './partner.row';
import { PartnerStore } from './partner.store';
import { deliveryView } from './partner.view';
import { PartnerSender, type Sent } from './partner-sender';

/** Past its time by so much, a delivery has lost its job. */
const LOST_AFTER_MS = 5 * 60_000;
type Waiting = { id: string; partnerId: string };

@Injectable()
export class DeliverService {
  constructor(
    private readonly store: DeliveryStore,
    private readonly partners: PartnerStore,
    private readonly sender: PartnerSender,
    private readonly box: SecretBox,
    private readonly commit: Commit,
    private readonly jobs: Jobs,
    private readonly now: Now,
  ) {}

  /** Writes a delivery and its job in the caller's transaction; once for each partner and fact. */
  async queue(tx: Tx, delivery: NewDelivery, at: Date): Promise<void> {
    if (await this.store.add(tx, delivery, at)) await this.addJob(tx, delivery);
  }

  rename(tx: Tx, incidentIds: readonly string[]): Promise<void> {
    return this.store.rename(tx, incidentIds);
  }

  /** One attempt. Never throws for a fault of the partner: that is noted, and the next attempt queued. */
  async deliver(deliveryId: string): Promise<void> {
    const delivery = await this.store.find(deliveryId);
    const partner = delivery && (await this.partners.find(delivery.partnerId));
    if (delivery?.state !== 'waiting' || partner?.paused) return;
    // Removed in the very moment in which this was written.
    if (!partner) return this.store.drop(null, delivery.partnerId);
    const at = this.now.at();
    const keys = this.keysOf(partner, at);
    const sent: Sent =
      keys.length === 0
        ? { code: 'partner.no-secret', status: null, head: null, retryAfterSeconds: null }
        : await this.sender.send(partner.url, webhookIdOf(delivery), keys, delivery.body, at);
    await this.commit.commit(async (tx, noted) => ({
      value: undefined,
      facts: await this.note(tx, noted, delivery, sent),
    }));
  }

  async list(who: Principal, query: Input<'deliveries.list'>['query']): Promise<Answer<'deliveries.list'>> {
    const { cursor, limit, partnerId, state } = query;
    const after = readInstantCursor(cursor);
    const before = after && { at: after[0], id: after[1] };
    const rows = await this.store.list(who.jurisdictionIds, { partnerId, state, before, limit });
    return pageOf(
      rows,
      limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => deliveryView(row, row.partnerName),
    );
  }

  /** Sends one again, or at once what waits for its next attempt; under the same id, so that nothing counts twice. */
  async resend(who: Principal, id: string): Promise<Answer<'deliveries.resend'>> {
    return this.commit.commit(async (tx, at) => {
      // The partner first, as everywhere: two who hold both never wait for each other.
      const found = await this.store.find(id);
      inView(who, found?.jurisdictionId);
      const partner = found && (await this.partners.hold(tx, found.partnerId));
      const row = await this.store.hold(tx, id);
      if (!row) throw notFound();
      if (!partner) throw removed();
      if (partner.paused) throw paused();
      const changes = await this.again(tx, row, at);
      const body = { partnerId: partner.id, count: 1, deliveryId: id };
      return {
        value: deliveryView({ ...row, ...changes }, partner.name),
        facts: [fact('partner.resent', actorOf(who), subjectOf(partner), row.jurisdictionId, body)],
      };
    });
  }

  /** Sends everything again that was given up for this partner. */
  async resendAll(who: Principal, partnerId: string): Promise<{ queued: number }> {
    return this.commit.commit(async (tx, at) => {
      const partner = await this.partners.hold(tx, partnerId);
      inView(who, partner?.jurisdictionId);
      if (!partner) throw notFound();
      if (partner.paused) throw paused();
      const rows = await this.store.holdAll(tx, partnerId, 'failed');
      for (const row of rows) await this.again(tx, row, at);
      const body = { partnerId, count: rows.length, deliveryId: null };
      const told = fact('partner.resent', actorOf(who), subjectOf(partner), partner.jurisdictionId, body);
      return { value: { queued: rows.length }, facts: rows.length > 0 ? [told] : [] };
    });
  }

  /** Everything of this partner that waits is tried now. */
  async tryWaiting(tx: Tx, partnerId: string): Promise<void> {
    for (const row of await this.store.holdAll(tx, partnerId, 'waiting')) await this.addJob(tx, row, true);
  }

  /** Queues again what waits although its time is past; safe in several processes. */
  async takeUpLost(): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      for (const row of await this.store.overdue(tx, new Date(at.getTime() - LOST_AFTER_MS)))
        await this.addJob(tx, row);
      return { value: undefined, facts: [] };
    });
  }

  private async again(tx: Tx, row: DeliveryRow, at: Date): Promise<Partial<DeliveryRow>> {
    const changes: Partial<DeliveryRow> = {
      state: 'waiting',
      attempts: 0,
      nextAttemptAt: at,
      deliveredAt: null,
    };
    await this.store.update(tx, row.id, changes);
    await this.addJob(tx, row, true);
    return changes;
  }

  private addJob(tx: Tx, { id, partnerId }: Waiting, isNow = false, runAt?: Date): Promise<void> {
    const keyed = { key: `deliver:${id}`, queue: `partner:${partnerId}`, replace: isNow, runAt };
    return this.jobs.add(tx, 'partner.deliver', { deliveryId: id }, keyed);
  }

  private keysOf(partner: PartnerRow, at: Date): Buffer[] {
    const isEarlierGood = partner.earlierUntil !== null && partner.earlierUntil > at;
    const sealed = [
      partner.secret,
      ...(isEarlierGood && partner.earlierSecret ? [partner.earlierSecret] : []),
    ];
    return sealed.flatMap((one) => {
      const secret = this.box.open(partner.id, one);
      return (secret && readWebhookSecret(secret)) || [];
    });
  }

  /** Meanwhile somebody may have removed the partner or sent it again: then this attempt says nothing of it. */
  private async note(tx: Tx, at: Date, tried: DeliveryRow, sent: Sent): Promise<NewFact[]> {
    const partner = await this.partners.hold(tx, tried.partnerId);
    const row = await this.store.hold(tx, tried.id);
    if (!row || !partner || row.state !== 'waiting' || row.attempts !== tried.attempts) return [];
    const attempts = row.attempts + 1;
    const noted = {
      attempts,
      lastAttemptAt: at,
      answerStatus: sent.status,
      answerHead: sent.head,
      trouble: sent.code === null ? null : troubleOf(sent.code),
    };
    const about = {
      partnerId: partner.id,
      deliveryId: row.id,
      fact: row.factSeq === null ? null : Number(row.factSeq),
      attempts,
    };
    const toLedger = <K extends 'partner.told' | 'partner.failing' | 'partner.given-up'>(
      kind: K,
      body: Parameters<typeof fact<K>>[4],
    ) => fact(kind, system, subjectOf(partner), row.jurisdictionId, body);
    if (sent.code === null) {
      const done = { ...noted, state: 'delivered' as const, nextAttemptAt: null, deliveredAt: at };
      await this.store.update(tx, row.id, done);
      if (partner.failingToldAt) await this.partners.update(tx, partner.id, { failingToldAt: null });
      return [toLedger('partner.told', { ...about, kind: row.kind, status: sent.status })];
    }
    const next = nextAttempt(attempts, sent, at, Math.random());
    const state = next ? ('waiting' as const) : ('failed' as const);
    await this.store.update(tx, row.id, { ...noted, state, nextAttemptAt: next });
    if (next) await this.addJob(tx, row, false, next);
    const body = { ...about, code: sent.code };
    const givenUp = next ? [] : [toLedger('partner.given-up', body)];
    if (!tellsFailing(attempts, next === null, partner.failingToldAt, at)) return givenUp;
    await this.partners.update(tx, partner.id, { failingToldAt: at });
    return [...givenUp, toLedger('partner.failing', body)];
  }
}

/** The same with each attempt, so that a partner who got it twice knows. */
const webhookIdOf = ({ id }: DeliveryRow): string => `msg_${id.replaceAll('-', '')}`;
const subjectOf = ({ id }: PartnerRow) => ({ type: 'partner', id });
const paused = () =>
  conflict('partner.paused', '该单位已暂停推送，请先恢复。', 'This partner is paused; resume it first.');
const removed = () =>
  conflict('partner.removed', '该单位已删除，不再推送。', 'This partner was removed; nothing more is sent.');

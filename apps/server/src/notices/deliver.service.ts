// Sends what waits for a receiver: claims the attempt, carries it, keeps the answer, tries again later, gives up in view of everybody.
import { Injectable } from '@nestjs/common';
import type { Answer, Input, Notice } from '#contract';
import { quietUntil } from '#duty';
import { actorOf, inView, type Principal, system } from '../platform/access';
import { nextAttempt, tellsFailing } from '../platform/attempts';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { Jobs } from '../platform/jobs';
import { Now } from '../platform/now';
import { pageOf, readCursor } from '../platform/page';
import { conflict, notFound } from '../platform/problem';
import { SecretBox } from '../platform/secret-box';
import { type Carried, Carrier, type Secrets } from './carrier';
import type { ChannelRow } from './channel.row';
import { ChannelStore } from './channel.store';
import { noticeView } from './channel.view';
import type { NoticeRow } from './notice.row';
import { type NewNotice, type NoticeFound, NoticeStore } from './notice.store';
import { noticeTrouble } from './notice-trouble';
import { SettingStore } from './setting.store';

/** Longer than any attempt lasts: past its time by so much, a notice has lost its job. */
const LOST_AFTER_MS = 60_000;
type Waiting = { id: string; channelId: string };

@Injectable()
export class DeliverService {
  constructor(
    private readonly store: NoticeStore,
    private readonly channels: ChannelStore,
    private readonly settings: SettingStore,
    private readonly carrier: Carrier,
    private readonly box: SecretBox,
    private readonly commit: Commit,
    private readonly jobs: Jobs,
    private readonly now: Now,
  ) {}

  /** Writes a notice and its job in the caller's transaction; once for each receiver, channel and step. */
  async queue(tx: Tx, notice: NewNotice, at: Date): Promise<boolean> {
    const isNew = await this.store.add(tx, notice, at);
    if (isNew) await this.addJob(tx, notice, { runAt: notice.heldUntil ?? undefined });
    return isNew;
  }

  /** One attempt. Never throws for a fault of the other side: that is noted, and the next attempt queued. */
  async deliver(noticeId: string): Promise<void> {
    const notice = await this.store.find(noticeId);
    const channel = notice && (await this.channels.find(notice.channelId));
    if (notice?.state !== 'waiting' || !channel || channel.paused) return;
    const at = this.now.at();
    if (notice.about !== 'test' && (await this.putOff(notice, channel, at))) return;
    const n = await this.claim(notice, at);
    if (n === null) return;
    const secrets = this.secretsOf(channel);
    const { content, sentTo: address } = notice;
    const begun = performance.now();
    const carried: Carried = secrets
      ? await this.carrier.carry(channel, secrets, { id: notice.id, content, address, at })
      : { fault: 'no-secret', status: null, head: null, retryAfterSeconds: null, isFinal: true };
    const tookMs = Math.round(performance.now() - begun);
    await this.commit.commit(async (tx, noted) => ({
      value: undefined,
      facts: await this.note(tx, noted, notice, { n, tookMs, ...carried }),
    }));
  }

  async list(who: Principal, query: Input<'notices.list'>['query']): Promise<Answer<'notices.list'>> {
    const { cursor, limit, channelId, clockId, state } = query;
    const keys = readCursor(cursor, 2);
    const before = keys && { at: String(keys[0]), id: String(keys[1]) };
    const rows = await this.store.list(who.jurisdictionIds, { channelId, clockId, state, before, limit });
    const attempts = await this.store.attempts(rows.map(({ id }) => id));
    return pageOf(
      rows,
      limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => noticeView(row, attempts.get(row.id) ?? []),
    );
  }

  async view(id: string): Promise<Notice> {
    const row = await this.store.find(id);
    if (!row) throw notFound();
    return noticeView(row, (await this.store.attempts([id])).get(id) ?? []);
  }

  /** Sends one again, or at once what waits for its next attempt; under the same id, so that nothing counts twice. */
  async resend(who: Principal, id: string): Promise<Notice> {
    await this.commit.commit(async (tx, at) => {
      const found = await this.store.find(id);
      inView(who, found?.jurisdictionId);
      const channel = found && (await this.channels.hold(tx, found.channelId));
      const row = await this.store.hold(tx, id);
      if (!row) throw notFound();
      if (!channel) throw removed();
      if (channel.paused) throw paused();
      await this.again(tx, row, at);
      const body = { channelId: channel.id, noticeId: id, count: 1 };
      return {
        value: undefined,
        facts: [fact('notice.resent', actorOf(who), subjectOf(channel.id), row.jurisdictionId, body)],
      };
    });
    return this.view(id);
  }

  /** Sends everything again that was given up at this channel. */
  async resendAll(who: Principal, channelId: string): Promise<{ queued: number }> {
    return this.commit.commit(async (tx, at) => {
      const channel = await this.channels.hold(tx, channelId);
      inView(who, channel?.jurisdictionId);
      if (!channel) throw notFound();
      if (channel.paused) throw paused();
      // A trial that failed was answered to whoever tried.
      const rows = (await this.store.holdAll(tx, channelId, 'failed')).filter(
        ({ about }) => about !== 'test',
      );
      for (const row of rows) await this.again(tx, row, at);
      const body = { channelId, noticeId: null, count: rows.length };
      const told = fact('notice.resent', actorOf(who), subjectOf(channelId), channel.jurisdictionId, body);
      return { value: { queued: rows.length }, facts: rows.length > 0 ? [told] : [] };
    });
  }

  /** Everything of this channel that waits is tried now, what quiet hours hold excepted. */
  async tryWaiting(tx: Tx, channelId: string): Promise<void> {
    for (const row of await this.store.holdAll(tx, channelId, 'waiting'))
      if (!row.heldUntil) await this.addJob(tx, row, { isNow: true });
  }

  /** The incident became grave: what quiet hours held goes at once. */
  async release(tx: Tx, incidentId: string, level: string, at: Date): Promise<void> {
    for (const row of await this.store.release(tx, incidentId, level, at))
      await this.addJob(tx, row, { isNow: true });
  }

  /** Queues again what waits although its time is past; safe in several processes. */
  async takeUpLost(): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      for (const row of await this.store.overdue(tx, new Date(at.getTime() - LOST_AFTER_MS)))
        await this.addJob(tx, row, {});
      return { value: undefined, facts: [] };
    });
  }

  /** Null where what is stored does not open. */
  secretsOf({ id, secrets }: Pick<ChannelRow, 'id' | 'secrets'>): Secrets | null {
    if (!secrets) return {};
    const opened = this.box.open(id, secrets);
    return opened === null ? null : (JSON.parse(opened) as Secrets);
  }

  /** True where this is not the time: the matter is settled, nobody can be reached there, or quiet hours hold it. */
  private async putOff(notice: NoticeFound, channel: ChannelRow, at: Date): Promise<boolean> {
    if (notice.clockId && !(await this.store.runs(notice.clockId)))
      return this.drop(notice, 'settled', settledWords);
    const isPersonal = channel.kind === 'email' || channel.kind === 'sms';
    if (isPersonal && !notice.sentTo) return this.drop(notice, 'no-address', noAddress);
    const own = notice.officerId ? await this.settings.find(notice.officerId) : null;
    const ends = [channel.quiet, isPersonal ? (own?.quiet ?? null) : null]
      .flatMap((quiet) => quietUntil(quiet, notice.level, at)?.getTime() ?? [])
      .sort((a, b) => b - a);
    if (ends.length === 0) return false;
    const heldUntil = new Date(ends[0]!);
    await this.commit.commit(async (tx) => {
      const row = await this.store.hold(tx, notice.id);
      // Meanwhile the level may have risen: then it is not held.
      if (row?.state === 'waiting' && row.level === notice.level) {
        await this.store.update(tx, row.id, { heldUntil, nextAttemptAt: heldUntil });
        await this.addJob(tx, row, { runAt: heldUntil });
      }
      return { value: undefined, facts: [] };
    });
    return true;
  }

  private async drop(notice: NoticeFound, why: string, dropped: { zh: string; en: string }): Promise<true> {
    const { id: noticeId, channelId, clockId } = notice;
    await this.commit.commit(async (tx) => {
      const row = await this.store.hold(tx, noticeId);
      if (row?.state !== 'waiting') return { value: undefined, facts: [] };
      await this.store.update(tx, noticeId, { state: 'dropped', dropped, nextAttemptAt: null });
      const body = { noticeId, channelId, clockId, why };
      return {
        value: undefined,
        facts: [fact('notice.dropped', system, subjectOf(channelId), notice.jurisdictionId, body)],
      };
    });
    return true;
  }

  /** Writes the attempt down before anything is sent; null where somebody else has it. */
  private claim(tried: NoticeFound, at: Date): Promise<number | null> {
    return this.commit.commit(async (tx) => {
      const row = await this.store.hold(tx, tried.id);
      if (row?.state !== 'waiting' || row.attempts !== tried.attempts) return { value: null, facts: [] };
      const n = await this.store.beginAttempt(tx, row.id, at);
      // Until the answer is noted: a process that is killed here leaves it to the next, a minute on.
      await this.store.update(tx, row.id, { attempts: row.attempts + 1, heldUntil: null, nextAttemptAt: at });
      return { value: n, facts: [] };
    });
  }

  private async again(tx: Tx, row: NoticeRow, at: Date): Promise<void> {
    const anew = { state: 'waiting' as const, attempts: 0, heldUntil: null, dropped: null };
    await this.store.update(tx, row.id, { ...anew, nextAttemptAt: at, deliveredAt: null });
    await this.addJob(tx, row, { isNow: true });
  }

  private addJob(
    tx: Tx,
    { id, channelId }: Waiting,
    { isNow = false, runAt }: { isNow?: boolean; runAt?: Date },
  ): Promise<void> {
    // One after the other at each channel: a slow one holds up nobody else, and a robot's patience is not tried.
    const keyed = { key: `notice:${id}`, queue: `notices:${channelId}`, replace: isNow, runAt };
    return this.jobs.add(tx, 'notice.deliver', { noticeId: id }, keyed);
  }

  /** Meanwhile somebody may have removed the channel or sent it again: then this attempt is only kept on record. */
  private async note(
    tx: Tx,
    at: Date,
    tried: NoticeFound,
    { n, tookMs, ...carried }: Carried & { n: number; tookMs: number },
  ): Promise<NewFact[]> {
    const { fault, status, head } = carried;
    const channel = await this.channels.hold(tx, tried.channelId);
    const row = await this.store.hold(tx, tried.id);
    const trouble = fault === null ? null : noticeTrouble(fault);
    await this.store.noteAttempt(tx, tried.id, n, { tookMs, status, head, trouble });
    const attempts = tried.attempts + 1;
    if (!row || !channel || row.state !== 'waiting' || row.attempts !== attempts) return [];
    const { id: noticeId, channelId, clockId, officerId } = row;
    const about = { noticeId, channelId, clockId, officerId, attempts };
    const toLedger = <K extends 'notice.told' | 'notice-channel.failing' | 'notice.given-up'>(
      kind: K,
      body: Parameters<typeof fact<K>>[4],
    ) => fact(kind, system, subjectOf(channelId), row.jurisdictionId, body);
    if (fault === null) {
      await this.store.update(tx, row.id, { state: 'delivered', nextAttemptAt: null, deliveredAt: at });
      if (channel.failingToldAt) {
        // It is back: what waits is not left to its far next attempt.
        await this.channels.update(tx, channelId, { failingToldAt: null });
        await this.tryWaiting(tx, channelId);
      }
      return [toLedger('notice.told', { ...about, status })];
    }
    const isTest = row.about === 'test';
    const next = isTest || carried.isFinal ? null : nextAttempt(attempts, carried, at, Math.random());
    const state = next ? ('waiting' as const) : ('failed' as const);
    await this.store.update(tx, row.id, { state, nextAttemptAt: next });
    if (next) await this.addJob(tx, row, { runAt: next });
    if (isTest) return [];
    const body = { ...about, code: trouble!.code };
    const givenUp = next ? [] : [toLedger('notice.given-up', body)];
    if (!tellsFailing(attempts, next === null, channel.failingToldAt, at)) return givenUp;
    await this.channels.update(tx, channelId, { failingToldAt: at });
    return [...givenUp, toLedger('notice-channel.failing', body)];
  }
}

const settledWords = {
  zh: '轮到发送时，时钟已经停了，不必再告知。',
  en: 'By the time it could be sent the clock had stopped; nobody needs to be told.',
};
const noAddress = {
  zh: '本人没有登记邮箱或手机号。',
  en: 'No mail address or telephone number is on record for this person.',
};
const subjectOf = (id: string) => ({ type: 'notice-channel', id });
const paused = () =>
  conflict('notice-channel.paused', '该渠道已暂停，请先恢复。', 'This channel is paused; resume it first.');
const removed = () =>
  conflict(
    'notice-channel.removed',
    '该渠道已删除，不再发送。',
    'This channel was removed; nothing more is sent.',
  );

// What waits for a receiver: queued, gathered with whatever goes there too, dropped or put off where its time is not now, else sent.
import { Injectable } from '@nestjs/common';
import { quietUntil } from '#duty';
import { system } from '../platform/access';
import { Commit, fact, type Tx } from '../platform/commit';
import { Now } from '../platform/now';
import type { ChannelRow } from './channel.row';
import { ChannelStore } from './channel.store';
import { FEW, gathers } from './letter';
import { NoticeJobs } from './notice.jobs';
import type { NoticeRow } from './notice.row';
import { type NewNotice, type NoticeFound, NoticeStore } from './notice.store';
import { Parcels } from './parcel.service';
import { SettingStore } from './setting.store';

/** Longer than any attempt lasts: past its time by so much, a notice has lost its job. */
const LOST_AFTER_MS = 60_000;
/** A letter takes no more; what is left goes in the next. */
const MOST = 2_000;

@Injectable()
export class DeliverService {
  constructor(
    private readonly store: NoticeStore,
    private readonly channels: ChannelStore,
    private readonly settings: SettingStore,
    private readonly parcels: Parcels,
    private readonly jobs: NoticeJobs,
    private readonly commit: Commit,
    private readonly now: Now,
  ) {}

  /** Writes notices and their jobs in the caller's transaction; once for each receiver, channel and step. */
  async queue(tx: Tx, notices: readonly NewNotice[], at: Date): Promise<void> {
    const added = await this.store.add(tx, notices, at);
    for (const heldUntil of new Set(notices.map((one) => one.heldUntil))) {
      const rows = notices.filter((one) => one.heldUntil === heldUntil && added.has(one.id));
      await this.jobs.add(
        tx,
        rows.map((row) => ({ ...row, letterId: null })),
        { runAt: heldUntil ?? undefined },
      );
    }
  }

  /**
   * One attempt at a notice and at whatever else waits for the same receiver: each by itself while they are few, else as
   * one letter. Never throws for a fault of the other side: that is noted, and the next attempt queued.
   */
  async deliver(noticeId: string): Promise<void> {
    const notice = await this.store.find(noticeId);
    const channel = notice && (await this.channels.find(notice.channelId));
    if (notice?.state !== 'waiting' || !channel || channel.paused) return;
    const at = this.now.at();
    const isAlone = notice.about === 'test' || !gathers(channel.kind);
    const waiting = isAlone ? [notice] : await this.store.together(notice, at, MOST);
    const rows = notice.about === 'test' ? waiting : await this.timely(waiting, channel, at);
    const few = notice.letterId === null && rows.length <= FEW;
    for (const parcel of few ? rows.map((row) => [row]) : [rows])
      if (parcel.length > 0) await this.parcels.send(channel, parcel, at);
    // What one letter could not take has no job of its own.
    if (waiting.length === MOST)
      await this.commit.commit(async (tx) => {
        const [next] = await this.store.together(notice, at, 1);
        if (next) await this.jobs.add(tx, [next], {});
        return { value: undefined, facts: [] };
      });
  }

  /** The incident became grave: what quiet hours held goes at once. */
  async release(tx: Tx, incidentId: string, level: string, at: Date): Promise<void> {
    await this.jobs.add(tx, await this.store.release(tx, incidentId, level, at), { isNow: true });
  }

  rename(tx: Tx, incidentId: string): Promise<void> {
    return this.store.rename(tx, incidentId);
  }

  /** Queues again what waits although its time is past; safe in several processes. */
  async takeUpLost(): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      await this.jobs.add(tx, await this.store.overdue(tx, new Date(at.getTime() - LOST_AFTER_MS)), {});
      return { value: undefined, facts: [] };
    });
  }

  /** Sends some again from the beginning; under the same ids, so that nothing counts twice. */
  async again(tx: Tx, rows: readonly NoticeRow[], at: Date): Promise<void> {
    const anew = { state: 'waiting' as const, attempts: 0, heldUntil: null, dropped: null, letterId: null };
    const ids = rows.map(({ id }) => id);
    await this.store.update(tx, ids, { ...anew, nextAttemptAt: at, deliveredAt: null });
    await this.jobs.add(
      tx,
      rows.map((row) => ({ ...row, letterId: null })),
      { isNow: true },
    );
  }

  /** Of these whose time it is: what is settled or can reach nobody is dropped, what quiet hours hold is put off. */
  private async timely(rows: NoticeFound[], channel: ChannelRow, at: Date): Promise<NoticeFound[]> {
    const settled = await this.store.settled(rows.flatMap(({ clockId }) => clockId ?? []));
    const runs = rows.filter(({ clockId }) => clockId === null || !settled.has(clockId));
    await this.drop(
      rows.filter((row) => !runs.includes(row)),
      ...(['settled', settledWords] as const),
    );
    const isPersonal = channel.kind === 'email' || channel.kind === 'sms';
    const reachable = isPersonal ? runs.filter(({ sentTo }) => sentTo) : runs;
    await this.drop(
      runs.filter((row) => !reachable.includes(row)),
      ...(['no-address', noAddress] as const),
    );
    const [first] = reachable;
    const own = first?.officerId ? await this.settings.find(first.officerId) : null;
    // All of them are for one receiver, and quiet hours hold all but the grave ones, which go by themselves.
    const ends = [channel.quiet, isPersonal ? (own?.quiet ?? null) : null]
      .flatMap((quiet) => quietUntil(quiet, first?.level ?? null, at)?.getTime() ?? [])
      .sort((a, b) => b - a);
    if (!first || ends.length === 0) return reachable;
    await this.putOff(reachable, new Date(ends[0]!));
    return [];
  }

  private async putOff(rows: readonly NoticeFound[], heldUntil: Date): Promise<void> {
    const levels = new Map(rows.map(({ id, level }) => [id, level]));
    await this.commit.commit(async (tx) => {
      const held = await this.store.holdThese(tx, [...levels.keys()]);
      // Meanwhile the level may have risen: then it is not held.
      const kept = held.filter(({ id, state, level }) => state === 'waiting' && level === levels.get(id));
      const ids = kept.map(({ id }) => id);
      await this.store.update(tx, ids, { heldUntil, nextAttemptAt: heldUntil });
      await this.jobs.add(tx, kept, { runAt: heldUntil });
      return { value: undefined, facts: [] };
    });
  }

  private async drop(
    rows: readonly NoticeFound[],
    why: string,
    dropped: { zh: string; en: string },
  ): Promise<void> {
    if (rows.length === 0) return;
    await this.commit.commit(async (tx) => {
      const ids = rows.map(({ id }) => id);
      const held = (await this.store.holdThese(tx, ids)).filter(({ state }) => state === 'waiting');
      const still = held.map(({ id }) => id);
      await this.store.update(tx, still, { state: 'dropped', dropped, nextAttemptAt: null });
      const facts = held.map(({ id: noticeId, channelId, clockId, jurisdictionId }) => {
        const body = { noticeId, channelId, clockId, why };
        return fact('notice.dropped', system, subjectOf(channelId), jurisdictionId, body);
      });
      return { value: undefined, facts };
    });
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

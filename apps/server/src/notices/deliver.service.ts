// Sends what waits for a receiver: claims the attempt, carries it, keeps the answer, tries again later, gives up in view of everybody.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { isGraveLevel, quietUntil } from '#duty';
import { system } from '../platform/access';
import { nextAttempt, tellsFailing } from '../platform/attempts';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { Jobs } from '../platform/jobs';
import { Now } from '../platform/now';
import { SecretBox } from '../platform/secret-box';
import { type Carried, Carrier, type Secrets } from './carrier';
import type { ChannelRow } from './channel.row';
import { ChannelStore } from './channel.store';
import { FEW, gathers, letterOf } from './letter';
import type { NoticeRow } from './notice.row';
import { type NewNotice, type NoticeFound, NoticeStore, type Waiting } from './notice.store';
import { noticeTrouble } from './notice-trouble';
import { SettingStore } from './setting.store';

/** Longer than any attempt lasts: past its time by so much, a notice has lost its job. */
const LOST_AFTER_MS = 60_000;
/** A letter takes no more; what is left goes in the next. */
const MOST = 2_000;
/** What is sent at once: one notice as it was written, or many as one letter. `tried`: the attempt's number for each. */
type Parcel = { rows: NoticeFound[]; tried: Map<string, number>; letterId: string | null };

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
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Writes notices and their jobs in the caller's transaction; once for each receiver, channel and step. */
  async queue(tx: Tx, notices: readonly NewNotice[], at: Date): Promise<void> {
    const added = await this.store.add(tx, notices, at);
    for (const heldUntil of new Set(notices.map((one) => one.heldUntil))) {
      const rows = notices.filter((one) => one.heldUntil === heldUntil && added.has(one.id));
      await this.addJobs(
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
      if (parcel.length > 0) await this.send(channel, parcel, at);
    // What one letter could not take has no job of its own.
    if (waiting.length === MOST)
      await this.commit.commit(async (tx) => {
        const [next] = await this.store.together(notice, at, 1);
        if (next) await this.addJobs(tx, [next], {});
        return { value: undefined, facts: [] };
      });
  }

  /** Everything of this channel that waits is tried now, what quiet hours hold excepted. */
  async tryWaiting(tx: Tx, channelId: string, at: Date): Promise<void> {
    await this.addJobs(tx, await this.store.hurry(tx, channelId, at), { isNow: true });
  }

  /** The incident became grave: what quiet hours held goes at once. */
  async release(tx: Tx, incidentId: string, level: string, at: Date): Promise<void> {
    await this.addJobs(tx, await this.store.release(tx, incidentId, level, at), { isNow: true });
  }

  /** Queues again what waits although its time is past; safe in several processes. */
  async takeUpLost(): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      await this.addJobs(tx, await this.store.overdue(tx, new Date(at.getTime() - LOST_AFTER_MS)), {});
      return { value: undefined, facts: [] };
    });
  }

  /** Sends some again from the beginning; under the same ids, so that nothing counts twice. */
  async again(tx: Tx, rows: readonly NoticeRow[], at: Date): Promise<void> {
    const anew = { state: 'waiting' as const, attempts: 0, heldUntil: null, dropped: null, letterId: null };
    const ids = rows.map(({ id }) => id);
    await this.store.update(tx, ids, { ...anew, nextAttemptAt: at, deliveredAt: null });
    await this.addJobs(
      tx,
      rows.map((row) => ({ ...row, letterId: null })),
      { isNow: true },
    );
  }

  /** Null where what is stored does not open. */
  secretsOf({ id, secrets }: Pick<ChannelRow, 'id' | 'secrets'>): Secrets | null {
    if (!secrets) return {};
    const opened = this.box.open(id, secrets);
    return opened === null ? null : (JSON.parse(opened) as Secrets);
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
      await this.addJobs(tx, kept, { runAt: heldUntil });
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

  /** Sends these as one: claimed before, noted after. */
  private async send(channel: ChannelRow, rows: readonly NoticeFound[], at: Date): Promise<void> {
    const parcel = await this.claim(rows, at);
    const [first] = parcel.rows;
    if (!first) return;
    const secrets = this.secretsOf(channel);
    const { publicUrl } = this.config;
    const id = parcel.letterId ?? first.id;
    const contents = parcel.rows.map(({ content }) => content);
    const content = parcel.letterId ? letterOf(contents, channel.kind, { id, at, publicUrl }) : first.content;
    const begun = performance.now();
    const carried: Carried = secrets
      ? await this.carrier.carry(channel, secrets, { id, content, address: first.sentTo, at })
      : { fault: 'no-secret', status: null, head: null, retryAfterSeconds: null, isFinal: true };
    const tookMs = Math.round(performance.now() - begun);
    await this.commit.commit(async (tx, noted) => ({
      value: undefined,
      facts: await this.note(tx, noted, parcel, { tookMs, ...carried }),
    }));
  }

  /**
   * Writes the attempt down before anything is sent, without those that somebody else has. A letter gets a number of its
   * own, and keeps it until its answer is noted: killed in between, the same letter goes once more, under that number.
   */
  private claim(wanted: readonly NoticeFound[], at: Date): Promise<Parcel> {
    return this.commit.commit<Parcel>(async (tx) => {
      const held = new Map(
        (
          await this.store.holdThese(
            tx,
            wanted.map(({ id }) => id),
          )
        ).map((r) => [r.id, r]),
      );
      const rows = wanted.filter(({ id, attempts, letterId }) => {
        const row = held.get(id);
        return row?.state === 'waiting' && row.attempts === attempts && row.letterId === letterId;
      });
      if (rows.length === 0) return { value: { rows, tried: new Map(), letterId: null }, facts: [] };
      const letterId = rows[0]!.letterId ?? (rows.length > 1 ? randomUUID() : null);
      const ids = rows.map(({ id }) => id);
      const tried = await this.store.beginAttempt(tx, ids, at);
      // Until the answer is noted: a process that is killed here leaves it to the next, a minute on.
      await this.store.claim(tx, ids, { letterId, at });
      return { value: { rows, tried, letterId }, facts: [] };
    });
  }

  /**
   * Adds the jobs of some notices: one each, and one for all that go to one receiver together where they are more than a
   * few. One after the other at each channel: a slow one holds up nobody else, and a robot's patience is not tried.
   */
  private async addJobs(
    tx: Tx,
    rows: readonly Waiting[],
    { isNow = false, runAt }: { isNow?: boolean; runAt?: Date },
  ): Promise<void> {
    const receivers = new Map<string, Waiting[]>();
    for (const row of rows) {
      const key = [row.channelId, row.officerId, isGraveLevel(row.level), row.letterId].join();
      receivers.set(key, [...(receivers.get(key) ?? []), row]);
    }
    const kinds = await this.channels.kinds(tx, [...new Set(rows.map(({ channelId }) => channelId))]);
    for (const own of receivers.values()) {
      const kind = kinds.get(own[0]!.channelId);
      const isOne = kind !== undefined && gathers(kind) && own.length > FEW;
      await this.jobs.addAll(
        tx,
        'notice.deliver',
        (isOne ? own.slice(0, 1) : own).map(({ id, channelId }) => ({
          payload: { noticeId: id },
          ...{ key: `notice:${id}`, queue: `notices:${channelId}` },
        })),
        { replace: isNow, runAt },
      );
    }
  }

  /** Meanwhile somebody may have removed the channel or sent some of it again: then this attempt is only kept on record. */
  private async note(
    tx: Tx,
    at: Date,
    { rows: sent, tried }: Parcel,
    { tookMs, ...carried }: Carried & { tookMs: number },
  ): Promise<NewFact[]> {
    const { fault, status, head } = carried;
    const before = new Map(sent.map((row) => [row.id, row.attempts]));
    const channel = await this.channels.hold(tx, sent[0]!.channelId);
    const held = await this.store.holdThese(tx, [...before.keys()]);
    const trouble = fault === null ? null : noticeTrouble(fault);
    await this.store.noteAttempt(tx, tried, { tookMs, status, head, trouble });
    const rows = held.filter(
      ({ id, state, attempts }) => state === 'waiting' && attempts === before.get(id)! + 1,
    );
    if (!channel || rows.length === 0) return [];
    const toLedger = <K extends 'notice.told' | 'notice-channel.failing' | 'notice.given-up'>(
      kind: K,
      { id: noticeId, channelId, clockId, officerId, attempts, jurisdictionId }: NoticeRow,
      more: { status: number | null } | { code: string },
    ) =>
      fact(kind, system, subjectOf(channelId), jurisdictionId, {
        ...{ noticeId, channelId, clockId, officerId, attempts },
        ...more,
      } as Parameters<typeof fact<K>>[4]);
    if (fault === null) {
      const delivered = { state: 'delivered' as const, nextAttemptAt: null, deliveredAt: at };
      await this.store.update(
        tx,
        rows.map(({ id }) => id),
        delivered,
      );
      if (channel.failingToldAt) {
        // It is back: what waits is not left to its far next attempt.
        await this.channels.update(tx, channel.id, { failingToldAt: null });
        await this.tryWaiting(tx, channel.id, at);
      }
      return rows.map((row) => toLedger('notice.told', row, { status }));
    }
    const jitter = Math.random();
    const put = rows.map((row) => {
      const isTest = row.about === 'test';
      return {
        row,
        next: isTest || carried.isFinal ? null : nextAttempt(row.attempts, carried, at, jitter),
      };
    });
    await this.store.putBack(
      tx,
      put.map(({ row: { id }, next }) => ({ id, next })),
    );
    // Those that were tried equally often are due again together.
    for (const time of new Set(put.flatMap(({ next }) => next?.getTime() ?? [])))
      await this.addJobs(
        tx,
        put.flatMap(({ row, next }) => (next?.getTime() === time ? [{ ...row, letterId: null }] : [])),
        { runAt: new Date(time) },
      );
    const code = trouble!.code;
    const real = put.filter(({ row }) => row.about !== 'test');
    const givenUp = real.flatMap(({ row, next }) =>
      next ? [] : [toLedger('notice.given-up', row, { code })],
    );
    const worst = real.find(({ row: { attempts }, next }) =>
      tellsFailing(attempts, next === null, channel.failingToldAt, at),
    );
    if (!worst) return givenUp;
    await this.channels.update(tx, channel.id, { failingToldAt: at });
    return [...givenUp, toLedger('notice-channel.failing', worst.row, { code })];
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

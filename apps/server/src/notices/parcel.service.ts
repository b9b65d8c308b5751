// One attempt: claimed before anything is sent, carried, and its answer noted; tried again later, given up in view of everybody.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { system } from '../platform/access';
import { nextAttempt, tellsFailing } from '../platform/attempts';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { SecretBox } from '../platform/secret-box';
import { type Carried, Carrier } from './carrier';
import type { ChannelRow } from './channel.row';
import { secretsOf } from './channel.secrets';
import { ChannelStore } from './channel.store';
import { letterOf } from './letter';
import { NoticeJobs } from './notice.jobs';
import type { NoticeRow } from './notice.row';
import { type NoticeFound, NoticeStore } from './notice.store';
import { noticeTrouble } from './notice-trouble';

/** What is sent at once: one notice as it was written, or many as one letter. `tried`: the attempt's number for each. */
type Parcel = { rows: NoticeFound[]; tried: Map<string, number>; letterId: string | null };

@Injectable()
export class Parcels {
  constructor(
    private readonly store: NoticeStore,
    private readonly channels: ChannelStore,
    private readonly jobs: NoticeJobs,
    private readonly carrier: Carrier,
    private readonly box: SecretBox,
    private readonly commit: Commit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Sends these as one: claimed before, noted after. */
  async send(channel: ChannelRow, rows: readonly NoticeFound[], at: Date): Promise<void> {
    const parcel = await this.claim(rows, at);
    const [first] = parcel.rows;
    if (!first) return;
    const secrets = secretsOf(this.box, channel);
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
    return trouble === null
      ? this.told(tx, channel, rows, { at, status })
      : this.failed(tx, channel, rows, { at, carried, code: trouble.code });
  }

  private async told(
    tx: Tx,
    channel: ChannelRow,
    rows: readonly NoticeRow[],
    { at, status }: { at: Date; status: number | null },
  ): Promise<NewFact[]> {
    const ids = rows.map(({ id }) => id);
    await this.store.update(tx, ids, { state: 'delivered', nextAttemptAt: null, deliveredAt: at });
    if (channel.failingToldAt) {
      // It is back: what waits is not left to its far next attempt.
      await this.channels.update(tx, channel.id, { failingToldAt: null });
      await this.jobs.tryWaiting(tx, channel.id, at);
    }
    return rows.map((row) => toLedger('notice.told', row, { status }));
  }

  /** Each at its next time; what can be tried no more is given up, and a channel that keeps failing is told of. */
  private async failed(
    tx: Tx,
    channel: ChannelRow,
    rows: readonly NoticeRow[],
    { at, carried, code }: { at: Date; carried: Carried; code: string },
  ): Promise<NewFact[]> {
    const jitter = Math.random();
    const put = rows.map((row) => {
      const isLast = row.about === 'test' || carried.isFinal;
      return { row, next: isLast ? null : nextAttempt(row.attempts, carried, at, jitter) };
    });
    await this.store.putBack(
      tx,
      put.map(({ row: { id }, next }) => ({ id, next })),
    );
    // Those that were tried equally often are due again together.
    for (const time of new Set(put.flatMap(({ next }) => next?.getTime() ?? [])))
      await this.jobs.add(
        tx,
        put.flatMap(({ row, next }) => (next?.getTime() === time ? [{ ...row, letterId: null }] : [])),
        { runAt: new Date(time) },
      );
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

const toLedger = <K extends 'notice.told' | 'notice-channel.failing' | 'notice.given-up'>(
  kind: K,
  { id: noticeId, channelId, clockId, officerId, attempts, jurisdictionId }: NoticeRow,
  more: { status: number | null } | { code: string },
): NewFact =>
  fact(kind, system, { type: 'notice-channel', id: channelId }, jurisdictionId, {
    ...{ noticeId, channelId, clockId, officerId, attempts },
    ...more,
  } as Parameters<typeof fact<K>>[4]);

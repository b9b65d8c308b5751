// What people do with notices: see them with every attempt, and send again what was given up.
import { Injectable } from '@nestjs/common';
import type { Answer, Input, Notice } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { pageOf, readInstantCursor } from '../platform/page';
import { conflict, notFound } from '../platform/problem';
import { ChannelStore } from './channel.store';
import { noticeView } from './channel.view';
import { DeliverService } from './deliver.service';
import { NoticeStore } from './notice.store';

@Injectable()
export class NoticeService {
  constructor(
    private readonly store: NoticeStore,
    private readonly channels: ChannelStore,
    private readonly delivering: DeliverService,
    private readonly commit: Commit,
  ) {}

  async list(who: Principal, query: Input<'notices.list'>['query']): Promise<Answer<'notices.list'>> {
    const { cursor, limit, channelId, clockId, state } = query;
    const after = readInstantCursor(cursor);
    const before = after && { at: after[0], id: after[1] };
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
      await this.delivering.again(tx, [row], at);
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
      await this.delivering.again(tx, rows, at);
      const body = { channelId, noticeId: null, count: rows.length };
      const told = fact('notice.resent', actorOf(who), subjectOf(channelId), channel.jurisdictionId, body);
      return { value: { queued: rows.length }, facts: rows.length > 0 ? [told] : [] };
    });
  }
}

const subjectOf = (id: string) => ({ type: 'notice-channel', id });
const paused = () =>
  conflict('notice-channel.paused', '该渠道已暂停，请先恢复。', 'This channel is paused; resume it first.');
const removed = () =>
  conflict(
    'notice-channel.removed',
    '该渠道已删除，不再发送。',
    'This channel was removed; nothing more is sent.',
  );

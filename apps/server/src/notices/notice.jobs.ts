// Which jobs send which notices: one each, or one for all that go to one receiver together.
import { Injectable } from '@nestjs/common';
import { isGraveLevel } from '#duty';
import type { Tx } from '../platform/commit';
import { Jobs } from '../platform/jobs';
import { ChannelStore } from './channel.store';
import { FEW, gathers } from './letter';
import { NoticeStore, type Waiting } from './notice.store';

@Injectable()
export class NoticeJobs {
  constructor(
    private readonly store: NoticeStore,
    private readonly channels: ChannelStore,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Adds the jobs of some notices: one each, and one for all that go to one receiver together where they are more than a
   * few. One after the other at each channel: a slow one holds up nobody else, and a robot's patience is not tried.
   */
  async add(
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

  /** Everything of this channel that waits is tried now, what quiet hours hold excepted. */
  async tryWaiting(tx: Tx, channelId: string, at: Date): Promise<void> {
    await this.add(tx, await this.store.hurry(tx, channelId, at), { isNow: true });
  }
}

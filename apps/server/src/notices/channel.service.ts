// What people do with channels: add, change, pause, try, remove. A secret goes in and is never shown again.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, NoticeChannel, NoticeChannelInput } from '#contract';
import { newWebhookSecret } from '#intake';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { conflict, invalid, notFound } from '../platform/problem';
import { SecretBox } from '../platform/secret-box';
import type { Secrets } from './carrier';
import type { ChannelRow } from './channel.row';
import { secretsOf } from './channel.secrets';
import { ChannelStore } from './channel.store';
import { channelView } from './channel.view';
import { readChannelInput } from './channel-input';
import { NoticeJobs } from './notice.jobs';
import { NoticeStore } from './notice.store';

@Injectable()
export class ChannelService {
  constructor(
    private readonly store: ChannelStore,
    private readonly notices: NoticeStore,
    private readonly jobs: NoticeJobs,
    private readonly box: SecretBox,
    private readonly commit: Commit,
  ) {}

  async list(who: Principal): Promise<NoticeChannel[]> {
    const rows = await this.store.list(who.jurisdictionIds);
    const counts = await this.store.counts(rows.map(({ id }) => id));
    return rows.map((row) => channelView(row, counts.get(row.id)));
  }

  async add(who: Principal, input: NoticeChannelInput): Promise<Answer<'noticeChannels.add'>> {
    const { settings, secrets, needs, host } = readChannelInput(input);
    const secret = input.kind === 'webhook' ? newWebhookSecret() : null;
    const kept: Secrets = secret ? { secret } : secrets;
    demand(needs, kept);
    const id = randomUUID();
    return this.commit.commit(async (tx, at) => {
      const row: ChannelRow = {
        id,
        jurisdictionId: who.jurisdictionId,
        kind: input.kind,
        name: input.name,
        settings,
        ...this.sealed(id, kept),
        quiet: input.quiet,
        paused: false,
        failingToldAt: null,
        createdAt: at,
        removedAt: null,
      };
      await this.store.add(tx, row);
      const body = { channelId: id, name: input.name, kind: input.kind, host };
      return {
        value: { ...channelView(row), secret },
        facts: [fact('notice-channel.added', actorOf(who), subjectOf(id), row.jurisdictionId, body)],
      };
    });
  }

  change(who: Principal, id: string, input: NoticeChannelInput): Promise<NoticeChannel> {
    const { settings, secrets, needs } = readChannelInput(input);
    return this.act(who, id, async (tx, row, at) => {
      if (row.kind !== input.kind)
        throw conflict(
          'notice-channel.kind',
          '渠道的种类不能改，请另建一个。',
          'The kind of a channel cannot be changed; add another one.',
        );
      const before = secretsOf(this.box, row) ?? {};
      const kept: Secrets = { ...before, ...secrets };
      demand(needs, kept);
      const wanted: Partial<ChannelRow> = {
        name: input.name,
        quiet: input.quiet,
        // A robot whose address was not entered again keeps the host that is shown.
        settings: { ...('url' in kept && !('url' in settings) ? row.settings : {}), ...settings },
      };
      const changed = Object.entries(wanted)
        .filter(([name, value]) => !same(value, row[name as keyof ChannelRow]))
        .map(([name]) => name);
      // Which secret was replaced is on record, not what it is.
      const replaced = Object.keys(secrets).filter(
        (name) => before[name as keyof Secrets] !== secrets[name as keyof Secrets],
      );
      if (changed.length + replaced.length === 0) return { row, facts: [] };
      const after = { ...row, ...wanted, ...(replaced.length > 0 ? this.sealed(id, kept) : {}) };
      await this.store.update(tx, id, after);
      await this.jobs.tryWaiting(tx, id, at);
      const body = { channelId: id, changed: [...changed, ...replaced] };
      return {
        row: after,
        facts: [fact('notice-channel.changed', actorOf(who), subjectOf(id), row.jurisdictionId, body)],
      };
    });
  }

  pause(who: Principal, id: string, paused: boolean): Promise<NoticeChannel> {
    return this.act(who, id, async (tx, row, at) => {
      if (row.paused === paused) return { row, facts: [] };
      await this.store.update(tx, id, { paused });
      if (!paused) await this.jobs.tryWaiting(tx, id, at);
      const body = { channelId: id, changed: ['paused'] };
      return {
        row: { ...row, paused },
        facts: [fact('notice-channel.changed', actorOf(who), subjectOf(id), row.jurisdictionId, body)],
      };
    });
  }

  async remove(who: Principal, id: string): Promise<void> {
    await this.act(who, id, async (tx, row, at) => {
      await this.store.update(tx, id, { removedAt: at, secrets: null, secretNames: [] });
      await this.notices.dropWaiting(tx, id, {
        zh: '渠道已删除，不再发送。',
        en: 'The channel was removed; nothing more is sent.',
      });
      return {
        row,
        facts: [
          fact('notice-channel.removed', actorOf(who), subjectOf(id), row.jurisdictionId, { channelId: id }),
        ],
      };
    });
  }

  /** Holds the channel, acts, and shows it as it then is. */
  private async act(
    who: Principal,
    id: string,
    work: (tx: Tx, row: ChannelRow, at: Date) => Promise<{ row: ChannelRow; facts: NewFact[] }>,
  ): Promise<NoticeChannel> {
    const row = await this.commit.commit(async (tx, at) => {
      const held = await this.store.hold(tx, id);
      inView(who, held?.jurisdictionId);
      if (!held) throw notFound();
      const done = await work(tx, held, at);
      return { value: done.row, facts: done.facts };
    });
    return channelView(row, (await this.store.counts([id])).get(id));
  }

  private sealed(id: string, secrets: Secrets): Pick<ChannelRow, 'secrets' | 'secretNames'> {
    const secretNames = Object.keys(secrets).sort();
    return {
      secretNames,
      secrets: secretNames.length > 0 ? this.box.seal(id, JSON.stringify(secrets)) : null,
    };
  }
}

function demand(needs: readonly (keyof Secrets)[], kept: Secrets): void {
  const missing = needs.find((name) => !kept[name]);
  if (missing)
    throw invalid(
      'notice-channel.secret-needed',
      missing === 'url' ? '请填写机器人的完整地址。' : '请填写口令或密钥。',
      missing === 'url' ? 'Give the full address of the robot.' : 'Give the password or secret.',
    );
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const subjectOf = (id: string) => ({ type: 'notice-channel', id });

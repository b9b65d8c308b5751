// A person's own notice settings, and trial notices by any channel, answered at once.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Answer, Input, Notice } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { Now } from '../platform/now';
import { conflict, invalid, notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import type { ChannelRow } from './channel.row';
import { ChannelStore } from './channel.store';
import { testContent } from './content';
import { DeliverService } from './deliver.service';
import { NoticeService } from './notice.service';
import { NoticeStore } from './notice.store';
import { SettingStore } from './setting.store';

const none = { email: '', phone: '', quiet: null };

@Injectable()
export class SettingsService {
  constructor(
    private readonly store: SettingStore,
    private readonly channels: ChannelStore,
    private readonly notices: NoticeStore,
    private readonly delivering: DeliverService,
    private readonly told: NoticeService,
    @Inject(CONFIG) private readonly config: Config,
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly db: Database,
  ) {}

  async read(who: Principal): Promise<Answer<'noticeSettings.read'>> {
    const { email, phone, quiet } = (await this.store.find(officerOf(who))) ?? none;
    const personal = await this.channels.personal(this.db, who.jurisdictionId);
    return { email, phone, quiet, canEmail: personal.has('email'), canSms: personal.has('sms') };
  }

  async change(
    who: Principal,
    wanted: Input<'noticeSettings.change'>['body'],
  ): Promise<Answer<'noticeSettings.read'>> {
    const officerId = officerOf(who);
    await this.commit.commit(async (tx, at) => {
      const before = (await this.store.of(tx, [officerId])).get(officerId) ?? none;
      const changed = (['email', 'phone', 'quiet'] as const).filter(
        (name) => JSON.stringify(before[name]) !== JSON.stringify(wanted[name]),
      );
      if (changed.length === 0) return { value: undefined, facts: [] };
      await this.store.save(tx, { officerId, ...wanted }, at);
      const subject = { type: 'officer', id: officerId };
      const body = { officerId, changed: [...changed] };
      return {
        value: undefined,
        facts: [fact('notice-settings.changed', actorOf(who), subject, who.jurisdictionId, body)],
      };
    });
    return this.read(who);
  }

  /** Sends a trial by this channel, to whom is named or to oneself, and waits for the answer. */
  async test(who: Principal, channelId: string, to: string | undefined): Promise<Notice> {
    const channel = await this.channels.find(channelId);
    inView(who, channel?.jurisdictionId);
    if (!channel) throw notFound();
    if (channel.paused)
      throw conflict(
        'notice-channel.paused',
        '该渠道已暂停，请先恢复。',
        'This channel is paused; resume it first.',
      );
    const address = await this.addressFor(who, channel, to);
    const id = randomUUID();
    const at = this.now.at();
    await this.commit.commit(async (tx) => {
      const notice = {
        id,
        channelId,
        jurisdictionId: channel.jurisdictionId,
        officerId: null,
        address,
        about: 'test' as const,
        ...{ clockId: null, incidentId: null, since: null, rung: null, repeat: null, level: null },
        ...{ heldUntil: null, content: testContent(id, at, who.name, this.config.publicUrl) },
      };
      await this.notices.add(tx, [notice], at);
      return { value: undefined, facts: [] };
    });
    await this.delivering.deliver(id);
    return this.told.view(id);
  }

  private async addressFor(who: Principal, { kind }: ChannelRow, to = ''): Promise<string | null> {
    if (kind !== 'email' && kind !== 'sms') return null;
    const own = who.kind === 'officer' ? await this.store.find(who.id) : null;
    const address = to || (kind === 'email' ? own?.email : own?.phone) || '';
    const fits = kind === 'email' ? /^[^\s@<>,;]+@[^\s@<>,;]+$/ : /^\+?\d{5,15}$/;
    if (!fits.test(address))
      throw invalid(
        'notice.no-address',
        kind === 'email'
          ? '请填写收件地址，或先在“我的通知”中登记自己的邮箱。'
          : '请填写手机号，或先在“我的通知”中登记自己的号码。',
        kind === 'email'
          ? 'Give a mail address, or put your own into your notice settings first.'
          : 'Give a telephone number, or put your own into your notice settings first.',
      );
    return address;
  }
}

function officerOf(who: Principal): string {
  if (who.kind !== 'officer')
    throw conflict(
      'notice-settings.people',
      '只有人员可以有自己的通知设置。',
      'Only people have notice settings of their own.',
    );
  return who.id;
}

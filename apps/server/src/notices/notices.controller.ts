// The doors of channels, of what was told by them, and of a person's own settings.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, SignedIn, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { ChannelService } from './channel.service';
import { NoticeService } from './notice.service';
import { SettingsService } from './settings.service';

@Controller()
export class NoticesController {
  constructor(
    private readonly channels: ChannelService,
    private readonly told: NoticeService,
    private readonly settings: SettingsService,
  ) {}

  @Route('noticeChannels.list')
  @Requires('notice.read')
  async list(@Who() who: Principal): Promise<Answer<'noticeChannels.list'>> {
    return { items: await this.channels.list(who) };
  }

  @Route('noticeChannels.add')
  @Requires('notice.manage')
  add(
    @Input() { body }: In<'noticeChannels.add'>,
    @Who() who: Principal,
  ): Promise<Answer<'noticeChannels.add'>> {
    return this.channels.add(who, body);
  }

  @Route('noticeChannels.change')
  @Requires('notice.manage')
  change(
    @Input() { params, body }: In<'noticeChannels.change'>,
    @Who() who: Principal,
  ): Promise<Answer<'noticeChannels.change'>> {
    return this.channels.change(who, params.id, body);
  }

  @Route('noticeChannels.pause')
  @Requires('notice.manage')
  pause(
    @Input() { params, body }: In<'noticeChannels.pause'>,
    @Who() who: Principal,
  ): Promise<Answer<'noticeChannels.pause'>> {
    return this.channels.pause(who, params.id, body.paused);
  }

  @Route('noticeChannels.remove')
  @Requires('notice.manage')
  remove(@Input() { params }: In<'noticeChannels.remove'>, @Who() who: Principal): Promise<void> {
    return this.channels.remove(who, params.id);
  }

  @Route('noticeChannels.test')
  @Requires('notice.manage')
  test(
    @Input() { params, body }: In<'noticeChannels.test'>,
    @Who() who: Principal,
  ): Promise<Answer<'noticeChannels.test'>> {
    return this.settings.test(who, params.id, body.to);
  }

  @Route('noticeChannels.resend')
  @Requires('notice.resend')
  resendAll(
    @Input() { params }: In<'noticeChannels.resend'>,
    @Who() who: Principal,
  ): Promise<Answer<'noticeChannels.resend'>> {
    return this.told.resendAll(who, params.id);
  }

  @Route('notices.list')
  @Requires('notice.read')
  notices(@Input() { query }: In<'notices.list'>, @Who() who: Principal): Promise<Answer<'notices.list'>> {
    return this.told.list(who, query);
  }

  @Route('notices.resend')
  @Requires('notice.resend')
  resend(
    @Input() { params }: In<'notices.resend'>,
    @Who() who: Principal,
  ): Promise<Answer<'notices.resend'>> {
    return this.told.resend(who, params.id);
  }

  @Route('noticeSettings.read')
  @SignedIn()
  mine(@Who() who: Principal): Promise<Answer<'noticeSettings.read'>> {
    return this.settings.read(who);
  }

  @Route('noticeSettings.change')
  @SignedIn()
  changeMine(
    @Input() { body }: In<'noticeSettings.change'>,
    @Who() who: Principal,
  ): Promise<Answer<'noticeSettings.change'>> {
    return this.settings.change(who, body);
  }
}

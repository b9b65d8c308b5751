// The door through which machines and people hand messages in.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { SendService } from './send.service';

@Controller()
export class MessagesController {
  constructor(private readonly sending: SendService) {}

  @Route('messages.send')
  @Requires('message.enter')
  send(@Input() { body }: In<'messages.send'>, @Who() who: Principal): Promise<Answer<'messages.send'>> {
    return this.sending.send(who, Array.isArray(body) ? body : [body]);
  }

  @Route('messages.preview')
  @Requires('message.enter')
  preview(
    @Input() { body }: In<'messages.preview'>,
    @Who() who: Principal,
  ): Promise<Answer<'messages.preview'>> {
    return this.sending.preview(who, body);
  }
}

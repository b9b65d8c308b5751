// The doors to messages: search, read, figures by the hour, and the names of topics and watch areas.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { areaNames, concernIds, levelOneTopics } from '#understanding';
import { type Principal, Requires, SignedIn, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { MessageService } from './message.service';

@Controller()
export class MessageController {
  constructor(private readonly messages: MessageService) {}

  @Route('messages.list')
  @Requires('message.read')
  list(@Input() { query }: In<'messages.list'>, @Who() who: Principal): Promise<Answer<'messages.list'>> {
    return this.messages.list(who, query);
  }

  @Route('search.count')
  @Requires('message.read')
  count(@Input() { query }: In<'search.count'>, @Who() who: Principal): Promise<Answer<'search.count'>> {
    return this.messages.count(who, query);
  }

  @Route('messages.read')
  @Requires('message.read')
  read(@Input() { params }: In<'messages.read'>, @Who() who: Principal): Promise<Answer<'messages.read'>> {
    return this.messages.read(who, params.id);
  }

  @Route('messages.branch')
  @Requires('message.read')
  branch(
    @Input() { params }: In<'messages.branch'>,
    @Who() who: Principal,
  ): Promise<Answer<'messages.branch'>> {
    return this.messages.branch(who, params.id);
  }

  @Route('figures.messages')
  @Requires('incident.read')
  figures(
    @Input() { query }: In<'figures.messages'>,
    @Who() who: Principal,
  ): Promise<Answer<'figures.messages'>> {
    return this.messages.figures(who, query);
  }

  @Route('topics.list')
  @SignedIn()
  topics(): Answer<'topics.list'> {
    return { topics: [...levelOneTopics], areas: [...areaNames], concerns: [...concernIds] };
  }
}

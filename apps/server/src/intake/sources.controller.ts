// The doors of sources.
import { Controller, Req } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Asking, type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { SourceService } from './source.service';

@Controller()
export class SourcesController {
  constructor(private readonly sources: SourceService) {}

  @Route('sources.list')
  @Requires('source.read')
  async list(@Who() who: Principal): Promise<Answer<'sources.list'>> {
    return { items: await this.sources.list(who) };
  }

  @Route('sources.add')
  @Requires('source.manage')
  add(@Input() { body }: In<'sources.add'>, @Who() who: Principal): Promise<Answer<'sources.add'>> {
    return this.sources.add(who, body);
  }

  @Route('sources.test')
  @Requires('source.manage')
  test(@Input() { body }: In<'sources.test'>): Promise<Answer<'sources.test'>> {
    return this.sources.test(body.url);
  }

  @Route('sources.change')
  @Requires('source.manage')
  change(
    @Input() { params, body }: In<'sources.change'>,
    @Req() req: Asking,
    @Who() who: Principal,
  ): Promise<Answer<'sources.change'>> {
    // The shape fills in defaults for a new source; a change is only what was sent.
    const sent = Object.fromEntries(Object.entries(body).filter(([name]) => name in req.body));
    return this.sources.change(who, params.id, sent);
  }

  @Route('sources.remove')
  @Requires('source.manage')
  async remove(@Input() { params }: In<'sources.remove'>, @Who() who: Principal): Promise<void> {
    await this.sources.remove(who, params.id);
  }

  @Route('sources.poll')
  @Requires('source.manage')
  poll(@Input() { params }: In<'sources.poll'>, @Who() who: Principal): Promise<Answer<'sources.poll'>> {
    return this.sources.pollNow(who, params.id);
  }
}

// The doors of sources.
import { Controller, Req, Res, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { Answer, Input as In } from '#contract';
import { type Asking, type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { SourceService } from './source.service';
import { SourceListService } from './source-lists.service';

@Controller()
export class SourcesController {
  constructor(
    private readonly sources: SourceService,
    private readonly lists: SourceListService,
  ) {}

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

  @Route('sources.take')
  @Requires('source.manage')
  take(@Input() { params }: In<'sources.take'>, @Who() who: Principal): Promise<Answer<'sources.take'>> {
    return this.sources.take(who, params.id);
  }

  @Route('sources.export')
  @Requires('source.read')
  async export(@Who() who: Principal, @Res({ passthrough: true }) res: Response): Promise<StreamableFile> {
    res.setHeader('Content-Disposition', 'attachment; filename="wenying-sources.opml"');
    return new StreamableFile(Buffer.from(await this.lists.write(who)), { type: 'text/x-opml' });
  }

  @Route('sources.look')
  @Requires('source.manage')
  async look(@Who() who: Principal, @Req() req: Asking): Promise<Answer<'sources.look'>> {
    return { items: await this.lists.look(who, req) };
  }

  @Route('sources.addAll')
  @Requires('source.manage')
  addMany(@Input() { body }: In<'sources.addAll'>, @Who() who: Principal): Promise<Answer<'sources.addAll'>> {
    return this.lists.addMany(who, body);
  }

  @Route('sources.poll')
  @Requires('source.manage')
  poll(@Input() { params }: In<'sources.poll'>, @Who() who: Principal): Promise<Answer<'sources.poll'>> {
    return this.sources.pollNow(who, params.id);
  }
}

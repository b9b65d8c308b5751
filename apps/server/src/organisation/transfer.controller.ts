// The workbook of the organisation and the names of agencies over HTTP.
import { Controller, Req, Res, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { Answer, Input as In } from '#contract';
import { type Asking, type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { wholeBody } from '../platform/whole-body';
import { AgencyService } from './agency.service';
import { TransferService } from './transfer.service';

const MOST_MB = 20;

@Controller()
export class TransferController {
  constructor(
    private readonly transfer: TransferService,
    private readonly agencies: AgencyService,
  ) {}

  @Route('organisation.export')
  @Requires('organisation.read')
  async export(@Who() who: Principal, @Res({ passthrough: true }) res: Response): Promise<StreamableFile> {
    const bytes = await this.transfer.export(who);
    res.attachment('organisation.xlsx');
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return new StreamableFile(bytes, { type });
  }

  @Route('organisation.preview')
  @Requires('organisation.manage')
  async preview(@Who() who: Principal, @Req() req: Asking): Promise<Answer<'organisation.preview'>> {
    return this.transfer.preview(who, await wholeBody(req, MOST_MB));
  }

  @Route('organisation.import')
  @Requires('organisation.manage')
  async import(
    @Input() { query }: In<'organisation.import'>,
    @Who() who: Principal,
    @Req() req: Asking,
  ): Promise<Answer<'organisation.import'>> {
    return this.transfer.import(who, await wholeBody(req, MOST_MB), query.plan);
  }

  @Route('agencies.list')
  @Requires('organisation.read')
  async list(@Who() who: Principal): Promise<Answer<'agencies.list'>> {
    return { items: await this.agencies.list(who) };
  }

  @Route('agencies.hear')
  @Requires('spelling.decide')
  hear(@Input() { body }: In<'agencies.hear'>, @Who() who: Principal): Promise<Answer<'agencies.hear'>> {
    return this.agencies.hear(who, body.spellings);
  }

  @Route('agencies.decide')
  @Requires('spelling.decide')
  decide(@Input() { body }: In<'agencies.decide'>, @Who() who: Principal): Promise<void> {
    return this.agencies.decide(who, body.items);
  }

  @Route('agencies.reopen')
  @Requires('spelling.decide')
  reopen(@Input() { body }: In<'agencies.reopen'>, @Who() who: Principal): Promise<void> {
    return this.agencies.reopen(who, body.ids);
  }
}

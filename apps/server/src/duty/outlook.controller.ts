// The forecast, hotline clocks and standing duties over HTTP.
import { Controller, Res, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { HotlineService } from './hotline.service';
import { OutlookService } from './outlook.service';

@Controller()
export class OutlookController {
  constructor(
    private readonly outlook: OutlookService,
    private readonly records: HotlineService,
  ) {}

  @Route('forecast.duties')
  @Requires('duty.read')
  forecast(
    @Input() { query }: In<'forecast.duties'>,
    @Who() who: Principal,
  ): Promise<Answer<'forecast.duties'>> {
    return this.outlook.forecast(who, query.hours);
  }

  @Route('hotline.clocks')
  @Requires('duty.read')
  hotline(
    @Input() { query }: In<'hotline.clocks'>,
    @Who() who: Principal,
  ): Promise<Answer<'hotline.clocks'>> {
    return this.records.clocks(who, query);
  }

  @Route('hotline.records')
  @Requires('duty.read')
  behind(
    @Input() { query }: In<'hotline.records'>,
    @Who() who: Principal,
  ): Promise<Answer<'hotline.records'>> {
    return this.records.behind(who, query);
  }

  @Route('hotline.export')
  @Requires('duty.read')
  async csv(
    @Input() { query }: In<'hotline.export'>,
    @Who() who: Principal,
    @Res({ passthrough: true }) res: Response,
  ): Promise<StreamableFile> {
    const { name, text } = await this.records.csv(who, query);
    res.attachment(name);
    return new StreamableFile(Buffer.from(text), { type: 'text/csv; charset=utf-8' });
  }

  @Route('standing.read')
  @Requires('duty.read')
  standing(@Input() { query }: In<'standing.read'>, @Who() who: Principal): Promise<Answer<'standing.read'>> {
    return this.outlook.standing(who, query.year);
  }

  @Route('standing.record')
  @Requires('rule.change')
  record(
    @Input() { body }: In<'standing.record'>,
    @Who() who: Principal,
  ): Promise<Answer<'standing.record'>> {
    return this.outlook.record(who, body);
  }

  @Route('standing.withdraw')
  @Requires('rule.change')
  withdraw(
    @Input() { params, body }: In<'standing.withdraw'>,
    @Who() who: Principal,
  ): Promise<Answer<'standing.withdraw'>> {
    return this.outlook.withdraw(who, params.id, body.reason);
  }
}

// Clocks, packs and the figures of duty over HTTP.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { Skew, skewWords } from '../platform/skew';
import { ClockService } from './clock.service';
import { Levels } from './level';
import { TrendService } from './trend.service';

@Controller()
export class DutyController {
  constructor(
    private readonly clocks: ClockService,
    private readonly levels: Levels,
    private readonly trends: TrendService,
    private readonly skew: Skew,
  ) {}

  @Route('skew.read')
  @Requires('duty.read')
  async skewed(): Promise<Answer<'skew.read'>> {
    const clocks = await this.skew.clocks();
    return { clocks, warning: skewWords(clocks) };
  }

  @Route('duties.list')
  @Requires('duty.read')
  list(@Input() { query }: In<'duties.list'>, @Who() who: Principal): Promise<Answer<'duties.list'>> {
    return this.clocks.list(who, query);
  }

  @Route('duties.read')
  @Requires('duty.read')
  read(@Input() { params }: In<'duties.read'>, @Who() who: Principal): Promise<Answer<'duties.read'>> {
    return this.clocks.read(who, params.id);
  }

  @Route('duties.acknowledge')
  @Requires('duty.acknowledge')
  acknowledge(
    @Input() { params }: In<'duties.acknowledge'>,
    @Who() who: Principal,
  ): Promise<Answer<'duties.acknowledge'>> {
    return this.clocks.acknowledge(who, params.id);
  }

  @Route('duties.extend')
  @Requires('duty.extend')
  extend(
    @Input() { params, body }: In<'duties.extend'>,
    @Who() who: Principal,
  ): Promise<Answer<'duties.extend'>> {
    return this.clocks.extend(who, params.id, body);
  }

  @Route('duties.waive')
  @Requires('duty.extend')
  waive(
    @Input() { params, body }: In<'duties.waive'>,
    @Who() who: Principal,
  ): Promise<Answer<'duties.waive'>> {
    return this.clocks.waive(who, params.id, body);
  }

  @Route('duties.pause')
  @Requires('duty.extend')
  pause(
    @Input() { params, body }: In<'duties.pause'>,
    @Who() who: Principal,
  ): Promise<Answer<'duties.pause'>> {
    return this.clocks.pause(who, params.id, body);
  }

  @Route('duties.resume')
  @Requires('duty.extend')
  resume(
    @Input() { params, body }: In<'duties.resume'>,
    @Who() who: Principal,
  ): Promise<Answer<'duties.resume'>> {
    return this.clocks.resume(who, params.id, body);
  }

  @Route('duties.limits')
  @Requires('duty.read')
  limits(@Input() { params }: In<'duties.limits'>, @Who() who: Principal): Promise<Answer<'duties.limits'>> {
    return this.clocks.limits(who, params.id);
  }

  @Route('duties.atLevel')
  @Requires('duty.read')
  atLevel(
    @Input() { params, query }: In<'duties.atLevel'>,
    @Who() who: Principal,
  ): Promise<Answer<'duties.atLevel'>> {
    return this.levels.preview(who, params.id, query);
  }

  @Route('packs.list')
  @Requires('duty.read')
  packs(@Who() who: Principal): Promise<Answer<'packs.list'>> {
    return this.clocks.packs(who);
  }

  @Route('figures.duties')
  @Requires('duty.read')
  figures(@Who() who: Principal): Promise<Answer<'figures.duties'>> {
    return this.clocks.figures(who);
  }

  @Route('figures.dutyTrend')
  @Requires('duty.read')
  trend(
    @Input() { query }: In<'figures.dutyTrend'>,
    @Who() who: Principal,
  ): Promise<Answer<'figures.dutyTrend'>> {
    return this.trends.of(who, query);
  }
}

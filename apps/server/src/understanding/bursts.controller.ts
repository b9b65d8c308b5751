// The doors to early signs.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { BurstService } from './burst.service';
import { BurstTrial } from './burst-trial.service';

@Controller()
export class BurstsController {
  constructor(
    private readonly bursts: BurstService,
    private readonly trials: BurstTrial,
  ) {}

  @Route('bursts.list')
  @Requires('incident.read')
  list(@Who() who: Principal): Promise<Answer<'bursts.list'>> {
    return this.bursts.list(who);
  }

  @Route('bursts.simulation')
  @Requires('incident.read')
  simulation(
    @Input() { query }: In<'bursts.simulation'>,
    @Who() who: Principal,
  ): Promise<Answer<'bursts.simulation'>> {
    return this.trials.of(who, query.jurisdictionId);
  }

  @Route('bursts.series')
  @Requires('incident.read')
  series(@Input() { query }: In<'bursts.series'>, @Who() who: Principal): Promise<Answer<'bursts.series'>> {
    return this.bursts.series(who, query);
  }
}

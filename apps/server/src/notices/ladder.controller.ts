// The doors of the ladder and of climbs.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { EscalationService } from './escalation.service';
import { LadderService } from './ladder.service';

@Controller()
export class LadderController {
  constructor(
    private readonly ladders: LadderService,
    private readonly escalations: EscalationService,
  ) {}

  @Route('ladder.read')
  @Requires('duty.read')
  read(@Input() { query }: In<'ladder.read'>, @Who() who: Principal): Promise<Answer<'ladder.read'>> {
    return this.ladders.read(who, query.jurisdictionId);
  }

  @Route('ladder.save')
  @Requires('ladder.manage')
  save(@Input() { query, body }: In<'ladder.save'>, @Who() who: Principal): Promise<Answer<'ladder.save'>> {
    return this.ladders.save(who, query.jurisdictionId, body);
  }

  @Route('ladder.preview')
  @Requires('duty.read')
  preview(
    @Input() { query, body }: In<'ladder.preview'>,
    @Who() who: Principal,
  ): Promise<Answer<'ladder.preview'>> {
    return this.ladders.climbInThought(who, query.jurisdictionId, body);
  }

  @Route('escalations.list')
  @Requires('duty.read')
  list(
    @Input() { query }: In<'escalations.list'>,
    @Who() who: Principal,
  ): Promise<Answer<'escalations.list'>> {
    return this.escalations.list(who, query);
  }

  @Route('escalations.takeUp')
  @Requires('escalation.take-up')
  takeUp(
    @Input() { params }: In<'escalations.takeUp'>,
    @Who() who: Principal,
  ): Promise<Answer<'escalations.takeUp'>> {
    return this.escalations.takeUp(who, params.id);
  }
}

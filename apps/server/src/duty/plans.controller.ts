// Response plans over HTTP.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In, Plan, Steps } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { PlanService } from './plan.service';

@Controller()
export class PlansController {
  constructor(private readonly plans: PlanService) {}

  @Route('plans.list')
  @Requires('duty.read')
  list(@Who() who: Principal): Promise<Answer<'plans.list'>> {
    return this.plans.list(who);
  }

  @Route('plans.read')
  @Requires('duty.read')
  read(@Input() { params }: In<'plans.read'>, @Who() who: Principal): Promise<Plan> {
    return this.plans.read(who, params.id);
  }

  @Route('plans.write')
  @Requires('plan.write')
  write(@Input() { body }: In<'plans.write'>, @Who() who: Principal): Promise<Plan> {
    return this.plans.write(who, body);
  }

  @Route('plans.edit')
  @Requires('plan.write')
  edit(@Input() { params, body }: In<'plans.edit'>, @Who() who: Principal): Promise<Plan> {
    return this.plans.edit(who, params.id, body);
  }

  @Route('plans.approve')
  @Requires('plan.approve')
  approve(@Input() { params, body }: In<'plans.approve'>, @Who() who: Principal): Promise<Plan> {
    return this.plans.approve(who, params.id, body);
  }

  @Route('plans.withdraw')
  @Requires('plan.approve')
  withdraw(@Input() { params, body }: In<'plans.withdraw'>, @Who() who: Principal): Promise<Plan> {
    return this.plans.withdraw(who, params.id, body);
  }

  @Route('plans.proposed')
  @Requires('duty.read')
  proposed(
    @Input() { params }: In<'plans.proposed'>,
    @Who() who: Principal,
  ): Promise<Answer<'plans.proposed'>> {
    return this.plans.proposed(who, params.id);
  }

  @Route('plans.take')
  @Requires('step.plan')
  take(@Input() { params }: In<'plans.take'>, @Who() who: Principal): Promise<Steps> {
    return this.plans.take(who, params.id, params.planId);
  }

  @Route('plans.decline')
  @Requires('step.plan')
  decline(
    @Input() { params, body }: In<'plans.decline'>,
    @Who() who: Principal,
  ): Promise<Answer<'plans.decline'>> {
    return this.plans.decline(who, params.id, params.planId, body);
  }
}

// The two lanes of an incident over HTTP.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In, Steps, StepView } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { StepService } from './step.service';

@Controller()
export class StepsController {
  constructor(private readonly steps: StepService) {}

  @Route('steps.read')
  @Requires('duty.read')
  read(@Input() { params }: In<'steps.read'>, @Who() who: Principal): Promise<Steps> {
    return this.steps.read(who, params.id);
  }

  @Route('steps.plan')
  @Requires('step.work')
  plan(@Input() { params, body }: In<'steps.plan'>, @Who() who: Principal): Promise<Steps> {
    return this.steps.plan(who, params.id, body.tasks);
  }

  @Route('steps.evaluate')
  @Requires('step.plan')
  evaluate(@Input() { params, body }: In<'steps.evaluate'>, @Who() who: Principal): Promise<Steps> {
    return this.steps.evaluate(who, params.id, body);
  }

  @Route('steps.mine')
  @Requires('step.work')
  mine(@Who() who: Principal): Promise<Answer<'steps.mine'>> {
    return this.steps.mine(who);
  }

  @Route('steps.begin')
  @Requires('step.work')
  begin(@Input() { params }: In<'steps.begin'>, @Who() who: Principal): Promise<StepView> {
    return this.steps.begin(who, params.id);
  }

  @Route('steps.finish')
  @Requires('step.work')
  finish(@Input() { params, body }: In<'steps.finish'>, @Who() who: Principal): Promise<StepView> {
    return this.steps.finish(who, params.id, body);
  }

  @Route('steps.change')
  @Requires('step.work')
  change(@Input() { params, body }: In<'steps.change'>, @Who() who: Principal): Promise<StepView> {
    return this.steps.change(who, params.id, body);
  }

  @Route('steps.drop')
  @Requires('step.work')
  drop(@Input() { params, body }: In<'steps.drop'>, @Who() who: Principal): Promise<StepView> {
    return this.steps.drop(who, params.id, body);
  }
}

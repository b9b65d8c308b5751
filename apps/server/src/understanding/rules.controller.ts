// The doors to alert rules: their list, edits, versions, the dry run, and what they raised.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { RuleService } from './rule.service';
import { RuleRaisedService } from './rule-raised.service';
import { RuleTrialService } from './rule-trial.service';

@Controller()
export class RulesController {
  constructor(
    private readonly rules: RuleService,
    private readonly trials: RuleTrialService,
    private readonly raisedOnes: RuleRaisedService,
  ) {}

  @Route('rules.list')
  @Requires('rule.read')
  list(@Who() who: Principal): Promise<Answer<'rules.list'>> {
    return this.rules.list(who);
  }

  @Route('rules.add')
  @Requires('rule.manage')
  add(@Input() { body }: In<'rules.add'>, @Who() who: Principal): Promise<Answer<'rules.add'>> {
    return this.rules.add(who, body);
  }

  @Route('rules.change')
  @Requires('rule.manage')
  change(
    @Input() { params, body }: In<'rules.change'>,
    @Who() who: Principal,
  ): Promise<Answer<'rules.change'>> {
    return this.rules.change(who, params.id, body);
  }

  @Route('rules.remove')
  @Requires('rule.manage')
  remove(@Input() { params }: In<'rules.remove'>, @Who() who: Principal): Promise<void> {
    return this.rules.remove(who, params.id);
  }

  @Route('rules.versions')
  @Requires('rule.read')
  versions(
    @Input() { params }: In<'rules.versions'>,
    @Who() who: Principal,
  ): Promise<Answer<'rules.versions'>> {
    return this.rules.versions(who, params.id);
  }

  @Route('rules.try')
  @Requires('rule.manage')
  try(@Input() { body }: In<'rules.try'>, @Who() who: Principal): Promise<Answer<'rules.try'>> {
    return this.trials.try(who, body);
  }

  /** Open to whoever sees incidents: it is how a person named by a rule finds what it told them. */
  @Route('rules.raised')
  @Requires('incident.read')
  raised(@Input() { query }: In<'rules.raised'>, @Who() who: Principal): Promise<Answer<'rules.raised'>> {
    return this.raisedOnes.list(who, query);
  }
}

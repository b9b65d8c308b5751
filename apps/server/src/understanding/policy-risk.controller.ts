// The doors to the risk assessments of policies.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In, PolicyRisk } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { PolicyRiskService } from './policy-risk.service';

@Controller()
export class PolicyRiskController {
  constructor(private readonly risks: PolicyRiskService) {}

  @Route('policyRisks.list')
  @Requires('policy-risk.read')
  list(
    @Input() { query }: In<'policyRisks.list'>,
    @Who() who: Principal,
  ): Promise<Answer<'policyRisks.list'>> {
    return this.risks.list(who, query);
  }

  @Route('policyRisks.read')
  @Requires('policy-risk.read')
  read(@Input() { params }: In<'policyRisks.read'>, @Who() who: Principal): Promise<PolicyRisk> {
    return this.risks.read(who, params.id);
  }

  @Route('policyRisks.draft')
  @Requires('policy-risk.draft')
  draft(@Input() { body }: In<'policyRisks.draft'>, @Who() who: Principal): Promise<PolicyRisk> {
    return this.risks.draft(who, body);
  }

  @Route('policyRisks.save')
  @Requires('policy-risk.draft')
  save(@Input() { params, body }: In<'policyRisks.save'>, @Who() who: Principal): Promise<PolicyRisk> {
    return this.risks.save(who, params.id, body);
  }

  @Route('policyRisks.assess')
  @Requires('policy-risk.assess')
  assess(@Input() { params, body }: In<'policyRisks.assess'>, @Who() who: Principal): Promise<PolicyRisk> {
    return this.risks.assess(who, params.id, body.edition);
  }

  @Route('policyRisks.return')
  @Requires('policy-risk.approve')
  giveBack(@Input() { params, body }: In<'policyRisks.return'>, @Who() who: Principal): Promise<PolicyRisk> {
    return this.risks.giveBack(who, params.id, body.reason);
  }

  @Route('policyRisks.approve')
  @Requires('policy-risk.approve')
  approve(@Input() { params, body }: In<'policyRisks.approve'>, @Who() who: Principal): Promise<PolicyRisk> {
    return this.risks.approve(who, params.id, body.edition);
  }

  @Route('policyRisks.link')
  @Requires('policy-risk.assess')
  link(@Input() { params, body }: In<'policyRisks.link'>, @Who() who: Principal): Promise<PolicyRisk> {
    return this.risks.link(who, params.id, body.incidentId);
  }
}

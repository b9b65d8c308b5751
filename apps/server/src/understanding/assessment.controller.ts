// The doors to assessments: what was decided of an incident, taking it back, splitting and naming, its numbers over time.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { AssessmentService } from './assessment.service';
import { IncidentService } from './incident.service';
import { MembershipService } from './membership.service';
import { UndoService } from './undo.service';

@Controller()
export class AssessmentController {
  constructor(
    private readonly assessments: AssessmentService,
    private readonly incidents: IncidentService,
    private readonly membership: MembershipService,
    private readonly undoing: UndoService,
  ) {}

  @Route('incidents.assessments')
  @Requires('incident.read')
  list(
    @Input() { params, query }: In<'incidents.assessments'>,
    @Who() who: Principal,
  ): Promise<Answer<'incidents.assessments'>> {
    return this.assessments.list(who, params.id, query);
  }

  @Route('incidents.place')
  @Requires('incident.assess')
  place(
    @Input() { params, body }: In<'incidents.place'>,
    @Who() who: Principal,
  ): Promise<Answer<'incidents.place'>> {
    return this.incidents.place(who, params.id, body);
  }

  @Route('incidents.tolls')
  @Requires('incident.read')
  tolls(
    @Input() { params }: In<'incidents.tolls'>,
    @Who() who: Principal,
  ): Promise<Answer<'incidents.tolls'>> {
    return this.assessments.told(who, params.id);
  }

  @Route('incidents.split')
  @Requires('incident.assess')
  split(
    @Input() { params, body }: In<'incidents.split'>,
    @Who() who: Principal,
  ): Promise<Answer<'incidents.split'>> {
    return this.membership.split(who, params.id, body);
  }

  @Route('messages.takeIn')
  @Requires('incident.assess')
  takeIn(
    @Input() { params, body }: In<'messages.takeIn'>,
    @Who() who: Principal,
  ): Promise<Answer<'messages.takeIn'>> {
    return this.membership.takeIn(who, params.id, body);
  }

  @Route('incidents.title')
  @Requires('incident.assess')
  title(
    @Input() { params, body }: In<'incidents.title'>,
    @Who() who: Principal,
  ): Promise<Answer<'incidents.title'>> {
    return this.incidents.title(who, params.id, body);
  }

  @Route('assessments.undo')
  @Requires('incident.assess')
  undo(
    @Input() { params, body }: In<'assessments.undo'>,
    @Who() who: Principal,
  ): Promise<Answer<'assessments.undo'>> {
    return this.undoing.undo(who, params.id, body);
  }
}

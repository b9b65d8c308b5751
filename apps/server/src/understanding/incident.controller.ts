// The doors to incidents: lists, one incident, its messages, and every act upon it.
import { Controller } from '@nestjs/common';
import type { Answer, Assessed, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { IncidentService } from './incident.service';
import { IncidentListService } from './incident-list.service';
import { MembershipService } from './membership.service';

type Done = Promise<Assessed>;

@Controller()
export class IncidentController {
  constructor(
    private readonly lists: IncidentListService,
    private readonly incidents: IncidentService,
    private readonly membership: MembershipService,
  ) {}

  @Route('incidents.list')
  @Requires('incident.read')
  list(@Input() { query }: In<'incidents.list'>, @Who() who: Principal): Promise<Answer<'incidents.list'>> {
    return this.lists.list(who, query);
  }

  @Route('incidents.read')
  @Requires('incident.read')
  read(@Input() { params }: In<'incidents.read'>, @Who() who: Principal): Promise<Answer<'incidents.read'>> {
    return this.lists.read(who, params.id);
  }

  @Route('incidents.parties')
  @Requires('incident.read')
  parties(
    @Input() { params, query }: In<'incidents.parties'>,
    @Who() who: Principal,
  ): Promise<Answer<'incidents.parties'>> {
    return this.lists.parties(who, params.id, query.level);
  }

  @Route('incidents.messages')
  @Requires('message.read')
  messages(
    @Input() { params, query }: In<'incidents.messages'>,
    @Who() who: Principal,
  ): Promise<Answer<'incidents.messages'>> {
    return this.lists.messages(who, params.id, query);
  }

  @Route('incidents.confirm')
  @Requires('incident.assess')
  confirm(@Input() { params, body }: In<'incidents.confirm'>, @Who() who: Principal): Done {
    return this.incidents.confirm(who, params.id, body);
  }

  @Route('incidents.dismiss')
  @Requires('incident.assess')
  dismiss(@Input() { params, body }: In<'incidents.dismiss'>, @Who() who: Principal): Done {
    return this.incidents.dismiss(who, params.id, body);
  }

  @Route('incidents.level')
  @Requires('incident.assess')
  level(@Input() { params, body }: In<'incidents.level'>, @Who() who: Principal): Done {
    return this.incidents.level(who, params.id, body);
  }

  @Route('incidents.assign')
  @Requires('incident.assess')
  assign(@Input() { params, body }: In<'incidents.assign'>, @Who() who: Principal): Done {
    return this.incidents.assign(who, params.id, body);
  }

  @Route('incidents.accept')
  @Requires('incident.accept')
  accept(
    @Input() { params }: In<'incidents.accept'>,
    @Who() who: Principal,
  ): Promise<Answer<'incidents.accept'>> {
    return this.incidents.accept(who, params.id);
  }

  @Route('incidents.handOn')
  @Requires('incident.accept')
  handOn(@Input() { params, body }: In<'incidents.handOn'>, @Who() who: Principal): Done {
    return this.incidents.handOn(who, params.id, body);
  }

  @Route('incidents.merge')
  @Requires('incident.assess')
  merge(@Input() { params, body }: In<'incidents.merge'>, @Who() who: Principal): Done {
    return this.membership.merge(who, params.id, body);
  }

  @Route('incidents.move')
  @Requires('incident.assess')
  move(@Input() { params, body }: In<'incidents.move'>, @Who() who: Principal): Done {
    return this.membership.move(who, params.id, body);
  }

  @Route('incidents.close')
  @Requires('incident.assess')
  close(@Input() { params, body }: In<'incidents.close'>, @Who() who: Principal): Done {
    return this.incidents.close(who, params.id, body);
  }
}

// Alerts over HTTP.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { AlertService } from './alerts.service';

@Controller()
export class AlertsController {
  constructor(private readonly alerts: AlertService) {}

  @Route('alerts.list')
  @Requires('live.read')
  list(@Input() { query }: In<'alerts.list'>, @Who() who: Principal): Promise<Answer<'alerts.list'>> {
    return this.alerts.list(who, query);
  }

  @Route('alerts.acknowledge')
  @Requires('live.read')
  acknowledge(
    @Input() { params }: In<'alerts.acknowledge'>,
    @Who() who: Principal,
  ): Promise<Answer<'alerts.acknowledge'>> {
    return this.alerts.acknowledge(who, params.seq);
  }
}

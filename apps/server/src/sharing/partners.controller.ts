// The doors of partners and of what they were told.
import { Controller, Req } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Asking, type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { DeliverService } from './deliver.service';
import { PartnerService } from './partner.service';

@Controller()
export class PartnersController {
  constructor(
    private readonly partners: PartnerService,
    private readonly delivering: DeliverService,
  ) {}

  @Route('partners.list')
  @Requires('partner.read')
  async list(@Who() who: Principal): Promise<Answer<'partners.list'>> {
    return { items: await this.partners.list(who) };
  }

  @Route('partners.add')
  @Requires('partner.manage')
  add(@Input() { body }: In<'partners.add'>, @Who() who: Principal): Promise<Answer<'partners.add'>> {
    return this.partners.add(who, body);
  }

  @Route('partners.change')
  @Requires('partner.manage')
  change(
    @Input() { params, body }: In<'partners.change'>,
    @Req() req: Asking,
    @Who() who: Principal,
  ): Promise<Answer<'partners.change'>> {
    // A change is only what was sent.
    const sent = Object.fromEntries(Object.entries(body).filter(([name]) => name in req.body));
    return this.partners.change(who, params.id, sent);
  }

  @Route('partners.rotate')
  @Requires('partner.manage')
  rotate(
    @Input() { params }: In<'partners.rotate'>,
    @Who() who: Principal,
  ): Promise<Answer<'partners.rotate'>> {
    return this.partners.rotate(who, params.id);
  }

  @Route('partners.remove')
  @Requires('partner.manage')
  remove(@Input() { params }: In<'partners.remove'>, @Who() who: Principal): Promise<void> {
    return this.partners.remove(who, params.id);
  }

  @Route('partners.ping')
  @Requires('partner.manage')
  ping(@Input() { params }: In<'partners.ping'>, @Who() who: Principal): Promise<Answer<'partners.ping'>> {
    return this.partners.ping(who, params.id);
  }

  @Route('partners.resend')
  @Requires('partner.resend')
  resendAll(
    @Input() { params }: In<'partners.resend'>,
    @Who() who: Principal,
  ): Promise<Answer<'partners.resend'>> {
    return this.delivering.resendAll(who, params.id);
  }

  @Route('deliveries.list')
  @Requires('partner.read')
  deliveries(
    @Input() { query }: In<'deliveries.list'>,
    @Who() who: Principal,
  ): Promise<Answer<'deliveries.list'>> {
    return this.delivering.list(who, query);
  }

  @Route('deliveries.resend')
  @Requires('partner.resend')
  resend(
    @Input() { params }: In<'deliveries.resend'>,
    @Who() who: Principal,
  ): Promise<Answer<'deliveries.resend'>> {
    return this.delivering.resend(who, params.id);
  }
}

// Officers over HTTP.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { FirstCodeService } from './first-code.service';
import { OfficerService } from './officers.service';

@Controller()
export class OfficersController {
  constructor(
    private readonly officers: OfficerService,
    private readonly codes: FirstCodeService,
  ) {}

  @Route('officers.list')
  @Requires('organisation.read')
  async list(@Who() who: Principal): Promise<Answer<'officers.list'>> {
    return { items: await this.officers.list(who) };
  }

  @Route('officers.add')
  @Requires('officer.manage')
  add(@Input() { body }: In<'officers.add'>, @Who() who: Principal): Promise<Answer<'officers.add'>> {
    return this.officers.addFor(who, body);
  }

  @Route('officers.code')
  @Requires('officer.manage')
  code(@Input() { params }: In<'officers.code'>, @Who() who: Principal): Promise<Answer<'officers.code'>> {
    return this.codes.issue(who, params.id);
  }

  @Route('officers.change')
  @Requires('officer.manage')
  change(
    @Input() { params, body }: In<'officers.change'>,
    @Who() who: Principal,
  ): Promise<Answer<'officers.change'>> {
    return this.officers.change(who, params.id, body);
  }
}

// The registry of matters over HTTP.
import { Controller, Req } from '@nestjs/common';
import type { Answer, Input as In, MatterWhole } from '#contract';
import { type Asking, type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { wholeBody } from '../platform/whole-body';
import { MatterImport } from './matter.import';
import { MatterJoins } from './matter.joins';
import { MatterService } from './matter.service';

const MOST_MB = 5;

@Controller()
export class MattersController {
  constructor(
    private readonly matters: MatterService,
    private readonly lists: MatterImport,
    private readonly joins: MatterJoins,
  ) {}

  @Route('matters.kinds')
  @Requires('duty.read')
  kinds(@Who() who: Principal): Promise<Answer<'matters.kinds'>> {
    return this.matters.kinds(who);
  }

  @Route('matters.list')
  @Requires('duty.read')
  list(@Input() { query }: In<'matters.list'>, @Who() who: Principal): Promise<Answer<'matters.list'>> {
    return this.matters.list(who, query);
  }

  @Route('matters.register')
  @Requires('matter.keep')
  register(@Input() { body }: In<'matters.register'>, @Who() who: Principal): Promise<MatterWhole> {
    return this.matters.register(who, body);
  }

  @Route('matters.preview')
  @Requires('matter.keep')
  async preview(@Who() who: Principal, @Req() req: Asking): Promise<Answer<'matters.preview'>> {
    return this.lists.preview(who, await wholeBody(req, MOST_MB));
  }

  @Route('matters.import')
  @Requires('matter.keep')
  async import(@Who() who: Principal, @Req() req: Asking): Promise<Answer<'matters.import'>> {
    return this.lists.bring(who, await wholeBody(req, MOST_MB));
  }

  @Route('matters.read')
  @Requires('duty.read')
  read(@Input() { params }: In<'matters.read'>, @Who() who: Principal): Promise<MatterWhole> {
    return this.matters.read(who, params.id);
  }

  @Route('matters.sayStart')
  @Requires('matter.keep')
  sayStart(@Input() { params, body }: In<'matters.sayStart'>, @Who() who: Principal): Promise<MatterWhole> {
    return this.matters.sayStart(who, params.id, body);
  }

  @Route('matters.amend')
  @Requires('matter.keep')
  amend(@Input() { params, body }: In<'matters.amend'>, @Who() who: Principal): Promise<MatterWhole> {
    return this.matters.amend(who, params.id, body);
  }

  @Route('matters.answer')
  @Requires('matter.answer')
  answer(@Input() { params, body }: In<'matters.answer'>, @Who() who: Principal): Promise<MatterWhole> {
    return this.matters.answer(who, params.id, body);
  }

  @Route('matters.withdraw')
  @Requires('matter.keep')
  withdraw(@Input() { params, body }: In<'matters.withdraw'>, @Who() who: Principal): Promise<MatterWhole> {
    return this.matters.withdraw(who, params.id, body);
  }

  @Route('matters.join')
  @Requires('matter.keep')
  async join(@Input() { params, body }: In<'matters.join'>, @Who() who: Principal): Promise<MatterWhole> {
    await this.joins.join(who, params.id, body.incidentId);
    return this.matters.read(who, params.id);
  }

  @Route('matters.part')
  @Requires('matter.keep')
  async part(@Input() { params, body }: In<'matters.part'>, @Who() who: Principal): Promise<MatterWhole> {
    await this.joins.part(who, params.id, body.incidentId);
    return this.matters.read(who, params.id);
  }
}

// The rules of duty over HTTP: calendar, packs, starts, and their changes.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { ChangeService } from './change.service';
import { RulesService } from './rules.service';

@Controller()
export class RulesController {
  constructor(
    private readonly rules: RulesService,
    private readonly changes: ChangeService,
  ) {}

  @Route('calendar.read')
  @Requires('duty.read')
  calendar(@Who() who: Principal): Promise<Answer<'calendar.read'>> {
    return this.rules.calendar(who);
  }

  @Route('packs.read')
  @Requires('duty.read')
  pack(@Input() { params }: In<'packs.read'>, @Who() who: Principal): Promise<Answer<'packs.read'>> {
    return this.rules.pack(who, params.id);
  }

  @Route('starts.list')
  @Requires('duty.read')
  starts(@Input() { params }: In<'starts.list'>, @Who() who: Principal): Promise<Answer<'starts.list'>> {
    return this.rules.said(who, params.id);
  }

  @Route('changes.list')
  @Requires('duty.read')
  list(@Input() { query }: In<'changes.list'>, @Who() who: Principal): Promise<Answer<'changes.list'>> {
    return this.changes.list(who, query);
  }

  @Route('changes.propose')
  @Requires('rule.change')
  propose(
    @Input() { body }: In<'changes.propose'>,
    @Who() who: Principal,
  ): Promise<Answer<'changes.propose'>> {
    return this.changes.propose(who, body);
  }

  @Route('changes.read')
  @Requires('duty.read')
  read(@Input() { params }: In<'changes.read'>, @Who() who: Principal): Promise<Answer<'changes.read'>> {
    return this.changes.read(who, params.id);
  }

  @Route('changes.moves')
  @Requires('duty.read')
  moves(
    @Input() { params, query }: In<'changes.moves'>,
    @Who() who: Principal,
  ): Promise<Answer<'changes.moves'>> {
    return this.changes.moves(who, params.id, query);
  }

  @Route('changes.look')
  @Requires('rule.change')
  look(@Input() { params }: In<'changes.look'>, @Who() who: Principal): Promise<Answer<'changes.look'>> {
    return this.changes.look(who, params.id);
  }

  @Route('changes.confirm')
  @Requires('rule.change')
  confirm(
    @Input() { params, body }: In<'changes.confirm'>,
    @Who() who: Principal,
  ): Promise<Answer<'changes.confirm'>> {
    return this.changes.confirm(who, params.id, body.digest);
  }

  @Route('changes.drop')
  @Requires('rule.change')
  drop(@Input() { params }: In<'changes.drop'>, @Who() who: Principal): Promise<Answer<'changes.drop'>> {
    return this.changes.drop(who, params.id);
  }
}

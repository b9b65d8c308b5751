// The roster over HTTP: desks, shifts, swaps, posts, and who is on duty.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { DeskService } from './desk.service';
import { PostService } from './post.service';
import { RosterService } from './roster.service';
import { ShiftService } from './shift.service';
import { SwapService } from './swap.service';

@Controller()
export class RosterController {
  constructor(
    private readonly roster: RosterService,
    private readonly desks: DeskService,
    private readonly shifts: ShiftService,
    private readonly swaps: SwapService,
    private readonly posts: PostService,
  ) {}

  @Route('roster.read')
  @Requires('organisation.read')
  read(@Input() { query }: In<'roster.read'>, @Who() who: Principal): Promise<Answer<'roster.read'>> {
    return this.roster.read(who, query);
  }

  @Route('roster.now')
  @Requires('organisation.read')
  onDuty(@Input() { query }: In<'roster.now'>, @Who() who: Principal): Promise<Answer<'roster.now'>> {
    return this.roster.onDuty(who, query);
  }

  @Route('desks.add')
  @Requires('roster.manage')
  addDesk(@Input() { body }: In<'desks.add'>, @Who() who: Principal): Promise<Answer<'desks.add'>> {
    return this.desks.add(who, body);
  }

  @Route('desks.change')
  @Requires('roster.manage')
  changeDesk(
    @Input() { params, body }: In<'desks.change'>,
    @Who() who: Principal,
  ): Promise<Answer<'desks.change'>> {
    return this.desks.change(who, params.id, body);
  }

  @Route('desks.close')
  @Requires('roster.manage')
  closeDesk(@Input() { params }: In<'desks.close'>, @Who() who: Principal): Promise<void> {
    return this.desks.close(who, params.id);
  }

  @Route('shifts.add')
  @Requires('roster.manage')
  async addShifts(
    @Input() { params, body }: In<'shifts.add'>,
    @Who() who: Principal,
  ): Promise<Answer<'shifts.add'>> {
    return { shifts: await this.shifts.add(who, params.id, body) };
  }

  @Route('shifts.change')
  @Requires('roster.manage')
  changeShift(
    @Input() { params, body }: In<'shifts.change'>,
    @Who() who: Principal,
  ): Promise<Answer<'shifts.change'>> {
    return this.shifts.change(who, params.id, body);
  }

  @Route('shifts.remove')
  @Requires('roster.manage')
  removeShift(@Input() { params, body }: In<'shifts.remove'>, @Who() who: Principal): Promise<void> {
    return this.shifts.remove(who, params.id, body);
  }

  @Route('swaps.ask')
  @Requires('roster.swap')
  askSwap(@Input() { params, body }: In<'swaps.ask'>, @Who() who: Principal): Promise<Answer<'swaps.ask'>> {
    return this.swaps.ask(who, params.id, body);
  }

  @Route('swaps.decide')
  @Requires('roster.swap')
  decideSwap(@Input() { params, body }: In<'swaps.decide'>, @Who() who: Principal): Promise<void> {
    return this.swaps.decide(who, params.id, body.as);
  }

  @Route('posts.list')
  @Requires('organisation.read')
  async listPosts(@Who() who: Principal): Promise<Answer<'posts.list'>> {
    return { items: await this.posts.list(who) };
  }

  @Route('posts.standIns')
  @Requires('roster.manage')
  standIns(
    @Input() { params, body }: In<'posts.standIns'>,
    @Who() who: Principal,
  ): Promise<Answer<'posts.standIns'>> {
    return this.posts.standIns(who, params.id, body.standInIds);
  }

  @Route('absences.add')
  @Requires('roster.manage')
  away(
    @Input() { params, body }: In<'absences.add'>,
    @Who() who: Principal,
  ): Promise<Answer<'absences.add'>> {
    return this.posts.away(who, params.id, body);
  }

  @Route('absences.end')
  @Requires('roster.manage')
  back(@Input() { params }: In<'absences.end'>, @Who() who: Principal): Promise<void> {
    return this.posts.back(who, params.id);
  }
}

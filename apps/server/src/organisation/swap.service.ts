// Swaps: one asks another to take a shift or to exchange it for one of theirs; only when the other agrees do the shifts change hands.
import { Injectable } from '@nestjs/common';
import type { Input, Swap } from '#contract';
import { actorOf, inView, notPermitted, type Principal } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { conflict, invalid, notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { tellingTaken } from '../platform/taken';
import { oneShift, type ShiftKept } from './roster.store';
import { shiftBegun, type WantedShift } from './shift.rules';
import { ShiftService } from './shift.service';
import { decideSwap, insertSwap, oneSwap, type SwapKept, swapsOf } from './swap.store';
import { taken } from './taken';

@Injectable()
export class SwapService {
  constructor(
    private readonly db: Database,
    private readonly shifts: ShiftService,
  ) {}

  /** Asks for one's own shift; who keeps the roster may ask for another's. */
  async ask(who: Principal, shiftId: string, body: Input<'swaps.ask'>['body']): Promise<Swap> {
    const { jurisdictionId } = await this.shifts.mine(who, shiftId);
    const { toOfficerId, otherShiftId, reason } = body;
    const id = await tellingTaken(
      taken,
      this.shifts.act(jurisdictionId, async (tx, at) => {
        const shift = await oneShift(tx, shiftId);
        if (!shift) throw notFound();
        if (shift.officerId !== who.id && !who.rights.has('roster.manage')) throw notPermitted();
        const swap = { shiftId, otherShiftId, fromOfficerId: shift.officerId, toOfficerId, reason };
        await this.possible(tx, swap, shift, at);
        const swapId = await insertSwap(tx, swap, at);
        const subject = { type: 'shift', id: shiftId };
        const said = fact('roster.swap-asked', actorOf(who), subject, jurisdictionId, { swapId, ...swap });
        return { value: swapId, facts: [said] };
      }),
    );
    const [swap] = await swapsOf(this.db, who.jurisdictionIds, id);
    if (!swap) throw notFound();
    return swap;
  }

  /** The one who is asked agrees or refuses; the one who asked takes it back; who keeps the roster may do either. */
  async decide(who: Principal, id: string, as: Input<'swaps.decide'>['body']['as']): Promise<void> {
    const found = await oneSwap(this.db, id);
    if (!found) throw notFound();
    inView(who, found.jurisdictionId);
    await this.shifts.act(found.jurisdictionId, async (tx, at) => {
      const swap = await oneSwap(tx, id);
      if (!swap) throw notFound();
      if (swap.state !== 'asked') throw decided();
      const asked = as === 'taken-back' ? swap.fromOfficerId : swap.toOfficerId;
      if (asked !== who.id && !who.rights.has('roster.manage')) throw notPermitted();
      await decideSwap(tx, id, as, who.name, at);
      const { shiftId, otherShiftId, fromOfficerId, toOfficerId, jurisdictionId } = swap;
      const body = { swapId: id, shiftId, otherShiftId, fromOfficerId, toOfficerId, as };
      const subject = { type: 'shift', id: shiftId };
      const said = fact('roster.swap-decided', actorOf(who), subject, jurisdictionId, body);
      const moved = as === 'agreed' ? await this.exchange(tx, who, swap, at) : [];
      return { value: undefined, facts: [said, ...moved] };
    });
  }

  private async exchange(tx: Tx, who: Principal, swap: SwapKept, at: Date): Promise<NewFact[]> {
    const shift = await oneShift(tx, swap.shiftId);
    // Handed to somebody else since it was asked: the swap would take it from them.
    if (!shift || shift.officerId !== swap.fromOfficerId) throw overtaken();
    const moves = await this.possible(tx, swap, shift, at);
    const facts: NewFact[] = [];
    for (const { now, next } of moves)
      facts.push(...(await this.shifts.put(tx, who, now, next, swap.reason)));
    return facts;
  }

  /** What would change hands. @throws Refusal where it cannot */
  private async possible(
    tx: Tx,
    swap: Pick<SwapKept, 'shiftId' | 'otherShiftId' | 'fromOfficerId' | 'toOfficerId'>,
    shift: ShiftKept,
    at: Date,
  ): Promise<{ now: ShiftKept; next: WantedShift }[]> {
    const { fromOfficerId, toOfficerId, otherShiftId } = swap;
    if (toOfficerId === fromOfficerId) throw self();
    const other = otherShiftId === null ? null : await oneShift(tx, otherShiftId);
    if (otherShiftId !== null && other?.officerId !== toOfficerId) throw notTheirs();
    if ([shift, other].some((one) => one && one.from <= at.toISOString())) throw shiftBegun();
    const moves = [
      { now: shift, next: handed(shift, toOfficerId) },
      ...(other ? [{ now: other, next: handed(other, fromOfficerId) }] : []),
    ];
    const changing = moves.map(({ now }) => now.id);
    for (const { next } of moves) await this.shifts.check(tx, shift.jurisdictionId, [next], at, changing);
    return moves;
  }
}

const handed = ({ id, part, from, to }: ShiftKept, officerId: string): WantedShift => ({
  ...{ id, part, from, to, officerId },
});

const decided = () =>
  conflict('swap.decided', '这项换班申请已有结果。', 'This swap has been decided already.');
const overtaken = () =>
  conflict(
    'swap.overtaken',
    '申请之后班次已另作安排，换班不再成立。',
    'The shift was given to somebody else since; the swap no longer holds.',
  );
const self = () =>
  invalid('swap.self', '不能与自己换班。', 'A swap needs another person.', [
    { path: 'body.toOfficerId', message: 'the same officer' },
  ]);
const notTheirs = () =>
  invalid('swap.not-theirs', '用来交换的班次不是对方的。', 'The shift offered in exchange is not theirs.', [
    { path: 'body.otherShiftId', message: 'not their shift' },
  ]);

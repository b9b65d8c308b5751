// Shifts: put on the roster all or none, changed until they end, taken off until they begin; each change with its fact and the gaps it tore or closed.
import { Injectable } from '@nestjs/common';
import type { Input, Shift } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { shiftView } from './roster.service';
import {
  deleteShift,
  insertShifts,
  officersOf,
  oneDesk,
  oneShift,
  peopleFor,
  type ShiftKept,
  shiftsOfOfficers,
  takeRosterTurn,
  updateShift,
} from './roster.store';
import { RosterWatch } from './roster.watch';
import { mustBePossible, plain, shiftBegun, shiftOver, type WantedShift } from './shift.rules';

@Injectable()
export class ShiftService {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
    private readonly watch: RosterWatch,
  ) {}

  async add(who: Principal, deskId: string, body: Input<'shifts.add'>['body']): Promise<Shift[]> {
    const desk = await oneDesk(this.db, deskId);
    if (!desk) throw notFound();
    inView(who, desk.jurisdictionId);
    const wanted = body.shifts.map(plain);
    const ids = await this.act(desk.jurisdictionId, async (tx, at) => {
      if (!(await oneDesk(tx, deskId))) throw notFound();
      await this.check(tx, desk.jurisdictionId, wanted, at);
      const added = await insertShifts(tx, deskId, wanted, who.name, at);
      const shifts = wanted.map(({ officerId, part, from, to }, n) => ({
        ...{ shiftId: added[n]!, deskId, officerId, part, from, to },
      }));
      const said = fact(
        'roster.shifts-added',
        actorOf(who),
        { type: 'desk', id: deskId },
        desk.jurisdictionId,
        {
          deskId,
          shifts,
        },
      );
      return { value: added, facts: [said] };
    });
    return Promise.all(ids.map((id) => this.one(id)));
  }

  async change(
    who: Principal,
    id: string,
    { reason, ...change }: Input<'shifts.change'>['body'],
  ): Promise<Shift> {
    const { jurisdictionId } = await this.mine(who, id);
    await this.act(jurisdictionId, async (tx, at) => {
      const now = await oneShift(tx, id);
      if (!now) throw notFound();
      if (now.to <= at.toISOString()) throw shiftOver();
      const { from, to, officerId, part } = plain({ ...now, ...change });
      const next = { id, from, to, officerId, part };
      await this.check(tx, jurisdictionId, [next], at);
      return { value: undefined, facts: await this.put(tx, who, now, next, reason) };
    });
    return this.one(id);
  }

  async remove(who: Principal, id: string, { reason }: Input<'shifts.remove'>['body']): Promise<void> {
    const { jurisdictionId } = await this.mine(who, id);
    await this.act(jurisdictionId, async (tx, at) => {
      const now = await oneShift(tx, id);
      if (!now) throw notFound();
      if (now.to <= at.toISOString()) throw shiftOver();
      if (now.from <= at.toISOString()) throw shiftBegun();
      await deleteShift(tx, id);
      const { deskId, officerId, part, from, to } = now;
      const body = { shiftId: id, deskId, officerId, part, from, to, reason };
      return {
        value: undefined,
        facts: [fact('roster.shift-removed', actorOf(who), { type: 'shift', id }, jurisdictionId, body)],
      };
    });
  }

  /** Writes a shift as it is to be, with the fact that says what it was. */
  async put(tx: Tx, who: Principal, now: ShiftKept, next: WantedShift, reason: string): Promise<NewFact[]> {
    const { officerId, part, from, to } = next;
    const before = { officerId: now.officerId, part: now.part, from: now.from, to: now.to };
    const after = { officerId, part, from, to };
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    await updateShift(tx, now.id, after);
    const body = { shiftId: now.id, deskId: now.deskId, ...after, before, reason };
    const subject = { type: 'shift', id: now.id };
    return [fact('roster.shift-changed', actorOf(who), subject, now.jurisdictionId, body)];
  }

  /** @throws Refusal where one of the shifts cannot be; `leavingOut` are shifts that change hands in the same act */
  async check(
    tx: Tx,
    jurisdictionId: string,
    wanted: readonly WantedShift[],
    at: Date,
    leavingOut: readonly string[] = [],
  ): Promise<void> {
    const froms = wanted.map(({ from }) => from).sort();
    const tos = wanted.map(({ to }) => to).sort();
    const ids = [...new Set(wanted.map(({ officerId }) => officerId))];
    const others = await shiftsOfOfficers(tx, ids, froms[0]!, tos.at(-1)!);
    mustBePossible(wanted, {
      officers: await officersOf(tx, jurisdictionId),
      others: others.filter(({ id }) => !leavingOut.includes(id)),
      now: at.toISOString(),
    });
  }

  /** Takes the jurisdiction's turn, does the work, and looks for gaps before it commits. */
  act<T>(
    jurisdictionId: string,
    work: (tx: Tx, at: Date) => Promise<{ value: T; facts: NewFact[] }>,
  ): Promise<T> {
    return this.commit.commit(async (tx, at) => {
      await takeRosterTurn(tx, jurisdictionId);
      const { value, facts } = await work(tx, at);
      const found = facts.length > 0 ? await this.watch.look(tx, jurisdictionId, at) : [];
      return { value, facts: [...facts, ...found] };
    });
  }

  async mine(who: Principal, id: string): Promise<ShiftKept> {
    const shift = await oneShift(this.db, id);
    if (!shift) throw notFound();
    inView(who, shift.jurisdictionId);
    return shift;
  }

  private async one(id: string): Promise<Shift> {
    const shift = await oneShift(this.db, id);
    if (!shift) throw notFound();
    return shiftView(shift, await peopleFor(this.db, [shift.officerId], shift.from, shift.to));
  }
}

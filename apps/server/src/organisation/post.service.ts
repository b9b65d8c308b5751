// Posts: who stands in for whom, and who is away when; a change looks at once for the gaps that it tears in the roster.
import { Injectable } from '@nestjs/common';
import type { Absence, Input, Post } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { fact } from '../platform/commit';
import { Now } from '../platform/now';
import { conflict, invalid, notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { oneOfficer } from './officers.store';
import {
  absencesBetween,
  endAbsence,
  insertAbsence,
  oneAbsence,
  postsIn,
  replaceStandIns,
} from './post.store';
import { officersOf } from './roster.store';
import { ShiftService } from './shift.service';

@Injectable()
export class PostService {
  constructor(
    private readonly db: Database,
    private readonly shifts: ShiftService,
    private readonly now: Now,
  ) {}

  list(who: Principal): Promise<Post[]> {
    return postsIn(this.db, who.jurisdictionIds, this.now.at());
  }

  async standIns(who: Principal, officerId: string, standInIds: readonly string[]): Promise<Post> {
    const jurisdictionId = await this.placeOf(who, officerId);
    const ids = [...new Set(standInIds)];
    await this.shifts.act(jurisdictionId, async (tx) => {
      const known = await officersOf(tx, jurisdictionId);
      for (const id of ids) mustBeAble(known, id, officerId, 'body.standInIds');
      const [before] = await postsIn(tx, [jurisdictionId], this.now.at(), officerId);
      if (before?.standIns.map(({ id }) => id).join() === ids.join()) return { value: undefined, facts: [] };
      await replaceStandIns(tx, officerId, ids);
      const subject = { type: 'officer', id: officerId };
      const body = { officerId, standInIds: ids };
      return {
        value: undefined,
        facts: [fact('officer.stand-ins-set', actorOf(who), subject, jurisdictionId, body)],
      };
    });
    return this.one(jurisdictionId, officerId);
  }

  async away(who: Principal, officerId: string, body: Input<'absences.add'>['body']): Promise<Absence> {
    const jurisdictionId = await this.placeOf(who, officerId);
    const { kind, standInId } = body;
    const [from, to] = [new Date(body.from), body.to === null ? null : new Date(body.to)];
    if (to && to <= from) throw backwards();
    const id = await this.shifts.act(jurisdictionId, async (tx, at) => {
      if (to && to <= at) throw over();
      if (standInId) mustBeAble(await officersOf(tx, jurisdictionId), standInId, officerId, 'body.standInId');
      if ((await absencesBetween(tx, officerId, from, to)).length > 0) throw overlaps();
      const absenceId = await insertAbsence(tx, { officerId, kind, from, to, standInId }, who.name, at);
      const subject = { type: 'officer', id: officerId };
      const said = fact('officer.absence-noted', actorOf(who), subject, jurisdictionId, {
        ...{ absenceId, officerId, absence: kind, standInId },
        from: from.toISOString(),
        to: to?.toISOString() ?? null,
      });
      return { value: absenceId, facts: [said] };
    });
    const found = (await this.one(jurisdictionId, officerId)).absences.find((one) => one.id === id);
    if (!found) throw notFound();
    return found;
  }

  async back(who: Principal, id: string): Promise<void> {
    const found = await oneAbsence(this.db, id);
    if (!found) throw notFound();
    inView(who, found.jurisdictionId);
    await this.shifts.act(found.jurisdictionId, async (tx, at) => {
      const absence = await oneAbsence(tx, id);
      if (!absence) throw notFound();
      if (absence.to && absence.to <= at) return { value: undefined, facts: [] };
      await endAbsence(tx, absence, at);
      const { officerId, from, jurisdictionId } = absence;
      const body = { absenceId: id, officerId, from: from.toISOString(), to: at.toISOString() };
      const subject = { type: 'officer', id: officerId };
      return {
        value: undefined,
        facts: [fact('officer.absence-ended', actorOf(who), subject, jurisdictionId, body)],
      };
    });
  }

  private async placeOf(who: Principal, officerId: string): Promise<string> {
    const officer = await oneOfficer(this.db, officerId);
    if (!officer) throw notFound();
    inView(who, officer.jurisdictionId);
    return officer.jurisdictionId;
  }

  private async one(jurisdictionId: string, officerId: string): Promise<Post> {
    const [post] = await postsIn(this.db, [jurisdictionId], this.now.at(), officerId);
    if (!post) throw notFound();
    return post;
  }
}

function mustBeAble(
  known: readonly { id: string; name: string; active: boolean }[],
  id: string,
  officerId: string,
  path: string,
): void {
  const officer = known.find((one) => one.id === id);
  if (officer?.active && id !== officerId) return;
  throw invalid(
    'stand-in.unfit',
    id === officerId
      ? '替岗人不能是本人。'
      : `替岗人须是本辖区在岗的其他人员${officer ? `，${officer.name}已离岗` : ''}。`,
    id === officerId
      ? 'Nobody stands in for themselves.'
      : `A stand-in must be another officer in post in the same jurisdiction${officer ? `; ${officer.name} has left` : ''}.`,
    [{ path, message: 'unfit' }],
  );
}

const backwards = () =>
  invalid('absence.backwards', '结束须晚于开始。', 'An absence must end after it begins.', [
    { path: 'body.to', message: 'not after from' },
  ]);
const over = () =>
  invalid('absence.over', '这段时间已经过去。', 'That time has passed already.', [
    { path: 'body.to', message: 'in the past' },
  ]);
const overlaps = () =>
  conflict(
    'absence.overlaps',
    '此人在这段时间已登记离岗，请先结束原来的登记。',
    'An absence of this person in that time is noted already; end that one first.',
  );

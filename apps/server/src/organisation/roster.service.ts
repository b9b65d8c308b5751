// The roster as a page shows it: desks, shifts with who stands in, gaps in plain sight, swaps that await an answer; and who is on duty.
import { Injectable } from '@nestjs/common';
import type { Answer, Input, RosterGap, Shift } from '#contract';
import { actingFor, nextDay, type People, shanghaiDay } from '#organisation';
import { inView, type Principal } from '../platform/access';
import { Now } from '../platform/now';
import { invalid } from '../platform/problem';
import { Database } from '../platform/reading';
import { Workdays } from '../platform/workdays';
import { departmentPlace } from './departments.store';
import { deskView } from './desk.service';
import { officerNames } from './officers.store';
import { RosterReader } from './roster.reader';
import { desksIn, peopleFor, type ShiftKept, shiftsBetween } from './roster.store';
import { RosterWatch } from './roster.watch';
import { swapsOf } from './swap.store';

const MOST_MS = 93 * 24 * 3_600_000;

@Injectable()
export class RosterService {
  constructor(
    private readonly db: Database,
    private readonly reader: RosterReader,
    private readonly watch: RosterWatch,
    private readonly workdays: Workdays,
    private readonly now: Now,
  ) {}

  async read(who: Principal, query: Input<'roster.read'>['query']): Promise<Answer<'roster.read'>> {
    const span = { from: new Date(query.from).toISOString(), to: new Date(query.to).toISOString() };
    const ms = Date.parse(span.to) - Date.parse(span.from);
    if (ms <= 0 || ms > MOST_MS) throw badSpan();
    const desks = await desksIn(this.db, who.jurisdictionIds);
    const shifts = await shiftsBetween(
      this.db,
      desks.map(({ id }) => id),
      span.from,
      span.to,
    );
    const works = await this.workdays.works(this.db);
    const people = await peopleFor(this.db, [...new Set(shifts.map((s) => s.officerId))], span.from, span.to);
    const gaps: RosterGap[] = [];
    for (const desk of desks)
      for (const { causes, ...gap } of await this.watch.gaps(this.db, desk, span, works))
        gaps.push({ deskId: desk.id, ...gap, causes: causes.map((cause) => causeView(cause, people)) });
    return {
      desks: desks.map(deskView),
      shifts: shifts.map((shift) => shiftView(shift, people)),
      gaps,
      swaps: await swapsOf(this.db, who.jurisdictionIds),
      restDays: daysOf(span).filter((day) => !works(day)),
    };
  }

  async onDuty(who: Principal, query: Input<'roster.now'>['query']): Promise<Answer<'roster.now'>> {
    const departmentId = query.departmentId ?? null;
    const jurisdictionId =
      query.jurisdictionId ??
      (departmentId ? await departmentPlace(this.db, departmentId) : who.jurisdictionId);
    inView(who, jurisdictionId);
    const at = query.at ? new Date(query.at) : this.now.at();
    const answer = await this.reader.at(this.db, { jurisdictionId: jurisdictionId!, departmentId }, at);
    const names = await officerNames(
      this.db,
      answer.people.flatMap(({ insteadOf }) => insteadOf ?? []),
    );
    return {
      at: at.toISOString(),
      of: answer.of,
      people: answer.people.map((one) => ({
        officer: { id: one.officerId, name: one.name },
        post: one.post,
        part: one.part,
        desk: { id: one.deskId, name: one.deskName },
        until: one.until.toISOString(),
        insteadOf: one.insteadOf ? { id: one.insteadOf, name: names.get(one.insteadOf) ?? '' } : null,
        reason: one.reason,
      })),
      nobody: answer.nobody,
    };
  }
}

/** A shift, with who stands in at its start or at the first instant in it at which its officer is away. */
export function shiftView(shift: ShiftKept, people: People): Shift {
  const { id, deskId, officerId, officerName, active, part, from, to } = shift;
  const turns = people.absences
    .filter((one) => one.officerId === officerId && one.from > from && one.from < to)
    .map((one) => one.from);
  const other = [from, ...turns].map((at) => actingFor(officerId, people, at)).find((one) => one.insteadOf);
  const standIn = people.officers.find((one) => one.id === other?.officerId);
  return {
    ...{ id, deskId, part, from, to, active },
    officer: { id: officerId, name: officerName },
    standIn: standIn ? { id: standIn.id, name: standIn.name } : null,
  };
}

function causeView(
  { why, officerId }: { why: 'nobody' | 'left' | 'away'; officerId: string | null },
  people: People,
): RosterGap['causes'][number] {
  const officer = people.officers.find(({ id }) => id === officerId);
  return { why, officer: officer ? { id: officer.id, name: officer.name } : null };
}

function daysOf({ from, to }: { from: string; to: string }): string[] {
  const days: string[] = [];
  for (let day = shanghaiDay(from); day <= shanghaiDay(to); day = nextDay(day)) days.push(day);
  return days;
}

const badSpan = () =>
  invalid(
    'roster.span',
    '起止时间有误：结束须晚于开始，最长三个月。',
    'The span is at fault: it must end after it begins, and be three months at the most.',
  );

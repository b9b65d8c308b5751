// Tells the other rooms who is on duty and who acts for whom: fills the port `OnDuty` from the tables, by the rules of the lib.
import { Injectable } from '@nestjs/common';
import { actingFor, onDutyAt } from '#organisation';
import {
  type ActingPerson,
  type DutyAnswer,
  type DutyPerson,
  OnDuty,
  type Reader,
} from '../platform/on-duty';
import { type DeskKept, desksIn, peopleFor, shiftsAt } from './roster.store';

type Place = { jurisdictionId: string; departmentId: string | null };

@Injectable()
export class RosterReader extends OnDuty {
  async at(db: Reader, { jurisdictionId, departmentId }: Place, at: Date): Promise<DutyAnswer> {
    const all = await desksIn(db, [jurisdictionId]);
    const own = departmentId === null ? [] : all.filter((desk) => desk.departmentId === departmentId);
    const desks = own.length > 0 ? own : all.filter((desk) => desk.departmentId === null);
    if (desks.length === 0) return { of: 'none', people: [], nobody: noDesk };
    const of = own.length > 0 ? 'department' : 'jurisdiction';
    const shifts = await shiftsAt(
      db,
      desks.map(({ id }) => id),
      at,
    );
    const instant = at.toISOString();
    const people = await peopleFor(
      db,
      shifts.map(({ officerId }) => officerId),
      instant,
      new Date(at.getTime() + 1).toISOString(),
    );
    const found = onDutyAt(shifts, people, instant);
    const posts = await postsOf(
      db,
      found.people.map(({ officerId }) => officerId),
    );
    const named = found.people.flatMap(({ shiftId: _, until, ...one }): DutyPerson[] => {
      const post = posts.get(one.officerId);
      return post ? [{ ...one, ...post, deskName: nameOf(desks, one.deskId), until: new Date(until) }] : [];
    });
    return { of, people: named, nobody: named.length > 0 ? null : why(desks, found.unfilled) };
  }

  async acting(db: Reader, officerIds: readonly string[], at: Date): Promise<Map<string, ActingPerson>> {
    const instant = at.toISOString();
    const people = await peopleFor(db, officerIds, instant, new Date(at.getTime() + 1).toISOString());
    const known = new Set(people.officers.map(({ id }) => id));
    return new Map(
      officerIds.filter((id) => known.has(id)).map((id) => [id, actingFor(id, people, instant)]),
    );
  }
}

const nameOf = (desks: readonly DeskKept[], id: string) => desks.find((desk) => desk.id === id)?.name ?? '';

async function postsOf(db: Reader, ids: readonly string[]) {
  const rows: { id: string; name: string; post: string; departmentId: string | null }[] = await db.query(
    'select id, name, post, department_id as "departmentId" from officer where id = any($1)',
    [ids],
  );
  return new Map(rows.map(({ id, ...post }) => [id, post]));
}

const noDesk = {
  zh: '没有设值班岗，无人值班。',
  en: 'No desk is kept here, so nobody is on duty.',
};

function why(desks: readonly DeskKept[], unfilled: readonly { reason: { zh: string; en: string } }[]) {
  const names = desks.map(({ name }) => name);
  const reasons = unfilled.map(({ reason }) => reason);
  return reasons.length > 0
    ? {
        zh: `“${names.join('、')}”此刻无人值班：${reasons.map(({ zh }) => zh).join('；')}。`,
        en: `Nobody is on duty at ${names.join(', ')}: ${reasons.map(({ en }) => en).join('; ')}.`,
      }
    : {
        zh: `“${names.join('、')}”此刻没有排班。`,
        en: `Nobody is on the roster of ${names.join(', ')} at this instant.`,
      };
}

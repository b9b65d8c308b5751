// The organisation as the lines of a workbook: as text, people by what they sign in as, times as China reads them.
import type { MatrixLineShown, Post } from '#contract';
import { shanghaiTime } from '#organisation';
import type { ShiftKept } from './roster.store';
import { dayNames, type Known, kindNames, partNames, roleName, yesNo } from './transfer.read';
import type { SheetKey } from './workbook';

type All = Known & { posts: Post[]; lines: MatrixLineShown[]; shifts: ShiftKept[] };

export function tables(all: All): Record<SheetKey, string[][]> {
  const { departments, officers, posts, lines, desks, shifts } = all;
  const signIn = new Map(officers.map((one) => [one.id, one.signInName]));
  const named = (id: string | null | undefined) => (id ? (signIn.get(id) ?? '') : '');
  const nameOf = new Map(departments.map((one) => [one.id, one.name]));
  const standIns = new Map(posts.map((one) => [one.officer.id, one.standIns]));
  return {
    departments: departments
      // What was merged away is history, and would be refused when it came back.
      .filter(({ mergedInto }) => mergedInto === null)
      .map((one) => [
        one.name,
        kindNames[one.kind],
        one.topics.join('、'),
        one.aliases.join('、'),
        named(one.supervisorId),
        named(one.spokespersonId),
        yesNo(one.active),
      ]),
    officers: officers.map((one) => [
      one.signInName,
      one.name,
      one.post,
      one.departmentName ?? '',
      one.roles.map(roleName).join('、'),
      (standIns.get(one.id) ?? []).map(({ id }) => named(id)).join('、'),
      yesNo(one.active),
    ]),
    matrix: lines.map((one) => [
      one.matter ?? '',
      one.level ?? '',
      one.lead.name,
      one.support.map(({ name }) => name).join('、'),
      named(one.spokesperson?.id),
      named(one.supervisor?.id),
      one.basis,
    ]),
    desks: desks.map((one) => [
      one.name,
      one.departmentId ? (nameOf.get(one.departmentId) ?? '') : '',
      dayNames[one.days],
      one.opens,
      one.closes,
      String(one.warnHours),
    ]),
    shifts: shifts.map((one) => [
      desks.find(({ id }) => id === one.deskId)?.name ?? '',
      named(one.officerId),
      partNames[one.part],
      shanghaiTime(one.from),
      shanghaiTime(one.to),
    ]),
  };
}

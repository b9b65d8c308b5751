// The sheets of shifts, absences and swaps.

import { shanghaiTime } from '#organisation';
import { faultOf } from './shift.rules';
import { badValue, RowFault } from './transfer.fault';
import * as of from './transfer.read';
import { pick, type SheetRules } from './transfer.rules';
import {
  type AbsenceHeld,
  type DeskHeld,
  type ShiftHeld,
  type SwapHeld,
  under,
  type World,
} from './transfer.world';
import { type Cells, readWall } from './workbook';

/** Shifts and absences that ended longer ago are not taken along. */
const DAYS_BEFORE = 31;
const isRecent = (to: string | null, world: World): boolean =>
  to === null || Date.parse(to) > Date.parse(world.now) - DAYS_BEFORE * 86_400_000;
const over = (column: string) =>
  new RowFault(column, 'row.over', '已经过去的不能再改。', 'What has passed stays as it was.');

function deskIn(cells: Cells, world: World, heading: string): DeskHeld {
  const found = world.desks.find(under(of.placeIn(cells, world), of.needed(cells, heading)));
  if (!found) throw badValue(heading, of.cell(cells, heading));
  return found;
}
function officerIn(cells: Cells, world: World, heading: string): string {
  const found = world.officers.find(of.needed(cells, heading).toLowerCase());
  if (!found) throw badValue(heading, of.cell(cells, heading));
  return found.id;
}
const placeOfDesk = (world: World, deskId: string) => world.desks.get(deskId)?.jurisdictionId ?? world.ownId;

const shiftColumns: Readonly<Record<string, string>> = {
  'shift.backwards': '结束',
  'shift.too-long': '结束',
  'shift.past': '结束',
  'shift.no-officer': '人员',
  'shift.officer-left': '人员',
  'shift.overlaps': '开始',
};

export const shifts: SheetRules<ShiftHeld> = {
  table: (world) => world.shifts,
  isShown: ({ to, deskId }, world) => isRecent(to, world) && world.desks.get(deskId) !== undefined,
  cells: (one, world) => ({
    辖区: world.labelOf(placeOfDesk(world, one.deskId)),
    值班岗: world.desks.get(one.deskId)?.name ?? '',
    人员: of.signInOf(world, one.officerId),
    班次: of.partNames[one.part],
    开始: shanghaiTime(one.from),
    结束: shanghaiTime(one.to),
  }),
  find: (cells, world) => {
    const desk = deskIn(cells, world, '值班岗');
    const [from, to] = [of.instant(cells, '开始'), of.instant(cells, '结束')];
    const part = of.keyed(of.partNames, cells, '班次', 'duty');
    const theirs = world.shifts.all(officerIn(cells, world, '人员'));
    return theirs.find(
      (one) =>
        one.deskId === desk.id && one.part === part && minute(one.from) === from && minute(one.to) === to,
    );
  },
  blank: (id, cells, world) => ({
    ...{ id, officerId: '', part: 'duty', from: '', to: '' },
    deskId: deskIn(cells, world, '值班岗').id,
  }),
  read: (one, cells, columns, world, isNew) => {
    if (!isNew && (columns.has('值班岗') || columns.has('辖区')))
      throw new RowFault(
        '值班岗',
        'row.shift-desk-fixed',
        '班次不能换到别的值班岗：取消这一行，另加一行。',
        'A shift does not move to another desk: cancel this row and add another.',
      );
    if (!isNew && one.to <= world.now) throw over('结束');
    return {
      ...one,
      officerId: pick(columns, '人员', () => officerIn(cells, world, '人员'), one.officerId),
      part: pick(columns, '班次', () => of.keyed(of.partNames, cells, '班次', 'duty'), one.part),
      from: pick(columns, '开始', () => of.instant(cells, '开始'), one.from),
      to: pick(columns, '结束', () => of.instant(cells, '结束'), one.to),
    };
  },
  check: (one, _, world) => {
    const jurisdictionId = placeOfDesk(world, one.deskId);
    const officer = world.officers.get(one.officerId);
    const others = world.shifts.all(one.officerId).filter(({ id }) => id !== one.id);
    const fault = faultOf(one, [], {
      officers: officer?.jurisdictionId === jurisdictionId ? [officer] : [],
      others: others.map((other) => ({ ...other, deskName: world.desks.get(other.deskId)?.name ?? '' })),
      now: world.now,
    });
    if (fault) throw new RowFault(shiftColumns[fault.code] ?? null, fault.code, fault.zh, fault.en);
  },
  remove: (one, world) => {
    if (one.from <= world.now)
      throw new RowFault(
        '取消',
        'shift.begun',
        '班次已开始，不能取消；可以换人，或把结束时间提前。',
        'The shift has begun and cannot be taken off; hand it to another or let it end earlier.',
      );
    return null;
  },
};
/** To the minute, as a workbook writes it. */
const minute = (at: string): string => readWall(shanghaiTime(at)) ?? at;

export const absences: SheetRules<AbsenceHeld> = {
  table: (world) => world.absences,
  isShown: ({ to }, world) => isRecent(to, world),
  cells: (one, world) => ({
    人员: of.signInOf(world, one.officerId),
    类别: of.absenceNames[one.kind as keyof typeof of.absenceNames] ?? one.kind,
    开始: shanghaiTime(one.from),
    结束: one.to === null ? '' : shanghaiTime(one.to),
    替岗人: of.signInOf(world, one.standInId),
  }),
  find: (cells, world) => {
    const from = of.instant(cells, '开始');
    return world.absences.all(officerIn(cells, world, '人员')).find((one) => minute(one.from) === from);
  },
  blank: (id, cells, world) => ({
    ...{ id, kind: 'other', from: '', to: null, standInId: null },
    officerId: officerIn(cells, world, '人员'),
  }),
  read: (one, cells, columns, world, isNew) => {
    if (!isNew && columns.has('人员')) throw badValue('人员', of.cell(cells, '人员'));
    if (!isNew && one.to !== null && one.to <= world.now) throw over('结束');
    const officer = world.officers.get(one.officerId);
    const standIn = () =>
      of.officerNamed(world, officer?.jurisdictionId ?? world.ownId, '替岗人', of.cell(cells, '替岗人'));
    const next: AbsenceHeld = {
      ...one,
      kind: pick(columns, '类别', () => of.keyed(of.absenceNames, cells, '类别'), one.kind),
      from: pick(columns, '开始', () => of.instant(cells, '开始'), one.from),
      to: pick(columns, '结束', () => (of.cell(cells, '结束') ? of.instant(cells, '结束') : null), one.to),
      standInId: pick(columns, '替岗人', standIn, one.standInId),
    };
    if (next.standInId === one.officerId)
      throw new RowFault(
        '替岗人',
        'stand-in.unfit',
        '替岗人不能是本人。',
        'Nobody stands in for themselves.',
      );
    if (next.to !== null && next.to <= next.from)
      throw new RowFault(
        '结束',
        'absence.backwards',
        '结束须晚于开始。',
        'An absence must end after it begins.',
      );
    if (next.to !== null && next.to <= world.now)
      throw new RowFault('结束', 'absence.over', '这段时间已经过去。', 'That time has passed already.');
    return next;
  },
  check: (one, _, world) => {
    const clash = world.absences
      .all(one.officerId)
      .some(
        (other) =>
          other.id !== one.id &&
          (other.to === null || other.to > one.from) &&
          (one.to === null || other.from < one.to),
      );
    if (clash)
      throw new RowFault(
        '开始',
        'absence.overlaps',
        '此人在这段时间已登记离岗，请先结束原来的登记。',
        'An absence of this person in that time is noted already; end that one first.',
      );
  },
  // One that has not begun never was; one that runs ends now.
  remove: (one, world) => {
    if (one.to !== null && one.to <= world.now) throw over('取消');
    return one.from >= world.now ? null : { ...one, to: world.now };
  },
};

function shiftAt(cells: Cells, world: World, desk: string, begins: string, officerId: string): ShiftHeld {
  const { id } = deskIn(cells, world, desk);
  const from = of.instant(cells, begins);
  const found = world.shifts.all(officerId).find((one) => one.deskId === id && minute(one.from) === from);
  if (!found) throw badValue(begins, of.cell(cells, begins));
  return found;
}

export const swaps: SheetRules<SwapHeld> = {
  table: (world) => world.swaps,
  cells: (one, world) => {
    const [shift, other] = [world.shifts.get(one.shiftId), world.shifts.get(one.otherShiftId)];
    return {
      辖区: shift ? world.labelOf(placeOfDesk(world, shift.deskId)) : '',
      值班岗: world.desks.get(shift?.deskId ?? null)?.name ?? '',
      申请人: of.signInOf(world, one.fromOfficerId),
      开始: shift ? shanghaiTime(shift.from) : '',
      接班人: of.signInOf(world, one.toOfficerId),
      换回值班岗: world.desks.get(other?.deskId ?? null)?.name ?? '',
      换回开始: other ? shanghaiTime(other.from) : '',
      理由: one.reason,
    };
  },
  find: (cells, world) =>
    world.swaps.find(shiftAt(cells, world, '值班岗', '开始', officerIn(cells, world, '申请人')).id),
  blank: (id, cells, world) => {
    const fromOfficerId = officerIn(cells, world, '申请人');
    const shiftId = shiftAt(cells, world, '值班岗', '开始', fromOfficerId).id;
    return { id, shiftId, otherShiftId: null, fromOfficerId, toOfficerId: '', reason: '' };
  },
  read: (one, cells, columns, world, isNew) => {
    if (!isNew)
      throw new RowFault(
        [...columns][0] ?? null,
        'row.swap-fixed',
        '已提出的换班申请不能改：取消这一行，另加一行。',
        'A swap that was asked does not change: cancel this row and add another.',
      );
    const toOfficerId = officerIn(cells, world, '接班人');
    if (toOfficerId === one.fromOfficerId)
      throw new RowFault('接班人', 'swap.self', '不能与自己换班。', 'A swap needs another person.');
    const shift = world.shifts.get(one.shiftId)!;
    of.officerNamed(world, placeOfDesk(world, shift.deskId), '接班人', of.cell(cells, '接班人'));
    const isExchange = of.cell(cells, '换回值班岗') !== '' || of.cell(cells, '换回开始') !== '';
    const other = isExchange ? shiftAt(cells, world, '换回值班岗', '换回开始', toOfficerId) : null;
    for (const begun of [shift, other]) if (begun && begun.from <= world.now) throw over('开始');
    return { ...one, toOfficerId, otherShiftId: other?.id ?? null, reason: of.needed(cells, '理由', 500) };
  },
  remove: () => null,
};

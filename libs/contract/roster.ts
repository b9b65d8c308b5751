// What crosses the wire of the roster: desks, shifts, swaps, absences and stand-ins, gaps, and who is on duty.
import { z } from 'zod';
import { routes } from './route';
import { id, instant, named, reason, words } from './shape';

export const deskDayKinds = ['every-day', 'workdays', 'rest-days'] as const;
export const shiftParts = ['duty', 'leader'] as const;
export const absenceKinds = ['leave', 'sick', 'training', 'business', 'leaving', 'other'] as const;
export const gapCauses = ['nobody', 'left', 'away'] as const;
const hour = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'HH:MM');
const name = z.string().trim().min(1).max(60);
const byId = z.object({ id });
const part = z.enum(shiftParts);

const deskInput = z.object({
  name,
  /** Null: a desk of the whole jurisdiction. */
  departmentId: id.nullable().default(null),
  /** Which days it must be manned; `workdays` and `rest-days` follow the calendar in force, make-up days included. */
  days: z.enum(deskDayKinds).default('every-day'),
  /** China time. Closing at or before opening means past midnight. */
  opens: hour.default('00:00'),
  closes: hour.default('24:00'),
  /** How many hours ahead a gap is told. */
  warnHours: z.number().int().min(1).max(720).default(72),
  /** From when on somebody must be there; at once when not told. */
  mannedFrom: instant.optional(),
});
export const desk = deskInput.extend({
  id,
  jurisdictionId: id,
  department: named.nullable(),
  mannedFrom: instant,
});
export type Desk = z.infer<typeof desk>;
export type DeskInput = z.infer<typeof deskInput>;

export const shift = z.object({
  id,
  deskId: id,
  officer: named,
  part,
  from: instant,
  to: instant,
  /** False where the officer has left since. */
  active: z.boolean(),
  /** Who acts where the officer is away or has left at its start, or later in it; null where nobody needs to. */
  standIn: named.nullable(),
});
export type Shift = z.infer<typeof shift>;

export const gap = z.object({
  deskId: id,
  from: instant,
  to: instant,
  /** Cut off at the end of what was asked for. */
  openEnded: z.boolean(),
  causes: z.array(z.object({ why: z.enum(gapCauses), officer: named.nullable() })),
});
export type RosterGap = z.infer<typeof gap>;

export const swap = z.object({
  id,
  shiftId: id,
  otherShiftId: id.nullable(),
  deskName: z.string(),
  from: named,
  to: named,
  shift: z.object({ from: instant, to: instant }),
  otherShift: z.object({ from: instant, to: instant }).nullable(),
  reason: z.string(),
  askedAt: instant,
});
export type Swap = z.infer<typeof swap>;

export const absence = z.object({
  id,
  officer: named,
  kind: z.enum(absenceKinds),
  from: instant,
  /** Null: until further notice. */
  to: instant.nullable(),
  standIn: named.nullable(),
  notedBy: z.string(),
});
export type Absence = z.infer<typeof absence>;

export const post = z.object({
  officer: named,
  post: z.string(),
  department: named.nullable(),
  jurisdictionId: id,
  active: z.boolean(),
  /** In the order in which they are asked. */
  standIns: z.array(named.extend({ active: z.boolean() })),
  absences: z.array(absence),
});
export type Post = z.infer<typeof post>;

const shiftInput = z.object({ officerId: id, part: part.default('duty'), from: instant, to: instant });
const span = z.object({ from: instant, to: instant });

export const rosterRoutes = routes({
  'roster.read': {
    method: 'GET',
    path: '/api/roster',
    summary: {
      zh: '值班表：值班岗、班次、空档、换班申请',
      en: 'The roster: desks, shifts, gaps, swaps asked',
    },
    query: span,
    answer: z.object({
      desks: z.array(desk),
      shifts: z.array(shift),
      gaps: z.array(gap),
      swaps: z.array(swap),
      /** Days in the span that are not worked, by the calendar in force (YYYY-MM-DD). */
      restDays: z.array(z.iso.date()),
    }),
  },
  'roster.now': {
    method: 'GET',
    path: '/api/on-duty',
    summary: { zh: '某一时刻谁在值班', en: 'Who is on duty at an instant' },
    query: z.object({
      at: instant.optional(),
      departmentId: id.optional(),
      /** One's own when not told. */
      jurisdictionId: id.optional(),
    }),
    answer: z.object({
      at: instant,
      of: z.enum(['department', 'jurisdiction', 'none']),
      people: z.array(
        z.object({
          officer: named,
          post: z.string(),
          part,
          desk: named,
          until: instant,
          insteadOf: named.nullable(),
          reason: words.nullable(),
        }),
      ),
      nobody: words.nullable(),
    }),
  },
  'desks.add': {
    method: 'POST',
    path: '/api/desks',
    status: 201,
    summary: { zh: '新增值班岗', en: 'Add a desk that must be manned' },
    body: deskInput.extend({ jurisdictionId: id.optional() }),
    answer: desk,
  },
  'desks.change': {
    method: 'PATCH',
    path: '/api/desks/:id',
    summary: { zh: '修改值班岗', en: 'Change a desk' },
    params: byId,
    body: z.object({
      name: name.optional(),
      departmentId: id.nullable().optional(),
      days: z.enum(deskDayKinds).optional(),
      opens: hour.optional(),
      closes: hour.optional(),
      warnHours: z.number().int().min(1).max(720).optional(),
      mannedFrom: instant.optional(),
    }),
    answer: desk,
  },
  'desks.close': {
    method: 'DELETE',
    path: '/api/desks/:id',
    status: 204,
    summary: { zh: '撤销值班岗（已过的班次保留）', en: 'Close a desk; the shifts that have passed stay' },
    params: byId,
  },
  'shifts.add': {
    method: 'POST',
    path: '/api/desks/:id/shifts',
    status: 201,
    summary: {
      zh: '排班：一次可排多个班次，全部成立或全部不成立',
      en: 'Put shifts on the roster, all or none',
    },
    params: byId,
    body: z.object({ shifts: z.array(shiftInput).min(1).max(400) }),
    answer: z.object({ shifts: z.array(shift) }),
  },
  'shifts.change': {
    method: 'PATCH',
    path: '/api/shifts/:id',
    summary: { zh: '调整班次（已结束的不能改）', en: 'Change a shift that has not ended' },
    params: byId,
    body: z.object({
      officerId: id.optional(),
      part: part.optional(),
      from: instant.optional(),
      to: instant.optional(),
      reason,
    }),
    answer: shift,
  },
  'shifts.remove': {
    method: 'POST',
    path: '/api/shifts/:id/remove',
    status: 204,
    summary: { zh: '取消班次（尚未开始的）', en: 'Take a shift that has not begun off the roster' },
    params: byId,
    body: z.object({ reason }),
  },
  'swaps.ask': {
    method: 'POST',
    path: '/api/shifts/:id/swap',
    status: 201,
    summary: {
      zh: '申请换班：请他人顶班，或以对方的班次交换',
      en: 'Ask another to take a shift, or to exchange it',
    },
    params: byId,
    body: z.object({ toOfficerId: id, otherShiftId: id.nullable().default(null), reason }),
    answer: swap,
  },
  'swaps.decide': {
    method: 'POST',
    path: '/api/swaps/:id/decide',
    status: 204,
    summary: { zh: '同意、拒绝或撤回换班', en: 'Agree to a swap, refuse it, or take it back' },
    params: byId,
    body: z.object({ as: z.enum(['agreed', 'refused', 'taken-back']) }),
  },
  'posts.list': {
    method: 'GET',
    path: '/api/posts',
    summary: { zh: '岗位与替岗：替岗人、请假与外出', en: 'Posts: stand-ins, and who is away' },
    answer: z.object({ items: z.array(post) }),
  },
  'posts.standIns': {
    method: 'PUT',
    path: '/api/officers/:id/stand-ins',
    summary: { zh: '设定替岗人（按次序）', en: 'Name who stands in, in order' },
    params: byId,
    body: z.object({ standInIds: z.array(id).max(5) }),
    answer: post,
  },
  'absences.add': {
    method: 'POST',
    path: '/api/officers/:id/absences',
    status: 201,
    summary: { zh: '登记离岗：请假、外出、调离', en: 'Note that an officer is away' },
    params: byId,
    body: z.object({
      kind: z.enum(absenceKinds),
      from: instant,
      to: instant.nullable().default(null),
      standInId: id.nullable().default(null),
    }),
    answer: absence,
  },
  'absences.end': {
    method: 'POST',
    path: '/api/absences/:id/end',
    status: 204,
    summary: {
      zh: '返岗：现在结束；尚未开始的即取消',
      en: 'Back in post now; one that has not begun is taken off',
    },
    params: byId,
  },
});

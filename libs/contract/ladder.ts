// What crosses the wire of the ladder: whom, by which channel, how long after and how often; what would happen at an hour; climbs as they stand.
import { z } from 'zod';
import type { LadderStart, PersonalChannel, RungTarget } from '#duty';
import { clockOf } from './duty';
import { noticeChannelKinds, noticeStates } from './notices';
import { routes } from './route';
import { id, instant, level, named, page, pageQuery, reason, words } from './shape';

// Named here once more: the pages read the contract, and not the rules of duty with their calendars.
export const rungTargets = [
  'holder',
  'department-on-duty',
  'department-head',
  'news-office-on-duty',
  'supervising-leader',
  'level-above-news-office',
] as const satisfies readonly RungTarget[];
const ladderStarts = ['near', 'breached'] as const satisfies readonly LadderStart[];
const personalChannels = ['email', 'sms'] as const satisfies readonly PersonalChannel[];

export const rung = z.object({
  to: z.enum(rungTargets),
  since: z.enum(ladderStarts),
  levels: z.enum(['all', 'grave']),
  afterMinutes: z.number().int().min(0).max(10_080),
  repeat: z
    .object({ everyMinutes: z.number().int().min(5).max(1_440), times: z.number().int().min(1).max(24) })
    .nullable(),
  by: z.array(z.enum(personalChannels)).max(2),
  channelIds: z.array(id).max(10),
});
export type RungView = z.infer<typeof rung>;
const rungs = z.array(rung).max(20);
const acknowledgedForMinutes = z.number().int().min(5).max(1_440);
export const ladder = z.object({
  jurisdiction: named,
  /** Null: the one that comes with the system. */
  version: z.number().int().nullable(),
  rungs,
  acknowledgedForMinutes,
  savedBy: z.string().nullable(),
  savedAt: instant.nullable(),
  reason: z.string().nullable(),
  /** Groups and webhooks that may be named. */
  channels: z.array(z.object({ id, name: z.string(), kind: z.string() })),
  /** The jurisdictions in view, to look at theirs. */
  jurisdictions: z.array(named),
});
export type LadderView = z.infer<typeof ladder>;

export const previewLine = z.object({
  at: instant,
  rung: z.number().int(),
  repeat: z.number().int(),
  text: words,
  /** This step would find nobody. */
  nobody: z.boolean(),
});
export type PreviewLine = z.infer<typeof previewLine>;

export const climb = z.object({
  /** What climbs: a clock, or the running out of the task of a lane that `taskId` names. */
  clockId: id,
  taskId: id.nullable(),
  since: z.enum(ladderStarts),
  ...clockOf.shape,
  duty: words,
  dueAt: instant,
  beganAt: instant,
  /** Null where every step is taken or the climb has ended. */
  nextStepAt: instant.nullable(),
  /** What comes if nothing answers it: after an acknowledgement has run out, where one holds. */
  next: z
    .object({ rung: z.number().int(), repeat: z.number().int(), target: z.enum(rungTargets), at: instant })
    .nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedUntil: instant.nullable(),
  endedAt: instant.nullable(),
  endedAs: z.string().nullable(),
  steps: z.array(
    z.object({
      rung: z.number().int(),
      repeat: z.number().int(),
      /** Null where an acknowledgement ran out. */
      target: z.enum(rungTargets).nullable(),
      dueAt: instant,
      takenAt: instant,
      late: z.boolean(),
      overtaken: z.boolean(),
      told: z.array(named),
      /** By which channels besides the system itself, with what became of the notices. */
      channels: z.array(
        z.object({ name: z.string(), kind: z.enum(noticeChannelKinds), state: z.enum(noticeStates) }),
      ),
      reason: words,
    }),
  ),
});
export type ClimbView = z.infer<typeof climb>;

const ofJurisdiction = z.object({ jurisdictionId: id.optional() });

export const ladderRoutes = routes({
  'ladder.read': {
    method: 'GET',
    path: '/api/ladder',
    summary: { zh: '升级阶梯', en: 'The ladder of escalation' },
    query: ofJurisdiction,
    answer: ladder,
  },
  'ladder.save': {
    method: 'PUT',
    path: '/api/ladder',
    summary: { zh: '修改升级阶梯（说明理由）', en: 'Change the ladder, with a reason' },
    query: ofJurisdiction,
    body: z.object({ rungs, acknowledgedForMinutes, basedOn: z.number().int().nullable(), reason }),
    answer: ladder,
  },
  'ladder.preview': {
    method: 'POST',
    path: '/api/ladder/preview',
    summary: {
      zh: '预演：此刻超期，谁会在何时被怎样告知',
      en: 'What would happen: who would be told when and how, were a clock to breach at an instant',
    },
    query: ofJurisdiction,
    body: z.object({
      rungs,
      acknowledgedForMinutes,
      at: instant,
      level: level.nullable(),
      departmentId: id.nullable(),
    }),
    answer: z.object({ lines: z.array(previewLine), notes: z.array(words) }),
  },
  'escalations.list': {
    method: 'GET',
    path: '/api/escalations',
    summary: { zh: '升级记录', en: 'Climbs and their steps' },
    query: pageQuery.extend({ clockId: id.optional(), running: z.enum(['true', 'false']).optional() }),
    answer: page(climb),
  },
  'escalations.takeUp': {
    method: 'POST',
    path: '/api/duties/:id/take-up',
    summary: {
      zh: '接手：我在处理，升级暂停一段时间',
      en: 'Take it up: I am on it; the climb stands still for a while',
    },
    params: z.object({ id }),
    answer: climb,
  },
});

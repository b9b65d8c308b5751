// What crosses the wire of duty beyond incidents' clocks: the forecast, hotline clocks, and the standing duty to interpret.
import { z } from 'zod';
import type { HotlineFlag } from '#duty';
import { clockOf } from './duty';
import { routes } from './route';
import { id, instant, named, reason, words } from './shape';

const day = z.iso.date();
export const forecastItem = z.object({
  clockId: id,
  name: words,
  ...clockOf.shape,
  startAt: instant,
  dueAt: instant,
  department: named.nullable(),
  holder: named.nullable(),
  verdict: z.enum(['likely', 'possible', 'unlikely']),
  /** At the pace so far; null where there is no record to go by. */
  expectedAt: instant.nullable(),
  /** Clocks in the same hands that fall due before it. */
  ahead: z.number().int(),
  /** Years without a published holiday notice that the due time leans on. */
  leansOn: z.array(z.number().int()),
  reasons: z.array(words),
});
export type ForecastItem = z.infer<typeof forecastItem>;

export const hotlineStates = ['on-time', 'late', 'open', 'overdue', 'uncounted'] as const;
export const hotlineKindsTold = [
  'consultation',
  'request',
  'suggestion',
  'complaint',
  'report',
  'unknown',
] as const;
const counts = {
  records: z.number().int(),
  onTime: z.number().int(),
  late: z.number().int(),
  open: z.number().int(),
  overdue: z.number().int(),
  /** Flagged and in no other figure: without them the others would be untrue. */
  uncounted: z.number().int(),
  /** on time ÷ (on time + late + overdue); null where there is nothing to divide by. */
  onTimeRate: z.number().nullable(),
};
export const hotlineRow = z.object({ kind: z.enum(hotlineKindsTold), limit: words.nullable(), ...counts });
export type HotlineRow = z.infer<typeof hotlineRow>;
const period = z.object({ from: day.optional(), to: day.optional() });
export const hotlineFlags = [
  'replied-before-received',
  'replied-before-assigned',
  'due-before-received',
  'no-start',
  'no-due',
  'reply-without-time',
] as const satisfies readonly HotlineFlag[];
export const hotlineRecordTold = z.object({
  messageId: id,
  /** Masked, as messages are. */
  title: z.string(),
  agency: z.string().nullable(),
  kind: z.enum(hotlineKindsTold),
  state: z.enum(hotlineStates),
  flags: z.array(z.enum(hotlineFlags)),
  receivedAt: instant.nullable(),
  assignedAt: instant.nullable(),
  dueAt: instant.nullable(),
  repliedAt: instant.nullable(),
});
export type HotlineRecordTold = z.infer<typeof hotlineRecordTold>;

export const standingRow = z.object({
  department: named,
  /** Who leads it, by the register of officers; empty where nobody is named. */
  principals: z.array(z.string()),
  /** Without those that were taken back. */
  count: z.number().int(),
  /** Once, twice a year: reached or behind. */
  once: z.boolean(),
  twice: z.boolean(),
  acts: z.array(
    z.object({
      id,
      on: day,
      principal: z.string(),
      title: z.string(),
      url: z.string().nullable(),
      by: z.string(),
      /** Recorded by mistake: why, and who took it back. */
      withdrawn: z.object({ by: z.string(), reason: z.string() }).nullable(),
    }),
  ),
});
export type StandingRow = z.infer<typeof standingRow>;

export const outlookRoutes = routes({
  'forecast.duties': {
    method: 'GET',
    path: '/api/forecast/duties',
    summary: { zh: '哪些时钟可能超期', en: 'Which clocks are likely to run out' },
    query: z.object({ hours: z.coerce.number().int().min(1).max(720).default(24) }),
    answer: z.object({
      asOf: instant,
      /** The rule in words, to be read beside the verdicts. */
      rule: words,
      counts: z.object({ likely: z.number().int(), possible: z.number().int(), unlikely: z.number().int() }),
      /** The likely ones first, then the soonest; cut at 300. */
      items: z.array(forecastItem),
    }),
  },
  'hotline.clocks': {
    method: 'GET',
    path: '/api/hotline/clocks',
    summary: { zh: '热线办理时限', en: 'Clocks of hotline records, by kind' },
    query: period,
    answer: z.object({
      asOf: instant,
      from: day,
      to: day,
      /** How far the records reach at all; null where there are none. */
      span: z.object({ from: day, to: day, records: z.number().int() }).nullable(),
      rows: z.array(hotlineRow),
      total: z.object(counts),
      /** Records that named no kind and were counted under the one their own words name. */
      kindByWords: z.number().int(),
      /** Records whose counted due time leans on a year without a published holiday notice. */
      leaning: z.object({ records: z.number().int(), years: z.array(z.number().int()) }),
      /** Why records are in no figure, each with how many. */
      flags: z.array(z.object({ flag: z.enum(hotlineFlags), count: z.number().int() })),
    }),
  },
  'hotline.records': {
    method: 'GET',
    path: '/api/hotline/records',
    summary: { zh: '热线时限数字背后的记录', en: 'The hotline records behind a figure' },
    query: period.extend({
      kind: z.enum(hotlineKindsTold).optional(),
      state: z.enum(hotlineStates).optional(),
      flag: z.enum(hotlineFlags).optional(),
    }),
    /** `count` of them all; the items are cut at 200. */
    answer: z.object({ count: z.number().int(), items: z.array(hotlineRecordTold) }),
  },
  'hotline.export': {
    method: 'GET',
    path: '/api/hotline/clocks.csv',
    summary: { zh: '热线办理时限（CSV）', en: 'Clocks of hotline records as CSV' },
    query: period,
    file: 'text/csv',
  },
  'standing.read': {
    method: 'GET',
    path: '/api/standing',
    summary: { zh: '主要负责人解读政策次数', en: 'Interpretations by principals in a year' },
    query: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
    answer: z.object({
      year: z.number().int(),
      clauses: z.array(z.object({ atLeast: z.number().int(), document: z.string(), words: z.string() })),
      /** How many departments there are, and how many have reached each number. */
      reached: z.object({ departments: z.number().int(), once: z.number().int(), twice: z.number().int() }),
      /** Years of which something is recorded, and this one; the newest first. */
      years: z.array(z.number().int()),
      items: z.array(standingRow),
    }),
  },
  'standing.record': {
    method: 'POST',
    path: '/api/standing',
    summary: { zh: '登记一次解读', en: 'Record one interpretation' },
    status: 201,
    body: z.object({
      departmentId: id,
      on: day,
      principal: z.string().trim().min(1).max(50),
      title: z.string().trim().min(2).max(200),
      url: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .nullable(),
    }),
    answer: z.object({ id }),
  },
  'standing.withdraw': {
    method: 'POST',
    path: '/api/standing/:id/withdraw',
    summary: { zh: '撤销误登的解读', en: 'Take back an interpretation that was recorded by mistake' },
    params: z.object({ id }),
    body: z.object({ reason }),
    answer: z.object({ id }),
  },
});

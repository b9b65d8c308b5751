// What crosses the wire of drills (预演): the scenario, its own clocks and notices, and the report.
import { z } from 'zod';
import { rungTargets } from './ladder';
import { planForms } from './plans';
import { routes } from './route';
import { id, instant, level, named, words } from './shape';

const byId = z.object({ id });
const line = (max: number) => z.string().trim().min(2).max(max);
export const drillContent = z.object({
  name: line(80),
  level,
  emergency: z.boolean(),
  /** What has happened, as it is told at the start. */
  story: line(2000),
  leadDepartmentId: id,
  /** Drill seconds in one real second. */
  speed: z.number().int().min(1).max(600),
  /** In drill time; then it ends by itself. */
  lengthMinutes: z.number().int().min(10).max(10_080),
  officerIds: z.array(id).min(1).max(40),
  /** Messages that come in while it runs. */
  injects: z
    .array(
      z.object({
        afterMinutes: z.number().int().min(0).max(10_080),
        words: line(500),
        departmentId: id.nullable(),
      }),
    )
    .max(60),
});
export type DrillContent = z.infer<typeof drillContent>;
const drillClock = z.object({
  id,
  duty: z.string(),
  name: words,
  department: named.nullable(),
  holder: named.nullable(),
  /** Drill time. */
  startAt: instant,
  dueAt: instant,
  state: z.enum(['open', 'breached', 'met', 'met-late']),
  answeredBy: z.array(z.string()),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  metAt: instant.nullable(),
  metBy: z.string().nullable(),
  explain: z.array(z.string()),
  mayAcknowledge: z.boolean(),
  /** Its breach is being escalated, and the viewer may say that they are on it. */
  mayTakeUp: z.boolean(),
});
export type DrillClockView = z.infer<typeof drillClock>;
const drillEvent = z.object({
  id: z.number().int(),
  kind: z.string(),
  /** When it happened really, and in the drill. */
  at: instant,
  drillAt: instant,
  by: z.string(),
  words,
  inject: z.number().int().nullable(),
  to: z.array(z.string()),
  toMe: z.boolean(),
});
export type DrillEventView = z.infer<typeof drillEvent>;
const number = z.number().int();
const ms = number.nullable();
export const drillReportShape = z.object({
  clocks: z.array(
    z.object({
      id,
      name: words,
      department: z.string().nullable(),
      startAt: instant,
      dueAt: instant,
      state: z.enum(['open', 'breached', 'met', 'met-late']),
      acknowledgedAt: instant.nullable(),
      acknowledgedBy: z.string().nullable(),
      metAt: instant.nullable(),
      metBy: z.string().nullable(),
      lateMs: ms,
    }),
  ),
  rungs: z.array(
    z.object({
      clockId: id,
      name: words,
      since: z.enum(['near', 'breached']),
      rung: number,
      repeat: number,
      /** Null where an acknowledgement ran out. */
      target: z.enum(rungTargets).nullable(),
      at: instant,
      told: z.array(z.string()),
      reason: words,
      answeredBy: z.string().nullable(),
      answeredAt: instant.nullable(),
      afterMs: ms,
    }),
  ),
  injects: z.array(
    z.object({
      n: number,
      at: instant,
      respondedBy: z.string().nullable(),
      respondedAt: instant.nullable(),
      afterMs: ms,
    }),
  ),
  people: z.array(
    z.object({
      id,
      name: z.string(),
      department: z.string().nullable(),
      told: number,
      firstToldAt: instant.nullable(),
      answers: number,
      firstAnswerAt: instant.nullable(),
      afterMs: ms,
    }),
  ),
  totals: z.object({
    clocks: number,
    met: number,
    metLate: number,
    breached: number,
    open: number,
    injects: number,
    responded: number,
    silent: number,
    rungs: number.optional(),
    unanswered: number.optional(),
  }),
});
export type DrillReportView = z.infer<typeof drillReportShape>;
export const drillStates = ['prepared', 'running', 'ended', 'dropped'] as const;
export const drillCard = z.object({
  id,
  name: z.string(),
  state: z.enum(drillStates),
  level,
  preparedBy: z.string(),
  preparedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  people: number,
  takesPart: z.boolean(),
});
export type DrillCard = z.infer<typeof drillCard>;
export const drill = drillCard.extend({
  emergency: z.boolean(),
  /** Marked as what it is, like every sentence of a drill. */
  story: words,
  lead: named,
  speed: number,
  lengthMinutes: number,
  participants: z.array(z.object({ id, name: z.string(), department: z.string().nullable() })),
  /** What has come in so far; whoever runs it sees the whole script. */
  injects: z.array(
    z.object({
      n: number,
      afterMinutes: number,
      words,
      department: named.nullable(),
      givenAt: instant.nullable(),
      respondedBy: z.string().nullable(),
    }),
  ),
  clocks: z.array(drillClock),
  /** The newest first. */
  events: z.array(drillEvent),
  report: drillReportShape.nullable(),
  mayRun: z.boolean(),
});
export type Drill = z.infer<typeof drill>;

export const drillRoutes = routes({
  'drills.list': {
    method: 'GET',
    path: '/api/drills',
    summary: { zh: '预演', en: 'Drills' },
    answer: z.object({ items: z.array(drillCard) }),
  },
  'drills.prepare': {
    method: 'POST',
    path: '/api/drills',
    summary: { zh: '准备一次预演', en: 'Prepare a drill' },
    status: 201,
    body: drillContent,
    answer: drill,
  },
  'drills.read': {
    method: 'GET',
    path: '/api/drills/:id',
    summary: { zh: '一次预演', en: 'One drill' },
    params: byId,
    answer: drill,
  },
  'drills.start': {
    method: 'POST',
    path: '/api/drills/:id/start',
    summary: { zh: '开始预演', en: 'Start it' },
    params: byId,
    answer: drill,
  },
  'drills.acknowledge': {
    method: 'POST',
    path: '/api/drills/:id/clocks/:clockId/acknowledge',
    summary: { zh: '预演中签收', en: 'Acknowledge a clock of a drill' },
    params: z.object({ id, clockId: id }),
    answer: drill,
  },
  'drills.takeUp': {
    method: 'POST',
    path: '/api/drills/:id/clocks/:clockId/take-up',
    summary: {
      zh: '预演中接手正在升级的时钟',
      en: 'Say "I am on it" of a clock of a drill that is being escalated',
    },
    params: z.object({ id, clockId: id }),
    answer: drill,
  },
  'drills.release': {
    method: 'POST',
    path: '/api/drills/:id/releases',
    summary: { zh: '预演中模拟发布', en: 'Release a text in play' },
    params: byId,
    body: z.object({ form: z.enum(planForms), words: line(2000) }),
    answer: drill,
  },
  'drills.respond': {
    method: 'POST',
    path: '/api/drills/:id/injects/:n/respond',
    summary: { zh: '回应一条情况', en: 'Respond to a message of the script' },
    params: z.object({ id, n: z.coerce.number().int().min(1) }),
    body: z.object({ words: line(1000) }),
    answer: drill,
  },
  'drills.end': {
    method: 'POST',
    path: '/api/drills/:id/end',
    summary: { zh: '结束预演，生成报告', en: 'End it; the report is made' },
    params: byId,
    answer: drill,
  },
  'drills.drop': {
    method: 'POST',
    path: '/api/drills/:id/drop',
    summary: { zh: '取消尚未开始的预演', en: 'Drop a drill that has not begun' },
    params: byId,
    answer: drill,
  },
});

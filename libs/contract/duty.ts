// What crosses the wire of duty: clocks, who owes them, why they are due when they are, and the packs behind them.
import { z } from 'zod';
import type { MatterKind } from '#duty';
import { routes } from './route';
import { id, instant, level, named, page, pageQuery, reason, words } from './shape';

const byId = z.object({ id });
export const matterKinds = [
  'policy',
  'regulation',
  'service-item',
  'disclosure-request',
] as const satisfies readonly MatterKind[];
export const clockStates = ['open', 'met', 'breached', 'met-late', 'waived'] as const;
export const clause = z.object({ document: z.string(), article: z.string(), words: z.string() });
/** What a clock was opened for: an incident, or else a matter of the registry; exactly one of the two. */
export const clockOf = z.object({
  incident: z.object({ id, title: z.string(), level: level.nullable() }).nullable(),
  matter: z.object({ id, kind: z.enum(matterKinds), number: z.string(), title: z.string() }).nullable(),
});
export type ClockOf = z.infer<typeof clockOf>;
/** What a clock was opened for, from its columns. */
export function shownOf(row: {
  incidentId: string | null;
  matterId: string | null;
  title: string | null;
  level: z.infer<typeof level> | null;
  matterKind: MatterKind | null;
  number: string | null;
}): ClockOf {
  const { incidentId, matterId, level: of, matterKind: kind, number } = row;
  const title = row.title ?? '';
  return {
    incident: incidentId === null ? null : { id: incidentId, title, level: of },
    matter: matterId === null || kind === null ? null : { id: matterId, kind, number: number ?? '', title },
  };
}
export const clock = z.object({
  id,
  ...clockOf.shape,
  duty: z.string(),
  name: words,
  packId: z.string(),
  packVersion: z.string(),
  clause,
  startsFrom: z.string(),
  startAt: instant,
  /** Said where the pack's start instant was not known and another stands in for it. */
  startNote: words.nullable(),
  dueAt: instant,
  basis: z.string(),
  explain: z.array(z.string()),
  state: z.enum(clockStates),
  atRisk: z.boolean(),
  /** The strictest open clock of its incident or matter. */
  strictest: z.boolean(),
  department: named.nullable(),
  holder: named.nullable(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  metAt: instant.nullable(),
  evidence: z
    .object({
      /** Null where the proof is the recorded answer of a matter. */
      releaseId: id.nullable(),
      answerId: id.optional(),
      edition: z.number().int(),
      url: z.string(),
      digest: z.string(),
      publishedAt: instant,
    })
    .nullable(),
  /** The rungs of the ladder that were climbed; `/api/escalations` tells more of each. */
  escalations: z.array(
    z.object({ rung: z.number().int(), to: z.string().nullable(), at: instant, reason: words }),
  ),
  waivedReason: z.string().nullable(),
  /** Since when it stands still; null while it runs. Its due time is counted anew when it runs again. */
  pausedAt: instant.nullable(),
  /** How long it has stood still before, in milliseconds. */
  pausedMs: z.number(),
  pauses: z.array(z.object({ from: instant, to: instant.nullable(), by: z.string(), reason: z.string() })),
  /** Years without a published holiday notice that the due time leans on. */
  leansOn: z.array(z.number().int()),
  /** How often its due time or start was moved by a change of the rules. */
  recounts: z.array(
    z.object({
      changeId: id,
      kind: z.string(),
      by: z.string(),
      at: instant,
      reason: z.string(),
      from: instant,
      to: instant,
    }),
  ),
});
export type Clock = z.infer<typeof clock>;
export const dutyFigures = z.object({
  asOf: instant,
  open: z.number().int(),
  atRisk: z.number().int(),
  breached: z.number().int(),
  metOnTime: z.number().int(),
  metLate: z.number().int(),
  /** met on time ÷ (met + open and overdue); null when there is nothing to divide by. */
  onTimeRate: z.number().nullable(),
  departments: z.array(
    z.object({
      department: named.nullable(),
      open: z.number(),
      atRisk: z.number(),
      breached: z.number(),
      metOnTime: z.number(),
      metLate: z.number(),
      onTimeRate: z.number().nullable(),
    }),
  ),
});
export type DutyFigures = z.infer<typeof dutyFigures>;
export const policyPack = z.object({
  id: z.string(),
  version: z.string(),
  name: words,
  document: z.string(),
  inForce: z.boolean(),
  rules: z.array(
    z.object({
      duty: z.string(),
      name: words,
      applies: words,
      startsFrom: z.string(),
      within: words,
      owedBy: z.string(),
      clause,
    }),
  ),
});
export type PolicyPackView = z.infer<typeof policyPack>;

export const dutyRoutes = routes({
  'skew.read': {
    method: 'GET',
    path: '/api/clock-skew',
    summary: {
      zh: '服务器时钟与数据库时钟是否一致',
      en: "Whether the server's clock and the database's agree",
    },
    answer: z.object({
      /** Each process that runs on this database, the furthest off first; positive: ahead of the database. */
      clocks: z.array(z.object({ role: z.string(), aheadMs: z.number() })),
      /** What it means, beyond five seconds; null while they agree. */
      warning: words.nullable(),
    }),
  },
  'duties.list': {
    method: 'GET',
    path: '/api/duties',
    summary: { zh: '责任时钟', en: 'Duty clocks' },
    query: pageQuery.extend({
      q: z.string().max(200).optional(),
      state: z.enum([...clockStates, 'running']).optional(),
      atRisk: z.enum(['true', 'false']).optional(),
      incidentId: id.optional(),
      matterId: id.optional(),
      /** Clocks of incidents, or of one kind of matter. */
      subject: z.enum(['incident', ...matterKinds]).optional(),
      departmentId: id.optional(),
      mine: z.enum(['true', 'false']).optional(),
    }),
    answer: page(clock),
  },
  'duties.read': {
    method: 'GET',
    path: '/api/duties/:id',
    summary: { zh: '一只时钟', en: 'One clock' },
    params: byId,
    answer: clock,
  },
  'duties.acknowledge': {
    method: 'POST',
    path: '/api/duties/:id/acknowledge',
    summary: { zh: '签收', en: 'Acknowledge' },
    params: byId,
    answer: clock,
  },
  'duties.extend': {
    method: 'POST',
    path: '/api/duties/:id/extend',
    summary: { zh: '批准延期（说明理由）', en: 'Extend, with a reason' },
    params: byId,
    body: z.object({ dueAt: instant, reason }),
    answer: clock,
  },
  'duties.waive': {
    method: 'POST',
    path: '/api/duties/:id/waive',
    summary: { zh: '免除（说明理由）', en: 'Waive, with a reason' },
    params: byId,
    body: z.object({ reason }),
    answer: clock,
  },
  'duties.pause': {
    method: 'POST',
    path: '/api/duties/:id/pause',
    summary: {
      zh: '暂停计时（限规则写明的情形，说明理由）',
      en: 'Pause, only for what the rule names, with a reason',
    },
    params: byId,
    body: z.object({ reason }),
    answer: clock,
  },
  'duties.resume': {
    method: 'POST',
    path: '/api/duties/:id/resume',
    summary: { zh: '恢复计时', en: 'Let it run again' },
    params: byId,
    body: z.object({ reason }),
    answer: clock,
  },
  'duties.limits': {
    method: 'GET',
    path: '/api/duties/:id/limits',
    summary: {
      zh: '最多可延至何时，可否暂停',
      en: 'How far it may be extended, and whether it may be paused',
    },
    params: byId,
    answer: z.object({
      /** Null where the wording it was counted by is not known any more. */
      extendUntil: instant.nullable(),
      extendBy: words.nullable(),
      /** The limit is the clause's; else the office's own setting: as long again as was allowed. */
      saidByClause: z.boolean(),
      pausableFor: z.object({ what: words, clause }).nullable(),
    }),
  },
  'duties.atLevel': {
    method: 'GET',
    path: '/api/incidents/:id/clocks-at',
    summary: {
      zh: '改为某一级别时时钟会怎样变',
      en: "What an incident's clocks become at another level, before it is changed",
    },
    params: byId,
    query: z.object({ level }),
    answer: z.object({
      items: z.array(
        z.object({
          /** Opens, falls away, runs on as it is, or is breached already and stays. */
          kind: z.enum(['opened', 'falls-away', 'runs-on', 'stays']),
          name: words,
          basis: z.string(),
          clause,
          dueAt: instant,
          /** Over already: it would be breached at once. */
          atOnce: z.boolean(),
          leansOn: z.array(z.number().int()),
        }),
      ),
    }),
  },
  'packs.list': {
    method: 'GET',
    path: '/api/packs',
    summary: { zh: '政策规则包', en: 'Policy packs' },
    answer: z.object({ items: z.array(policyPack) }),
  },
  'figures.duties': {
    method: 'GET',
    path: '/api/figures/duties',
    summary: { zh: '时钟统计', en: 'Figures of the clocks' },
    answer: dutyFigures,
  },
  'figures.dutyTrend': {
    method: 'GET',
    path: '/api/figures/duties/trend',
    summary: {
      zh: '时钟统计在过去若干天同一时刻的情况（按现在的到期时间）',
      en: 'The figures of the clocks at this hour of each of the last days, by the due times as they are now',
    },
    query: z.object({ days: z.coerce.number().int().min(2).max(60).default(14) }),
    answer: z.object({
      /** Oldest first; the last is now. */
      days: z.array(dutyFigures.omit({ asOf: true, departments: true }).extend({ at: instant })),
    }),
  },
});

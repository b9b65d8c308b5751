// What crosses the wire when the rules of duty change: calendars, packs, starts; each proposed with what it would move, then confirmed.
import { z } from 'zod';
import { clause, clockOf } from './duty';
import { routes } from './route';
import { id, instant, level, page, pageQuery, reason, words } from './shape';

const byId = z.object({ id });
const text = z.string().trim().min(1).max(300);
const clauseWords = z.string().trim().min(1).max(2000);
const wordsIn = z.object({ zh: text, en: text });
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const startKinds = ['occurred', 'detected', 'assigned', 'signed', 'published'] as const;
export const changeKinds = ['calendar', 'pack', 'withdraw-pack', 'restore-pack', 'start'] as const;
export const moveKinds = ['moved', 'recounted', 'opened', 'falls-away', 'stays'] as const;

/** One year as a person writes it. */
export const calendarYearIn = z.object({
  year: z.number().int().min(2000).max(2100),
  published: z.boolean(),
  notice: z.string().trim().max(100).nullable(),
  off: z.array(z.object({ from: day, to: day, name: wordsIn })).max(40),
  worked: z.array(z.object({ date: day, name: wordsIn })).max(40),
});
export const calendarYear = calendarYearIn.extend({
  edition: z.number().int(),
  /** Null for a year that came with the system. */
  enteredBy: z.string().nullable(),
  enteredAt: instant.nullable(),
  reason: z.string().nullable(),
});
export type CalendarYearView = z.infer<typeof calendarYear>;

const hhmm = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
export const within = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('running'), hours: z.number().int().min(1).max(8760) }),
  z.object({
    kind: z.literal('opening-hours'),
    hours: z.number().int().min(1).max(1000),
    open: z
      .array(z.object({ from: hhmm, to: hhmm }))
      .min(1)
      .max(6),
  }),
  z.object({ kind: z.literal('working-days'), days: z.number().int().min(1).max(1000) }),
]);
/** One rule of a pack, whole: as it is edited and as it binds. */
export const packRule = z.object({
  duty: z.enum([
    'authoritative-information',
    'press-conference',
    'authoritative-release',
    'response',
    'next-update',
    'interpretation',
    'regulation-publication',
    'service-change',
    'disclosure-reply',
    'hotline-consultation',
    'hotline-request',
    'hotline-complaint',
  ]),
  name: wordsIn,
  subject: z.enum([
    'incident',
    'policy',
    'regulation',
    'service-item',
    'disclosure-request',
    'hotline-record',
  ]),
  appliesTo: z.object({
    levels: z.array(level.nullable()).min(1).optional(),
    emergency: z.boolean().optional(),
    hotlineKinds: z
      .array(z.enum(['consultation', 'request', 'suggestion', 'complaint', 'report']))
      .min(1)
      .optional(),
  }),
  startsFrom: z.enum([...startKinds, 'previous-release']),
  within,
  owedBy: z.enum(['responsible', 'news-office', 'government-office']),
  answeredBy: z.array(z.enum(['statement', 'press-conference', 'interpretation', 'reply'])).min(1),
  clause: z.object({ document: text, article: text, words: clauseWords }),
  extendableBy: within.optional(),
  pausableFor: z
    .object({ what: wordsIn, clause: z.object({ document: text, article: text, words: clauseWords }) })
    .optional(),
  setting: wordsIn.optional(),
});
export type PackRule = z.infer<typeof packRule>;
export const packBody = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,59}$/)
    .describe('a-z, 0-9 and -'),
  name: wordsIn,
  document: text,
  source: wordsIn.optional(),
  rules: z.array(packRule).max(60),
});
export type PackBody = z.infer<typeof packBody>;

export const changeIn = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('calendar'), year: calendarYearIn, reason }),
  z.object({ kind: z.literal('pack'), pack: packBody, reason }),
  z.object({
    kind: z.literal('withdraw-pack'),
    packId: z.string(),
    /** Whether its open clocks fall away, or run on under the version they started with. */
    lift: z.boolean(),
    reason,
  }),
  z.object({ kind: z.literal('restore-pack'), packId: z.string(), reason }),
  z.object({
    kind: z.literal('start'),
    /** Of an incident, or of a matter: one of the two. */
    incidentId: id.optional(),
    matterId: id.optional(),
    start: z.enum(startKinds),
    at: instant,
    reason,
  }),
]);

export const ruleChange = z.object({
  id,
  kind: z.enum(changeKinds),
  /** What it is about, in one line. */
  title: words,
  /** What it changes, a sentence each. */
  says: z.array(words),
  incidentId: id.nullable(),
  matterId: id.nullable(),
  /** Where it is of a pack. */
  packId: z.string().nullable(),
  reason: z.string(),
  state: z.enum(['proposed', 'confirmed', 'dropped']),
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** When the list was counted, and what it holds; to be confirmed by its digest. */
  countedAt: instant,
  digest: z.string(),
  counts: z.object({
    moved: z.number().int(),
    recounted: z.number().int(),
    opened: z.number().int(),
    'falls-away': z.number().int(),
    stays: z.number().int(),
  }),
  /** Of them, those that would be over by the new count, and breached at once. */
  atOnce: z.number().int(),
  /** Must be confirmed by a second person. */
  needsSecond: z.boolean(),
  /** Whether the viewer may confirm it, and if not why. */
  mayConfirm: z.boolean(),
  mayNot: words.nullable(),
});
export type RuleChange = z.infer<typeof ruleChange>;
export const clockMove = z.object({
  kind: z.enum(moveKinds),
  /** Null for a clock that has yet to open. */
  clockId: id.nullable(),
  ...clockOf.shape,
  duty: z.string(),
  name: words,
  packId: z.string(),
  fromStart: instant.nullable(),
  toStart: instant.nullable(),
  fromDue: instant.nullable(),
  toDue: instant.nullable(),
  /** The new due time is over already: it would be breached at once. */
  atOnce: z.boolean(),
  /** Years without a published holiday notice that the new due time leans on. */
  leansOn: z.array(z.number().int()),
});
export type ClockMove = z.infer<typeof clockMove>;

export const startInstant = z.object({
  start: z.enum(startKinds),
  at: instant,
  /** Who said so, and when; earlier words stand below. */
  saidBy: z.string(),
  saidAt: instant,
  reason: z.string().nullable(),
  /** The correction it came by; null where it came with the incident. */
  changeId: id.nullable(),
  /** Still holds. */
  holds: z.boolean(),
});
export type StartInstantView = z.infer<typeof startInstant>;

export const packFull = packBody.extend({
  version: z.string(),
  inForce: z.boolean(),
  builtIn: z.boolean(),
  withdrawn: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  /** Open clocks that run by it. */
  open: z.number().int(),
  versions: z.array(
    z.object({
      version: z.string(),
      editedBy: z.string().nullable(),
      signedBy: z.string().nullable(),
      at: instant.nullable(),
      reason: z.string().nullable(),
    }),
  ),
  rules: z.array(packRule.extend({ clause })),
});
export type PackFull = z.infer<typeof packFull>;

export const dutyRuleRoutes = routes({
  'calendar.read': {
    method: 'GET',
    path: '/api/calendar',
    summary: { zh: '工作日历（放假与调休，按年）', en: 'The calendar of working days, by year' },
    answer: z.object({
      version: z.string(),
      years: z.array(calendarYear),
      /** This year and the next, where no notice has been published yet. */
      unpublished: z.array(z.number().int()),
      /** Open clocks that lean on a year without a notice. */
      leaning: z.number().int(),
      mayChange: z.boolean(),
    }),
  },
  'packs.read': {
    method: 'GET',
    path: '/api/packs/:id',
    summary: { zh: '一个规则包及其版本', en: 'One policy pack with its versions' },
    params: z.object({ id: z.string() }),
    answer: packFull,
  },
  'starts.list': {
    method: 'GET',
    path: '/api/incidents/:id/starts',
    summary: { zh: '起算时刻：谁在何时说的', en: 'Start instants: who said so, and when' },
    params: byId,
    answer: z.object({ items: z.array(startInstant) }),
  },
  'changes.list': {
    method: 'GET',
    path: '/api/rule-changes',
    summary: { zh: '规则变更', en: 'Changes of the rules' },
    query: pageQuery.extend({
      state: z.enum(['proposed', 'confirmed', 'dropped']).optional(),
      incidentId: id.optional(),
      matterId: id.optional(),
      packId: z.string().max(60).optional(),
    }),
    answer: page(ruleChange),
  },
  'changes.propose': {
    method: 'POST',
    path: '/api/rule-changes',
    summary: { zh: '提出变更，先看会动哪些时钟', en: 'Propose a change and see which clocks it would move' },
    status: 201,
    body: changeIn,
    answer: ruleChange,
  },
  'changes.read': {
    method: 'GET',
    path: '/api/rule-changes/:id',
    summary: { zh: '一次变更', en: 'One change' },
    params: byId,
    answer: ruleChange,
  },
  'changes.moves': {
    method: 'GET',
    path: '/api/rule-changes/:id/moves',
    summary: { zh: '变更前后的时钟', en: 'The clocks before and after it' },
    params: byId,
    query: pageQuery,
    answer: page(clockMove),
  },
  'changes.look': {
    method: 'POST',
    path: '/api/rule-changes/:id/look',
    summary: { zh: '重新计算变更清单', en: 'Count the list anew' },
    params: byId,
    answer: ruleChange,
  },
  'changes.confirm': {
    method: 'POST',
    path: '/api/rule-changes/:id/confirm',
    summary: { zh: '按所见清单确认', en: 'Confirm it as the list was seen' },
    params: byId,
    body: z.object({ digest: z.string() }),
    answer: ruleChange,
  },
  'changes.drop': {
    method: 'POST',
    path: '/api/rule-changes/:id/drop',
    summary: { zh: '撤回提案', en: 'Drop the proposal' },
    params: byId,
    answer: ruleChange,
  },
});

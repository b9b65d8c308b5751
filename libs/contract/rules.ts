// What crosses the wire of alert rules and word lists: what they watch for, who is told, their versions, and the dry run.
import { z } from 'zod';
import { routes } from './route';
import { channel, id, instant, level, named, page, pageQuery, role } from './shape';

const byId = z.object({ id });
const term = z.string().trim().min(1).max(80);
const terms = z.array(term).max(500);
const ruleName = z.string().trim().min(2).max(40);
/** Terms that read like a person's name, and that whoever saves says are none. */
const notNames = z.array(term).max(100).default([]);

/** The kinds of concern that a message may be labelled with. */
export const concernKinds = [
  'policy-misread',
  'public-interest',
  'credibility',
  'moral-bottom-line',
  'emergency-response',
  'asked-by-superior',
] as const;

export const ruleConditions = z.object({
  topics: z.array(z.string().max(40)).max(60).default([]),
  areas: z.array(z.string().max(40)).max(30).default([]),
  concerns: z.array(z.string().max(40)).max(20).default([]),
  level: level.nullable().default(null),
  heat: z.number().min(0).max(100).nullable().default(null),
  listIds: z.array(id).max(20).default([]),
  words: z.array(term).max(200).default([]),
  excludes: z.array(term).max(100).default([]),
  places: z.array(term).max(100).default([]),
  channels: z.array(channel).max(8).default([]),
});
/** Who is told: these officers, whoever is in these departments, whoever has these roles. In the application; other ways of telling are added beside. */
export const ruleTold = z.object({
  officerIds: z.array(id).max(50).default([]),
  departmentIds: z.array(id).max(50).default([]),
  roles: z.array(role).max(6).default([]),
});
export const ruleSeverities = ['critical', 'warning', 'notice'] as const;
const ruleBody = z.object({
  name: ruleName,
  on: z.boolean().default(true),
  severity: z.enum(ruleSeverities).default('warning'),
  conditions: ruleConditions,
  told: ruleTold,
});
export const alertRule = ruleBody.extend({
  id,
  version: z.number().int(),
  savedBy: z.string(),
  savedAt: instant,
  /** Raised in the last 30 days. */
  raised: z.number().int(),
});
export type AlertRule = z.infer<typeof alertRule>;
export const alertRuleVersion = ruleBody.extend({
  version: z.number().int(),
  savedBy: z.string(),
  savedAt: instant,
  /** With this version the rule was taken away. */
  removed: z.boolean(),
});

const listBody = z.object({ name: ruleName, terms: terms.min(1), excludes: terms.default([]) });
export const wordList = listBody.extend({
  id,
  version: z.number().int(),
  savedBy: z.string(),
  savedAt: instant,
  /** Names of the rules that use it. */
  usedBy: z.array(z.string()),
});
export type WordListRead = z.infer<typeof wordList>;
export const wordListVersion = listBody.extend({
  version: z.number().int(),
  savedBy: z.string(),
  savedAt: instant,
  removed: z.boolean(),
});

const segments = z.array(z.object({ text: z.string(), hit: z.boolean() }));
export const ruleTrial = z.object({
  from: instant,
  to: instant,
  /** How far back it came in the time it was given; `from` where it saw all. */
  reached: instant,
  complete: z.boolean(),
  messages: z.number().int(),
  /** Incidents for which it would have alerted, by day in China; days without one as well. */
  raised: z.number().int(),
  days: z.array(z.object({ day: z.string(), count: z.number().int() })),
  /** The newest of them. */
  items: z.array(
    z.object({
      incidentId: id,
      title: z.string(),
      level: level.nullable(),
      heat: z.number(),
      at: instant,
      messageId: id,
      messageTitle: segments,
      excerpt: segments,
      words: z.array(z.string()),
    }),
  ),
});
export type RuleTrial = z.infer<typeof ruleTrial>;

export const ruleRaised = z.object({
  ruleId: id,
  rule: z.string(),
  version: z.number().int(),
  severity: z.enum(ruleSeverities),
  incidentId: id,
  title: z.string(),
  at: instant,
  words: z.array(z.string()),
  told: z.array(named),
});
export type RuleRaised = z.infer<typeof ruleRaised>;

export const ruleRoutes = routes({
  'rules.list': {
    method: 'GET',
    path: '/api/rules',
    summary: { zh: '告警规则', en: 'Alert rules' },
    answer: z.object({ items: z.array(alertRule) }),
  },
  'rules.add': {
    method: 'POST',
    path: '/api/rules',
    status: 201,
    summary: { zh: '新增告警规则', en: 'Add an alert rule' },
    body: ruleBody.extend({ notNames }),
    answer: alertRule,
  },
  'rules.change': {
    method: 'PUT',
    path: '/api/rules/:id',
    summary: { zh: '修改告警规则（存为新版本）', en: 'Change an alert rule: a new version' },
    params: byId,
    /** `version`: the one it was edited from; refused when somebody has saved another since. */
    body: ruleBody.extend({ notNames, version: z.number().int() }),
    answer: alertRule,
  },
  'rules.remove': {
    method: 'DELETE',
    path: '/api/rules/:id',
    status: 204,
    summary: { zh: '删除告警规则（各版本保留）', en: 'Remove an alert rule; its versions stay' },
    params: byId,
  },
  'rules.versions': {
    method: 'GET',
    path: '/api/rules/:id/versions',
    summary: { zh: '规则的各个版本', en: 'Versions of a rule, newest first' },
    params: byId,
    answer: z.object({ items: z.array(alertRuleVersion) }),
  },
  'rules.try': {
    method: 'POST',
    path: '/api/rules/try',
    summary: {
      zh: '试运行：近 30 天会告警什么，不发出告警',
      en: 'Dry run over the last 30 days: what it would have raised; nobody is told',
    },
    body: z.object({ conditions: ruleConditions, notNames }),
    answer: ruleTrial,
  },
  'rules.raised': {
    method: 'GET',
    path: '/api/rules/raised',
    summary: { zh: '规则发出的告警', en: 'What the rules raised, newest first' },
    query: pageQuery.extend({ mine: z.enum(['true', 'false']).optional(), ruleId: id.optional() }),
    answer: page(ruleRaised),
  },
  'wordlists.list': {
    method: 'GET',
    path: '/api/word-lists',
    summary: { zh: '词表', en: 'Word lists' },
    answer: z.object({ items: z.array(wordList) }),
  },
  'wordlists.add': {
    method: 'POST',
    path: '/api/word-lists',
    status: 201,
    summary: { zh: '新增词表', en: 'Add a word list' },
    body: listBody.extend({ notNames }),
    answer: wordList,
  },
  'wordlists.change': {
    method: 'PUT',
    path: '/api/word-lists/:id',
    summary: { zh: '修改词表（存为新版本）', en: 'Change a word list: a new version' },
    params: byId,
    body: listBody.extend({ notNames, version: z.number().int() }),
    answer: wordList,
  },
  'wordlists.remove': {
    method: 'DELETE',
    path: '/api/word-lists/:id',
    status: 204,
    summary: { zh: '删除词表（各版本保留）', en: 'Remove a word list; its versions stay' },
    params: byId,
  },
  'wordlists.versions': {
    method: 'GET',
    path: '/api/word-lists/:id/versions',
    summary: { zh: '词表的各个版本', en: 'Versions of a word list, newest first' },
    params: byId,
    answer: z.object({ items: z.array(wordListVersion) }),
  },
});

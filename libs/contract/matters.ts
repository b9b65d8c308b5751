// What crosses the wire of the registry of matters (公开事项台账): documents, changed services and requests that a pack binds.
import { z } from 'zod';
import type { MatterState } from '#duty';
import { matterKinds } from './duty';
import { startInstant, startKinds } from './duty-rules';
import { routes } from './route';
import { id, instant, named, page, pageQuery, reason, words } from './shape';

const byId = z.object({ id });
const line = (max: number) => z.string().trim().min(2).max(max);
const kind = z.enum(matterKinds);
const form = z.enum(['statement', 'press-conference', 'interpretation', 'reply']);
const start = z.object({ start: z.enum(startKinds), at: instant });

export const matterStates = [
  'waiting',
  'running',
  'paused',
  'overdue',
  'done',
  'withdrawn',
] as const satisfies readonly MatterState[];
export const matterActs = ['say-start', 'amend', 'answer', 'withdraw'] as const;
export const matter = z.object({
  id,
  kind,
  /** Of the document, or under which the request was accepted. */
  number: z.string(),
  /** Masked as messages are: what it is about, never who asked. */
  title: z.string(),
  department: named.nullable(),
  state: z.enum(matterStates),
  registeredBy: z.string(),
  registeredAt: instant,
  /** When the strictest of its running clocks is due; null where none runs. */
  dueAt: instant.nullable(),
  clocks: z.number().int(),
  /** Since when it stands still, where it does. */
  pausedAt: instant.nullable(),
  withdrawn: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  /** What the viewer may do with it now. */
  may: z.array(z.enum(matterActs)),
});
export type Matter = z.infer<typeof matter>;
export const matterAnswer = z.object({
  id,
  form,
  /** Where it went out, or how it was served. */
  place: z.string(),
  number: z.string().nullable(),
  url: z.string().nullable(),
  digest: z.string(),
  publishedAt: instant,
  releaseId: id.nullable(),
  /** The release was taken back since. */
  withdrawnAt: instant.nullable(),
  by: z.string(),
  at: instant,
});
export type MatterAnswer = z.infer<typeof matterAnswer>;
export const matterWhole = matter.extend({
  starts: z.array(startInstant),
  answers: z.array(matterAnswer),
  /** The starts that the packs in force count from, in the words of its kind. */
  asked: z.array(z.object({ start: z.enum(startKinds), name: words, duties: z.array(words) })),
  /** Incidents that have to do with it. */
  incidents: z.array(z.object({ id, title: z.string() })),
});
export type MatterWhole = z.infer<typeof matterWhole>;

export const matterIn = z.object({
  kind,
  number: line(60),
  title: line(120),
  departmentId: id.nullable(),
  starts: z.array(start).max(5),
});
export type MatterIn = z.infer<typeof matterIn>;

export const matterReport = z.object({
  registered: z.number().int(),
  /** There already, with the same content. */
  repeated: z.number().int(),
  /** Which column was read as what; columns that are not named were not read. */
  columns: z.array(z.object({ field: z.string(), heading: z.string() })),
  refused: z.array(z.object({ row: z.number().int(), code: z.string(), reason: words })),
});
export type MatterReport = z.infer<typeof matterReport>;

/** What would become of each row of a list; nothing is kept. */
export const matterPreview = matterReport.extend({
  rows: z.array(
    z.object({
      row: z.number().int(),
      becomes: z.enum(['registered', 'repeated', 'refused']),
      /** As it would be kept, the title masked; null where the row could not be read so far. */
      matter: z
        .object({
          kind,
          number: z.string(),
          title: z.string(),
          department: named.nullable(),
          starts: z.array(start),
        })
        .nullable(),
      /** When the strictest of the clocks that would open is due; null where none would. */
      dueAt: instant.nullable(),
      /** There already, under this id. */
      knownId: id.nullable(),
      refused: z.object({ code: z.string(), reason: words }).nullable(),
    }),
  ),
});
export type MatterPreview = z.infer<typeof matterPreview>;
export type MatterPreviewRow = MatterPreview['rows'][number];

export const matterRoutes = routes({
  'matters.kinds': {
    method: 'GET',
    path: '/api/matter-kinds',
    summary: {
      zh: '各类公开事项：规则包要求登记哪些时刻，怎样算履行',
      en: 'The kinds of matters: which starts the packs ask for, and what answers them',
    },
    answer: z.object({
      items: z.array(
        z.object({
          kind,
          name: words,
          starts: z.array(z.object({ start: z.enum(startKinds), name: words, duties: z.array(words) })),
          forms: z.array(form),
          pausableFor: z.array(words),
        }),
      ),
    }),
  },
  'matters.list': {
    method: 'GET',
    path: '/api/matters',
    summary: { zh: '公开事项台账，先到期的在前', en: 'The registry of matters, what is due first on top' },
    query: pageQuery.extend({
      q: z.string().max(200).optional(),
      kind: kind.optional(),
      state: z.enum(matterStates).optional(),
      departmentId: id.optional(),
      /** Those that this incident has to do with. */
      incidentId: id.optional(),
      /** A running clock is due by then, or overdue. */
      dueBefore: instant.optional(),
    }),
    answer: page(matter),
  },
  'matters.register': {
    method: 'POST',
    path: '/api/matters',
    summary: {
      zh: '登记公开事项，时钟随即启动；同号同内容再登记不重复',
      en: 'Register a matter: its clocks open at once; the same again changes nothing',
    },
    status: 201,
    body: matterIn,
    answer: matterWhole,
  },
  'matters.preview': {
    method: 'POST',
    path: '/api/matters/import/preview',
    raw: true,
    summary: {
      zh: '预览台账：每行会登记成什么、何时到期，哪些行不能登记和原因；什么都不保存',
      en: 'What each row of a list would become and when it would be due, which rows do not go in and why; nothing is kept',
    },
    answer: matterPreview,
  },
  'matters.import': {
    method: 'POST',
    path: '/api/matters/import',
    raw: true,
    summary: {
      zh: '导入台账（xlsx、csv）：逐行登记，有误的行报行号和原因；重复导入不变',
      en: 'Bring in a list (xlsx, csv): row by row, each refused row with its number and reason; again changes nothing',
    },
    answer: matterReport,
  },
  'matters.read': {
    method: 'GET',
    path: '/api/matters/:id',
    summary: { zh: '一件公开事项', en: 'One matter' },
    params: byId,
    answer: matterWhole,
  },
  'matters.sayStart': {
    method: 'POST',
    path: '/api/matters/:id/starts',
    summary: {
      zh: '补登起算时刻；已登记过的，走更正',
      en: 'Say a start that nobody has said; what was said is corrected by a change of the rules',
    },
    params: byId,
    body: start,
    answer: matterWhole,
  },
  'matters.amend': {
    method: 'POST',
    path: '/api/matters/:id/amend',
    summary: { zh: '更正编号、名称或责任单位', en: 'Put number, title or department right' },
    params: byId,
    body: z.object({ number: line(60), title: line(120), departmentId: id.nullable(), reason }),
    answer: matterWhole,
  },
  'matters.answer': {
    method: 'POST',
    path: '/api/matters/:id/answers',
    summary: {
      zh: '登记履行：解读已发布、申请已答复……以证据停下时钟',
      en: 'Record what went out: the proof stops the clocks it answers',
    },
    status: 201,
    params: byId,
    body: z.object({
      form,
      place: line(120),
      number: z.string().trim().max(60).nullable(),
      url: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .nullable(),
      /** SHA-256 of the text or file; the text itself stays where it is. */
      digest: z.string().regex(/^[0-9a-f]{64}$/),
      at: instant,
    }),
    answer: matterWhole,
  },
  'matters.withdraw': {
    method: 'POST',
    path: '/api/matters/:id/withdraw',
    summary: { zh: '撤销事项：没有超期的时钟不再计时', en: 'Withdraw a matter: its open clocks fall away' },
    params: byId,
    body: z.object({ reason }),
    answer: matterWhole,
  },
  'matters.join': {
    method: 'POST',
    path: '/api/matters/:id/incidents',
    summary: {
      zh: '关联一起事件：事件的时间线随之带上这件事项',
      en: 'Say that an incident has to do with it: the incident’s timeline then holds what became of the matter',
    },
    params: byId,
    body: z.object({ incidentId: id }),
    answer: matterWhole,
  },
  'matters.part': {
    method: 'POST',
    path: '/api/matters/:id/incidents/part',
    summary: { zh: '取消与一起事件的关联', en: 'Say that an incident has nothing to do with it' },
    params: byId,
    body: z.object({ incidentId: id }),
    answer: matterWhole,
  },
});

// What crosses the wire when the whole organisation is taken away or brought in as a workbook, first as a preview; and the names of agencies that were learnt.
import { z } from 'zod';
import { routes } from './route';
import { id, instant, named, words } from './shape';

const counts = z.object({
  sheet: z.string(),
  added: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  /** Already so: nothing is done. */
  same: z.number().int(),
  refused: z.number().int(),
});
const change = z.object({
  sheet: z.string(),
  /** As a spreadsheet numbers it. */
  row: z.number().int(),
  did: z.enum(['added', 'changed', 'removed']),
  what: z.string(),
  /** What is changed in what is there already. */
  fields: z.array(z.object({ column: z.string(), from: z.string(), to: z.string() })),
});
export type TransferChange = z.infer<typeof change>;
export const transferReport = z.object({
  /** Names what the preview showed: the same is done, or nothing. */
  plan: z.string(),
  applied: z.boolean(),
  sheets: z.array(counts),
  /** The first 500; `more` are not listed. */
  changes: z.array(change),
  more: z.number().int(),
  /** Rows that do nothing, each with the column at fault where it is one. */
  refused: z.array(
    z.object({
      sheet: z.string(),
      row: z.number().int(),
      column: z.string().nullable(),
      code: z.string(),
      reason: words,
    }),
  ),
  /** With what each new officer signs in the first time, told this once. Empty before it is applied. */
  codes: z.array(z.object({ signInName: z.string(), name: z.string(), code: z.string() })),
  codesExpireAt: instant.nullable(),
});
export type TransferReport = z.infer<typeof transferReport>;

export const spellingStates = ['open', 'learnt', 'set-aside'] as const;
export const agencySpelling = z.object({
  id,
  spelling: z.string(),
  times: z.number().int(),
  lastSeenAt: instant,
  state: z.enum(spellingStates),
  department: named.nullable(),
  /** What it seems to mean, where that is not decided. */
  proposed: z.object({ department: named, why: words }).nullable(),
  /** Why nothing is proposed, where it is open; `place`: the town it names, which is not among the jurisdictions. */
  hint: z.object({ why: words, place: z.string().nullable() }).nullable(),
  decidedBy: z.string().nullable(),
});
export type AgencySpelling = z.infer<typeof agencySpelling>;

export const transferRoutes = routes({
  'organisation.export': {
    method: 'GET',
    path: '/api/organisation.xlsx',
    summary: {
      zh: '导出整个机构（xlsx）：本级与下级辖区、部门、人员与替岗、责任矩阵、值班岗、班次、离岗、换班、承办单位写法',
      en: 'The whole organisation as a workbook: jurisdictions here and below, departments, officers, stand-ins, matrix, desks, shifts, absences, swaps, spellings of agencies',
    },
    file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  'organisation.preview': {
    method: 'POST',
    path: '/api/organisation/import/preview',
    raw: true,
    summary: {
      zh: '预览导入：会改什么、哪些行不能导入和原因；什么都不改',
      en: 'What a workbook would change, and which rows do not go in and why; nothing is changed',
    },
    answer: transferReport,
  },
  'organisation.import': {
    method: 'POST',
    path: '/api/organisation/import',
    raw: true,
    query: z.object({ plan: z.string().regex(/^[0-9a-f]{64}$/) }),
    summary: {
      zh: '按预览导入同一份工作簿：一次全部生效；预览之后机构有变则不导入',
      en: 'Bring in the workbook as its preview said, all at once; not where the organisation has changed since',
    },
    answer: transferReport,
  },
  'agencies.list': {
    method: 'GET',
    path: '/api/agencies',
    summary: { zh: '承办单位的各种写法', en: 'How agencies are spelt, and what each was found to mean' },
    answer: z.object({ items: z.array(agencySpelling) }),
  },
  'agencies.hear': {
    method: 'POST',
    path: '/api/agencies',
    summary: {
      zh: '送入一批写法：认得的即刻归位，其余待人确认',
      en: 'Hand in spellings: those that are known are learnt at once, the others await a person',
    },
    body: z.object({ spellings: z.array(z.string().trim().min(1).max(60)).min(1).max(5000) }),
    answer: z.object({ heard: z.number().int(), learnt: z.number().int(), open: z.number().int() }),
  },
  'agencies.decide': {
    method: 'POST',
    path: '/api/agencies/decide',
    status: 204,
    summary: {
      zh: '确认写法指哪个部门（成为别名），或搁置；已认得的可以改指',
      en: 'Say which department spellings mean (they become aliases), or set them aside; also of those known already',
    },
    body: z.object({
      items: z
        .array(z.object({ id, departmentId: id.nullable() }))
        .min(1)
        .max(500),
    }),
  },
  'agencies.reopen': {
    method: 'POST',
    path: '/api/agencies/reopen',
    status: 204,
    summary: {
      zh: '撤销对写法的确认或搁置：别名随之取消，重新待确认',
      en: 'Take back what was said of spellings: their aliases go, and they await a person again',
    },
    body: z.object({ ids: z.array(id).min(1).max(500) }),
  },
});

// What crosses the wire when the whole organisation is taken away or brought in as a workbook; and the names of agencies that were learnt.
import { z } from 'zod';
import { routes } from './route';
import { id, instant, named, words } from './shape';

const counts = z.object({
  sheet: z.string(),
  added: z.number().int(),
  changed: z.number().int(),
  /** Already so: nothing was done. */
  same: z.number().int(),
  refused: z.number().int(),
});
export const transferReport = z.object({
  sheets: z.array(counts),
  /** Rows as a spreadsheet numbers them; the others went in. */
  refused: z.array(z.object({ sheet: z.string(), row: z.number().int(), code: z.string(), reason: words })),
  /** Officers who were added and cannot sign in until somebody sets a password. */
  withoutPassword: z.array(z.string()),
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
  decidedBy: z.string().nullable(),
});
export type AgencySpelling = z.infer<typeof agencySpelling>;

export const transferRoutes = routes({
  'organisation.export': {
    method: 'GET',
    path: '/api/organisation.xlsx',
    summary: {
      zh: '导出本辖区的部门、人员、替岗、责任矩阵、值班岗、班次、别名（xlsx）',
      en: 'One’s own jurisdiction as a workbook: departments, officers, stand-ins, matrix, desks, shifts, aliases',
    },
    file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  'organisation.import': {
    method: 'POST',
    path: '/api/organisation/import',
    raw: true,
    summary: {
      zh: '导入同一格式的工作簿：逐行成立，有误的行报行号和原因；重复导入不变',
      en: 'Bring in such a workbook: row by row, each refused row with its number and reason; again changes nothing',
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
      zh: '确认写法指哪个部门（成为别名），或搁置',
      en: 'Say which department spellings mean (they become aliases), or set them aside',
    },
    body: z.object({
      items: z
        .array(z.object({ id, departmentId: id.nullable() }))
        .min(1)
        .max(500),
    }),
  },
});

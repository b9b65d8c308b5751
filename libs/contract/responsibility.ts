// What crosses the wire of responsibility: the tree of jurisdictions, the matrix, departments merged.
import { z } from 'zod';
import { jurisdiction, jurisdictionLevel, jurisdictionName } from './organisation';
import { routes } from './route';
import { id, instant, level, named, reason } from './shape';

const lineInput = z.object({
  /** A topic, a watch area or a kind of emergency; null for every matter. */
  matter: z.string().trim().min(1).max(40).nullable(),
  /** Null for every level. */
  level: level.nullable(),
  leadId: id,
  supportIds: z.array(id).max(30).default([]),
  spokespersonId: id.nullable().default(null),
  supervisorId: id.nullable().default(null),
  /** What the line rests on, as the office cites it. */
  basis: z.string().trim().max(200).default(''),
});
export const matrixLine = z.object({
  id,
  jurisdictionId: id,
  matter: z.string().nullable(),
  level: level.nullable(),
  lead: named.extend({ active: z.boolean() }),
  support: z.array(named.extend({ active: z.boolean() })),
  spokesperson: named.extend({ active: z.boolean() }).nullable(),
  supervisor: named.extend({ active: z.boolean() }).nullable(),
  basis: z.string(),
  addedBy: z.string(),
  addedAt: instant,
});
export type MatrixLineShown = z.infer<typeof matrixLine>;
export type MatrixLineInput = z.infer<typeof lineInput>;
const byId = z.object({ id });

export const responsibilityRoutes = routes({
  'jurisdictions.add': {
    method: 'POST',
    path: '/api/jurisdictions',
    status: 201,
    summary: { zh: '新增下级辖区', en: 'Add a jurisdiction below another' },
    body: z.object({
      name: jurisdictionName,
      level: jurisdictionLevel,
      /** One's own when not told. */
      parentId: id.optional(),
      /** With the departments that a government of this tier usually has. */
      withDepartments: z.boolean().default(true),
    }),
    answer: jurisdiction,
  },
  'jurisdictions.change': {
    method: 'PATCH',
    path: '/api/jurisdictions/:id',
    summary: { zh: '辖区改名', en: 'Rename a jurisdiction' },
    params: byId,
    body: z.object({ name: jurisdictionName }),
    answer: jurisdiction,
  },
  'matrix.list': {
    method: 'GET',
    path: '/api/matrix',
    summary: { zh: '责任矩阵', en: 'The responsibility matrix' },
    answer: z.object({ items: z.array(matrixLine) }),
  },
  'matrix.add': {
    method: 'POST',
    path: '/api/matrix',
    status: 201,
    summary: { zh: '新增责任矩阵的一行', en: 'Add a line to the matrix' },
    body: lineInput.extend({ jurisdictionId: id.optional() }),
    answer: matrixLine,
  },
  'matrix.change': {
    method: 'PUT',
    path: '/api/matrix/:id',
    summary: {
      zh: '修改一行：原来的一行终止，由新的一行接替',
      en: 'Change a line: the old one ends, its successor takes over',
    },
    params: byId,
    body: lineInput,
    answer: matrixLine,
  },
  'matrix.end': {
    method: 'DELETE',
    path: '/api/matrix/:id',
    status: 204,
    summary: { zh: '终止一行', en: 'End a line' },
    params: byId,
  },
  'departments.merge': {
    method: 'POST',
    path: '/api/departments/:id/merge',
    status: 204,
    summary: {
      zh: '部门并入另一部门：人员、矩阵、值班岗、未了的时限随之转移，历史保留',
      en: 'Merge a department into another: people, matrix, desks and open clocks follow, history stays',
    },
    params: byId,
    body: z.object({ intoId: id, reason }),
  },
});

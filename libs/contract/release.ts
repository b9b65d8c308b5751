// What crosses the wire of release: drafts, their checklist, the steps, the editions that went out.
import { z } from 'zod';
import { routes } from './route';
import { id, instant, named, page, pageQuery, reason, words } from './shape';

const byId = z.object({ id });
export const releaseForms = ['statement', 'press-conference', 'interpretation', 'reply'] as const;
export const releaseStates = [
  'draft',
  'secrecy-review',
  'approval',
  'approved',
  'published',
  'withdrawn',
] as const;
export const checklistItems = ['facts', 'measures', 'results', 'causes', 'solutions', 'constraints'] as const;
/** Each point is ticked by pointing at a sentence of the text, or said not to apply, with a reason. */
export const checklist = z.partialRecord(
  z.enum(checklistItems),
  z.union([
    z.object({ quote: z.string().trim().min(1).max(2000) }),
    z.object({ notApplicable: z.string().trim().min(2).max(300) }),
  ]),
);
export const releaseProblem = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  start: z.number().optional(),
  end: z.number().optional(),
  blocking: z.boolean(),
});
export type ReleaseProblem = z.infer<typeof releaseProblem>;
export const edition = z.object({
  edition: z.number().int(),
  title: z.string(),
  body: z.string(),
  digest: z.string(),
  publishedAt: instant,
  publishedBy: z.string(),
  place: z.string(),
  url: z.string(),
  reason: z.string().nullable(),
});
const content = z.object({
  form: z.enum(releaseForms),
  title: z.string().trim().min(1).max(200),
  body: z.string().trim().max(50_000),
  checklist,
  /** Where a press conference was held or will be; empty for texts on the public page. */
  place: z.string().trim().max(200).default(''),
});
export const releaseCard = z.object({
  id,
  incidentId: id.nullable(),
  incidentTitle: z.string().nullable(),
  /** The matter of the registry it is about, with its number; a release is about an incident, a matter or neither. */
  matterId: id.nullable(),
  matterTitle: z.string().nullable(),
  form: z.enum(releaseForms),
  state: z.enum(releaseStates),
  title: z.string(),
  edition: z.number().int(),
  author: named,
  reviewer: named.nullable(),
  approver: named.nullable(),
  department: named.nullable(),
  updatedAt: instant,
  publishedAt: instant.nullable(),
});
export type ReleaseCard = z.infer<typeof releaseCard>;
export const release = releaseCard.extend({
  body: z.string(),
  place: z.string(),
  checklist,
  /** Send it back with an edit: an edit of an older version is refused, nothing is overwritten. */
  version: z.number().int(),
  editions: z.array(edition),
  steps: z.array(z.object({ move: z.string(), actor: named, at: instant, note: z.string().nullable() })),
  problems: z.array(releaseProblem),
  /** What the viewer may do now; what they may not, with the reason. */
  moves: z.array(z.object({ move: z.string(), allowed: z.boolean(), reason: words.nullable() })),
  /** Which open clocks publishing would stop. */
  stops: z.array(z.object({ clockId: id, name: words, dueAt: instant })),
});
export type Release = z.infer<typeof release>;
const act = { params: byId, answer: release } as const;

export const releaseRoutes = routes({
  'releases.list': {
    method: 'GET',
    path: '/api/releases',
    summary: { zh: '发布', en: 'Releases' },
    query: pageQuery.extend({
      q: z.string().max(200).optional(),
      state: z.enum([...releaseStates, 'to-review']).optional(),
      incidentId: id.optional(),
      matterId: id.optional(),
    }),
    answer: page(releaseCard),
  },
  'releases.read': {
    method: 'GET',
    path: '/api/releases/:id',
    summary: { zh: '一则发布', en: 'One release' },
    params: byId,
    answer: release,
  },
  'releases.draft': {
    method: 'POST',
    path: '/api/releases',
    status: 201,
    summary: { zh: '起草', en: 'Draft a release' },
    body: content.extend({ incidentId: id.nullable(), matterId: id.nullable().optional() }),
    answer: release,
  },
  'releases.edit': {
    method: 'PUT',
    path: '/api/releases/:id',
    summary: { zh: '修改草稿', en: 'Edit the draft' },
    ...act,
    body: content.extend({ version: z.number().int() }),
  },
  'releases.check': {
    method: 'POST',
    path: '/api/releases/check',
    summary: {
      zh: '发布前检查（内容清单、个人信息）',
      en: 'Check before publishing: content, personal data',
    },
    body: content,
    answer: z.object({ problems: z.array(releaseProblem) }),
  },
  'releases.submit': {
    method: 'POST',
    path: '/api/releases/:id/submit',
    summary: { zh: '提交保密审查', en: 'Submit to secrecy review' },
    ...act,
  },
  'releases.review': {
    method: 'POST',
    path: '/api/releases/:id/review',
    summary: { zh: '保密审查通过', en: 'Pass the secrecy review' },
    ...act,
    body: z.object({ note: z.string().trim().max(500).optional() }),
  },
  'releases.return': {
    method: 'POST',
    path: '/api/releases/:id/return',
    summary: { zh: '退回修改', en: 'Return to the author' },
    ...act,
    body: z.object({ reason }),
  },
  'releases.approve': {
    method: 'POST',
    path: '/api/releases/:id/approve',
    summary: { zh: '批准', en: 'Approve' },
    ...act,
  },
  'releases.publish': {
    method: 'POST',
    path: '/api/releases/:id/publish',
    summary: { zh: '发布', en: 'Publish' },
    ...act,
  },
  'releases.correct': {
    method: 'POST',
    path: '/api/releases/:id/correct',
    summary: { zh: '更正：另起一版', en: 'Correct: begin the next edition' },
    ...act,
    body: z.object({ reason }),
  },
  'releases.withdraw': {
    method: 'POST',
    path: '/api/releases/:id/withdraw',
    summary: { zh: '撤回（理由公开）', en: 'Withdraw; the reason stays in view' },
    ...act,
    body: z.object({ reason }),
  },
});

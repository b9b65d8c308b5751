// What crosses the wire of consultation (会商): who met on an incident, what they held, what was decided, who does what by when.
import { z } from 'zod';
import { routes } from './route';
import { id, instant, named, page, pageQuery } from './shape';

const byId = z.object({ id });
const line = (most: number) => z.string().trim().min(1).max(most);
export const attendee = z.object({
  departmentId: id.nullable(),
  name: line(40),
  post: z.string().trim().max(40).default(''),
});
export const consultationView = z.object({ who: line(60), words: line(2_000) });
export const consultationTask = z.object({ departmentId: id, what: line(300), dueAt: instant });
export const consultationContent = z.object({
  heldAt: instant,
  place: z.string().trim().max(100).nullable(),
  attendance: z.array(attendee).max(60),
  views: z.array(consultationView).max(60),
  decision: z.string().trim().max(4_000),
  tasks: z.array(consultationTask).max(40),
});
export type ConsultationContent = z.infer<typeof consultationContent>;
export const consultation = z.object({
  id,
  incident: z.object({ id, title: z.string() }),
  /** Closed, it changes no more save by additions. */
  state: z.enum(['draft', 'closed']),
  edition: z.number().int(),
  heldAt: instant,
  place: z.string().nullable(),
  attendance: z.array(z.object({ department: named.nullable(), name: z.string(), post: z.string() })),
  views: z.array(consultationView),
  decision: z.string(),
  tasks: z.array(
    z.object({
      id,
      department: named,
      what: z.string(),
      dueAt: instant,
      doneAt: instant.nullable(),
      doneBy: z.string().nullable(),
    }),
  ),
  keeper: named,
  createdAt: instant,
  closedAt: instant.nullable(),
  /** SHA-256 of the content as closed, as the ledger has it. */
  digest: z.string().nullable(),
  additions: z.array(z.object({ id, at: instant, by: z.string(), words: z.string() })),
});
export type Consultation = z.infer<typeof consultation>;
export const taskStates = ['open', 'overdue', 'done'] as const;
/** A task of a closed consultation, wherever it was held. */
export const taskCard = z.object({
  id,
  consultationId: id,
  incident: z.object({ id, title: z.string() }),
  department: named,
  what: z.string(),
  dueAt: instant,
  state: z.enum(taskStates),
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
});
export type TaskCard = z.infer<typeof taskCard>;

export const consultationRoutes = routes({
  'consultations.list': {
    method: 'GET',
    path: '/api/incidents/:id/consultations',
    summary: { zh: '事件的会商记录', en: 'Consultations on an incident' },
    params: byId,
    answer: z.object({ items: z.array(consultation) }),
  },
  'consultations.draft': {
    method: 'POST',
    path: '/api/incidents/:id/consultations',
    summary: { zh: '起草会商记录', en: 'Draft the record of a consultation' },
    params: byId,
    body: consultationContent,
    answer: consultation,
  },
  'consultations.read': {
    method: 'GET',
    path: '/api/consultations/:id',
    summary: { zh: '一份会商记录', en: 'One consultation' },
    params: byId,
    answer: consultation,
  },
  'consultations.save': {
    method: 'PUT',
    path: '/api/consultations/:id',
    summary: { zh: '修改会商记录草稿', en: 'Edit a draft' },
    params: byId,
    body: consultationContent.extend({ edition: z.number().int() }),
    answer: consultation,
  },
  'consultations.close': {
    method: 'POST',
    path: '/api/consultations/:id/close',
    summary: { zh: '记录人签署定稿', en: 'Its keeper signs and closes it' },
    params: byId,
    body: z.object({ edition: z.number().int() }),
    answer: consultation,
  },
  'consultations.add': {
    method: 'POST',
    path: '/api/consultations/:id/additions',
    summary: { zh: '定稿后补充', en: 'Add to a closed record' },
    params: byId,
    body: z.object({ words: line(2_000) }),
    answer: consultation,
  },
  'consultations.tasks': {
    method: 'GET',
    path: '/api/consultation-tasks',
    summary: {
      zh: '会商交办的任务：谁做什么、何时办完、办了没有',
      en: 'Tasks from consultations: who does what by when, and whether it is done',
    },
    query: pageQuery.extend({
      /** `open` holds those overdue too. */
      state: z.enum(taskStates).default('open'),
      departmentId: id.optional(),
      /** Only those of the caller's own department. */
      mine: z.literal('true').optional(),
    }),
    answer: page(taskCard).extend({
      counts: z.object({ open: z.number().int(), overdue: z.number().int() }),
    }),
  },
  'consultations.taskDone': {
    method: 'POST',
    path: '/api/consultations/:id/tasks/:taskId/done',
    summary: { zh: '任务完成', en: 'A task is done' },
    params: z.object({ id, taskId: id }),
    answer: consultation,
  },
});

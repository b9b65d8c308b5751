// What a consultation needs before it is closed, who may do what with it, and what its digest is taken over: pure.
import { createHash } from 'node:crypto';
import type { ConsultationContent } from '#contract';
import { conflict, invalid, Refusal } from '../platform/problem';
import type { ConsultationRow } from './consultation.row';

/** Closed, it changes no more. @throws Refusal 409 */
export function isDraft({ state }: Pick<ConsultationRow, 'state'>): void {
  if (state === 'draft') return;
  throw conflict(
    'consultation.closed',
    '会商记录已定稿，不能修改；需要时请补充。',
    'The record is closed and cannot be changed; add to it instead.',
  );
}

/** @throws Refusal 409 when somebody else saved meanwhile */
export function isSameEdition({ edition }: Pick<ConsultationRow, 'edition'>, given: number): void {
  if (edition === given) return;
  throw conflict(
    'consultation.edition',
    '这份记录已被他人修改，请刷新后再改。',
    'Somebody else has changed it; reload before you change it.',
  );
}

export const notKeeper = () =>
  new Refusal(
    403,
    'consultation.not-keeper',
    '只有记录人能签署定稿。',
    'Only its keeper signs and closes the record.',
  );
export const notYourTask = () =>
  new Refusal(
    403,
    'consultation.not-your-task',
    '只有承担任务的部门（或新闻办）能标记完成。',
    'Only the department that has the task, or the news office, marks it done.',
  );
export const taskDone = () =>
  conflict('consultation.task-done', '任务已标记完成。', 'The task is done already.');
export const notClosed = () =>
  conflict(
    'consultation.draft',
    '草稿可以直接修改；定稿后才补充或办理任务。',
    'A draft is edited itself; additions and tasks come after it is closed.',
  );

/** A meeting needs people and an outcome. @throws Refusal 422 with every fault */
export function mayClose(
  row: Pick<ConsultationRow, 'heldAt' | 'attendance' | 'views' | 'decision'>,
  now: Date,
): void {
  const faults: [string, string, string][] = [];
  if (row.heldAt > now) faults.push(['heldAt', '会商时间还没有到', 'it has not been held yet']);
  if (row.attendance.length < 2) faults.push(['attendance', '至少两人参加', 'at least two attend']);
  if (row.views.length === 0) faults.push(['views', '记下至少一条意见', 'at least one view']);
  if (row.decision.trim().length < 2) faults.push(['decision', '写明决定', 'what was decided']);
  if (faults.length === 0) return;
  throw invalid(
    'consultation.incomplete',
    `还不能定稿：${faults.map(([, zh]) => zh).join('；')}。`,
    `It cannot be closed yet: ${faults.map(([, , en]) => en).join('; ')}.`,
    faults.map(([field, , message]) => ({ path: `body.${field}`, message })),
  );
}

/** Over what was said and decided, in one fixed order: whoever has the record can reckon it again. */
export function digestOf(content: ConsultationContent): string {
  const { heldAt, place, attendance, views, decision, tasks } = content;
  const plain = [
    new Date(heldAt).toISOString(),
    place,
    attendance.map(({ departmentId, name, post }) => [departmentId, name, post]),
    views.map(({ who, words }) => [who, words]),
    decision,
    tasks.map(({ departmentId, what, dueAt }) => [departmentId, what, new Date(dueAt).toISOString()]),
  ];
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex');
}

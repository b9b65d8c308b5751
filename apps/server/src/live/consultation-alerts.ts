// What is told of consultations: to a department that it has a task, and to all that a task was not done in time.
import type { FactKind } from '#contract';
import type { Rule } from './alert-rule';
import { afterwards, moment, toldWords } from './alert-words';

type Kind = Extract<FactKind, `consultation.${string}`>;

const told = (names: readonly string[]) =>
  names.length > 0
    ? toldWords(names)
    : { zh: '该部门还没有人员账号。', en: ' That department has no officer yet.' };

export const consultationAlerts: { [K in Kind]: Rule<K> | null } = {
  'consultation.drafted': null,
  'consultation.edited': null,
  'consultation.closed': null,
  'consultation.added': null,
  'consultation.task-done': null,
  'consultation.tasked': {
    kind: 'consultation.tasked',
    subject: 'incident',
    id: ({ incidentId }) => incidentId,
    severity: () => 'notice',
    text: ({ dueAt }, found) => {
      const [due, names] = [moment(new Date(dueAt)), told(found.told)];
      return {
        zh: `会商交办任务，${due.zh} 前办完。${names.zh}`,
        en: `A task from a consultation, to be done by ${due.en}.${names.en}`,
      };
    },
  },
  'consultation.task-overdue': {
    kind: 'consultation.task-overdue',
    subject: 'incident',
    id: ({ incidentId }) => incidentId,
    severity: () => 'warning',
    text: (body, found) => {
      const [due, names, note] = [moment(new Date(body.dueAt)), told(found.told), afterwards(body)];
      return {
        zh: `会商任务超期未办，应于 ${due.zh} 前办完。${names.zh}${note.zh}`,
        en: `A task from a consultation is overdue; it was to be done by ${due.en}.${names.en}${note.en}`,
      };
    },
  },
};

// Who is to take a matter on, and who has a clock in hand no longer: which of these facts become alerts. Those that alert nobody say so: null.
import type { Words } from '#contract';
import type { AlertMap } from './alert-rule';
import { toldWords } from './alert-words';

const incidentId = (body: { incidentId: string }) => body.incidentId;
const clockId = (body: { clockId: string }) => body.clockId;
const nobodyThere: Words = {
  zh: '该部门没有可以告知的人员。',
  en: ' That department has nobody who could be told.',
};

type Kind = 'incident.lead-named' | 'incident.accepted' | 'duty.holder-left';
export const leadAlerts: Pick<AlertMap, Kind> = {
  'incident.lead-named': {
    kind: 'incident.lead-named',
    subject: 'incident',
    id: incidentId,
    severity: () => 'warning',
    text: ({ from, reason }, found) => {
      const { department, told } = found;
      const why = reason ? { zh: `理由：${reason}。`, en: ` Reason: ${reason}.` } : { zh: '', en: '' };
      const names = told.length > 0 ? toldWords(told) : nobodyThere;
      return {
        zh: `${from ? '转由' : '第一责任主体：'}“${department ?? ''}”${from ? '为第一责任主体，' : '，'}待接办。${why.zh}${names.zh}`,
        en: `${from ? 'Handed on: ' : ''}"${department ?? ''}" is to answer first and has yet to take it on.${why.en}${names.en}`,
      };
    },
  },
  'incident.accepted': null,
  'duty.holder-left': {
    kind: 'clock.holder-left',
    subject: 'clock',
    id: clockId,
    severity: ({ toOfficerId }) => (toOfficerId ? 'notice' : 'warning'),
    text: ({ toOfficerId }, { duty, department, told }) =>
      toOfficerId
        ? {
            zh: `“${duty.zh}”的经办人已离岗，由${told.join('、')}接手，待签收。`,
            en: `Whoever had "${duty.en}" in hand has left; ${told.join(', ')} has it now, and has yet to take it up.`,
          }
        : {
            zh: `“${duty.zh}”的经办人已离岗，${department ?? '责任单位'}无人接手。${told.length > 0 ? `已告知：${told.join('、')}。` : '也没有可以告知的人。'}`,
            en: `Whoever had "${duty.en}" in hand has left, and ${department ?? 'the department'} has nobody to take it.${told.length > 0 ? ` Told: ${told.join(', ')}.` : ' Nobody could be told either.'}`,
          },
  },
};

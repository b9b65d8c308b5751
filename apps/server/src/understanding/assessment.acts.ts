// Whether an assessment can still be taken back, and if not, why: decided here, without database or clock.
import type { Words } from '#contract';
import { conflict, type Refusal } from '../platform/problem';
import type { AssessmentRow } from './assessment.row';
import { isOpen } from './incident.acts';
import type { IncidentState } from './incident.row';

/** An incident as far as undoing asks. */
export type Standing = {
  id: string;
  state: IncidentState;
  mergedInto: string | null;
  level: string | null;
  title: string;
  place: string | null;
  leadDepartmentId: string | null;
  messages: number;
};
type Why = Words & { code: string };
type Given = Pick<AssessmentRow, 'act' | 'before' | 'after' | 'otherId' | 'messages' | 'undoneAt'>;

const why = (code: string, zh: string, en: string): Why => ({ code: `assessment.${code}`, zh, en });
const undone = why('undone', '已经撤销过了。', 'It has been taken back already.');
const confirmed = why(
  'starts-clocks',
  '确认已启动时钟，不能撤销；级别和责任主体可以调整，事件可以并入或办结。',
  'Confirming has started clocks and stays; level and responsible party can be changed, the incident merged or closed.',
);
const closed = why(
  'closed-clocks',
  '办结已撤下时钟，不能撤销；有新信息时会形成新的事件。',
  'Closing has ended the clocks and stays; new messages open a new incident.',
);
const sinceThen = why(
  'changed-since',
  '此后事件又有变动，这一步已不能单独撤销。',
  'The incident has changed since; this step cannot be taken back by itself.',
);
const otherGone = why(
  'other-gone',
  '另一起事件已办结、并入或不作为事件，信息不能再移回；请先撤销那一步。',
  'The other incident is closed, merged or set aside, so the messages cannot go back; undo that first.',
);
const nothingLeft = why(
  'messages-elsewhere',
  '这些信息后来又被移到别处，没有可以移回的。',
  'Those messages have since been moved elsewhere; there is nothing to bring back.',
);
const onlyOne = why(
  'only-message',
  '事件由这条信息立起，撤销后事件里没有信息；请改用“不作为事件”，或并入其他事件。',
  'The incident was begun with this message and would be left without any; dismiss it, or merge it into another.',
);
const wouldEmpty = why(
  'confirmed-alone',
  '拆出的事件已经确认，时钟在走；请改用“并入其他事件”。',
  'What was split off has been confirmed and its clocks are running; merge it instead.',
);

/**
 * Null when it can be undone. `left`: how many of the messages it carried are still where it put them.
 * The machine never undoes; a person may as long as nobody has built on it since.
 */
export function standsBecause(
  { act, before, after, otherId, undoneAt }: Given,
  incident: Standing,
  other: Standing | null,
  left: number,
): Why | null {
  if (undoneAt) return undone;
  switch (act) {
    case 'confirm':
      return confirmed;
    case 'close':
      return closed;
    case 'dismiss':
      return incident.state === 'dismissed' ? null : sinceThen;
    case 'level':
      return incident.state === 'confirmed' && incident.level === after.level && before.level
        ? null
        : sinceThen;
    case 'assign':
      return incident.state === 'confirmed' &&
        incident.leadDepartmentId === after.leadDepartmentId &&
        before.leadDepartmentId
        ? null
        : sinceThen;
    case 'title':
      return isOpen(incident.state) && incident.title === after.title ? null : sinceThen;
    case 'place':
      return isOpen(incident.state) && incident.place === after.place ? null : sinceThen;
    case 'merge':
      if (incident.state !== 'merged' || incident.mergedInto !== otherId) return sinceThen;
      if (!other || !isOpen(other.state)) return otherGone;
      // Nothing came with it: what came back is the incident alone.
      return left > 0 ? (left < other.messages ? null : sinceThen) : nothingLeft;
    case 'take-in':
      if (!isOpen(incident.state)) return sinceThen;
      if (left === 0) return nothingLeft;
      return left < incident.messages ? null : onlyOne;
    case 'move':
    case 'split':
      return carriedBack(incident, other, left);
  }
}

function carriedBack(incident: Standing, other: Standing | null, left: number): Why | null {
  if (!isOpen(incident.state) || !other || !isOpen(other.state)) return otherGone;
  if (left === 0) return nothingLeft;
  // Emptied, it is merged back; what is confirmed is not lost in what is only proposed, nor its clocks by a slip of the hand.
  return left === other.messages && other.state === 'confirmed' ? wouldEmpty : null;
}

export const cannotUndo = ({ code, zh, en }: Why): Refusal => conflict(code, zh, en);

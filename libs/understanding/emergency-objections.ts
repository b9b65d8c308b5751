// What in a text speaks against its being a report of an emergency: the sort of text it is, a fear, an old tale; each with its name.
import { factsIn } from './emergency-numbers';
import { afterwards, drill, justNow, notEmergencies, strong, vagueOnly } from './emergency-signs';
import { counts, type Telling } from './emergency-tellings';

/** Why it would be none, and how much that weighs against what the text otherwise reads like (log-odds). */
export type Objection = { because: string | null; weight: number };
/** A text of another sort is known by its signs; that no event was found may also be the words' fault. */
const SORT = 0.4;
const NOTHING_FOUND = 0.2;

export type ToObject = {
  head: string;
  text: string;
  isComplaint: boolean;
  /** The sentences that say something has happened. */
  occurred: readonly Telling[];
  /** What a text is about, it says at its beginning: whether one of them stands there. */
  atOnce: boolean;
  hurt: boolean;
};

export const UNLIKE = '读来不像已发生事件的报告';
const FEARED = '反映问题或风险，事件尚未发生';

/** Why a text that reads unlike a report is none, from its beginning alone: a drill is one on the hotline, too. */
export const reasonAgainst = (head: string, start: string, isComplaint: boolean): string =>
  otherSort(head, start, false) ?? (isComplaint ? FEARED : UNLIKE);

/** Null where nothing speaks against it. */
export function objectionTo({ head, text, isComplaint, occurred, atOnce, hurt }: ToObject): Objection | null {
  const sort = otherSort(head, text, hurt);
  if (!atOnce) return { because: sort ?? '未见已经发生的事件', weight: sort ? SORT : NOTHING_FOUND };
  if (sort) return { because: sort, weight: SORT };
  if (isComplaint) {
    const now = occurred.some((o) => strong.test(o.sentence));
    if (!now && !(hurt && occurred.some((o) => counts(o.facts))))
      return { because: FEARED, weight: NOTHING_FOUND };
    if (afterwards.test(text.slice(0, 600)) && !justNow.test(text.slice(0, 300)))
      return { because: '反映事后的赔偿、认定等问题', weight: SORT };
  }
  if (!hurt && occurred.every((o) => vagueOnly.test(o.event!)))
    return { because: '只提到事故，未见发生了什么', weight: NOTHING_FOUND };
  return null;
}

const sorts = notEmergencies.map((one) => ({ ...one, everywhere: new RegExp(one.text.source, 'g') }));
/** Which sort of text it is that only speaks of emergencies; null when it reports one. */
function otherSort(head: string, text: string, hurt: boolean): string | null {
  const start = text.slice(0, 400);
  if (drill.test(start)) return '演练';
  for (const { sort, title, text: inText, everywhere } of sorts) {
    const inHead = title.test(head);
    const times = text.match(everywhere)?.length ?? 0;
    // What a title says of its kind holds, unless it is also a report of victims; a body must say so more than in passing.
    const strict = ['演练', '纪念', '审判', '虚构', '比赛', '旧事', '统计', '谣言'].includes(sort);
    if (inHead && (strict || !hurt || times > 1)) {
      if (!(hurt && reportsVictims(head))) return sort;
    }
    if (times >= (strict ? 1 : 2) && inText.test(start) && !(hurt && (!strict || reportsVictims(head)))) {
      if (strict || !hurt) return sort;
    }
  }
  return null;
}

const reportsVictims = (head: string) =>
  factsIn(head).some((f) => ['deaths', 'injured', 'missing', 'trapped', 'sick'].includes(f.name)) &&
  !/周年|宣判|获刑|判|审|开庭|公诉|被告|演练|演习|回顾|纪念|年前|案例|电影|游戏/.test(head);

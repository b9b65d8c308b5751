// Drills (预演): the real rules on a clock of their own, every sentence marked, and the report of who answered when.
import type { Words } from '#organisation';
import { type DrillClimb, type DrillRungReport, rungReport } from './drill-ladder';
import { minutes, shanghaiTime } from './instants';
import type { NoticeKind } from './running';

/** When a drill was started, and how many of its seconds pass in one real second. */
export type DrillPace = { startedAt: string; speed: number };

/** The drill's own time at a real instant: it starts with the real one and runs `speed` times as fast. */
export function drillTime({ startedAt, speed }: DrillPace, real: string): string {
  const start = Date.parse(startedAt);
  return new Date(start + (Date.parse(real) - start) * speed).toISOString();
}

/** The real instant at which the drill's own time will be this. */
export function realTime({ startedAt, speed }: DrillPace, drill: string): string {
  const start = Date.parse(startedAt);
  return new Date(start + Math.ceil((Date.parse(drill) - start) / speed)).toISOString();
}

export const DRILL_MARK: Words = { zh: '【预演】', en: '[DRILL] ' };
/** Whatever a drill shows or sends says that it is one. */
export const marked = ({ zh, en }: Words): Words => ({ zh: DRILL_MARK.zh + zh, en: DRILL_MARK.en + en });
/** What a person wrote in a drill, in both places of a pair. */
export const markedText = (text: string): Words => marked({ zh: text, en: text });

const noticeNames: Record<NoticeKind, Words> = {
  half: { zh: '时限已过半', en: 'half the time is gone' },
  near: { zh: '即将到期', en: 'nearly due' },
  hour: { zh: '还剩一小时', en: 'one hour left' },
  breached: { zh: '已超期', en: 'overdue' },
  'very-overdue': { zh: '严重超期', en: 'very overdue' },
};
/** The sentence of a notice of a drill's clock; times are the drill's own. */
export function drillNotice(duty: Words, kind: NoticeKind | 'opened', dueAt: string): Words {
  const due = shanghaiTime(dueAt);
  if (kind === 'opened')
    return marked({
      zh: `“${duty.zh}”开始计时，演练时间 ${due} 到期`,
      en: `“${duty.en}” runs; due ${due}, drill time`,
    });
  const { zh, en } = noticeNames[kind];
  return marked({
    zh: `“${duty.zh}”${zh}（演练时间 ${due} 到期）`,
    en: `“${duty.en}”: ${en} (due ${due}, drill time)`,
  });
}

export type DrillClock = {
  id: string;
  name: Words;
  department: string | null;
  startAt: string;
  dueAt: string;
  state: 'open' | 'breached' | 'met' | 'met-late';
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  metAt: string | null;
  metBy: string | null;
  climbs: readonly DrillClimb[];
};
export type DrillHappened = {
  kind: string;
  /** Drill time. */
  at: string;
  byId: string | null;
  by: string;
  clockId: string | null;
  /** Which message of the script it is about. */
  inject: number | null;
  toIds: readonly string[];
};
export type DrillPerson = { id: string; name: string; department: string | null };
export type DrillReport = {
  clocks: (Omit<DrillClock, 'climbs'> & {
    /** From the due time, in ms; null while in time. */ lateMs: number | null;
  })[];
  /** The rungs of the ladder as they were told, and who answered each. */
  rungs: DrillRungReport[];
  injects: {
    n: number;
    at: string;
    respondedBy: string | null;
    respondedAt: string | null;
    afterMs: number | null;
  }[];
  people: (DrillPerson & {
    told: number;
    firstToldAt: string | null;
    answers: number;
    firstAnswerAt: string | null;
    /** From when first told to the first answer after it; null where there was none. */
    afterMs: number | null;
  })[];
  totals: Record<
    | 'clocks'
    | 'met'
    | 'metLate'
    | 'breached'
    | 'open'
    | 'injects'
    | 'responded'
    | 'silent'
    | 'rungs'
    | 'unanswered',
    number
  >;
};

/** Acts by which a person answers in a drill. */
export const drillAnswers: readonly string[] = ['acknowledged', 'taken-up', 'released', 'responded'];

/** Who answered when: by clock, by rung of the ladder, by message of the script, by person. All times are the drill's own. */
export function drillReport(given: {
  clocks: readonly DrillClock[];
  events: readonly DrillHappened[];
  people: readonly DrillPerson[];
  endedAt: string;
}): DrillReport {
  const { events, endedAt } = given;
  const rungs = rungReport(given);
  const clocks = given.clocks.map(({ climbs: _, ...clock }) => {
    const late = Date.parse(clock.metAt ?? endedAt) - Date.parse(clock.dueAt);
    return { ...clock, lateMs: late > 0 ? late : null };
  });
  const injects = events.flatMap(({ kind, at, inject }) => {
    if (kind !== 'injected' || inject === null) return [];
    const first = events.find((one) => one.kind === 'responded' && one.inject === inject);
    const afterMs = first ? Date.parse(first.at) - Date.parse(at) : null;
    return [{ n: inject, at, respondedBy: first?.by ?? null, respondedAt: first?.at ?? null, afterMs }];
  });
  const people = given.people.map((person) => {
    const told = events.filter(({ toIds }) => toIds.includes(person.id));
    const answers = events.filter(({ kind, byId }) => byId === person.id && drillAnswers.includes(kind));
    const firstToldAt = told[0]?.at ?? null;
    const first = answers.find(({ at }) => firstToldAt === null || at >= firstToldAt);
    const firstAnswerAt = first?.at ?? null;
    const afterMs = firstToldAt && firstAnswerAt ? Date.parse(firstAnswerAt) - Date.parse(firstToldAt) : null;
    return { ...person, told: told.length, firstToldAt, answers: answers.length, firstAnswerAt, afterMs };
  });
  const count = (state: DrillClock['state']) => clocks.filter((clock) => clock.state === state).length;
  return {
    clocks,
    rungs,
    injects,
    people,
    totals: {
      clocks: clocks.length,
      ...{ met: count('met'), metLate: count('met-late'), breached: count('breached'), open: count('open') },
      injects: injects.length,
      responded: injects.filter(({ respondedAt }) => respondedAt !== null).length,
      ...{ rungs: rungs.length, unanswered: rungs.filter(({ answeredAt }) => answeredAt === null).length },
      silent: people.filter(({ told, answers }) => told > 0 && answers === 0).length,
    },
  };
}

/** When the script's message is due, in drill time. */
export const injectAt = (startedAt: string, afterMinutes: number): string =>
  new Date(Date.parse(startedAt) + minutes(afterMinutes)).toISOString();

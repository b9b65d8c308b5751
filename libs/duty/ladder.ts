// The ladder of a jurisdiction: whom, by which channel, how long after, how often; and which steps of a climb have fallen due.
import type { Refusal, Words } from '#organisation';
import type { Level } from '#understanding';
import { minutes } from './instants';

export const rungTargets = [
  'holder',
  'department-on-duty',
  'department-head',
  'news-office-on-duty',
  'supervising-leader',
  'level-above-news-office',
] as const;
export type RungTarget = (typeof rungTargets)[number];
/** What a climb is counted from: 80 % of the time gone with nobody having acknowledged, or the breach. */
export const ladderStarts = ['near', 'breached'] as const;
export type LadderStart = (typeof ladderStarts)[number];
/** Channels that reach one person; in-app always does. */
export const personalChannels = ['email', 'sms'] as const;
export type PersonalChannel = (typeof personalChannels)[number];

export type Rung = {
  to: RungTarget;
  since: LadderStart;
  /** `grave`: only where the incident is of level Ⅰ or Ⅱ. */
  levels: 'all' | 'grave';
  afterMinutes: number;
  /** Told again so often, so long after the last time, for as long as nothing has answered the clock. */
  repeat: { everyMinutes: number; times: number } | null;
  by: readonly PersonalChannel[];
  /** Group robots and webhooks that hear of it too. */
  channelIds: readonly string[];
};
export type Ladder = {
  rungs: readonly Rung[];
  /** An acknowledgement holds a climb from the breach for so long; then it goes on. */
  acknowledgedForMinutes: number;
};

const rung = (to: RungTarget, since: LadderStart, afterMinutes: number, more: Partial<Rung> = {}): Rung => ({
  to,
  since,
  afterMinutes,
  levels: 'all',
  repeat: null,
  by: ['email'],
  channelIds: [],
  ...more,
});

/** What holds where a jurisdiction has written no ladder of its own. Source: gaoqing-2016-12 三(四) 督办. */
export const builtInLadder: Ladder = {
  rungs: [
    rung('holder', 'near', 0),
    rung('department-on-duty', 'near', 15),
    rung('holder', 'breached', 0, { by: ['email', 'sms'], repeat: { everyMinutes: 30, times: 3 } }),
    rung('supervising-leader', 'breached', 0, { by: ['email', 'sms'] }),
    rung('news-office-on-duty', 'breached', 5),
    rung('department-head', 'breached', 15, { by: ['email', 'sms'] }),
    rung('level-above-news-office', 'breached', 120, { by: ['email', 'sms'] }),
  ],
  acknowledgedForMinutes: 60,
};

/** The two levels that no quiet hour silences: 特别重大, 重大. */
export const isGraveLevel = (level: Level | null): boolean => level === '特别重大' || level === '重大';

/** A step of a climb: the rung (counted from 1, as people count) and how often it was told before. */
export type StepKey = { rung: number; repeat: number };
export type LadderStep = StepKey & { afterMs: number };
/** How a step is named where it is kept: rung.repeat, "2.0" for the first telling of the second rung. */
export const stepName = ({ rung: n, repeat }: StepKey): string => `${n}.${repeat}`;

/** Every step of a climb in the order in which they fall due; `afterMs` is counted from the climb's beginning. */
export function stepsOf(
  { rungs }: Pick<Ladder, 'rungs'>,
  since: LadderStart,
  level: Level | null,
): LadderStep[] {
  const steps = rungs.flatMap((one, i) => {
    if (one.since !== since || (one.levels === 'grave' && !isGraveLevel(level))) return [];
    const { everyMinutes = 0, times = 0 } = one.repeat ?? {};
    return Array.from({ length: times + 1 }, (_, repeat) => ({
      rung: i + 1,
      repeat,
      afterMs: minutes(one.afterMinutes + repeat * everyMinutes),
    }));
  });
  return steps.sort((a, b) => a.afterMs - b.afterMs || a.rung - b.rung || a.repeat - b.repeat);
}

/** A climb as it stands. Instants ISO 8601 UTC. */
export type Climb = {
  since: LadderStart;
  /** When the notice was due that began it. */
  beganAt: string;
  /** How long acknowledgements have held it up till now. */
  heldMs: number;
  acknowledgedAt: string | null;
  /** While this lies ahead nothing falls due. */
  acknowledgedUntil: string | null;
};
export type DueStep = StepKey & {
  at: string;
  /** Taken more than a minute after it was due: the server was down. */
  late: boolean;
  /** A later repeat of the same rung is due as well: it is kept on record, and only the later one is sent. */
  overtaken: boolean;
};

const PUNCTUAL_MS = minutes(1);
const atOf = (climb: Climb, step: LadderStep): number =>
  Date.parse(climb.beganAt) + climb.heldMs + step.afterMs;
const holds = ({ acknowledgedUntil }: Climb, now: string): boolean =>
  acknowledgedUntil !== null && Date.parse(acknowledgedUntil) > Date.parse(now);

/** The steps that have fallen due and were not taken yet (`taken` holds their `stepName`), in order. Source: D3. */
export function stepsDue(
  ladder: Pick<Ladder, 'rungs'>,
  climb: Climb,
  level: Level | null,
  taken: ReadonlySet<string>,
  now: string,
): DueStep[] {
  if (holds(climb, now)) return [];
  const time = Date.parse(now);
  const due = stepsOf(ladder, climb.since, level).filter(
    (step) => !taken.has(stepName(step)) && atOf(climb, step) <= time,
  );
  return due.map((step) => ({
    rung: step.rung,
    repeat: step.repeat,
    at: new Date(atOf(climb, step)).toISOString(),
    late: time - atOf(climb, step) > PUNCTUAL_MS,
    overtaken: due.some((other) => other.rung === step.rung && other.repeat > step.repeat),
  }));
}

/** When the climb wants attention next: its next step, or the end of an acknowledgement; null when all is done. */
export function nextStepAt(
  ladder: Pick<Ladder, 'rungs'>,
  climb: Climb,
  level: Level | null,
  taken: ReadonlySet<string>,
): string | null {
  if (climb.acknowledgedUntil) return climb.acknowledgedUntil;
  // A rung for Ⅰ and Ⅱ alone may come in when the level rises: that is heard of as a fact, not waited for here.
  const next = stepsOf(ladder, climb.since, level).find((step) => !taken.has(stepName(step)));
  return next ? new Date(atOf(climb, next)).toISOString() : null;
}

/** The step that comes if nothing answers the clock, and when: an acknowledgement that holds runs out first. Null where all are taken. */
export function stepAhead(
  ladder: Pick<Ladder, 'rungs'>,
  climb: Climb,
  level: Level | null,
  taken: ReadonlySet<string>,
): (StepKey & { target: RungTarget; at: string }) | null {
  const { acknowledgedUntil } = climb;
  const free = (acknowledgedUntil && releaseHold(climb, acknowledgedUntil)) || climb;
  const next = stepsOf(ladder, climb.since, level).find((step) => !taken.has(stepName(step)));
  if (!next) return null;
  const at = Math.max(atOf(free, next), acknowledgedUntil ? Date.parse(acknowledgedUntil) : 0);
  const { rung: n, repeat } = next;
  return { rung: n, repeat, target: ladder.rungs[n - 1]!.to, at: new Date(at).toISOString() };
}

/** An acknowledgement holds the climb from now on; one more, while one holds, counts from now as well. */
export function holdClimb(climb: Climb, { acknowledgedForMinutes }: Ladder, now: string): Climb {
  const from = climb.acknowledgedAt ?? now;
  const until = new Date(Date.parse(now) + minutes(acknowledgedForMinutes)).toISOString();
  return { ...climb, acknowledgedAt: from, acknowledgedUntil: until };
}

/** The climb after its acknowledgement has run out: what was held falls due later by just that time. Null while it holds. */
export function releaseHold(climb: Climb, now: string): Climb | null {
  const { acknowledgedAt, acknowledgedUntil } = climb;
  if (!acknowledgedAt || !acknowledgedUntil || holds(climb, now)) return null;
  const held = Date.parse(acknowledgedUntil) - Date.parse(acknowledgedAt);
  return { ...climb, heldMs: climb.heldMs + held, acknowledgedAt: null, acknowledgedUntil: null };
}

/**
 * What cannot stand in a ladder; empty when it may be saved. Codes: `ladder.silent-breach` (a breach that tells nobody),
 * `ladder.twice` (the same rung twice at the same instant).
 */
export function ladderFaults({ rungs }: Ladder): Refusal[] {
  const faults: Refusal[] = [];
  if (!rungs.some(({ since, levels }) => since === 'breached' && levels === 'all'))
    faults.push(
      refusal(
        'ladder.silent-breach',
        '至少要有一级在超期后告知、且对所有级别有效：否则超期无人知道。',
        'At least one rung must tell of a breach at every level, else a breach goes unheard.',
      ),
    );
  const seen = new Set<string>();
  for (const [i, { to, since, levels, afterMinutes }] of rungs.entries()) {
    const key = [to, since, levels, afterMinutes].join();
    if (seen.has(key))
      faults.push(
        refusal(
          'ladder.twice',
          `第 ${i + 1} 级与前面的一级完全相同。`,
          `Rung ${i + 1} is the same as an earlier one.`,
        ),
      );
    seen.add(key);
  }
  return faults;
}

const refusal = (code: string, zh: string, en: string): Refusal => ({ code, reason: { zh, en } });

const targetNames: Record<RungTarget, Words> = {
  holder: { zh: '经办人', en: 'the holder' },
  'department-on-duty': { zh: '责任单位值班', en: 'the department’s officer on duty' },
  'department-head': { zh: '责任单位负责人', en: 'the head of the department' },
  'news-office-on-duty': { zh: '新闻办值班', en: 'the news office on duty' },
  'supervising-leader': { zh: '分管领导', en: 'the supervising leader' },
  'level-above-news-office': { zh: '上级新闻办', en: 'the news office of the level above' },
};
/** Whom a rung tells, in words. */
export const targetWords = (target: RungTarget): Words => targetNames[target];

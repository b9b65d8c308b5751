// Three in step (三同步): handling and response of one incident planned, begun and finished side by side; what stands against closing.
import type { Refusal, Words } from '#organisation';

/** 事件处置 and 舆情应对. */
export const lanes = ['handling', 'response'] as const;
export type Lane = (typeof lanes)[number];
export const stepStates = ['planned', 'begun', 'finished', 'dropped'] as const;
export type StepState = (typeof stepStates)[number];
export const stepActs = ['begin', 'finish', 'change', 'drop'] as const;
export type StepAct = (typeof stepActs)[number];
/** The three that are to go together: 同步安排、同步实施、同步落实. */
export const phases = ['planned', 'begun', 'finished'] as const;
export type Phase = (typeof phases)[number];

/** As much of a task as its lane needs. Instants ISO 8601 UTC; null while it has not happened. */
export type Step = {
  lane: Lane;
  state: StepState;
  plannedAt: string;
  begunAt: string | null;
  finishedAt: string | null;
};
/** When a lane came to each of the three; null while it has not. */
export type LaneTimes = Record<Phase, string | null>;
/** One of the three: together, or which lane is behind since when. */
export type InStep = { phase: Phase; together: boolean; behind: Lane | null; since: string | null };

const earliest = (times: readonly (string | null)[]): string | null =>
  times.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null);

/** Planned with its first task, begun with the first that is begun, finished when every task that was not dropped is. */
export function laneTimes(lane: Lane, steps: readonly Step[]): LaneTimes {
  const own = steps.filter((step) => step.lane === lane && step.state !== 'dropped');
  const done = own.length > 0 && own.every(({ state }) => state === 'finished');
  const ends = own.flatMap(({ finishedAt }) => finishedAt ?? []).sort();
  return {
    planned: earliest(own.map(({ plannedAt }) => plannedAt)),
    begun: earliest(own.map(({ begunAt }) => begunAt)),
    finished: done ? (ends.at(-1) ?? null) : null,
  };
}

/** The three of both lanes beside each other. Source: lanling-2019-9 一(二) 同步安排、同步实施、同步落实. */
export function inStep(steps: readonly Step[]): InStep[] {
  const [handling, response] = [laneTimes('handling', steps), laneTimes('response', steps)];
  return phases.map((phase) => {
    const [one, other] = [handling[phase], response[phase]];
    if ((one === null) === (other === null))
      return { phase, together: one !== null, behind: null, since: null };
    return { phase, together: false, behind: one === null ? 'handling' : 'response', since: one ?? other };
  });
}

const allowed: Record<StepAct, readonly StepState[]> = {
  begin: ['planned'],
  finish: ['planned', 'begun'],
  change: ['planned', 'begun'],
  drop: ['planned', 'begun'],
};
const stepStateNames: Record<StepState, Words> = {
  planned: { zh: '尚未开始', en: 'not begun' },
  begun: { zh: '办理中', en: 'under way' },
  finished: { zh: '已完成', en: 'finished' },
  dropped: { zh: '已取消', en: 'dropped' },
};

/** Whether an act may be done in a state; the refusal `step.<act>-not-now` where not. */
export function stepRefusal(act: StepAct, state: StepState): Refusal | null {
  if (allowed[act].includes(state)) return null;
  const { zh, en } = stepStateNames[state];
  return {
    code: `step.${act}-not-now`,
    reason: { zh: `任务${zh}，不能再这样办。`, en: `The task is ${en}; that cannot be done now.` },
  };
}

const laneNames: Record<Lane, Words> = {
  handling: { zh: '处置', en: 'handling' },
  response: { zh: '回应', en: 'response' },
};

/**
 * What stands against closing an incident: a lane without a task, a lane that is not finished, no evaluation after
 * both were. Empty where it may be closed. `evaluatedAt`: of the last evaluation. Source: lanling-2019-9 一(二);
 * gaoqing-2016-12 三(四) 开展效果评估.
 */
export function againstClosing(steps: readonly Step[], evaluatedAt: string | null): Refusal[] {
  const faults: Refusal[] = [];
  const ends: string[] = [];
  for (const lane of lanes) {
    const { planned, finished } = laneTimes(lane, steps);
    const { zh, en } = laneNames[lane];
    if (planned === null)
      faults.push({
        code: `${lane}.unplanned`,
        reason: { zh: `${zh}线还没有任务`, en: `the ${en} lane has no task yet` },
      });
    else if (finished === null)
      faults.push({
        code: `${lane}.unfinished`,
        reason: { zh: `${zh}线还有未完成的任务`, en: `the ${en} lane has tasks that are not finished` },
      });
    else ends.push(finished);
  }
  const last = ends.sort().at(-1);
  if (evaluatedAt === null || (last !== undefined && evaluatedAt < last))
    faults.push({
      code: 'evaluation.missing',
      reason: { zh: '尚未做效果评估', en: 'its effect has not been evaluated' },
    });
  return faults;
}

/** The evaluation follows both lanes: refused while either is not finished. */
export function mayEvaluate(steps: readonly Step[]): Refusal | null {
  const faults = againstClosing(steps, '9999').map(({ reason }) => reason);
  if (faults.length === 0) return null;
  return {
    code: 'evaluation.too-early',
    reason: {
      zh: `处置和回应都完成后再评估：${faults.map(({ zh }) => zh).join('，')}。`,
      en: `The evaluation follows both lanes: ${faults.map(({ en }) => en).join(', ')}.`,
    },
  };
}

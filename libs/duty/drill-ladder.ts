// The ladder in a drill: the same climb as a real one, in the drill's own time, and who answered each of its rungs.
import type { Words } from '#organisation';
import type { Level } from '#understanding';
import {
  type Climb,
  type Ladder,
  type LadderStart,
  nextStepAt,
  type PersonalChannel,
  type RungTarget,
  type StepKey,
  stepName,
  stepsOf,
} from './ladder';

/** The ladder that was in force when the drill began; `groups` names the channels that its rungs name by id. */
export type DrillLadder = Ladder & { groups: Readonly<Record<string, string>> };
/** A step that was taken; `target` null: an acknowledgement ran out. Instants are the drill's own. */
export type DrillStep = StepKey & {
  target: RungTarget | null;
  at: string;
  told: string[];
  reason: Words;
};
export type DrillClimb = Climb & {
  acknowledgedBy: string | null;
  endedAs: string | null;
  steps: DrillStep[];
};

/** A climb from `beganAt` on. */
export const beginDrillClimb = (since: LadderStart, beganAt: string): DrillClimb => ({
  ...{ since, beganAt, heldMs: 0, steps: [] },
  ...{ acknowledgedAt: null, acknowledgedUntil: null, acknowledgedBy: null, endedAs: null },
});

/** What a climb does next and when: a step, or (`step` null) its acknowledgement runs out; null when all is done. */
export function nextInClimb(
  ladder: Ladder,
  climb: DrillClimb,
  level: Level | null,
): { at: string; step: StepKey | null } | null {
  if (climb.endedAs !== null) return null;
  const taken = new Set(climb.steps.map(stepName));
  const at = nextStepAt(ladder, climb, level, taken);
  if (at === null) return null;
  if (climb.acknowledgedUntil !== null) return { at, step: null };
  const step = stepsOf(ladder, climb.since, level).find((one) => !taken.has(stepName(one)));
  return step ? { at, step: { rung: step.rung, repeat: step.repeat } } : null;
}

const personal: Record<PersonalChannel, Words> = {
  email: { zh: '邮件', en: 'mail' },
  sms: { zh: '短信', en: 'text message' },
};
/** By which channels a real step would go out; in a drill nothing does, and that is said. Empty where there are none. */
export function channelWords(
  by: readonly PersonalChannel[],
  channelIds: readonly string[],
  { groups }: Pick<DrillLadder, 'groups'>,
): Words {
  const names = channelIds.flatMap((id) => groups[id] ?? []);
  const zh = [...by.map((one) => personal[one].zh), ...names.map((name) => `“${name}”`)];
  const en = [...by.map((one) => personal[one].en), ...names.map((name) => `“${name}”`)];
  if (zh.length === 0) return { zh: '', en: '' };
  return {
    zh: `（真实情况下还会发：${zh.join('、')}；预演不外发）`,
    en: ` (really it would also go by ${en.join(', ')}; a drill sends nothing out)`,
  };
}

export type DrillRungReport = {
  clockId: string;
  name: Words;
  since: LadderStart;
  rung: number;
  repeat: number;
  target: RungTarget | null;
  at: string;
  /** Names; empty where the rung found nobody who takes part. */
  told: string[];
  reason: Words;
  /** The first of those told who did something about that clock afterwards. */
  answeredBy: string | null;
  answeredAt: string | null;
  /** From the telling to that answer, in ms. */
  afterMs: number | null;
};
/** Acts by which somebody who was told answers a rung. */
const answers: readonly string[] = ['acknowledged', 'taken-up', 'met'];

/** Who answered when, rung by rung, in the order in which they were told. */
export function rungReport(given: {
  clocks: readonly { id: string; name: Words; climbs: readonly DrillClimb[] }[];
  events: readonly { kind: string; at: string; byId: string | null; by: string; clockId: string | null }[];
  people: readonly { id: string; name: string }[];
}): DrillRungReport[] {
  const nameOf = (id: string) => given.people.find((one) => one.id === id)?.name ?? '';
  const rows = given.clocks.flatMap(({ id: clockId, name, climbs }) =>
    climbs.flatMap(({ since, steps }) =>
      steps.map(({ rung, repeat, target, at, told, reason }): DrillRungReport => {
        const answer = given.events.find(
          (one) =>
            one.clockId === clockId &&
            answers.includes(one.kind) &&
            one.at >= at &&
            told.includes(one.byId ?? ''),
        );
        return {
          ...{ clockId, name, since, rung, repeat, target, at, reason, told: told.map(nameOf) },
          ...{ answeredBy: answer?.by ?? null, answeredAt: answer?.at ?? null },
          afterMs: answer ? Date.parse(answer.at) - Date.parse(at) : null,
        };
      }),
    ),
  );
  return rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.rung - b.rung));
}

// Response plans (预案): what is said in which form where by when, and what is done, by kind and level; which of them an incident calls for.
import type { EmergencyKind, Words } from '#organisation';
import type { Level } from '#understanding';
import { hours } from './instants';
import { type ReleaseForm, releaseFormNames } from './release-forms';
import type { Lane } from './steps';

/** Who does a line of a plan: the responsible party, or the office of that kind. */
export type PlanParty = 'responsible' | 'news-office' | 'government-office';
/** 内容、格式、平台、时限、解读和回应方式. Source: jiangsu-2020-42 二(二). */
export type PlannedResponse = {
  content: string;
  form: ReleaseForm;
  outlet: string;
  withinHours: number;
  /** How policy is interpreted and concern is met. */
  interpretation: string;
  party: PlanParty;
};
export type PlannedHandling = { what: string; withinHours: number; party: PlanParty };
export type PlanContent = {
  name: string;
  levels: readonly Level[];
  /** Empty: of any kind, emergency or not. */
  emergencyKinds: readonly EmergencyKind[];
  /** Empty: of any topic. */
  topics: readonly string[];
  spokesperson: string;
  response: readonly PlannedResponse[];
  handling: readonly PlannedHandling[];
};
export type IncidentForPlan = { level: Level | null; emergencyKind: string | null; topic: string | null };

/** How closely a plan is made for an incident: 0 of its level only, more with its kind and topic; null where it is not. */
export function fitOf(plan: PlanContent, { level, emergencyKind, topic }: IncidentForPlan): number | null {
  const { levels, emergencyKinds, topics } = plan;
  if (level === null || !levels.includes(level)) return null;
  const meets = (wanted: readonly string[], has: string | null) =>
    wanted.length === 0 ? 0 : has !== null && wanted.includes(has) ? 1 : null;
  const [kind, subject] = [meets(emergencyKinds, emergencyKind), meets(topics, topic)];
  return kind === null || subject === null ? null : 2 * kind + subject;
}

/** The plans an incident calls for, the one made most closely for it first, then by name. */
export function plansFor<T extends { content: PlanContent }>(
  plans: readonly T[],
  incident: IncidentForPlan,
): T[] {
  return plans
    .flatMap((plan) => {
      const fit = fitOf(plan.content, incident);
      return fit === null ? [] : [{ plan, fit }];
    })
    .sort((a, b) => b.fit - a.fit || (a.plan.content.name < b.plan.content.name ? -1 : 1))
    .map(({ plan }) => plan);
}

/** Why a plan is proposed, in words: its level, and the kind and topic it is made for. */
export function whyPlan({ emergencyKinds, topics }: PlanContent, incident: IncidentForPlan): Words {
  const parts = [
    incident.level ?? '',
    ...(emergencyKinds.length > 0 ? [incident.emergencyKind ?? ''] : []),
    ...(topics.length > 0 ? [incident.topic ?? ''] : []),
  ];
  return { zh: `适用于${parts.join(' · ')}`, en: `made for ${parts.join(' · ')}` };
}

export type PlannedTask = { lane: Lane; what: string; party: PlanParty; dueAt: string };
/** What a plan asks for, counted from an instant: the lines of both lanes, the soonest first. */
export function tasksOf({ response, handling }: PlanContent, from: string): PlannedTask[] {
  const due = (withinHours: number) => new Date(Date.parse(from) + hours(withinHours)).toISOString();
  const tasks: PlannedTask[] = [
    ...handling.map(({ what, withinHours, party }) => ({
      lane: 'handling' as const,
      ...{ what, party },
      dueAt: due(withinHours),
    })),
    ...response.map(({ content, form, outlet, interpretation, withinHours, party }) => ({
      lane: 'response' as const,
      what: `${releaseFormNames[form].zh}（${outlet}）：${content}${interpretation ? `；${interpretation}` : ''}`.slice(
        0,
        500,
      ),
      party,
      dueAt: due(withinHours),
    })),
  ];
  return tasks.sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
}

/** What a plan needs before it may come into force; empty where nothing is missing. Source: 三同步, both lanes. */
export function planFaults(plan: PlanContent): Words[] {
  const faults: Words[] = [];
  if (plan.levels.length === 0) faults.push({ zh: '至少选一个级别', en: 'at least one level' });
  if (plan.response.length === 0) faults.push({ zh: '回应线至少一项', en: 'at least one line of response' });
  if (plan.handling.length === 0) faults.push({ zh: '处置线至少一项', en: 'at least one line of handling' });
  return faults;
}

// How the board lays out its clocks: sections by urgency, holder or department, one row an incident or matter.
import type { Clock } from '#contract';
import { isPastMs } from '../../../../libs/duty/due-second';

const aboutId = ({ incident, matter }: Clock): string => incident?.id ?? matter?.id ?? '';

export const ways = ['urgency', 'holder', 'department'] as const;
export type Way = (typeof ways)[number];
/** Clocks that have stopped are not urgent any more: one plain list of incidents. */
export type Layout = Way | 'plain';
export const urgencies = ['breached', 'hour', 'today', 'later', 'paused'] as const;
export type Urgency = (typeof urgencies)[number];
/** `key` is an urgency, the id of the holder or department ('' = nobody yet), or `plain`. Rows hold the ids of clocks. */
export type Section = {
  key: string;
  rows: { about: string; clocks: string[] }[];
  /** The clocks that belong here; an urgent one brings the others of its row along, and they are not counted. */
  count: number;
  /** Of them, those that are overdue, and those that are due within the hour. */
  overdue: number;
  soon: number;
};

const hourMs = 3_600_000;
/** Beijing keeps no summer time. */
const dayOf = (ms: number): number => Math.floor((ms + 8 * hourMs) / (24 * hourMs));

export function urgencyOf({ dueAt, pausedAt }: Pick<Clock, 'dueAt' | 'pausedAt'>, nowMs: number): Urgency {
  if (pausedAt) return 'paused';
  const due = Date.parse(dueAt);
  if (isPastMs(nowMs, due)) return 'breached';
  if (due - nowMs < hourMs) return 'hour';
  return dayOf(due) === dayOf(nowMs) ? 'today' : 'later';
}

const byDue = (a: Clock, b: Clock) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || a.id.localeCompare(b.id);
function grouped<K>(clocks: readonly Clock[], keyOf: (clock: Clock) => K): Map<K, Clock[]> {
  const groups = new Map<K, Clock[]>();
  for (const clock of clocks) {
    const key = keyOf(clock);
    groups.set(key, [...(groups.get(key) ?? []), clock]);
  }
  return groups;
}
const rowsOf = (clocks: readonly Clock[]): Section['rows'] =>
  [...grouped(clocks, aboutId)].map(([about, its]) => ({
    about,
    clocks: its.map(({ id }) => id),
  }));

function figuresOf(clocks: readonly Clock[], nowMs: number): Pick<Section, 'count' | 'overdue' | 'soon'> {
  const of = (urgency: Urgency) => clocks.filter((clock) => urgencyOf(clock, nowMs) === urgency).length;
  return { count: clocks.length, overdue: of('breached'), soon: of('hour') };
}

/** An incident stands once, where its most urgent clock belongs, with all its clocks beside it. */
function byUrgency(clocks: readonly Clock[], nowMs: number): Section[] {
  const most = new Map<string, Urgency>();
  for (const clock of clocks) {
    const [its, urgency] = [most.get(aboutId(clock)), urgencyOf(clock, nowMs)];
    if (!its || urgencies.indexOf(urgency) < urgencies.indexOf(its)) most.set(aboutId(clock), urgency);
  }
  return urgencies
    .map((key) => {
      const its = clocks.filter((clock) => most.get(aboutId(clock)) === key);
      return {
        key,
        rows: rowsOf(its),
        ...figuresOf(
          its.filter((clock) => urgencyOf(clock, nowMs) === key),
          nowMs,
        ),
      };
    })
    .filter(({ rows }) => rows.length > 0);
}

/** The sections in order: the most pressing first, those of nobody before all, for nobody works on them. */
export function sectionsOf(clocks: readonly Clock[], way: Layout, nowMs: number): Section[] {
  const sorted = [...clocks].sort(byDue);
  if (way === 'plain') return [{ key: 'plain', rows: rowsOf(sorted.reverse()), ...figuresOf(sorted, nowMs) }];
  if (way === 'urgency') return byUrgency(sorted, nowMs);
  const groups = grouped(sorted, (clock) => clock[way]?.id ?? '');
  return [...groups]
    .map(([key, its]) => ({ key, rows: rowsOf(its), ...figuresOf(its, nowMs) }))
    .sort((a, b) => Number(a.key !== '') - Number(b.key !== ''));
}

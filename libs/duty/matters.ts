// The registry of matters (公开事项台账): documents, changed services and requests that a pack binds, their starts and their state.
import type { Refusal, Words } from '#organisation';
import type { StartInstants } from './clocks';
import {
  appliesTo,
  type MatterKind,
  matterKinds,
  type PolicyPack,
  type StartsFrom,
  startWords,
  subjectWords,
} from './packs';
import type { ReleaseForm } from './release-forms';
import { refusal } from './running';

export type StartKind = Exclude<StartsFrom, 'previous-release'>;
/** A start that the packs count from, in the words of this kind of matter, and what is due from it. */
export type StartAsked = { start: StartKind; name: Words; duties: Words[] };
export type KindAsked = {
  kind: MatterKind;
  name: Words;
  starts: StartAsked[];
  /** The forms that answer one of its duties. */
  forms: ReleaseForm[];
  /** What its clocks may stand still for; empty where nothing stops them but evidence. */
  pausableFor: Words[];
};

/** What some packs ask of each kind of matter, in the order of the kinds; a kind that no pack binds asks nothing. */
export function kindsAsked(packs: readonly PolicyPack[]): KindAsked[] {
  return matterKinds.map((kind) => {
    const rules = packs.flatMap((pack) => pack.rules).filter((rule) => appliesTo(rule, { subject: kind }));
    const starts = new Map<StartKind, StartAsked>();
    for (const { startsFrom, name } of rules) {
      if (startsFrom === 'previous-release') continue;
      const known = starts.get(startsFrom);
      if (known) known.duties.push(name);
      else starts.set(startsFrom, { start: startsFrom, name: startWords(startsFrom, kind), duties: [name] });
    }
    return {
      ...{ kind, name: subjectWords(kind), starts: [...starts.values()] },
      forms: [...new Set(rules.flatMap(({ answeredBy }) => answeredBy))],
      pausableFor: rules.flatMap(({ pausableFor }) => (pausableFor ? [pausableFor.what] : [])),
    };
  });
}

export const matterStates = ['waiting', 'running', 'paused', 'overdue', 'done', 'withdrawn'] as const;
/** `waiting`: nothing is counted yet, for no start was said; `done`: every clock is met or waived. */
export type MatterState = (typeof matterStates)[number];

/** The state of a matter from those of its clocks; the gravest of them tells. */
export function matterState(
  withdrawn: boolean,
  clocks: readonly { state: string; paused: boolean }[],
): MatterState {
  if (withdrawn) return 'withdrawn';
  if (clocks.length === 0) return 'waiting';
  if (clocks.some(({ state }) => state === 'breached')) return 'overdue';
  const open = clocks.filter(({ state }) => state === 'open');
  if (open.length === 0) return 'done';
  return open.every(({ paused }) => paused) ? 'paused' : 'running';
}

const order: readonly (keyof StartInstants)[] = ['signedAt', 'publishedAt'];

/**
 * Whether these starts can be true at `now`. Refused with `start.future`, and with `matter.starts-order` where a text
 * would have been made public before it was signed. Instants ISO 8601.
 */
export function startsFault(starts: StartInstants, now: string): Refusal | null {
  const said = Object.values(starts).flatMap((at) => (at ? [Date.parse(at)] : []));
  if (said.some((at) => at > Date.parse(now)))
    return refusal(
      'start.future',
      '所填时间晚于当前时间；起算时刻不能在将来。',
      'The time given lies in the future; a start cannot.',
    );
  const [signed, published] = order.map((key) => starts[key]);
  if (signed && published && Date.parse(published) < Date.parse(signed))
    return refusal(
      'matter.starts-order',
      '公布时间早于签发时间，请核对。',
      'It would have been made public before it was signed; check both times.',
    );
  return null;
}

/** A number as it is kept and compared: no spaces, and one form of brackets, so that the same number is the same. */
export const matterNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[[(【]/g, '〔')
    .replace(/[\])】]/g, '〕');

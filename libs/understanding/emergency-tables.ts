// The tables of texts about emergencies, and the tone that is learnt from all of them when first asked for.
import { reported } from './emergency-cases';
import { reportedOtherwise } from './emergency-more-cases';
import { unfoundedOtherwise } from './emergency-more-negatives';
import { unfounded } from './emergency-negatives';
import { yearOf } from './emergency-tellings';
import { learnTone, type Tone } from './emergency-tone';
import { type EmergencyKind, emergencyKinds } from './emergency-words';

/** One text of the table; `kind` and `level` null where it only speaks of emergencies. */
export type EmergencyCase = {
  tag: string;
  title: string;
  body: string;
  kind: string | null;
  level: string | null;
  foreign: boolean;
  channel: string;
};
const kinds: Record<string, string> = { 灾: '自然灾害', 事: '事故灾难', 卫: '公共卫生', 社: '社会安全' };
const levelNames: Record<string, string> = { 特: '特别重大', 重: '重大', 较: '较大', 般: '一般' };

export function casesIn(table: string): EmergencyCase[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [tag = '', title = '', body = ''] = line.split(' | ');
      const real = tag[0]! in kinds && tag[1]! in levelNames;
      return {
        tag,
        title,
        body,
        kind: real ? kinds[tag[0]!]! : null,
        level: real ? levelNames[tag[1]!]! : null,
        foreign: tag.includes('外'),
        channel: tag.includes('热') ? 'hotline' : 'feed',
      };
    });
}

export const emergencyCases = (): EmergencyCase[] =>
  [reported, unfounded, reportedOtherwise, unfoundedOtherwise].flatMap(casesIn);

/** How reports read, and how those of each kind do among them. */
export type Tones = { reports: Tone; kinds: Record<EmergencyKind, Tone> };

export function tonesFrom(cases: readonly EmergencyCase[]): Tones {
  const year = yearOf(null);
  const toneFor = (among: readonly EmergencyCase[], isOne: (c: EmergencyCase) => boolean) =>
    learnTone(
      among.map((c) => ({ title: c.title, body: c.body, isOne: isOne(c) })),
      year,
    );
  const reports = cases.filter((c) => c.kind !== null);
  return {
    reports: toneFor(cases, (c) => c.kind !== null),
    kinds: Object.fromEntries(
      emergencyKinds.map((kind) => [kind, toneFor(reports, (c) => c.kind === kind)]),
    ) as Record<EmergencyKind, Tone>,
  };
}

let learnt: Tones | undefined;
/** The tones of all tables; learnt once a process, in some 0.2 s. */
export function tableTones(): Tones {
  learnt ??= tonesFrom(emergencyCases());
  return learnt;
}

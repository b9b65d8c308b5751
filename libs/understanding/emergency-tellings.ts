// A text's sentences: which event each names, what it counts, and whether it tells of now and of what is.
import { type EmergencyFact, factsIn } from './emergency-numbers';
import { anecdote, defining, figures, happened, past, supposed } from './emergency-signs';
import { type EmergencyKind, emergencyKinds, eventWords, outcomeWords } from './emergency-words';
import { Lexicon } from './lexicon';

function anyOf(words: string[]): RegExp {
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.join('|'), 'g');
}

/** What names an event of a kind. */
export const thingPattern = Object.fromEntries(
  emergencyKinds.map((kind) => [kind, anyOf([...eventWords[kind].thing, ...eventWords[kind].act])]),
) as Record<EmergencyKind, RegExp>;
const everyWord = emergencyKinds.flatMap((kind) => [...eventWords[kind].thing, ...eventWords[kind].act]);
/** Looked for first, and alone in most texts: without one at the beginning nothing else is read. */
export const eventLexicon = new Lexicon(everyWord.map((word) => [word.replace(/\(.*/, ''), true]));
/** Looked for besides: what befell people, who came to help. */
export const outcomeLexicon = new Lexicon(outcomeWords.map((word) => [word, true]));
const someEvent = new RegExp(anyOf(everyWord).source);
const casualties = new Set([
  'deaths',
  'injured',
  'seriously-injured',
  'missing',
  'trapped',
  'sick',
  'crowd',
  'evacuated',
  'magnitude',
]);

/** One sentence: where it begins, and what it tells, read when first asked for. */
export class Telling {
  /** What event it names. */
  readonly event: string | null;
  private ownFacts: EmergencyFact[] | null = null;
  private isLive: boolean | null = null;

  constructor(
    readonly sentence: string,
    readonly at: number,
    private readonly isComplaint: boolean,
    private readonly year: number,
  ) {
    this.event = eventLexicon.in(sentence) ? (someEvent.exec(sentence)?.[0] ?? null) : null;
  }

  /** What it counts. */
  get facts(): EmergencyFact[] {
    this.ownFacts ??= mayCount(this.sentence) ? factsIn(this.sentence) : [];
    return this.ownFacts;
  }

  /** It tells of now, and of what is. */
  get live(): boolean {
    this.isLive ??=
      !past.test(this.sentence) &&
      !isSupposed(this.sentence, () => this.facts) &&
      !(this.isComplaint && anecdote.test(this.sentence)) &&
      !isOld(this.sentence, this.isComplaint ? Number.POSITIVE_INFINITY : this.year);
    return this.isLive;
  }
}

export function tellings(text: string, isComplaint: boolean, year: number): Telling[] {
  let at = 0;
  return text
    .split(/[。！？；!?;\n]+/)
    .filter(Boolean)
    .map((sentence) => {
      const telling = new Telling(sentence, at, isComplaint, year);
      at += sentence.length + 1;
      return telling;
    });
}

/** It names an event, and the sentence or its neighbours say that it happened. */
export function hasOccurred(told: readonly Telling[], i: number): boolean {
  const one = told[i]!;
  if (!one.event || !one.live) return false;
  const said = (j: number) => (told[j]?.live ? told[j].sentence : '');
  return happened.test(`${said(i - 1)}${one.sentence}${said(i + 1)}`) || counts(one.facts);
}

/** A numeral, and a word of what can be counted; without both no fact is looked for. */
const mayCount = (sentence: string) => numeral.test(sentence) && countable.test(sentence);
const numeral = /[\d一二两三四五六七八九十百千多数几]/;
const countable =
  /[遗火死伤亡难踪联困埋压毒泻吐痛适院医诊感病烧热假疗移散离置险灾响集堵参围攻冲访拦闹示抗游斗械砸塞停罢级损确命毙牺杀害]/;

/** When the tables were written: what is told nobody knows when was told then or later. */
const AT_LEAST = 2026;
/** The year of an instant; of none, the year in which this was written. */
export const yearOf = (instant: string | null | undefined): number => {
  const year = Number(instant?.slice(0, 4));
  return instant && Number.isInteger(year) ? year : AT_LEAST;
};

/** It names a year, and none so late as the one it was told in: a complaint that names one looks back. */
export function isOld(sentence: string, year: number): boolean {
  const named = [...sentence.matchAll(/(?<!\d)((?:19|20)\d\d)(?:年|[.\-/]\d{1,2}[.\-/]\d)/g)].map((m) =>
    Number(m[1]),
  );
  return named.length > 0 && Math.max(...named) < year;
}

/** Somebody was hurt, or stood in danger, in figures. */
export const counts = (facts: EmergencyFact[]) =>
  facts.some((f) => casualties.has(f.name) && f.value >= (f.name === 'magnitude' ? 3 : 1));

const fullWidth: Record<string, string> = { ';': '；', '!': '！', '?': '？' };
/** Letters and digits of full width to half, stops to Chinese ones, figures of speech out, spaces between Chinese characters closed. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?<!\d),|,(?!\d)/g, '，')
    .replace(/[;!?]/g, (sign) => fullWidth[sign]!)
    .replace(/(?<=[\u4e00-\u9fa5\d])[ \t\u3000]+(?=[\u4e00-\u9fa5\d])/g, '')
    .replace(figures, '□');
}

/** A fear or a wish: unless the same sentence counts victims. */
function isSupposed(sentence: string, facts: () => EmergencyFact[]): boolean {
  return (
    defining.test(sentence) ||
    (supposed.test(sentence) &&
      !facts().some((f) => overrules(f, sentence)) &&
      !/已(?:经)?(?:造成|发生|致)/.test(sentence))
  );
}

/** Victims counted are no fear; a magnitude is none only where the quake is said to have happened. */
const overrules = ({ name }: EmergencyFact, sentence: string) =>
  name === 'magnitude' ? /发生|测定|袭/.test(sentence) : casualties.has(name) && name !== 'crowd';

// Is this an emergency that has happened, of which kind and level? Proposed from facts found in the text; only a person confirms.

import { levelOf, type Scale } from './emergency-levels';
import { type EmergencyFact, settle } from './emergency-numbers';
import { objectionTo, reasonAgainst, UNLIKE } from './emergency-objections';
import { abroad, allFound, allSaved, atHome, broughtOut, searchOver, stillInside } from './emergency-signs';
import { type Tones, tableTones } from './emergency-tables';
import {
  counts,
  eventLexicon,
  hasOccurred,
  isOld,
  outcomeLexicon,
  plain,
  tellings,
  thingPattern,
  yearOf,
} from './emergency-tellings';
import { toneOf } from './emergency-tone';
import { type EmergencyKind, emergencyKinds, outranks } from './emergency-words';
import type { Level } from './levels';

export type Emergency = {
  kind: EmergencyKind;
  level: Level;
  facts: { name: string; value: number; quote: string }[];
  clause: string;
  /** The words that say what happened. */
  words: string[];
  /** It happened abroad: told, but not ours to answer. */
  foreign: boolean;
};
/** `tones`: others than those of all tables, to try it on texts that it has not seen. */
export type EmergencyOptions = {
  channel?: string;
  publishedAt?: string | null;
  scales?: Scale[];
  tones?: Tones;
};
/** Either the emergency, or why it is none (null where nothing even speaks of one). */
export type EmergencyReading = { emergency: Emergency | null; because: string | null };

const LONGEST = 20_000;
const LEAD = 320;
const COMPLAINT_LEAD = 200;
const LONG_SENTENCE = 180;
/** A short text is asked how it reads, whatever its words: neighbours tell of a crash without naming one. */
const SHORT = 160;
/** And must read very like one. */
const WORDLESS = 0.35;
/** What it weighs that the words of a text say something happened and nothing in it objects (log-odds). */
const SAID = 0.3;
/** Channels on which people complain: a word of danger there is more often a fear than an event. */
const complaintChannels = new Set([
  'hotline',
  'mailbox',
  'online-inquiry',
  'phone',
  'comment',
  'tv-inquiry',
  'interview',
]);
const complaining = /您好|你好|尊敬的|各位领导|我是|我们是|本人|投诉|反映|请求|请问|求助|咨询|举报|恳请/;

/** The proposal alone; see `judgeEmergency`. */
export function readEmergency(title: string, body: string, options: EmergencyOptions = {}): Emergency | null {
  return judgeEmergency(title, body, options).emergency;
}

/**
 * Kind and level (Ⅰ–Ⅳ) proposed from deaths, injuries, missing, loss, magnitude and the like, each with its words.
 * Drills, commemorations, trials, popular science, policy, warnings, fiction and fears are none, and `because` says which.
 * How the text reads decides together with what speaks for and against it; the facts and the level come from rules alone.
 * Source: 国务院令493号; 《特别重大、重大突发公共事件分级标准（试行）》; xinxing-2017 二(三) 分级.
 */
export function judgeEmergency(
  title: string,
  body: string,
  options: EmergencyOptions = {},
): EmergencyReading {
  const raw = `${title}。${body}`.slice(0, LONGEST);
  const start = raw.slice(0, LEAD + LONG_SENTENCE);
  const namesEvent = eventLexicon.in(start);
  const tellsOutcome = namesEvent || outcomeLexicon.in(start);
  if (!tellsOutcome && raw.length > SHORT) return none(null);
  const year = yearOf(options.publishedAt);
  const tones = options.tones ?? tableTones();
  const lean = toneOf(tones.reports, title, body, year);
  if (!namesEvent && lean <= (tellsOutcome ? 0 : WORDLESS)) return none(null);
  const isComplaint = options.channel
    ? complaintChannels.has(options.channel)
    : complaining.test(raw.slice(0, 200));
  // Nothing that its words say could make it one: only why is still asked.
  if (lean <= -SAID) return none(reasonAgainst(plain(title), plain(start), isComplaint));
  const head = plain(title);
  const text = plain(raw);
  const told = tellings(text, isComplaint, year);
  const naming = told.filter((t) => t.event !== null);
  if (naming.length > 0 && naming.every((t) => isOld(t.sentence, year))) return none('往年的事');
  const occurred = told.filter((_, i) => hasOccurred(told, i));
  const facts = settled(
    text,
    told.filter((t) => t.live).flatMap(({ sentence, facts: own }) => own.map((fact) => ({ fact, sentence }))),
  );
  const lead = isComplaint ? COMPLAINT_LEAD : LEAD;
  const atOnce = occurred.some((t) => t.at < lead);
  const objection = objectionTo({ head, text, isComplaint, occurred, atOnce, hurt: counts(facts) });
  if (lean + (objection ? -objection.weight : SAID) <= 0) return none(objection?.because ?? UNLIKE);
  const saying = (occurred.length > 0 ? occurred : naming.length > 0 ? naming : told).map((t) => t.sentence);
  const reads = (kind: EmergencyKind) => toneOf(tones.kinds[kind], title, body, year);
  const kind = kindOf(head, saying.join('。'), text, facts, reads);
  const { level, clause } = levelOf(kind, text, facts, options.scales);
  const words = [...new Set(saying.flatMap((sentence) => sentence.match(thingPattern[kind]) ?? []))];
  if (words.length === 0)
    words.push(...[...eventLexicon.find(start), ...outcomeLexicon.find(start)].map(({ word }) => word));
  if (words.length === 0) words.push(text.split(/[，。]/).find((clause) => clause !== '') ?? '');
  return {
    emergency: {
      kind,
      level,
      facts: facts.map(({ name, value, quote }) => ({ name, value, quote })),
      clause,
      words: words.slice(0, 6),
      foreign: isForeign(head, text),
    },
    because: null,
  };
}

/** One value a name; those who were found or saved in the end are missing or trapped no more. */
function settled(text: string, all: { fact: EmergencyFact; sentence: string }[]): EmergencyFact[] {
  const facts = settle(all);
  const over = searchOver.test(text) && !stillInside.test(text);
  const out = over || (broughtOut.test(text) && !stillInside.test(text) && facts.some(isCasualty));
  return facts.filter(
    ({ name }) =>
      !(
        (name === 'trapped' && (out || allSaved.test(text))) ||
        (name === 'missing' && (over || allFound.test(text)))
      ),
  );
}
const isCasualty = ({ name }: EmergencyFact) => name === 'deaths' || name === 'injured';

const none = (because: string | null): EmergencyReading => ({ emergency: null, because });

/** What it weighs, in words, that a text reads like those of a kind. */
const READS = 1;
/** "事故" is said of a landslide too. */
const VAGUE = 0.2;
/** More words say no more. */
const MOST_BY_WORDS = 4;

function kindOf(
  head: string,
  occurred: string,
  text: string,
  facts: EmergencyFact[],
  reads: (kind: EmergencyKind) => number,
): EmergencyKind {
  const scores = new Map<EmergencyKind, number>();
  for (const kind of emergencyKinds) {
    const weighed = (words: readonly string[] | null) =>
      (words ?? []).reduce((n, word) => n + (word === '事故' ? VAGUE : 1), 0);
    const score = 3 * weighed(head.match(thingPattern[kind])) + weighed(occurred.match(thingPattern[kind]));
    if (score > 0) scores.set(kind, score);
  }
  if (facts.some((f) => f.name === 'magnitude')) scores.set('自然灾害', (scores.get('自然灾害') ?? 0) + 5);
  if (facts.some((f) => f.name === 'crowd')) scores.set('社会安全', (scores.get('社会安全') ?? 0) + 5);
  for (const [over, under, words] of outranks) {
    const found = `${head}。${text.slice(0, 300)}`.match(new RegExp(words.source, 'g'))?.length ?? 0;
    if (scores.has(over) && scores.has(under) && found > 0)
      scores.set(over, 1 + scores.get(over)! + scores.get(under)!);
  }
  const score = (kind: EmergencyKind) => Math.min(scores.get(kind) ?? 0, MOST_BY_WORDS) + READS * reads(kind);
  return [...emergencyKinds].sort((a, b) => score(b) - score(a))[0]!;
}

function isForeign(head: string, text: string): boolean {
  const start = `${head}。${text.slice(0, 160)}`;
  const there = abroad.exec(start);
  if (!there) return false;
  const here = atHome.exec(head) ?? atHome.exec(start);
  return !here || (abroad.test(head) && !atHome.test(head)) || there.index < here.index;
}

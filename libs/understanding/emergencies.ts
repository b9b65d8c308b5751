// Is this an emergency that has happened, of which kind and level? Proposed from facts found in the text; only a person confirms.

import { levelOf, type Scale } from './emergency-levels';
import { type EmergencyFact, factsIn, settle } from './emergency-numbers';
import {
  abroad,
  afterwards,
  allFound,
  allSaved,
  anecdote,
  atHome,
  defining,
  drill,
  figures,
  happened,
  notEmergencies,
  past,
  supposed,
} from './emergency-signs';
import { type EmergencyKind, emergencyKinds, eventWords, outranks } from './emergency-words';
import type { Level } from './levels';
import { Lexicon } from './lexicon';

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
export type EmergencyOptions = { channel?: string; publishedAt?: string | null; scales?: Scale[] };
/** Either the emergency, or why it is none (null where nothing even speaks of one). */
export type EmergencyReading = { emergency: Emergency | null; because: string | null };

const LONGEST = 20_000;
const LEAD = 320;
const COMPLAINT_LEAD = 200;
const LONG_SENTENCE = 180;
const thingPattern = Object.fromEntries(
  emergencyKinds.map((kind) => [kind, anyOf([...eventWords[kind].thing, ...eventWords[kind].act])]),
) as Record<EmergencyKind, RegExp>;
const everyWord = emergencyKinds.flatMap((kind) => [...eventWords[kind].thing, ...eventWords[kind].act]);
/** Looked for first, and alone in most texts: without one at the beginning nothing else is read. */
const eventLexicon = new Lexicon(everyWord.map((word) => [word.replace(/\(.*/, ''), true]));
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

function anyOf(words: string[]): RegExp {
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.join('|'), 'g');
}

/** The proposal alone; see `judgeEmergency`. */
export function readEmergency(title: string, body: string, options: EmergencyOptions = {}): Emergency | null {
  return judgeEmergency(title, body, options).emergency;
}

/**
 * Kind and level (Ⅰ–Ⅳ) proposed from deaths, injuries, missing, loss, magnitude and the like, each with its words.
 * Drills, commemorations, trials, popular science, policy, warnings, fiction and fears are none, and `because` says which.
 * Source: 国务院令493号; 《特别重大、重大突发公共事件分级标准（试行）》; xinxing-2017 二(三) 分级.
 */
export function judgeEmergency(
  title: string,
  body: string,
  options: EmergencyOptions = {},
): EmergencyReading {
  const raw = `${title}。${body}`.slice(0, LONGEST);
  if (!eventLexicon.in(raw.slice(0, LEAD + LONG_SENTENCE))) return none(null);
  const head = plain(title);
  const text = plain(raw);
  const isComplaint = options.channel
    ? complaintChannels.has(options.channel)
    : complaining.test(text.slice(0, 200));
  const told = tellings(text, isComplaint, yearOf(options.publishedAt));
  // What a text is about, it says at its beginning; the rest is read only where that reports something.
  const lead = isComplaint ? COMPLAINT_LEAD : LEAD;
  if (!told.some((t, i) => t.at < lead && hasOccurred(told, i))) return none('未见已经发生的事件');
  const occurred = told.filter((_, i) => hasOccurred(told, i));
  const facts = settled(
    text,
    told.filter((t) => t.live).flatMap(({ sentence, facts: own }) => own.map((fact) => ({ fact, sentence }))),
  );
  const hurt = counts(facts);
  const sort = otherSort(head, text, hurt);
  if (sort) return none(sort);
  if (isComplaint) {
    const now = occurred.some((o) => strong.test(o.sentence));
    if (!now && !(hurt && occurred.some((o) => counts(o.facts)))) return none('反映问题或风险，事件尚未发生');
    if (afterwards.test(text.slice(0, 600)) && !justNow.test(text.slice(0, 300)))
      return none('反映事后的赔偿、认定等问题');
  }
  if (!hurt && occurred.every((o) => vagueOnly.test(o.event!))) return none('只提到事故，未见发生了什么');
  const kind = kindOf(head, occurred.map(({ sentence }) => sentence).join('。'), text, facts);
  const { level, clause } = levelOf(kind, text, facts, options.scales);
  const words = [
    ...new Set(occurred.flatMap(({ sentence }) => sentence.match(thingPattern[kind]) ?? [])),
  ].slice(0, 6);
  return {
    emergency: {
      kind,
      level,
      facts: facts.map(({ name, value, quote }) => ({ name, value, quote })),
      clause,
      words,
      foreign: isForeign(head, text),
    },
    because: null,
  };
}

/** One value a name; those who were found or saved in the end are missing or trapped no more. */
function settled(text: string, all: { fact: EmergencyFact; sentence: string }[]): EmergencyFact[] {
  return settle(all).filter(
    ({ name }) =>
      !((name === 'trapped' && allSaved.test(text)) || (name === 'missing' && allFound.test(text))),
  );
}

const none = (because: string | null): EmergencyReading => ({ emergency: null, because });

/** One sentence: where it begins, and what it tells, read when first asked for. */
class Telling {
  /** What event it names. */
  readonly event: string | null;
  private ownFacts: EmergencyFact[] | null = null;
  private isLive: boolean | null = null;

  constructor(
    readonly sentence: string,
    readonly at: number,
    private readonly isComplaint: boolean,
    private readonly year: number | null,
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

function tellings(text: string, isComplaint: boolean, year: number | null): Telling[] {
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
function hasOccurred(told: readonly Telling[], i: number): boolean {
  const one = told[i]!;
  if (!one.event || !one.live) return false;
  const said = (j: number) => (told[j]?.live ? told[j].sentence : '');
  return happened.test(`${said(i - 1)}${one.sentence}${said(i + 1)}`) || counts(one.facts);
}

/** A numeral, and a word of what can be counted; without both no fact is looked for. */
const mayCount = (sentence: string) => numeral.test(sentence) && countable.test(sentence);
const numeral = /[\d一二两三四五六七八九十百千多数几]/;
const countable =
  /[死伤亡难踪联困埋压毒泻吐痛适院医诊感病烧热假疗移散离置险灾响集堵参围攻冲访拦闹示抗游斗械砸塞停罢级损确命毙牺杀害]/;

const yearOf = (instant: string | null | undefined): number | null => {
  const year = Number(instant?.slice(0, 4));
  return instant && Number.isInteger(year) ? year : null;
};

/** It names a year, and none so late as the one it was told in: a complaint that names one looks back. */
function isOld(sentence: string, year: number | null): boolean {
  if (year === null) return false;
  const named = [...sentence.matchAll(/(?<!\d)((?:19|20)\d\d)(?:年|[.\-/]\d{1,2}[.\-/]\d)/g)].map((m) =>
    Number(m[1]),
  );
  return named.length > 0 && Math.max(...named) < year;
}

const counts = (facts: EmergencyFact[]) =>
  facts.some((f) => casualties.has(f.name) && f.value >= (f.name === 'magnitude' ? 3 : 1));
/** These words alone say too little. */
const vagueOnly =
  /^(?:事故|安全事故|坠落|失控|撞上|碾压|冲突|感染|中毒|炸弹|暴雨|台风|余震|寒潮|冲撞|撞向|坠入)$/;

const fullWidth: Record<string, string> = { ';': '；', '!': '！', '?': '？' };
/** Letters and digits of full width to half, stops to Chinese ones, figures of speech out, spaces between Chinese characters closed. */
function plain(text: string): string {
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

/** Which sort of text it is that only speaks of emergencies; null when it reports one. */
function otherSort(head: string, text: string, hurt: boolean): string | null {
  const start = text.slice(0, 400);
  if (drill.test(start)) return '演练';
  for (const { sort, title, text: inText } of notEmergencies) {
    const inHead = title.test(head);
    const times = [...text.matchAll(new RegExp(inText.source, 'g'))].length;
    // What a title says of its kind holds, unless it is also a report of victims; a body must say so more than in passing.
    const strict = ['演练', '纪念', '审判', '虚构', '比赛', '旧事', '统计'].includes(sort);
    if (inHead && (strict || !hurt || times > 1)) {
      if (!(hurt && reportsVictims(head))) return sort;
    }
    if (times >= (strict ? 1 : 2) && inText.test(start) && !(hurt && (!strict || reportsVictims(head)))) {
      if (strict || !hurt) return sort;
    }
  }
  return null;
}

const reportsVictims = (head: string) =>
  factsIn(head).some((f) => ['deaths', 'injured', 'missing', 'trapped', 'sick'].includes(f.name)) &&
  !/周年|宣判|获刑|判|审|开庭|公诉|被告|演练|演习|回顾|纪念|年前|案例|电影|游戏/.test(head);

/** Enough by itself on a channel of complaints: it is burning, it has collapsed, people are being taken away. */
const strong =
  /(?:发生|突发|出现)(?:了)?[^，。]{0,10}(?:火灾|爆炸|事故|坍塌|垮塌|塌方|塌陷|泄[漏露]|中毒|地震|滑坡|泥石流|车祸|爆燃)|正在(?:燃烧|着火|冒烟|泄[漏露])|(?:起|着|失)火(?:了|，|$)|(?:爆炸|塌|炸|翻|淹|漏气)了|被(?:洪水|大水)?淹|突然(?:倒塌|坍塌|垮塌|塌陷|爆炸|起火|着火|断裂)|泄[漏露](?:很|非常|特别)?严重|救护车|(?:刚刚|刚才|此刻|现在)[^。]{0,30}(?:着火|起火|爆炸|塌|泄[漏露]|挖断|车祸|撞|砍|捅|打砸|被困|昏迷|晕倒|中毒|淹|落水|溺水)|(?:拿刀|持刀)(?:砍|捅|伤)/;
/** Said of the day itself. */
const justNow = /刚刚|刚才|正在|现在(?:还|都|正|已)|今天|今早|今晨|昨天|昨晚|昨夜|今晚|目前/;

function kindOf(head: string, occurred: string, text: string, facts: EmergencyFact[]): EmergencyKind {
  const scores = new Map<EmergencyKind, number>();
  for (const kind of emergencyKinds) {
    const score =
      3 * (head.match(thingPattern[kind])?.length ?? 0) + (occurred.match(thingPattern[kind])?.length ?? 0);
    if (score > 0) scores.set(kind, score);
  }
  if (facts.some((f) => f.name === 'magnitude')) scores.set('自然灾害', (scores.get('自然灾害') ?? 0) + 5);
  if (facts.some((f) => f.name === 'crowd')) scores.set('社会安全', (scores.get('社会安全') ?? 0) + 5);
  for (const [over, under, words] of outranks) {
    const found = `${head}。${text.slice(0, 300)}`.match(new RegExp(words.source, 'g'))?.length ?? 0;
    if (scores.has(over) && scores.has(under) && found > 0)
      scores.set(over, scores.get(over)! + scores.get(under)!);
  }
  return [...scores].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '事故灾难';
}

function isForeign(head: string, text: string): boolean {
  const start = `${head}。${text.slice(0, 160)}`;
  const there = abroad.exec(start);
  if (!there) return false;
  const here = atHome.exec(head) ?? atHome.exec(start);
  return !here || (abroad.test(head) && !atHome.test(head)) || there.index < here.index;
}

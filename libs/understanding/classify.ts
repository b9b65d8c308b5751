// Reads one message: topic, watch areas, concerns, emergency and its level, each with the words and the clause that say why.
import { type Branch, type BranchName, branchEntries, branchOf } from './branches';
import { type Emergency, judgeEmergency } from './emergencies';
import { type CutText, cutText } from './features';
import { type Found, Lexicon } from './lexicon';
import { nearestBranch } from './nearest-branch';
import { isReadable } from './readable';
import { CHINESE, readTopics, type TopicModel, type TopicScore, topicEntries } from './topics';
import { areaClause, concernWords, watchAreas } from './watch-areas';

export type ToClassify = {
  title: string;
  body: string;
  channel?: string | null;
  publishedAt?: string | null;
};
export type Reason = {
  about: 'topic' | 'area' | 'concern' | 'emergency' | 'off-topic' | 'jurisdiction';
  value: string;
  words: string[];
  quote?: string;
  clause?: string;
  /** The name of the source that is known for it, where the text alone does not tell. */
  source?: string;
  /** What the text alone would have been taken for. */
  instead?: string;
};
export type Classification = {
  /** A level-1 name of the tree; null where nothing in the text says. */
  topic: string | null;
  topics: TopicScore[];
  /** The second and third level under that topic, proposed by words, else by the nearest example; null where neither says. */
  branch: Branch | null;
  areas: string[];
  concerns: string[];
  emergency: Emergency | null;
  /** News that asks nothing of the government: sport, games, shares, show business. */
  offTopic: boolean;
  reasons: Reason[];
  /** Which model said so. */
  model: string;
};

const entriesOf = (lists: Record<string, { words: string }>, group: number) =>
  Object.entries(lists).flatMap(([name, { words }]) =>
    words.split(' ').map((word) => [word, { group, name }, group] as const),
  );
const TOPICS = 0;
const AREAS = 1;
const CONCERNS = 2;
const BRANCHES = 3;
type Meant = { group: number; name: string } | { group: typeof BRANCHES; branch: BranchName };
/** Every list's words, found in one pass. */
const everyWord = new Lexicon<Meant>([
  ...topicEntries.map(([word, name]) => [word, { group: TOPICS, name }, TOPICS] as const),
  ...entriesOf(watchAreas, AREAS),
  ...entriesOf(concernWords, CONCERNS),
  ...branchEntries.map(([word, branch]) => [word, { group: BRANCHES, branch }, BRANCHES] as const),
]);
/** What was found in a text, by list. */
function hitsIn(text: string): { lists: Found<string>[][]; branches: Found<BranchName>[] } {
  const lists: Found<string>[][] = [[], [], []];
  const branches: Found<BranchName>[] = [];
  everyWord.each(text, (word, at, value) => {
    if ('branch' in value) branches.push({ word, at, value: value.branch });
    else lists[value.group]!.push({ word, at, value: value.name });
  });
  return { lists, branches };
}

/** A word in the title settles an area; in the body it takes two. */
const TITLE_WEIGHT = 2;
const ENOUGH = 2;
const MOST_AREAS = 5;
/** Above this, a text from a feed is not a civic matter. Texts that people send to the government always are. */
const OFF_TOPIC = 0.32;
/** Above this a word of a watch area does not make it one: "安全" is also what goalkeepers are. */
const SURELY_OFF_TOPIC = 0.5;

type Hits = { title: ReturnType<typeof hitsIn>; body: ReturnType<typeof hitsIn> };
const hitsOf = (cut: CutText): Hits => ({ title: hitsIn(cut.title), body: hitsIn(cut.body) });

/** Deterministic; any text is fine, and "none, because …" is an answer. */
export function classify(message: ToClassify, model: TopicModel): Classification {
  return classifyCut(message, cutText(message.title, message.body), model);
}

export function classifyCut(message: ToClassify, cut: CutText, model: TopicModel): Classification {
  const hits = hitsOf(cut);
  const labels = labelsOf(message, cut, hits, model);
  return { branch: branchAmong(labels.topic, cut, hits, model), ...labels };
}

/** The same without the branch: all that is kept of every message. */
export function classifyBroadly(message: ToClassify, model: TopicModel): Omit<Classification, 'branch'> {
  const cut = cutText(message.title, message.body);
  return labelsOf(message, cut, hitsOf(cut), model);
}

/**
 * The second and third level under a topic, be it a person's or the model's; null where neither words nor an example say.
 * `nearest`: finds among other examples than all.
 */
export function branchUnder(
  topic: string,
  { title, body }: Pick<ToClassify, 'title' | 'body'>,
  model: TopicModel,
  nearest = nearestBranch,
): Branch | null {
  const cut = cutText(title, body);
  return branchAmong(topic, cut, hitsOf(cut), model, nearest);
}

const branchAmong = (
  topic: string | null,
  cut: CutText,
  { title, body }: Hits,
  model: TopicModel,
  nearest = nearestBranch,
) => branchOf(topic, { title: title.branches, body: body.branches }) ?? nearest(topic, cut, model);

function labelsOf(
  message: ToClassify,
  cut: CutText,
  { title, body }: Hits,
  model: TopicModel,
): Omit<Classification, 'branch'> {
  const reasons: Reason[] = [];
  const [inTitle, inBody] = [title.lists, body.lists];
  const {
    topics,
    words,
    offTopic: off,
  } = readTopics(model, cut, {
    title: inTitle[TOPICS]!,
    body: inBody[TOPICS]!,
  });
  const text = `${cut.title}。${cut.body}`;
  const says = words.length > 0;
  const topic = says ? topics[0]!.topic : null;
  reasons.push(
    says
      ? { about: 'topic', value: topic!, words, ...quoteOf(text, words) }
      : { about: 'topic', value: isReadable(message) ? NO_WORD : NOTHING_TO_READ, words: [] },
  );
  const judged = judgeEmergency(message.title, message.body, {
    channel: message.channel ?? undefined,
    publishedAt: message.publishedAt ?? null,
  });
  const isNews = !message.channel || message.channel === 'feed';
  const foundAreas = scored(inTitle[AREAS]!, inBody[AREAS]!);
  // What reports an emergency is civic, whatever it reads like; what touches a watch area, unless it plainly reads like none.
  const offTopic =
    isNews && !judged.emergency && off.score > (foundAreas.length > 0 ? SURELY_OFF_TOPIC : OFF_TOPIC);
  if (offTopic)
    // What holds no word that the model has learnt is of no sort either.
    reasons.push({
      about: 'off-topic',
      value: CHINESE.test(text) ? (sortNames[off.sort] ?? off.sort) : NO_WORD,
      words: words.slice(0, 3),
    });
  for (const { name, words: shown } of foundAreas)
    reasons.push({
      about: 'area',
      value: name,
      words: shown,
      ...quoteOf(text, shown),
      clause: areaClause[watchAreas[name]!.clause],
    });
  const foundConcerns = offTopic ? [] : scored(inTitle[CONCERNS]!, inBody[CONCERNS]!);
  for (const { name, words: shown } of foundConcerns)
    reasons.push({
      about: 'concern',
      value: name,
      words: shown,
      ...quoteOf(text, shown),
      clause: concernWords[name]!.clause,
    });
  if (judged.emergency)
    reasons.push({
      about: 'emergency',
      value: `${judged.emergency.kind}·${judged.emergency.level}`,
      words: judged.emergency.words,
      ...factQuote(judged.emergency),
      clause: judged.emergency.clause,
    });
  else if (judged.because) reasons.push({ about: 'emergency', value: `无：${judged.because}`, words: [] });
  return {
    topic,
    topics,
    areas: foundAreas.map((a) => a.name),
    concerns: foundConcerns.map((c) => c.name),
    emergency: judged.emergency,
    offTopic,
    reasons,
    model: model.version,
  };
}

const NO_WORD = '无：文中没有可据以判断的词';
/** The grouping opens no incident for such a message. */
const NOTHING_TO_READ = '无：没有可读的文字（只有表情、标点、数字或网址）';
const sortNames: Record<string, string> = {
  sports: '体育',
  game: '游戏',
  entertainment: '娱乐',
  stocks: '股市',
};

type Hit = { word: string; value: string };
/** Names that enough words speak for, the best supported first. */
function scored(inTitle: Hit[], inBody: Hit[]): { name: string; words: string[] }[] {
  const found = new Map<string, { score: number; words: Set<string> }>();
  const add = ({ word, value }: Hit, weight: number) => {
    const entry = found.get(value) ?? { score: 0, words: new Set<string>() };
    if (!entry.words.has(word)) entry.score += weight * (word.length > 3 ? 1.5 : 1);
    entry.words.add(word);
    found.set(value, entry);
  };
  for (const hit of inTitle) add(hit, TITLE_WEIGHT);
  for (const hit of inBody) add(hit, 1);
  return [...found]
    .filter(([, { score }]) => score >= ENOUGH)
    .sort((a, b) => b[1].score - a[1].score)
    .slice(0, MOST_AREAS)
    .map(([name, { words }]) => ({ name, words: [...words].slice(0, 6) }));
}

const stops = '，。；！？,;!? \n\t';
/** The clause of the text in which the first of the words stands. */
function quoteOf(text: string, words: readonly string[]): { quote?: string } {
  let at = -1;
  for (let w = 0; at < 0 && w < words.length; w++) at = text.indexOf(words[w]!);
  if (at < 0) return {};
  let from = at;
  while (from > 0 && at - from < 24 && !stops.includes(text[from - 1]!)) from--;
  let to = at;
  while (to < text.length && to - at < 36 && !stops.includes(text[to]!)) to++;
  return { quote: text.slice(from, to) };
}

const factQuote = (emergency: Emergency): { quote?: string } =>
  emergency.facts[0] ? { quote: emergency.facts[0].quote } : {};

// Alert rules that people edit: what a rule watches for, and which rules a message meets. Rules watch matters, never persons.
import type { Channel } from '#intake';
import { type Level, levels } from './levels';
import { foldWriting, WordFinder } from './word-finder';

/** Every list that is not empty must be met by one of its entries; what is empty or null asks nothing. */
export type RuleConditions = {
  topics: string[];
  areas: string[];
  concerns: string[];
  /** This level or a graver one, confirmed or, until then, proposed. */
  level: Level | null;
  /** This heat or more, 0–100. */
  heat: number | null;
  /** Word lists; they and the rule's own words are one condition: one word of any of them. */
  listIds: string[];
  /** `食堂+腹泻`: both in the same message. */
  words: string[];
  /** A message with one of these is not told of by the rule's own words. */
  excludes: string[];
  places: string[];
  channels: Channel[];
};
export type WordList = {
  id: string;
  name: string;
  terms: readonly string[];
  /** A message with one of these is not told of by this list. */
  excludes: readonly string[];
};
/** A message with its labels and those of its incident. */
export type RuleMessage = {
  title: string;
  body: string;
  place: string | null;
  channel: Channel;
  topics: readonly string[];
  areas: readonly string[];
  concerns: readonly string[];
};
/** Where a word stands: offsets in UTF-16 units, end exclusive. `list`: the name of its list, null for the rule's own. */
export type RuleHit = {
  term: string;
  list: string | null;
  in: 'title' | 'body' | 'place';
  start: number;
  end: number;
};
export type RuleMet = { ruleId: string; hits: RuleHit[] };

/** The parts of a term that must all stand in the text. */
export const partsOf = (term: string): string[] =>
  term
    .split(/[+＋]/)
    .map((part) => part.trim())
    .filter(Boolean);

type Term = { term: string; parts: number[] };
type Group = { list: string | null; terms: Term[]; excludes: Term[] };
type Compiled = { id: string; conditions: RuleConditions; groups: Group[]; places: Term[] };
type Places = Map<number, Omit<RuleHit, 'term' | 'list'>[]>;
/** Of one word so many places are told. */
const TOLD = 20;

/** Rules made ready to be asked about many messages: all their words are looked for in one pass of a text. */
export class RuleBook {
  private readonly finder: WordFinder;
  private readonly rules: Compiled[];

  /** A list that a rule names but that is not given is taken as empty: such a rule is then met by its other words only. */
  constructor(
    rules: readonly { id: string; conditions: RuleConditions }[],
    lists: ReadonlyMap<string, WordList>,
  ) {
    const known = new Map<string, number>();
    const term = (text: string): Term => ({
      term: text,
      parts: partsOf(text).map((part) => {
        const folded = foldWriting(part);
        const no = known.get(folded) ?? known.size;
        known.set(folded, no);
        return no;
      }),
    });
    const groups = new Map<string, Group>();
    const groupOf = (id: string): Group[] => {
      const list = lists.get(id);
      if (!list) return [];
      const made = groups.get(id) ?? {
        list: list.name,
        terms: list.terms.map(term),
        excludes: list.excludes.map(term),
      };
      groups.set(id, made);
      return [made];
    };
    this.rules = rules.map(({ id, conditions }) => ({
      id,
      conditions,
      groups: [
        ...conditions.listIds.flatMap(groupOf),
        { list: null, terms: conditions.words.map(term), excludes: conditions.excludes.map(term) },
      ],
      places: conditions.places.map(term),
    }));
    this.finder = new WordFinder([...known.keys()]);
  }

  get isEmpty(): boolean {
    return this.rules.length === 0;
  }

  /**
   * The rules whose conditions on a message it meets, with the words that it was for; level and heat are the incident's:
   * see `incidentMeets`. Linear in the text, whatever the number of words.
   */
  met(message: RuleMessage): RuleMet[] {
    if (this.isEmpty) return [];
    const places = this.find(message);
    return this.rules.flatMap((rule) => {
      const hits = this.hitsOf(rule, message, places);
      return hits ? [{ ruleId: rule.id, hits }] : [];
    });
  }

  private find({ title, body, place }: RuleMessage): Places {
    const places: Places = new Map();
    if (this.finder.size === 0) return places;
    for (const [part, text] of [
      ['title', title],
      ['body', body],
      ['place', place ?? ''],
    ] as const)
      for (const { word, start, end } of this.finder.find(text)) {
        const at = places.get(word);
        if (!at) places.set(word, [{ in: part, start, end }]);
        else if (at.length < TOLD) at.push({ in: part, start, end });
      }
    return places;
  }

  /** Null where it is not met. */
  private hitsOf({ conditions, groups, places }: Compiled, message: RuleMessage, found: Places) {
    const { topics, areas, concerns, channels, listIds, words } = conditions;
    const meets = (wanted: readonly string[], has: readonly string[]) =>
      wanted.length === 0 || wanted.some((one) => has.includes(one));
    if (!meets(topics, message.topics) || !meets(areas, message.areas)) return null;
    if (!meets(concerns, message.concerns) || !meets(channels, [message.channel])) return null;
    const hits: RuleHit[] = [];
    if (listIds.length + words.length > 0) {
      for (const { list, terms, excludes } of groups)
        if (!excludes.some((term) => this.stands(term, found)))
          for (const term of terms) if (this.stands(term, found)) hits.push(...this.told(term, list, found));
      if (hits.length === 0) return null;
    }
    if (places.length > 0) {
      const standing = places.filter((term) => this.stands(term, found));
      if (standing.length === 0) return null;
      hits.push(...standing.flatMap((term) => this.told(term, null, found)));
    }
    return hits;
  }

  private stands({ parts }: Term, found: Places): boolean {
    return parts.length > 0 && parts.every((part) => found.has(part));
  }

  private told({ term, parts }: Term, list: string | null, found: Places): RuleHit[] {
    return parts.flatMap((part) => (found.get(part) ?? []).map((place) => ({ term, list, ...place })));
  }
}

/** Whether an incident is as grave and as much talked of as the rule asks. */
export function incidentMeets(
  { level, heat }: Pick<RuleConditions, 'level' | 'heat'>,
  incident: { level: Level | null; heat: number },
): boolean {
  const grave =
    level === null || (incident.level !== null && levels.indexOf(incident.level) <= levels.indexOf(level));
  return grave && (heat === null || incident.heat >= heat);
}

export type Segment = { text: string; hit: boolean };
/** A text cut at the words found in it; overlapping ones become one. `around`: only so many characters before the first and in all. */
export function highlight(
  text: string,
  hits: readonly Pick<RuleHit, 'start' | 'end'>[],
  around: { before: number; most: number } | null = null,
): Segment[] {
  const sorted = [...hits].sort((a, b) => a.start - b.start || b.end - a.end);
  const from = around ? Math.max(0, (sorted[0]?.start ?? 0) - around.before) : 0;
  const to = around ? Math.min(text.length, from + around.most) : text.length;
  const segments: Segment[] = [];
  const put = (piece: string, hit: boolean) => {
    if (piece) segments.push({ text: piece, hit });
  };
  let at = from;
  if (from > 0) put('…', false);
  for (const { start, end } of sorted) {
    if (start >= to) break;
    if (end <= at) continue;
    put(text.slice(at, Math.max(at, start)), false);
    put(text.slice(Math.max(at, start), Math.min(end, to)), true);
    at = Math.min(end, to);
  }
  put(text.slice(at, to), false);
  if (to < text.length) put('…', false);
  return segments;
}

// Gathers messages into incidents as they arrive: one pass, no look at the whole past, every joining explained.
import { type CutText, cutText, hashOf, pairHashes, tells } from './features';

export type ToGroup = { id: string; title: string; body: string; publishedAt?: string | null };
export type Shared = {
  terms: string[];
  names: string[];
  places: string[];
  numbers: string[];
  similarity: number;
};
export type Assigned = { incidentId: string; joined: boolean; shared: Shared };
/** Term hash and weight, heaviest first. */
type Terms = [hash: number, weight: number][];
/** All that grouping needs to know of an incident; plain JSON, without sentences. */
export type IncidentProfile = {
  id: string;
  messages: number;
  firstAt: string | null;
  lastAt: string | null;
  /** The sum of its messages' vectors, cut to the heaviest. */
  sum: Terms;
  /** The vectors of its first message and of its newest. */
  members: Terms[];
  /** Clock times told of the event ("15时"), as hours of the day: two crashes on one road are told apart by them. */
  hours: number[];
};
export type GrouperOptions = {
  /** How rare each bucket is; see `RarityTable`. */
  rarity: RarityTable;
  newId?: () => string;
  /** Cosine from which a message joins; tuned on news, see MODEL.md. */
  threshold?: number;
};
/** Inverse document frequency by hash bucket: `table[hash & (table.length - 1)]`. */
export type RarityTable = Float32Array;

const THRESHOLD = 0.2;
const TERMS_OF_MESSAGE = 80;
const TERMS_OF_INCIDENT = 160;
const MEMBERS = 4;
const TITLE = 5;
const PAIR = 0.5;
const BODY_READ = 400;
/** How many terms of a message are looked up, how many incidents a term leads to, and how many are weighed. */
const LOOKED_UP = 32;
const POSTINGS = 200;
const WEIGHED = 48;
const DAY_MS = 86_400_000;

type Vector = Map<number, number>;
type Incident = {
  id: string;
  messages: number;
  firstAt: number | null;
  lastAt: number | null;
  sum: Vector;
  length: number;
  members: Vector[];
  hours: Set<number>;
  indexed: number[];
};
type Seen = { vector: Vector; words: Map<number, string>; at: number | null; hours: Set<number> };

/**
 * Single-pass clustering over static TF-IDF vectors of words and character pairs. A message joins the incident to whose
 * middle and nearest member it is most alike, if alike enough; else it opens one. Candidates come from an inverted index
 * with bounded lists, so the time for a message does not grow with the past.
 */
export class Grouper {
  private readonly incidents = new Map<string, Incident>();
  private readonly index = new Map<number, string[]>();
  private readonly rarity: RarityTable;
  private readonly newId: () => string;
  private readonly threshold: number;

  constructor({
    rarity,
    newId = () => globalThis.crypto.randomUUID(),
    threshold = THRESHOLD,
  }: GrouperOptions) {
    this.rarity = rarity;
    this.newId = newId;
    this.threshold = threshold;
  }

  /** Places a message; `now` stands in for an unknown time of publication. */
  assign(
    message: ToGroup,
    now: string | null = null,
    cut: CutText = cutText(message.title, message.body.slice(0, BODY_READ)),
  ): Assigned {
    const seen = this.see(cut, message.publishedAt ?? now);
    let best: Incident | null = null;
    let similarity = 0;
    for (const candidate of this.candidates(seen)) {
      const alike = this.alike(seen, candidate);
      if (alike > similarity) {
        similarity = alike;
        best = candidate;
      }
    }
    if (best && similarity >= this.threshold) {
      const shared = sharedOf(seen, best, similarity);
      this.add(best, seen);
      return { incidentId: best.id, joined: true, shared };
    }
    const id = this.newId();
    const opened: Incident = {
      id,
      messages: 0,
      firstAt: null,
      lastAt: null,
      sum: new Map(),
      length: 1,
      members: [],
      hours: new Set(),
      indexed: [],
    };
    this.incidents.set(id, opened);
    this.add(opened, seen);
    return {
      incidentId: id,
      joined: false,
      shared: { terms: [], names: [], places: [], numbers: [], similarity: 0 },
    };
  }

  /** A profile of messages that a person put together, whatever they share. */
  profileOf(id: string, messages: readonly ToGroup[], now: string | null = null): IncidentProfile {
    const made: Incident = {
      id,
      messages: 0,
      firstAt: null,
      lastAt: null,
      sum: new Map(),
      length: 1,
      members: [],
      hours: new Set(),
      indexed: [],
    };
    for (const m of messages)
      absorb(made, this.see(cutText(m.title, m.body.slice(0, BODY_READ)), m.publishedAt ?? now));
    return profile(made);
  }

  has(id: string): boolean {
    return this.incidents.has(id);
  }

  get size(): number {
    return this.incidents.size;
  }

  /** What is known of an incident, to be kept. Throws when it is not known here. */
  profile(id: string): IncidentProfile {
    const incident = this.incidents.get(id);
    if (!incident) throw new Error(`incident ${id} is not known to this grouper`);
    return profile(incident);
  }

  /** Takes up incidents kept before; one already known is replaced. */
  restore(profiles: readonly IncidentProfile[]): void {
    for (const kept of profiles) {
      // Nothing is known of it: nothing can join it.
      if (!kept.sum) continue;
      this.drop(kept.id);
      const incident: Incident = {
        id: kept.id,
        messages: kept.messages,
        firstAt: kept.firstAt ? Date.parse(kept.firstAt) : null,
        lastAt: kept.lastAt ? Date.parse(kept.lastAt) : null,
        sum: new Map(kept.sum),
        length: lengthOf(new Map(kept.sum)),
        members: kept.members.map((terms) => new Map(terms)),
        hours: new Set(kept.hours),
        indexed: [],
      };
      this.incidents.set(kept.id, incident);
      this.reindex(incident);
    }
  }

  /** Forgets an incident: nothing joins it any more. */
  drop(id: string): void {
    const incident = this.incidents.get(id);
    if (!incident) return;
    for (const hash of incident.indexed) {
      const left = this.index.get(hash)?.filter((other) => other !== id);
      if (left?.length) this.index.set(hash, left);
      else this.index.delete(hash);
    }
    this.incidents.delete(id);
  }

  /** Two become one: `into` is known by both from here on. */
  merge(from: string, into: string): void {
    const [source, target] = [this.incidents.get(from), this.incidents.get(into)];
    if (!source || !target || from === into) return;
    for (const [hash, weight] of source.sum) target.sum.set(hash, (target.sum.get(hash) ?? 0) + weight);
    target.sum = heaviest(target.sum, TERMS_OF_INCIDENT);
    target.length = lengthOf(target.sum);
    target.messages += source.messages;
    target.members = [...target.members, ...source.members].slice(0, MEMBERS);
    target.firstAt = earliest(target.firstAt, source.firstAt);
    target.lastAt = latest(target.lastAt, source.lastAt);
    for (const hour of source.hours) target.hours.add(hour);
    this.drop(from);
    this.reindex(target);
  }

  private see(cut: CutText, at: string | null): Seen {
    const counts = new Map<number, number>();
    const words = new Map<number, string>();
    const add = (hash: number, weight: number) => counts.set(hash, (counts.get(hash) ?? 0) + weight);
    const addWords = (list: readonly string[], weight: number) => {
      for (const word of list) {
        if (!tells(word)) continue;
        const hash = hashOf(word);
        words.set(hash, word);
        add(hash, weight);
      }
    };
    const addPairs = (text: string, weight: number) => pairHashes(text, (hash) => add(hash, weight));
    addWords(cut.titleWords, TITLE);
    addWords(cut.bodyWords, 1);
    addPairs(cut.title, TITLE * PAIR);
    addPairs(cut.body.slice(0, BODY_READ), PAIR);
    const mask = this.rarity.length - 1;
    const weighed: Vector = new Map();
    for (const [hash, count] of counts) {
      const weight = (1 + Math.log(count)) * this.rarity[(hash ^ (hash >>> 15)) & mask]!;
      if (weight > 0) weighed.set(hash, weight);
    }
    const vector = heaviest(weighed, TERMS_OF_MESSAGE);
    const length = lengthOf(vector);
    for (const [hash, weight] of vector) vector.set(hash, weight / length);
    const parsed = at ? Date.parse(at) : Number.NaN;
    return {
      vector,
      words,
      at: Number.isNaN(parsed) ? null : parsed,
      hours: hoursIn(`${cut.title}。${cut.body.slice(0, 200)}`),
    };
  }

  private candidates(seen: Seen): Incident[] {
    const met = new Map<string, number>();
    for (const [hash, weight] of [...seen.vector].slice(0, LOOKED_UP)) {
      for (const id of this.index.get(hash) ?? []) met.set(id, (met.get(id) ?? 0) + weight);
    }
    return [...met]
      .sort((a, b) => b[1] - a[1])
      .slice(0, WEIGHED)
      .map(([id]) => this.incidents.get(id)!);
  }

  /** Half the likeness to the middle of the incident, half to its nearest member; less for distance in time. */
  private alike(seen: Seen, incident: Incident): number {
    const middle = dot(seen.vector, incident.sum) / incident.length;
    let nearest = 0;
    for (const member of incident.members) nearest = Math.max(nearest, dot(seen.vector, member));
    return ((middle + Math.max(nearest, middle)) / 2) * nearness(seen, incident) * agreement(seen, incident);
  }

  private add(incident: Incident, seen: Seen): void {
    absorb(incident, seen);
    this.reindex(incident);
  }

  /** Keeps the index at the incident's heaviest terms; a list that is full forgets its oldest. */
  private reindex(incident: Incident): void {
    const wanted = [...incident.sum.keys()].slice(0, LOOKED_UP * 2);
    const known = new Set(incident.indexed);
    for (const hash of wanted) {
      if (known.has(hash)) continue;
      const list = this.index.get(hash) ?? [];
      if (list.length >= POSTINGS) list.shift();
      list.push(incident.id);
      this.index.set(hash, list);
      incident.indexed.push(hash);
    }
  }
}

function absorb(incident: Incident, seen: Seen): void {
  for (const [hash, weight] of seen.vector) incident.sum.set(hash, (incident.sum.get(hash) ?? 0) + weight);
  incident.sum = heaviest(incident.sum, TERMS_OF_INCIDENT);
  incident.length = lengthOf(incident.sum);
  incident.messages += 1;
  // The first stays; of the rest the newest.
  if (incident.members.length < MEMBERS) incident.members.push(seen.vector);
  else incident.members = [incident.members[0]!, ...incident.members.slice(2), seen.vector];
  incident.firstAt = earliest(incident.firstAt, seen.at);
  incident.lastAt = latest(incident.lastAt, seen.at);
  for (const hour of seen.hours) incident.hours.add(hour);
}

function profile({ id, messages, firstAt, lastAt, sum, members, hours }: Incident): IncidentProfile {
  return {
    id,
    messages,
    firstAt: iso(firstAt),
    lastAt: iso(lastAt),
    sum: rounded(sum),
    members: members.map(rounded),
    hours: [...hours],
  };
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const rounded = (vector: Vector): Terms =>
  [...vector].map(([hash, weight]) => [hash, Math.round(weight * 10_000) / 10_000]);
const earliest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));
const latest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));

/** The heaviest entries, heaviest first. */
function heaviest(vector: Vector, most: number): Vector {
  const entries = [...vector].sort((a, b) => b[1] - a[1]);
  return new Map(entries.length > most ? entries.slice(0, most) : entries);
}

function lengthOf(vector: Vector): number {
  let square = 0;
  for (const weight of vector.values()) square += weight * weight;
  return Math.sqrt(square) || 1;
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (const [hash, weight] of a) sum += weight * (b.get(hash) ?? 0);
  return sum;
}

/** One within three days of the incident, falling to two thirds at a fortnight, and nothing beyond a month. */
function nearness({ at }: Seen, { firstAt, lastAt }: Incident): number {
  if (at === null || firstAt === null || lastAt === null) return 1;
  const days = Math.max(0, at - lastAt, firstAt - at) / DAY_MS;
  if (days <= 3) return 1;
  return days > 30 ? 0 : Math.max(0.4, 1 - (days - 3) * 0.03);
}

/** Two that tell different hours of the day are hardly the same event. */
function agreement({ hours }: Seen, incident: Incident): number {
  if (hours.size === 0 || incident.hours.size === 0) return 1;
  for (const hour of hours) for (const other of incident.hours) if (Math.abs(hour - other) <= 1.5) return 1;
  return 0.55;
}

const clockTime =
  /(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜里|深夜|夜间)?(\d{1,2})(?:时|点|:|：)(\d{1,2})?(?:分|许|左右|半)?/g;
/** Hours of the day at which something is said to have happened. */
function hoursIn(text: string): Set<number> {
  const hours = new Set<number>();
  for (const [, part = '', hour, minute] of text.matchAll(clockTime)) {
    let at = Number(hour);
    if (at > 24) continue;
    if (/下午|傍晚|晚|夜/.test(part) && at < 12) at += 12;
    hours.add(at + Number(minute ?? 0) / 60);
  }
  return hours;
}

const placeLike =
  /(?:省|市|县|区|镇|乡|村|街|路|道|桥|河|湖|山|苑|园|小区|社区|广场|学校|小学|中学|医院|大厦|市场|工地|厂)$/;

function sharedOf(seen: Seen, incident: Incident, similarity: number): Shared {
  const common = [...seen.words]
    .filter(([hash]) => incident.sum.has(hash))
    .sort(
      ([a], [b]) =>
        incident.sum.get(b)! * (seen.vector.get(b) ?? 0) - incident.sum.get(a)! * (seen.vector.get(a) ?? 0),
    )
    .map(([, word]) => word);
  const numbers = common.filter((word) => /^\d/.test(word));
  const places = common.filter((word) => placeLike.test(word));
  const terms = common.filter((word) => !numbers.includes(word)).slice(0, 8);
  return {
    terms,
    names: [],
    places: places.slice(0, 4),
    numbers: numbers.slice(0, 4),
    similarity: Math.round(similarity * 1000) / 1000,
  };
}

/** All messages in order of arrival, with the incident each ends up in. */
export function groupAll(
  grouper: Grouper,
  messages: Iterable<ToGroup>,
): { id: string; incidentId: string }[] {
  return [...messages].map((message) => ({ id: message.id, incidentId: grouper.assign(message).incidentId }));
}

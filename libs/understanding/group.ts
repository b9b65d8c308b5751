// Gathers messages into incidents as they arrive: one pass, no look at the whole past, every joining explained.
import { type CutText, cutText } from './features';
import {
  absorb,
  absorbIncident,
  emptyIncident,
  type Incident,
  type IncidentProfile,
  incidentOf,
  profileOf,
} from './group-incident';
import { IncidentMemory } from './group-memory';
import { type Shared, sharedBy, sharesNothing } from './group-shared';
import { agreement } from './group-signs';
import { BODY_READ, dot, type RarityTable, type Seen, seeMessage, TermTable } from './group-terms';

export type ToGroup = { id: string; title: string; body: string; publishedAt?: string | null };
/** `weighed`: how many incidents were compared; never more than a fixed number, however long the past. */
export type Assigned = { incidentId: string; joined: boolean; shared: Shared; weighed: number };
export type { IncidentProfile } from './group-incident';
export type { Shared } from './group-shared';
export type GrouperOptions = {
  /** How rare each bucket is; see `RarityTable`. */
  rarity: RarityTable;
  newId?: () => string;
  /** Cosine from which a message joins; tuned on news, see MODEL.md. */
  threshold?: number;
  /** How many incidents are remembered; the one longest untouched is forgotten first. */
  most?: number;
};
export type { RarityTable } from './group-terms';

const THRESHOLD = 0.2;
/** How many incidents are remembered unless told otherwise: some 4 KB each. */
export const REMEMBERED_INCIDENTS = 20_000;
/** How many incidents are weighed. */
const WEIGHED = 48;
const DAY_MS = 86_400_000;

/**
 * What is left of a masked number, address or name is shared by nobody, nor what announces it: half the country's telephones
 * begin with 138, and every second letter holds a 某某 and a telephone.
 */
const masks =
  /(?:(?:联系|我的|本人)?(?:电话|手机|座机|微信|QQ|邮箱|身份证|银行卡|车牌)(?:号码?|方式)?[是为:： ]{0,2})?(?:[\w.]*\*{3,}[\w.@]*|［[^［］]{1,6}］)|(?:我叫|我是|本人)?[\u4e00-\u9fff]某某?/g;
const unmasked = (text: string): string => (/\*{3}|［|某/.test(text) ? text.replace(masks, ' ') : text);
const cutUnmasked = ({ title, body }: Pick<ToGroup, 'title' | 'body'>): CutText =>
  cutText(unmasked(title), unmasked(body.slice(0, BODY_READ)));

/**
 * Single-pass clustering over static TF-IDF vectors of words and character pairs. A message joins the incident to whose
 * middle and nearest member it is most alike, if alike enough; else it opens one. Candidates come from an inverted index
 * with bounded lists, so the time for a message does not grow with the past.
 */
export class Grouper {
  private readonly memory: IncidentMemory;
  private readonly rarity: RarityTable;
  private readonly newId: () => string;
  private readonly threshold: number;

  constructor({
    rarity,
    newId = () => globalThis.crypto.randomUUID(),
    threshold = THRESHOLD,
    most = REMEMBERED_INCIDENTS,
  }: GrouperOptions) {
    this.rarity = rarity;
    this.newId = newId;
    this.threshold = threshold;
    this.memory = new IncidentMemory(most);
  }

  /** Places a message; `now` stands in for an unknown time of publication. */
  assign(message: ToGroup, now: string | null = null): Assigned {
    const seen = seeMessage(this.rarity, cutUnmasked(message), message.publishedAt ?? now);
    let best: Incident | null = null;
    let similarity = this.threshold;
    const candidates = this.memory.candidates(seen.vector, WEIGHED);
    load(seen);
    for (const candidate of candidates) {
      const alike = likeness(seen, candidate, similarity);
      if (alike >= similarity) {
        similarity = alike;
        best = candidate;
      }
    }
    if (best) {
      const shared = sharedBy(seen, best, similarity);
      this.add(best, seen);
      return { incidentId: best.id, joined: true, shared, weighed: candidates.length };
    }
    const id = this.newId();
    const opened = emptyIncident(id);
    this.add(opened, seen);
    return {
      incidentId: id,
      joined: false,
      shared: sharesNothing(),
      weighed: candidates.length,
    };
  }

  /** A profile of messages that a person put together, whatever they share. */
  profileOf(id: string, messages: readonly ToGroup[], now: string | null = null): IncidentProfile {
    const made = emptyIncident(id);
    for (const m of messages) absorb(made, seeMessage(this.rarity, cutUnmasked(m), m.publishedAt ?? now));
    return profileOf(made);
  }

  has(id: string): boolean {
    return this.memory.get(id) !== undefined;
  }

  get size(): number {
    return this.memory.size;
  }

  /** What is known of an incident, to be kept. Throws when it is not known here. */
  profile(id: string): IncidentProfile {
    const incident = this.memory.get(id);
    if (!incident) throw new Error(`incident ${id} is not known to this grouper`);
    return profileOf(incident);
  }

  /** Takes up incidents kept before; one already known is replaced. */
  restore(profiles: readonly IncidentProfile[]): void {
    for (const kept of profiles) {
      // Nothing is known of it: nothing can join it.
      if (!kept.sum) continue;
      this.drop(kept.id);
      this.memory.remember(incidentOf(kept));
    }
  }

  /** Forgets an incident: nothing joins it any more. */
  drop(id: string): void {
    this.memory.forget(id);
  }

  /** Two become one: `into` is known by both from here on. */
  merge(from: string, into: string): void {
    const [source, target] = [this.memory.get(from), this.memory.get(into)];
    if (!source || !target || from === into) return;
    absorbIncident(target, source);
    this.drop(from);
    this.memory.remember(target);
  }

  private add(incident: Incident, seen: Seen): void {
    absorb(incident, seen);
    this.memory.remember(incident);
  }
}

/** The message in hand: its terms' weights, and which of its words are no part of a place's name. */
const own = new TermTable(256);
const matter = new TermTable(1024);
function load({ vector: { hashes, weights }, matter: words }: Seen): void {
  own.clear();
  for (let i = 0; i < hashes.length; i++) own.add(hashes[i]!, weights[i]!);
  matter.clear();
  for (const hash of words) matter.add(hash, 1);
}

/**
 * Half the likeness to the middle of the incident, half to its nearest member; less for distance in time and for signs that
 * differ. Zero where it cannot reach `best`. The message must be loaded.
 */
function likeness(seen: Seen, incident: Incident, best: number): number {
  const { hashes, weights } = incident.sum;
  let sum = 0;
  let held = 0;
  for (let i = 0; i < hashes.length; i++) {
    const weight = own.get(hashes[i]!);
    sum += weights[i]! * weight;
    held += weight * weight;
  }
  const middle = sum / incident.length;
  // No member can be nearer than what the incident holds of the message: most incidents need no look at their members.
  if ((middle + Math.sqrt(held)) / 2 < best) return 0;
  let nearest = middle;
  for (const member of incident.members) nearest = Math.max(nearest, dot(own, member));
  const alike = (middle + nearest) / 2;
  if (alike < best) return 0;
  return (
    alike *
    nearness(seen, incident) *
    agreement(seen.signs, incident.signs) *
    (sameMatter(seen, incident) ? 1 : ONLY_PLACE)
  );
}

/** The same estate is not yet the same trouble: something besides the name must be shared. */
const ONLY_PLACE = 0.3;
function sameMatter(seen: Seen, incident: Incident): boolean {
  if (seen.signs.places.size === 0) return true;
  return incident.sum.hashes.some((hash) => matter.get(hash) > 0);
}

/** One within three days of the incident, falling to two thirds at a fortnight, and nothing beyond a month. */
function nearness({ at }: Seen, { firstAt, lastAt }: Incident): number {
  if (at === null || firstAt === null || lastAt === null) return 1;
  const days = Math.max(0, at - lastAt, firstAt - at) / DAY_MS;
  if (days <= 3) return 1;
  return days > 30 ? 0 : Math.max(0.4, 1 - (days - 3) * 0.03);
}

/** All messages in order of arrival, with the incident each ends up in. */
export function groupAll(
  grouper: Grouper,
  messages: Iterable<ToGroup>,
): { id: string; incidentId: string }[] {
  return [...messages].map((message) => ({ id: message.id, incidentId: grouper.assign(message).incidentId }));
}

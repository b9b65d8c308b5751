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
import { type Shared, sharedBy, sharesNothing } from './group-shared';
import { agreement } from './group-signs';
import { BODY_READ, dot, type RarityTable, type Seen, seeMessage } from './group-terms';

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
/** Some 8 KB each. */
const MOST = 30_000;
/** How many terms of a message are looked up, how many incidents a term leads to, and how many are weighed. */
const LOOKED_UP = 32;
const POSTINGS = 200;
const WEIGHED = 48;
const DAY_MS = 86_400_000;

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
  private readonly most: number;

  constructor({
    rarity,
    newId = () => globalThis.crypto.randomUUID(),
    threshold = THRESHOLD,
    most = MOST,
  }: GrouperOptions) {
    this.rarity = rarity;
    this.newId = newId;
    this.threshold = threshold;
    this.most = most;
  }

  /** Places a message; `now` stands in for an unknown time of publication. */
  assign(
    message: ToGroup,
    now: string | null = null,
    cut: CutText = cutText(message.title, message.body.slice(0, BODY_READ)),
  ): Assigned {
    const seen = seeMessage(this.rarity, cut, message.publishedAt ?? now);
    let best: Incident | null = null;
    let similarity = 0;
    const candidates = this.candidates(seen);
    for (const candidate of candidates) {
      const alike = this.alike(seen, candidate);
      if (alike > similarity) {
        similarity = alike;
        best = candidate;
      }
    }
    if (best && similarity >= this.threshold) {
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
    for (const m of messages)
      absorb(
        made,
        seeMessage(this.rarity, cutText(m.title, m.body.slice(0, BODY_READ)), m.publishedAt ?? now),
      );
    return profileOf(made);
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
    return profileOf(incident);
  }

  /** Takes up incidents kept before; one already known is replaced. */
  restore(profiles: readonly IncidentProfile[]): void {
    for (const kept of profiles) {
      // Nothing is known of it: nothing can join it.
      if (!kept.sum) continue;
      this.drop(kept.id);
      const incident = incidentOf(kept);
      this.remember(incident);
    }
  }

  /** Forgets an incident: nothing joins it any more. */
  drop(id: string): void {
    const incident = this.incidents.get(id);
    if (!incident) return;
    for (const hash of incident.indexed) this.unlist(hash, id);
    this.incidents.delete(id);
  }

  /** Two become one: `into` is known by both from here on. */
  merge(from: string, into: string): void {
    const [source, target] = [this.incidents.get(from), this.incidents.get(into)];
    if (!source || !target || from === into) return;
    absorbIncident(target, source);
    this.drop(from);
    this.remember(target);
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
    return (
      ((middle + Math.max(nearest, middle)) / 2) *
      nearness(seen, incident) *
      agreement(seen.signs, incident.signs) *
      (sameMatter(seen, incident) ? 1 : ONLY_PLACE)
    );
  }

  private add(incident: Incident, seen: Seen): void {
    absorb(incident, seen);
    this.remember(incident);
  }

  /** The newest touched stands last; the first of too many is forgotten. */
  private remember(incident: Incident): void {
    this.incidents.delete(incident.id);
    this.incidents.set(incident.id, incident);
    this.reindex(incident);
    if (this.incidents.size <= this.most) return;
    for (const id of this.incidents.keys()) {
      this.drop(id);
      break;
    }
  }

  /** The index leads to an incident by its heaviest terms and by no others; a list that is full forgets its oldest. */
  private reindex(incident: Incident): void {
    const wanted = new Set([...incident.sum.keys()].slice(0, LOOKED_UP * 2));
    for (const hash of incident.indexed) if (!wanted.has(hash)) this.unlist(hash, incident.id);
    for (const hash of wanted) {
      const list = this.index.get(hash) ?? [];
      if (list.length >= POSTINGS) {
        const at = list.indexOf(incident.id);
        list.splice(Math.max(0, at), 1);
      } else if (incident.indexed.has(hash)) continue;
      list.push(incident.id);
      this.index.set(hash, list);
    }
    incident.indexed = wanted;
  }

  private unlist(hash: number, id: string): void {
    const list = this.index.get(hash);
    const at = list?.indexOf(id) ?? -1;
    if (!list || at < 0) return;
    if (list.length === 1) this.index.delete(hash);
    else list.splice(at, 1);
  }
}

/** The same estate is not yet the same trouble: something besides the name must be shared. */
const ONLY_PLACE = 0.4;
function sameMatter(seen: Seen, incident: Incident): boolean {
  if (seen.signs.places.size === 0) return true;
  for (const hash of seen.matter) if (incident.sum.has(hash)) return true;
  return false;
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

// An incident as the grouping keeps it: the sum of its messages' terms, some members, its time and signs; and its plain form.
import type { Signs } from './group-signs';
import { lengthOf, roomFor, rounded, type Seen, TermTable, type Vector } from './group-terms';

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
  /** Names of places told, by sort; absent in profiles kept before there were any. */
  places?: string[];
};
export type Incident = {
  id: string;
  messages: number;
  firstAt: number | null;
  lastAt: number | null;
  sum: Vector;
  length: number;
  members: Vector[];
  signs: Signs;
  /** The terms under which the index leads to it. */
  indexed: Uint32Array;
  /** Its place among those remembered; −1 while it has none. */
  slot: number;
};

const TERMS_OF_INCIDENT = 160;
const MEMBERS = 4;
/** What the first messages told stays; an incident of thousands does not gather every hour of the day. */
const MOST_HOURS = 12;
const MOST_PLACES = 60;
export const NONE = new Uint32Array(0);
/** Most incidents tell of no hour and of few places: what is empty is shared by all. */
const NO_SIGNS: Signs = { hours: new Set(), places: new Set() };

export const emptyIncident = (id: string): Incident => ({
  id,
  messages: 0,
  firstAt: null,
  lastAt: null,
  sum: roomFor(0),
  length: 1,
  members: [],
  signs: NO_SIGNS,
  indexed: NONE,
  slot: -1,
});

/** Takes a message in. */
export function absorb(incident: Incident, seen: Seen): void {
  if (incident.messages === 0) incident.sum = seen.vector;
  else addTo(incident, seen.vector);
  incident.length = lengthOf(incident.sum);
  incident.messages += 1;
  // The first stays; of the rest the newest.
  const [first, ...rest] = incident.members;
  incident.members = first ? [first, ...rest.slice(2 - MEMBERS), seen.vector] : [seen.vector];
  incident.firstAt = earliest(incident.firstAt, seen.at);
  incident.lastAt = latest(incident.lastAt, seen.at);
  incident.signs = learnt(incident.signs, seen.signs);
}

/** Takes another incident in. */
export function absorbIncident(target: Incident, source: Incident): void {
  addTo(target, source.sum);
  target.length = lengthOf(target.sum);
  target.messages += source.messages;
  target.members = [...target.members, ...source.members].slice(0, MEMBERS);
  target.firstAt = earliest(target.firstAt, source.firstAt);
  target.lastAt = latest(target.lastAt, source.lastAt);
  target.signs = learnt(target.signs, source.signs);
}

/** Rounded as it is kept, so that one taken up again decides as the one that never stopped. */
function addTo(incident: Incident, vector: Vector): void {
  sums.clear();
  for (const { hashes, weights } of [incident.sum, vector])
    for (let i = 0; i < hashes.length; i++) sums.add(hashes[i]!, weights[i]!);
  incident.sum = sums.heaviest(TERMS_OF_INCIDENT, (_, sum) => rounded(sum));
}
const sums = new TermTable(512);

const learnt = (known: Signs, told: Signs): Signs => ({
  hours: joined(known.hours, told.hours, MOST_HOURS),
  places: joined(known.places, told.places, MOST_PLACES),
});
const joined = <T>(known: ReadonlySet<T>, told: ReadonlySet<T>, most: number): ReadonlySet<T> =>
  told.size === 0 ? known : new Set([...new Set([...known, ...told])].slice(0, most));

export function profileOf({ id, messages, firstAt, lastAt, sum, members, signs }: Incident): IncidentProfile {
  return {
    id,
    messages,
    firstAt: iso(firstAt),
    lastAt: iso(lastAt),
    sum: termsOf(sum),
    members: members.map(termsOf),
    hours: [...signs.hours],
    places: [...signs.places],
  };
}

export function incidentOf(kept: IncidentProfile): Incident {
  const sum = vectorOf(kept.sum);
  return {
    id: kept.id,
    messages: kept.messages,
    firstAt: kept.firstAt ? Date.parse(kept.firstAt) : null,
    lastAt: kept.lastAt ? Date.parse(kept.lastAt) : null,
    sum,
    length: lengthOf(sum),
    // Of a single message the sum is that message.
    members: kept.messages === 1 ? [sum] : kept.members.map(vectorOf),
    signs: learnt(NO_SIGNS, { hours: new Set(kept.hours), places: new Set(kept.places ?? []) }),
    indexed: NONE,
    slot: -1,
  };
}

const termsOf = ({ hashes, weights }: Vector): Terms =>
  Array.from(hashes, (hash, i) => [hash, rounded(weights[i]!)]);
function vectorOf(terms: Terms): Vector {
  const vector = roomFor(terms.length);
  terms.forEach(([hash, weight], i) => {
    vector.hashes[i] = hash;
    vector.weights[i] = weight;
  });
  return vector;
}
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const earliest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));
const latest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));

// Why a message was put with an incident, for people to read: words, names, places, numbers and time that both tell.
import type { Incident } from './group-incident';
import type { Seen, Vector } from './group-terms';

/**
 * What a message shares with the incident it joined. `terms`: words, the most telling first; `names`: of estates, schools
 * and works; `places`: of roads, villages, towns, counties; `numbers`: as written; `hours`: clock times that both tell,
 * as `HH:MM`; `gapHours`: how far outside the incident's time so far it was said, 0 within, null where either is unknown;
 * `similarity`: 0 to 1.
 */
export type Shared = {
  terms: string[];
  names: string[];
  places: string[];
  numbers: string[];
  hours: string[];
  gapHours: number | null;
  similarity: number;
};

export const sharesNothing = (): Shared => ({
  terms: [],
  names: [],
  places: [],
  numbers: [],
  hours: [],
  gapHours: null,
  similarity: 0,
});

const MOST = { terms: 8, names: 4, places: 4, numbers: 4, hours: 3 };
const HOUR_MS = 3_600_000;
/** Two clock times within this many hours are the same: as the grouping itself reads them. */
const SAME_HOUR = 1.5;
const placeLike =
  /(?:省|市|县|区|镇|乡|村|街|路|道|桥|河|湖|山|苑|园|小区|社区|广场|学校|小学|中学|医院|大厦|市场|工地|厂)$/;
const namingSorts = new Set(['estate', 'school', 'works', 'spot']);

/** The incident as it stood before the message joined. Pure. */
export function sharedBy(seen: Seen, incident: Incident, similarity: number): Shared {
  const common = commonWords(seen, incident);
  const numbers = common.filter((word) => /^\d/.test(word));
  const signs = [...seen.signs.places].filter((sign) => incident.signs.places.has(sign)).map(told);
  const names = signs.filter(({ sort }) => namingSorts.has(sort)).map(({ name }) => name);
  const places = [
    ...common.filter((word) => placeLike.test(word)),
    ...signs.filter(({ sort }) => !namingSorts.has(sort)).map(({ name }) => name),
  ];
  return {
    terms: common.filter((word) => !numbers.includes(word)).slice(0, MOST.terms),
    names: distinct(names).slice(0, MOST.names),
    places: distinct(places).slice(0, MOST.places),
    numbers: numbers.slice(0, MOST.numbers),
    hours: hoursOf(seen, incident).slice(0, MOST.hours),
    gapHours: gapOf(seen, incident),
    similarity: Math.round(similarity * 1000) / 1000,
  };
}

/** Words that both tell, the heaviest in both first. */
function commonWords({ words, vector }: Seen, { sum }: Incident): string[] {
  const own = weightsOf(vector);
  return [...weightsOf(sum)]
    .flatMap(([hash, weight]) => {
      const word = words.get(hash);
      return word === undefined ? [] : [{ word, weight: weight * (own.get(hash) ?? 0) }];
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ word }) => word);
}

const weightsOf = ({ hashes, weights }: Vector) =>
  new Map(Array.from(hashes, (hash, i) => [hash, weights[i]!]));

/** `road:青石` is a road of that name, `km:12` the twelfth kilometre, `line:8` a bus. */
function told(sign: string): { sort: string; name: string } {
  const [sort = '', name = ''] = sign.split(':');
  return { sort, name: sort === 'km' ? `K${name}` : sort === 'line' ? `${name}路` : name };
}

function hoursOf({ signs }: Seen, incident: Incident): string[] {
  const known = [...incident.signs.hours];
  return distinct(
    [...signs.hours].filter((hour) => known.some((other) => Math.abs(hour - other) <= SAME_HOUR)).map(clock),
  );
}

function clock(hour: number): string {
  const minutes = Math.round(hour * 60);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function gapOf({ at }: Seen, { firstAt, lastAt }: Incident): number | null {
  if (at === null || firstAt === null || lastAt === null) return null;
  return Math.round((Math.max(0, at - lastAt, firstAt - at) / HOUR_MS) * 10) / 10;
}

/** In order; a name that is part of one already told says nothing more. */
const distinct = (names: readonly string[]): string[] =>
  names.filter(
    (name, i) => !names.some((other, j) => j !== i && other.includes(name) && (other !== name || j < i)),
  );

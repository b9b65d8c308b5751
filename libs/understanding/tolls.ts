// The numbers of an incident as they changed: who said what when, which word is the newest, and which do not fit together.

/** One message's facts. `at`: ISO 8601 instant of its saying. */
export type Told = {
  messageId: string;
  at: string;
  facts: readonly { name: string; value: number; quote: string }[];
};
export type Contradiction = 'higher' | 'otherwise';
export type Saying = {
  messageId: string;
  at: string;
  value: number;
  quote: string;
  contradicts: Contradiction | null;
};
export type Toll = { name: string; latest: Saying; sayings: Saying[]; contradicted: boolean };

const HOUR_MS = 3_600_000;
/** Those who are counted here only ever become more; missing, trapped and hurt may be found, freed, or die. */
const onlyRises = new Set(['deaths', 'sick', 'evacuated', 'affected', 'loss', 'crowd']);
const corrects = /核减|更正|修正|订正|核实|调整/;
/** The order in which people ask. */
const order = [
  'deaths',
  'missing',
  'trapped',
  'seriously-injured',
  'injured',
  'sick',
  'evacuated',
  'affected',
  'crowd',
  'loss',
  'magnitude',
  'burnt',
];

/**
 * One row a number, the gravest first. The newest word is held (`latest`); of the others those are kept in which the
 * number changed, and those that do not fit: `higher`, an earlier word above a later one, of a number that only rises,
 * where nobody said it was corrected; `otherwise`, another figure within the hour of the newest word that is no growth.
 * Equal words that say nothing new are left out. `sayings` newest first, at most `most`. Pure.
 */
export function tolls(told: readonly Told[], most = 40): Toll[] {
  const byName = new Map<string, Saying[]>();
  for (const { messageId, at, facts } of [...told].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)))
    for (const { name, value, quote } of facts) {
      const sayings = byName.get(name) ?? [];
      sayings.push({ messageId, at, value, quote, contradicts: null });
      byName.set(name, sayings);
    }
  return [...byName]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, sayings]) => {
      const judged = sayings.map((one, i) => ({ ...one, contradicts: judge(name, sayings, i) }));
      const latest = judged.at(-1)!;
      const kept = judged.filter((one, i) => isNews(judged, i) || one === latest);
      const newest = kept.reverse().slice(0, most);
      return { name, latest, sayings: newest, contradicted: newest.some((one) => one.contradicts !== null) };
    });
}

const rank = (name: string) => (order.indexOf(name) + order.length + 1) % (order.length + 1);

function judge(name: string, sayings: readonly Saying[], i: number): Contradiction | null {
  const one = sayings[i]!;
  const latest = sayings.at(-1)!;
  const later = sayings.slice(i + 1);
  if (onlyRises.has(name))
    return one.value > latest.value && !later.some(({ quote }) => corrects.test(quote)) ? 'higher' : null;
  if (one.value === latest.value) return null;
  const isSettled = name === 'magnitude';
  const isClose = Date.parse(latest.at) - Date.parse(one.at) < HOUR_MS;
  return (isSettled || isClose) && !later.some(({ quote }) => corrects.test(quote)) ? 'otherwise' : null;
}

/** The first of a run of equal words, or the first of those that contradict with that figure. */
function isNews(sayings: readonly Saying[], i: number): boolean {
  const one = sayings[i]!;
  const same = (other: Saying) => other.value === one.value && other.contradicts === one.contradicts;
  if (one.contradicts) return !sayings.slice(0, i).some(same);
  return i === 0 || sayings.slice(0, i).findLast(({ contradicts }) => !contradicts)?.value !== one.value;
}

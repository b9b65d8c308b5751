// Which department a spelling of an agency's name means: by its name, by an alias, or by what it is most like.
import { formerOf, withoutFronts, written } from './agency-words';
import type { Words } from './words';

export type NamedDepartment = { id: string; name: string; aliases: readonly string[] };
/** A jurisdiction with the departments that a spelling may mean; `above` are the names of those it lies in. */
export type AgencyPlace = { name: string; above: readonly string[]; departments: readonly NamedDepartment[] };
export type AgencyMatch = {
  departmentId: string;
  /** `exact`: a name or an alias, once the place and the writing are set aside; `alike`: to be confirmed by a person. */
  by: 'exact' | 'alike';
  why: Words;
};

/** Words that every name of an office may carry or leave out. */
const padding = /(人民政府|中国共产党|中共|委员会(?=办公室)|机关|单位)/g;
/** What is left still begins with the name of a place: 某某区…, 某某县…. */
const ELSEWHERE = /^\p{Script=Han}{2,3}(?<!小)[市县区镇乡]\p{Script=Han}{2,}/u;
/** What a part of an office is called: 支队 of 公安局, 管理所 of 城管局. */
const PART =
  /^\p{Script=Han}{0,12}?(支队|大队|中队|分队|分局|支局|派出所|服务中心|事务中心|管理处|执法队|科|队|所|站)$/u;
const LEAST = 0.55;
const AHEAD = 0.12;

/** A place as it may stand in front: in full, and without its tier (望江 for 望江市). */
const fronts = (place: string): string[] => [place, place.replace(/[省市县区镇乡]$/, '')].filter(Boolean);

/**
 * A name as it is compared: full width and brackets plain, the names of the places in front and the tier (县, 市 …) taken
 * off, padding left out. 〔 洛溪县 人民政府办公室 〕 and 政府办公室 and 县府办公室 come close to one another.
 */
export function plainAgency(spelling: string, places: readonly string[]): string {
  const text = withoutFronts(written(spelling), places);
  const bare = text
    .replace(padding, (word) => (word === '人民政府' ? '政府' : ''))
    // 镇安县 is a place and 市政 a matter: what looks like a tier in front is none there.
    .replace(/^(?!镇.[市县区]|市政(?!府|务|协|法|数))[省市县区镇乡](?=.{2,})/, '');
  return bare || text;
}

/**
 * What a spelling means among the departments of a place, null where nothing is near enough or two are as near.
 * `places`: the names that may stand in front (the jurisdiction and those above it). Pure; no learning here: what a person
 * confirms becomes an alias, and is exact the next time.
 */
export function matchAgency(
  spelling: string,
  departments: readonly NamedDepartment[],
  places: readonly string[],
): AgencyMatch | null {
  return finderAmong(departments, places)(spelling);
}

/**
 * The same for a jurisdiction and all below it: a spelling that begins with the name of one below means an office there and
 * nowhere else. Where several offices are named at once the first of them is meant, to be confirmed.
 * @returns a function to be asked for any number of spellings
 */
export function agencyFinder(
  own: AgencyPlace,
  below: readonly AgencyPlace[],
): (spelling: string) => AgencyMatch | null {
  const ofPlace = ({ name, above, departments }: AgencyPlace) => ({
    name,
    fronts: fronts(name).filter((front) => front.length > 1),
    depth: above.length,
    above: above.flatMap(fronts).filter((front) => front.length > 1),
    find: finderAmong(departments, [name, ...above].flatMap(fronts)),
  });
  const here = ofPlace(own);
  const there = below.map(ofPlace);
  // The deepest first: a town's office begins with the county's name as well.
  const lower = [...there].sort((a, b) => b.depth - a.depth);
  const one = (spelling: string): AgencyMatch | null => {
    const text = written(spelling).replace(/^中共/, '');
    const place = lower.find(({ fronts: names, above }) => {
      const rest = withoutFronts(text, above);
      return names.some((name) => rest.startsWith(name) && rest.length > name.length + 1);
    });
    return (place ?? here).find(spelling) ?? (place ? null : bySlip(text));
  };
  /** One character of a place's name is another than it should be, and the rest is known exactly. */
  const bySlip = (text: string): AgencyMatch | null => {
    const slips = [here, ...there].filter(({ name }) => isSlip(text.slice(0, name.length), name));
    const [slip] = slips;
    if (!slip || slips.length > 1) return null;
    const { name } = slip;
    const found = slip.find(name + text.slice(name.length));
    if (found?.by !== 'exact') return null;
    const wrote = text.slice(0, name.length);
    return {
      ...{ departmentId: found.departmentId, by: 'alike' },
      why: {
        zh: `“${wrote}”似为“${name}”之误，其余${found.why.zh}`,
        en: `"${wrote}" seems to be "${name}" misspelt; the rest is ${found.why.en}`,
      },
    };
  };
  return (spelling) => {
    const found = one(spelling);
    return found?.by === 'exact' ? found : (firstOf(spelling, one) ?? found);
  };
}

/** 某路市 for 某洛市: as long, with the same tier, and one other character that differs. */
function isSlip(wrote: string, name: string): boolean {
  if (name.length < 3 || wrote.length !== name.length || wrote.at(-1) !== name.at(-1)) return false;
  return [...wrote].filter((sign, n) => sign !== name[n]).length === 1;
}

/** Of several offices in one cell, the first that is known: it leads, as a rule. */
function firstOf(spelling: string, find: (part: string) => AgencyMatch | null): AgencyMatch | null {
  const parts = spelling.split(/[\s、，,;；/]+/).filter((part) => part.length > 1);
  if (parts.length < 2) return null;
  const first = parts.map((part) => ({ part, found: find(part) })).find(({ found }) => found !== null);
  if (!first?.found) return null;
  return {
    departmentId: first.found.departmentId,
    by: 'alike',
    why: {
      zh: `列有 ${parts.length} 个单位，取能认出的第一个“${first.part}”`,
      en: `${parts.length} offices are named; "${first.part}" is the first that is known`,
    },
  };
}

type Name = { department: NamedDepartment; name: string; plain: string; isOwn: boolean };

function finderAmong(departments: readonly NamedDepartment[], places: readonly string[]) {
  const names: Name[] = departments.flatMap((department) =>
    [department.name, ...department.aliases].map((name) => ({
      ...{ department, name, isOwn: name === department.name },
      plain: plainAgency(name, places),
    })),
  );
  return (spelling: string): AgencyMatch | null => {
    const wanted = plainAgency(spelling, places);
    // What a person confirmed says more than what comes to the same once place and writing are set aside, and there
    // what a department is called says more than what it is called as well.
    const same = names.filter(({ plain }) => plain === wanted);
    const ways = [names.filter(({ name }) => name === spelling), same.filter(({ isOwn }) => isOwn), same];
    const exact = ways.find((found) => found.length > 0);
    if (exact)
      return only(exact, 'exact', ({ name }) => ({ zh: `与“${name}”相同`, en: `the same as "${name}"` }));
    // Another county's office is like ours in all but the place: not ours, however near the rest comes.
    if (ELSEWHERE.test(wanted)) return null;
    return byWords(wanted, names) ?? byLikeness(wanted, names);
  };
}

/** The one department that all of these names are of; null where they are several departments' names. */
function only(found: readonly Name[], by: AgencyMatch['by'], why: (name: Name) => Words): AgencyMatch | null {
  const [first] = found;
  if (!first || found.some(({ department }) => department.id !== first.department.id)) return null;
  return { departmentId: first.department.id, by, why: why(first) };
}

/** What can be told by how offices are named: a part of one, a name shortened, the name before a reform. */
function byWords(wanted: string, names: readonly Name[]): AgencyMatch | null {
  const partOf = longest(
    names.filter(
      ({ plain }) => plain.length >= 2 && wanted.startsWith(plain) && PART.test(wanted.slice(plain.length)),
    ),
  );
  if (partOf.length > 0)
    return only(partOf, 'alike', ({ name }) => ({
      zh: `以“${name}”开头，似为其下属`,
      en: `begins with "${name}", so it seems to be a part of it`,
    }));
  const shortened = names.filter(({ plain }) => isShortened(wanted, plain));
  const short = only(shortened, 'alike', ({ name }) => ({
    zh: `似为“${name}”的简称`,
    en: `seems to be "${name}", shortened`,
  }));
  if (short) return short;
  for (const { was, now } of formerOf(wanted)) {
    const heirs = names.filter(({ plain }) => now.some((stem) => plain.startsWith(stem)));
    const heir = only(heirs, 'alike', ({ department }) => ({
      zh: `“${was}”的事务现在多由“${department.name}”承担`,
      en: `what "${was}" did is mostly done by "${department.name}" now`,
    }));
    if (heir) return heir;
  }
  return null;
}

/** Those with the longest plain name: 公安局交警 says more than 公安. */
function longest(found: readonly Name[]): Name[] {
  const most = Math.max(...found.map(({ plain }) => plain.length));
  return found.filter(({ plain }) => plain.length === most);
}

/** 住建局 of 住房和城乡建设局: its characters in order, the first and the last the same, and at least three of them. */
function isShortened(wanted: string, plain: string): boolean {
  if (wanted.length < 3 || wanted.length > 6 || plain.length < wanted.length + 2) return false;
  if (wanted[0] !== plain[0] || wanted.at(-1) !== plain.at(-1)) return false;
  let at = 0;
  for (const sign of plain) if (sign === wanted[at]) at += 1;
  return at === wanted.length;
}

function byLikeness(wanted: string, names: readonly Name[]): AgencyMatch | null {
  const best = new Map<string, { likeness: number; name: string }>();
  for (const { department, name, plain } of names) {
    const likeness = alike(wanted, plain);
    if (likeness > (best.get(department.id)?.likeness ?? 0)) best.set(department.id, { likeness, name });
  }
  const [first, second] = [...best].sort(([, a], [, b]) => b.likeness - a.likeness);
  if (!first || first[1].likeness < LEAST || first[1].likeness - (second?.[1].likeness ?? 0) < AHEAD)
    return null;
  const share = Math.round(first[1].likeness * 100);
  return {
    departmentId: first[0],
    by: 'alike',
    why: { zh: `与“${first[1].name}”有 ${share}% 相近`, en: `${share} % like "${first[1].name}"` },
  };
}

/** Pairs of neighbouring characters in common, twice, by all pairs (Dice): 0 to 1. */
function alike(a: string, b: string): number {
  const pairs = (text: string) =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, n) => text.slice(n, n + 2));
  const [left, right] = [pairs(a), pairs(b)];
  if (left.length === 0 || right.length === 0) return a === b ? 1 : 0;
  const rest = [...right];
  let common = 0;
  for (const pair of left) {
    const at = rest.indexOf(pair);
    if (at < 0) continue;
    rest.splice(at, 1);
    common += 1;
  }
  return (2 * common) / (left.length + right.length);
}

// Which department a spelling of an agency's name means: by its name, by an alias, or by what it is most like.
import type { Words } from './words';

export type NamedDepartment = { id: string; name: string; aliases: readonly string[] };
export type AgencyMatch = {
  departmentId: string;
  /** `exact`: a name or an alias, once the place and the writing are set aside; `alike`: to be confirmed by a person. */
  by: 'exact' | 'alike';
  why: Words;
};

/** Words that every name of an office may carry or leave out. */
const padding = /(人民政府|中国共产党|中共|委员会(?=办公室)|机关|单位)/g;
/** What is left still begins with the name of a place: 某某区…, 某某县…. */
const ELSEWHERE = /^\p{Script=Han}{2,3}[市县区镇乡]\p{Script=Han}{2,}/u;
const LEAST = 0.55;
const AHEAD = 0.12;

/**
 * A name as it is compared: full width and brackets plain, the names of the places in front and the tier (县, 市 …) taken
 * off, padding left out. 〔 洛溪县 人民政府办公室 〕 and 政府办公室 and 县府办公室 come close to one another.
 */
export function plainAgency(spelling: string, places: readonly string[]): string {
  let text = spelling
    .normalize('NFKC')
    .replace(/[\s"'“”‘’《》〈〉【】·．。，,;；:：]/g, '')
    .replace(/[（(][^（）()]*[）)]/g, '');
  const byLength = [...places].filter(Boolean).sort((a, b) => b.length - a.length);
  for (const place of byLength)
    if (text.startsWith(place) && text.length > place.length + 1) text = text.slice(place.length);
  const bare = text
    .replace(padding, (word) => (word === '人民政府' ? '政府' : ''))
    .replace(/^[省市县区镇乡](?=.{2,})/, '');
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
  const wanted = plainAgency(spelling, places);
  const names = departments.flatMap((department) =>
    [department.name, ...department.aliases].map((name) => ({
      department,
      name,
      plain: plainAgency(name, places),
    })),
  );
  const exact = names.filter(({ plain, name }) => plain === wanted || name === spelling);
  const meant = new Set(exact.map(({ department }) => department.id));
  if (meant.size === 1) {
    const { department, name } = exact[0]!;
    return {
      departmentId: department.id,
      by: 'exact',
      why: { zh: `与“${name}”相同`, en: `the same as "${name}"` },
    };
  }
  if (meant.size > 1) return null;
  const best = new Map<string, { likeness: number; name: string }>();
  for (const { department, name, plain } of names) {
    const likeness = alike(wanted, plain);
    if (likeness > (best.get(department.id)?.likeness ?? 0)) best.set(department.id, { likeness, name });
  }
  // Another county's office is like ours in all but the place: not ours, however near the rest comes.
  if (ELSEWHERE.test(wanted)) return null;
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

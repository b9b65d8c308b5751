// Whether an edited pack can bind.
import type { Refusal } from '#organisation';
import type { Level } from '#understanding';
import { areOpeningSpans } from './opening-hours';
import type { DutyRule, OpeningSpan, PolicyPack, Within } from './packs';

const levels: readonly (Level | null)[] = ['特别重大', '重大', '较大', '一般', null];
/** A year of hours, and the most that are counted by opening hours and by days. */
const MOST: Record<Within['kind'], number> = { running: 8760, 'opening-hours': 1000, 'working-days': 1000 };
/** An office that opens for less is not open. */
const LEAST_OPEN_MINUTES = 60;

/**
 * What is wrong with a pack; none when it may bind.
 * Codes: `pack.empty`, `pack.length` (not a whole number within its bounds), `pack.opening-hours`, `pack.clause-missing`,
 * `pack.unanswerable`, `pack.overlap` (two rules of one duty fit the same incident, so that it could not be told which
 * one counts). Source: D1.
 */
export function packFaults(pack: PolicyPack): Refusal[] {
  if (pack.rules.length === 0)
    return [
      refusal(
        'pack.empty',
        '规则包里没有一条规则；不再适用请停用它。',
        'The pack has no rule; withdraw it instead.',
      ),
    ];
  const each = pack.rules.flatMap((rule) => ruleFaults(rule));
  const overlaps = pack.rules.flatMap((rule, i) =>
    pack.rules
      .slice(i + 1)
      .filter((other) => other.duty === rule.duty && bothFit(rule, other))
      .map((other) =>
        refusal(
          'pack.overlap',
          `“${rule.name.zh}”与“${other.name.zh}”是同一义务，适用范围重叠，无法判断按哪一条计时。`,
          `"${rule.name.en}" and "${other.name.en}" are one duty and fit the same incident: it could not be told which one counts.`,
        ),
      ),
  );
  return [...each, ...overlaps];
}

function ruleFaults(rule: DutyRule): Refusal[] {
  const faults: Refusal[] = [];
  const { zh, en } = rule.name;
  for (const within of [rule.within, rule.extendableBy]) {
    if (!within) continue;
    const n = within.kind === 'working-days' ? within.days : within.hours;
    if (!Number.isInteger(n) || n < 1 || n > MOST[within.kind])
      faults.push(
        refusal(
          'pack.length',
          `“${zh}”的时限不是可用的整数：${n}。`,
          `The length of "${en}" is no usable whole number: ${n}.`,
        ),
      );
    if (within.kind === 'opening-hours' && !isOpenEnough(within.open))
      faults.push(
        refusal(
          'pack.opening-hours',
          `“${zh}”的办公时间有误：须依次排列、互不重叠，每天合计不少于1小时。`,
          `The opening hours of "${en}" are not right: in order, apart, and at least one hour a day in all.`,
        ),
      );
  }
  const clauses = [rule.clause, ...(rule.pausableFor ? [rule.pausableFor.clause] : [])];
  if (clauses.some(({ document, article, words }) => [document, article, words].some((text) => !text.trim())))
    faults.push(
      refusal(
        'pack.clause-missing',
        `“${zh}”没有写明依据的文件、条款和原文。`,
        `"${en}" names no document, article and words.`,
      ),
    );
  if (rule.answeredBy.length === 0)
    faults.push(
      refusal(
        'pack.unanswerable',
        `“${zh}”没有写明哪种发布可以履行它。`,
        `Nothing is named that answers "${en}".`,
      ),
    );
  return faults;
}

function isOpenEnough(open: readonly OpeningSpan[]): boolean {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const sum = open.reduce((total, { from, to }) => total + minutes(to) - minutes(from), 0);
  return areOpeningSpans(open) && sum >= LEAST_OPEN_MINUTES;
}

function bothFit(a: DutyRule, b: DutyRule): boolean {
  if (a.subject !== b.subject) return false;
  const kinds = a.appliesTo.hotlineKinds;
  const others = b.appliesTo.hotlineKinds;
  if (kinds && others && !kinds.some((kind) => others.includes(kind))) return false;
  const of = (rule: DutyRule) => rule.appliesTo.levels ?? levels;
  if (!of(a).some((level) => of(b).includes(level))) return false;
  const [x, y] = [a.appliesTo.emergency, b.appliesTo.emergency];
  return x === undefined || y === undefined || x === y;
}

const refusal = (code: string, zh: string, en: string): Refusal => ({ code, reason: { zh, en } });

/** The version after this one: 1 → 2, and what was never a number begins at 2. */
export const nextVersion = (version: string): string =>
  String((/^\d+$/.test(version) ? Number(version) : 1) + 1);

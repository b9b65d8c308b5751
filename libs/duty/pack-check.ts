// Whether an edited pack can bind, and what an edit changes in words that the second person reads before signing.
import { citationOf, type Refusal, type Words } from '#organisation';
import type { Level } from '#understanding';
import { areOpeningSpans } from './opening-hours';
import {
  appliesWords,
  type Clause,
  type DutyRule,
  type OpeningSpan,
  type OwedBy,
  type PolicyPack,
  type ReleaseForm,
  startWords,
  type Within,
  withinWords,
} from './packs';

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

/** What an edit changes, a sentence each; none when nothing does. */
export function packDifference(before: PolicyPack | null, after: PolicyPack): Words[] {
  const old = before?.rules ?? [];
  const called = before
    ? [
        ...changed('规则包名称', 'name of the pack', before.name, after.name),
        ...changed('所据文件', 'document', same(before.document), same(after.document)),
      ]
    : [];
  const key = (rule: DutyRule) => `${rule.duty} ${JSON.stringify(rule.appliesTo)}`;
  const gone = old.filter((rule) => !after.rules.some((other) => key(other) === key(rule)));
  const said = after.rules.flatMap((rule) => {
    const was = old.find((other) => key(other) === key(rule));
    return was ? ruleDifference(was, rule) : [told('新增规则', 'New rule', rule, lengthOf(rule))];
  });
  return [...called, ...said, ...gone.map((rule) => told('取消规则', 'Rule dropped', rule, lengthOf(rule)))];
}

function ruleDifference(was: DutyRule, rule: DutyRule): Words[] {
  const said: Words[] = [];
  const change = (zh: string, en: string, from: Words, to: Words, cites = true) => {
    if (from.zh !== to.zh || from.en !== to.en)
      said.push(
        told(
          '修改',
          'Changed',
          rule,
          { zh: `${zh}：${from.zh} → ${to.zh}`, en: `${en}: ${from.en} → ${to.en}` },
          cites,
        ),
      );
  };
  const none = { zh: '无', en: 'none' };
  const extendable = ({ extendableBy }: DutyRule) => (extendableBy ? withinWords(extendableBy) : none);
  change('时限', 'time limit', withinWords(was.within), withinWords(rule.within));
  change('起算', 'counted from', startWords(was.startsFrom), startWords(rule.startsFrom));
  change('责任方', 'owed by', owners[was.owedBy], owners[rule.owedBy]);
  change('可履行的发布', 'answered by', formsOf(was), formsOf(rule));
  change('最多可延期', 'extendable by', extendable(was), extendable(rule));
  change('名称', 'name', was.name, rule.name);
  const cited = (clause: Clause) => `${citationOf(clause)} “${clause.words}”`;
  const pausable = ({ pausableFor: by }: DutyRule) =>
    by ? { zh: `${by.what.zh}（${cited(by.clause)}）`, en: `${by.what.en} (${cited(by.clause)})` } : none;
  change('可暂停计时', 'pausable for', pausable(was), pausable(rule));
  change('依据', 'authority', same(cited(was.clause)), same(cited(rule.clause)), false);
  change('本单位设定', "the office's setting", was.setting ?? none, rule.setting ?? none);
  return said;
}

/** What a pack itself is called, without a rule. */
const changed = (zh: string, en: string, from: Words, to: Words): Words[] =>
  from.zh === to.zh && from.en === to.en
    ? []
    : [{ zh: `${zh}：${from.zh} → ${to.zh}`, en: `Changed ${en}: ${from.en} → ${to.en}` }];
const same = (text: string): Words => ({ zh: text, en: text });
const owners: Record<OwedBy, Words> = {
  responsible: { zh: '第一责任主体', en: 'the first responsible party' },
  'news-office': { zh: '新闻办', en: 'the news office' },
  'government-office': { zh: '政府办公室', en: 'the government office' },
};
const forms: Record<ReleaseForm, Words> = {
  statement: { zh: '权威发布稿', en: 'statement' },
  'press-conference': { zh: '新闻发布会', en: 'press conference' },
  interpretation: { zh: '政策解读', en: 'interpretation' },
  reply: { zh: '答复', en: 'reply' },
};
const formsOf = ({ answeredBy }: DutyRule): Words => ({
  zh: answeredBy.map((form) => forms[form].zh).join('、'),
  en: answeredBy.map((form) => forms[form].en).join(', '),
});
const lengthOf = (rule: DutyRule): Words => {
  const [from, within] = [startWords(rule.startsFrom), withinWords(rule.within)];
  return { zh: `自${from.zh}起${within.zh}`, en: `${within.en} from when ${from.en}` };
};
function told(zh: string, en: string, rule: DutyRule, what: Words, cites = true): Words {
  const applies = appliesWords(rule);
  const by = citationOf(rule.clause);
  return {
    zh: `${zh}“${rule.name.zh}”（${applies.zh}）：${what.zh}${cites ? `。依据：${by}` : ''}`,
    en: `${en} "${rule.name.en}" (${applies.en}): ${what.en}${cites ? `. Authority: ${by}` : ''}`,
  };
}
const refusal = (code: string, zh: string, en: string): Refusal => ({ code, reason: { zh, en } });

/** The version after this one: 1 → 2, and what was never a number begins at 2. */
export const nextVersion = (version: string): string =>
  String((/^\d+$/.test(version) ? Number(version) : 1) + 1);

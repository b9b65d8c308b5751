// What an edit of a pack changes, in words that the second person reads before signing: rule by rule, from what to what.
import { citationOf, type Words } from '#organisation';
import { builtInPacks } from './built-in-packs';
import {
  appliesWords,
  type Clause,
  type DutyName,
  type DutyRule,
  type OwedBy,
  type PolicyPack,
  startWords,
  withinWords,
} from './packs';
import { releaseFormNames } from './release-forms';

/**
 * What an edit changes, a sentence each; none when nothing does. A rule that changes in what it applies to, or in its
 * duty, is one rule changed. `binds`: the pack is in force, so that what becomes of running clocks is said as well.
 */
export function packDifference(before: PolicyPack | null, after: PolicyPack, binds = true): Words[] {
  const old = before?.rules ?? [];
  const called = before
    ? [
        ...changed('规则包名称', 'name of the pack', before.name, after.name),
        ...changed('所据文件', 'document', same(before.document), same(after.document)),
      ]
    : [];
  const earlier = whichWas(old, after.rules);
  const said = after.rules.flatMap((rule) => {
    const was = earlier.get(rule);
    return was ? ruleDifference(was, rule, binds) : [told('新增规则', 'New rule', rule, lengthOf(rule))];
  });
  const kept = new Set(earlier.values());
  const gone = old.filter((rule) => !kept.has(rule));
  return [...called, ...said, ...gone.map((rule) => told('取消规则', 'Rule dropped', rule, lengthOf(rule)))];
}

/** For each rule of the edit the one it was before, the likest pairs first; what is like none is new. */
function whichWas(old: readonly DutyRule[], edited: readonly DutyRule[]): Map<DutyRule, DutyRule> {
  const pairs = edited
    .flatMap((rule) => old.map((was) => ({ rule, was, likeness: likeness(was, rule) })))
    .filter((pair) => pair.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness);
  const found = new Map<DutyRule, DutyRule>();
  const taken = new Set<DutyRule>();
  for (const { rule, was } of pairs) {
    if (found.has(rule) || taken.has(was)) continue;
    found.set(rule, was);
    taken.add(was);
  }
  return found;
}

const cited = (clause: Clause) => `${citationOf(clause)} “${clause.words}”`;
/** In one order, in whichever a form or the database has them. */
function scopeOf({ subject, appliesTo: { levels, emergency, hotlineKinds } }: DutyRule): string {
  const inOrder = (list?: readonly (string | null)[]) => list?.map(String).sort() ?? null;
  return JSON.stringify([subject, inOrder(levels), emergency ?? null, inOrder(hotlineKinds)]);
}
const rescoped = (was: DutyRule, rule: DutyRule) => scopeOf(was) !== scopeOf(rule);
const partsOf = (rule: DutyRule): string[] => [
  ...[rule.subject, rule.startsFrom, rule.owedBy, rule.name.zh],
  ...[withinWords(rule.within).zh, formsOf(rule).zh, cited(rule.clause)],
];

/** Of one duty, before all where it applies to the same; of another, only where name and clause say that it is one rule. */
function likeness(was: DutyRule, rule: DutyRule): number {
  const before = partsOf(was);
  const alike = partsOf(rule).filter((part, i) => part === before[i]).length;
  if (was.duty === rule.duty) return alike + (rescoped(was, rule) ? 10 : 100);
  return was.name.zh === rule.name.zh && cited(was.clause) === cited(rule.clause) ? alike : 0;
}

function ruleDifference(was: DutyRule, rule: DutyRule, binds: boolean): Words[] {
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
  const isOther = was.duty !== rule.duty;
  const isRescoped = rescoped(was, rule);
  if (isOther) change('义务', 'duty', dutyWords(was), dutyWords(rule));
  if (isRescoped) change('适用', 'applies to', appliesWords(was), appliesWords(rule));
  change('时限', 'time limit', withinWords(was.within), withinWords(rule.within));
  change('起算', 'counted from', startWords(was.startsFrom), startWords(rule.startsFrom));
  change('责任方', 'owed by', owners[was.owedBy], owners[rule.owedBy]);
  change('可履行的发布', 'answered by', formsOf(was), formsOf(rule));
  change('最多可延期', 'extendable by', extendable(was), extendable(rule));
  change('名称', 'name', was.name, rule.name);
  const pausable = ({ pausableFor: by }: DutyRule) =>
    by ? { zh: `${by.what.zh}（${cited(by.clause)}）`, en: `${by.what.en} (${cited(by.clause)})` } : none;
  change('可暂停计时', 'pausable for', pausable(was), pausable(rule));
  change('依据', 'authority', same(cited(was.clause)), same(cited(rule.clause)), false);
  change('本单位设定', "the office's setting", was.setting ?? none, rule.setting ?? none);
  if (binds && isOther) said.push(told('时钟', 'Clocks of', rule, OTHER_DUTY, false));
  else if (binds && isRescoped) said.push(told('时钟', 'Clocks of', rule, RESCOPED, false));
  return said;
}

/** What the list of clocks then shows one by one. */
const RESCOPED: Words = {
  zh: '仍适用的按新规则继续计时，不再适用的撤下，新适用的起新时钟；已超期的不变',
  en: 'what it still applies to is counted on by the new rule, what it no longer applies to falls away, what it newly applies to opens; what is breached stays',
};
const OTHER_DUTY: Words = {
  zh: '原义务的时钟撤下，新义务的时钟另行起算；已超期的不变',
  en: 'those of the earlier duty fall away, those of the new one open; what is breached stays',
};
/** A duty as the first pack that lays it down calls it. */
const dutyNames = new Map<DutyName, Words>(
  [...builtInPacks].reverse().flatMap(({ rules }) => rules.map(({ duty, name }) => [duty, name] as const)),
);
const dutyWords = ({ duty, name }: DutyRule): Words => dutyNames.get(duty) ?? name;

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
const formsOf = ({ answeredBy }: DutyRule): Words => ({
  zh: answeredBy.map((form) => releaseFormNames[form].zh).join('、'),
  en: answeredBy.map((form) => releaseFormNames[form].en).join(', '),
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

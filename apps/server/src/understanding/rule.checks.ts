// What a rule or a list must be before it is kept, told to people with every fault at once: pure.

import {
  areaNames,
  concernNames,
  levelOneTopics,
  type RuleConditions,
  type TermFault,
  termFaults,
  termSentence,
} from '#understanding';
import type { FieldFault } from '../platform/problem';
import { conflict, invalid, type Refusal } from '../platform/problem';

/** Terms by the field they stand in. */
export type Fields = readonly (readonly [path: string, terms: readonly string[]])[];

/** Null where every term may stand; `notNames`: those that a person says are no names. */
export function refusedTerms(fields: Fields, notNames: readonly string[]): Refusal | null {
  const faults = fields.flatMap(([path, terms]) =>
    termFaults(terms)
      .filter(({ term, code }) => code !== 'person-name' || !notNames.includes(term))
      .map((fault) => ({ path, fault })),
  );
  if (faults.length === 0) return null;
  const grave = faults.find(({ fault }) => fault.code === 'personal-data') ?? faults[0]!;
  const { zh, en } = termSentence(grave.fault);
  const rest = faults.length - 1;
  return invalid(
    `rule.${grave.fault.code}`,
    rest ? `${zh}（另有 ${rest} 处）` : zh,
    rest ? `${en} (${rest} more)` : en,
    faults.map(({ path, fault }) => faultOf(path, fault)),
  );
}

/** A name is repeated, so that a person can say that it is none; a number never is. */
const faultOf = (path: string, fault: TermFault): FieldFault => ({
  path: `body.${path}`,
  message: fault.code === 'person-name' ? `person-name:${fault.term}` : termSentence(fault).zh,
});

/** Null where a rule may ask this; `name` where it is kept under one. */
export function refusedRule(
  conditions: RuleConditions,
  notNames: readonly string[],
  name?: string,
): Refusal | null {
  const { words, excludes, places } = conditions;
  const fields: Fields = [
    ['name', name === undefined ? [] : [name]],
    ['conditions.words', words],
    ['conditions.excludes', excludes],
    ['conditions.places', places],
  ];
  return refusedTerms(fields, notNames) ?? refusedConditions(conditions);
}

function refusedConditions(conditions: RuleConditions): Refusal | null {
  const { topics, areas, concerns, level, heat, listIds, words, places, channels } = conditions;
  const asks = [topics, areas, concerns, listIds, words, places, channels].some((list) => list.length > 0);
  if (!asks && level === null && heat === null)
    return invalid(
      'rule.asks-nothing',
      '规则没有任何条件，会对每起事件都告警；请至少设一个条件。',
      'The rule asks nothing and would alert for every incident; set at least one condition.',
    );
  const unknown = [
    ...topics.filter((topic) => !levelOneTopics.includes(topic)),
    ...areas.filter((area) => !areaNames.includes(area)),
    ...concerns.filter((concern) => !Object.hasOwn(concernNames, concern)),
  ];
  if (unknown.length === 0) return null;
  return invalid(
    'rule.unknown-label',
    `没有这样的主题、领域或关切类型：${unknown.slice(0, 3).join('、')}。`,
    `There is no such topic, watch area or concern: ${unknown.slice(0, 3).join(', ')}.`,
  );
}

export const nobodyTold = () =>
  invalid(
    'rule.nobody-told',
    '请指定告知谁：人员、部门或角色，至少一个。',
    'Say who is told: at least one officer, department or role.',
  );
export const strangerNamed = () =>
  invalid(
    'rule.stranger',
    '规则里有已停用或不在本辖区的人员、部门或词表，请重新选择。',
    'The rule names an officer, department or list that is gone or not of this jurisdiction; choose again.',
  );
const nameTaken = () =>
  conflict(
    'rule.name-taken',
    '本辖区已有同名的规则或词表。',
    'This jurisdiction already has one of that name.',
  );
/** By unique index. */
export const taken = { alert_rule_name: nameTaken, word_list_name: nameTaken };
export const changedSince = (by: string) =>
  conflict(
    'rule.changed-since',
    `${by} 刚刚保存了另一个版本；请看过之后再改。`,
    `${by} has just saved another version; look at it before you change it.`,
  );
export const listInUse = (rules: readonly string[]) =>
  conflict(
    'word-list.in-use',
    `这个词表还用在规则里：${rules.slice(0, 3).join('、')}。请先从规则中去掉。`,
    `This list is still used by: ${rules.slice(0, 3).join(', ')}. Take it out of those rules first.`,
  );

// What the form of a rule or a list holds, and how it becomes what is sent: pure.
import type { AlertRule, Request } from '#contract';

export type RuleBody = Request<'rules.add'>['body'];
export type RuleFields = {
  name: string;
  on: boolean;
  severity: AlertRule['severity'];
  topics: string[];
  areas: string[];
  concerns: string[];
  level: AlertRule['conditions']['level'];
  heat: number | null;
  listIds: string[];
  words: string;
  excludes: string;
  places: string;
  channels: AlertRule['conditions']['channels'];
  officerIds: string[];
  departmentIds: string[];
  roles: AlertRule['told']['roles'];
};

/** Every term of a rule. */
export const termsOf = ({ words, excludes, places }: AlertRule['conditions']): string[] => [
  ...words,
  ...excludes,
  ...places,
];
/** One a line; commas of either width part them too. */
export const linesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[\n,，、;；]/)
    .map((line) => line.trim())
    .filter(Boolean);
export const textOf = (terms: readonly string[]): string => terms.join('\n');

export function fieldsOf(rule: AlertRule | null): RuleFields {
  if (!rule)
    return {
      name: '',
      on: true,
      severity: 'warning',
      ...{ topics: [], areas: [], concerns: [], level: null, heat: null, listIds: [], channels: [] },
      ...{ words: '', excludes: '', places: '' },
      ...{ officerIds: [], departmentIds: [], roles: ['news-office'] },
    };
  const { conditions, told } = rule;
  return {
    name: rule.name,
    on: rule.on,
    severity: rule.severity,
    ...conditions,
    words: textOf(conditions.words),
    excludes: textOf(conditions.excludes),
    places: textOf(conditions.places),
    ...told,
  };
}

export function conditionsOf(fields: RuleFields): Required<RuleBody['conditions']> {
  const { topics, areas, concerns, level, heat, listIds, words, excludes, places, channels } = fields;
  return {
    topics: topics ?? [],
    areas: areas ?? [],
    concerns: concerns ?? [],
    level: level ?? null,
    heat: heat ?? null,
    listIds: listIds ?? [],
    words: linesOf(words),
    excludes: linesOf(excludes),
    places: linesOf(places),
    channels: channels ?? [],
  };
}

export function bodyOf(fields: RuleFields, notNames: string[]): RuleBody & { notNames: string[] } {
  const { name, on, severity, officerIds, departmentIds, roles } = fields;
  const told = { officerIds: officerIds ?? [], departmentIds: departmentIds ?? [], roles: roles ?? [] };
  return { name: name.trim(), on, severity, conditions: conditionsOf(fields), told, notNames };
}

/** The terms that a refusal says read like names. */
export const namesIn = (errors: readonly { message: string }[] | undefined): string[] =>
  (errors ?? []).flatMap(({ message }) => (message.startsWith('person-name:') ? [message.slice(12)] : []));

// What a fact says beyond its kind, in one line: level, from and to, due time, reason; ids only where a name is known.
import type { TFunction } from 'i18next';
import { useCallback, useMemo } from 'react';
import { useAsk } from './api';
import { serverNow } from './now';
import { shortInstant } from './ui/instants';
import { type Lang, type NameGroup, useWords } from './words';

type Body = Record<string, unknown>;
type Telling = {
  kind: string;
  t: TFunction;
  lang: Lang;
  name: (group: NameGroup, value: string) => string;
  department: (id: string) => string | undefined;
};
type Tell = (value: unknown, telling: Telling, body: Body) => string | null | undefined;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const instantOf = (value: unknown, { t, lang }: Telling) =>
  isText(value) && !Number.isNaN(Date.parse(value))
    ? shortInstant(Date.parse(value), serverNow(), t, lang)
    : null;
const named =
  (group: NameGroup): Tell =>
  (value, { name }) =>
    isText(value) ? name(group, value) : null;
const said =
  (key: FactKey): Tell =>
  (value, { t }) =>
    isText(value) || typeof value === 'number' ? t(`accountability.facts.${key}`, { value }) : null;
const at =
  (key: FactKey): Tell =>
  (value, telling) => {
    const value_ = instantOf(value, telling);
    return value_ && telling.t(`accountability.facts.${key}`, { value: value_ });
  };
type FactKey =
  | 'added'
  | 'asOf'
  | 'clause'
  | 'count'
  | 'departments'
  | 'due'
  | 'edition'
  | 'failures'
  | 'from'
  | 'messages'
  | 'note'
  | 'occurred'
  | 'place'
  | 'proposed'
  | 'reason'
  | 'received'
  | 'refused'
  | 'repeated'
  | 'revised'
  | 'rows'
  | 'rung'
  | 'size'
  | 'warned';

/** `from` and `to` are levels, instants, entry numbers or an address, by the kind of fact. */
const ends: Tell = (to, telling, { from }) => {
  if (isText(from) && isText(to)) {
    const say = (value: string) => instantOf(value, telling) ?? telling.name('level', value);
    return `${say(from)} → ${say(to)}`;
  }
  return typeof from === 'number' && typeof to === 'number' ? `#${from} – #${to}` : null;
};
const party: Tell = (value, { t, department }) => {
  const known = isText(value) ? department(value) : undefined;
  return known && t('accountability.facts.lead', { value: known });
};

/** Notices of a clock: noticed late, as after a stop of the server, is not the same as answered late. */
const steps = ['duty.escalated', 'duty.escalated.2', 'duty.unheard', 'duty.hold-expired', 'step.escalated'];
const warnings = ['duty.half', 'duty.near', 'duty.hour', 'duty.very-overdue', ...steps];
const notices = [...warnings, 'duty.breached', 'step.overdue'];
/** Their `dueAt` is when the warning was due, not the answer. */
const isWarning = ({ kind }: Telling) => warnings.includes(kind);

/** A person typed it, or the system gave it in both languages. */
const reason: Tell = (value, telling, body) => {
  if (!steps.includes(telling.kind)) return said('reason')(value, telling, body);
  const words = value as Partial<Record<Lang, unknown>> | null;
  const told = words?.[telling.lang];
  return isText(told) ? told : null;
};

/** In the order they are told. */
const tells: readonly (readonly [field: string, tell: Tell])[] = [
  ['duty', named('duty')],
  ['lane', (value, { t }) => (isText(value) ? t(`steps.lanes.${value as 'handling' | 'response'}`) : null)],
  ['number', (value) => (isText(value) ? value : null)],
  ['aspect', named('aspect')],
  [
    'now',
    (value, { name }) =>
      Array.isArray(value) ? value.map((code) => name('topic', String(code))).join(' ') : null,
  ],
  ['version', (value) => (isText(value) ? value : null)],
  [
    'level',
    // Of an incident; a jurisdiction has a level in the tree instead.
    (value, telling, body) =>
      named(/^(setup|jurisdiction)\./.test(telling.kind) ? 'jurisdictionLevel' : 'level')(
        value,
        telling,
        body,
      ),
  ],
  [
    'proposedLevel',
    (value, { t, name }) =>
      isText(value) ? t('accountability.facts.proposed', { value: name('level', value) }) : null,
  ],
  ['emergencyKind', named('emergency')],
  ['to', ends],
  ['leadDepartmentId', party],
  ['departmentId', party],
  ['form', named('releaseForm')],
  ['edition', said('edition')],
  ['jurisdiction', (value) => (isText(value) ? value : null)],
  ['departments', said('departments')],
  ['name', (value) => (isText(value) ? value : null)],
  [
    'roles',
    (value, { name }) =>
      Array.isArray(value) ? value.map((role) => name('role', String(role))).join(' ') : null,
  ],
  ['channel', named('channel')],
  ['count', said('count')],
  ['added', said('added')],
  ['messages', said('messages')],
  ['received', said('received')],
  ['repeated', said('repeated')],
  ['revised', said('revised')],
  ['refused', said('refused')],
  ['failures', said('failures')],
  ['occurredAt', at('occurred')],
  ['dueAt', (value, telling, body) => at(isWarning(telling) ? 'warned' : 'due')(value, telling, body)],
  ['rung', said('rung')],
  [
    'late',
    (value, { t, kind }) =>
      value === true ? t(`accountability.facts.${notices.includes(kind) ? 'afterwards' : 'late'}`) : null,
  ],
  ['place', said('place')],
  ['size', said('size')],
  [
    'at',
    (value, telling, body) => (telling.kind === 'backup.restored' ? at('asOf')(value, telling, body) : null),
  ],
  ['entries', said('size')],
  ['rows', said('rows')],
  [
    'from',
    // A department that led before, or the address somebody came from; with `to` it is told above.
    (value, { t, department }, { to, leadDepartmentId }) => {
      if (!isText(value) || to !== undefined) return null;
      if (leadDepartmentId === undefined) return t('accountability.facts.from', { value });
      const led = department(value);
      return led && t('accountability.facts.led', { value: led });
    },
  ],
  ['code', (value) => (isText(value) ? value : null)],
  ['note', said('note')],
  ['reason', reason],
];

/** `useFactWords()(fact)`: the line of a fact, '' where its kind says all. */
export function useFactWords(): (fact: { kind: string; body: Body }) => string {
  const { t, lang, name } = useWords();
  const departments = useAsk('departments.list', {}, { staleMs: 600_000 });
  const names = useMemo(
    () => new Map(departments.data?.items.map((one) => [one.id, one.name])),
    [departments.data],
  );
  return useCallback(
    ({ kind, body }) => {
      const telling: Telling = { kind, t, lang, name, department: (id) => names.get(id) };
      return tells
        .flatMap(([field, tell]) => (field in body ? (tell(body[field], telling, body) ?? []) : []))
        .join(' · ');
    },
    [t, lang, name, names],
  );
}

// What a rule watches for and whom it tells, in one line of words.
import { useMemo } from 'react';
import type { AlertRule } from '#contract';
import { useAsk } from '../shared/api';
import { useWords } from '../shared/words';

const SHOWN = 4;

export function useRuleWords() {
  const { t, name } = useWords();
  const lists = useAsk('wordlists.list', {}, { staleMs: 30_000 });
  const officers = useAsk('officers.list', {}, { staleMs: 300_000 });
  const departments = useAsk('departments.list', {}, { staleMs: 300_000 });
  const names = useMemo(
    () =>
      new Map(
        [
          ...(lists.data?.items ?? []),
          ...(officers.data?.items ?? []),
          ...(departments.data?.items ?? []),
        ].map((one) => [one.id, one.name]),
      ),
    [lists.data, officers.data, departments.data],
  );
  const some = (all: readonly string[]) =>
    all.length > SHOWN ? `${all.slice(0, SHOWN).join('、')} … (${all.length})` : all.join('、');
  const known = (ids: readonly string[]) => ids.flatMap((id) => names.get(id) ?? []);

  const watches = (conditions: AlertRule['conditions']): string => {
    const { topics, areas, concerns, level, heat, listIds, words, places, channels, excludes } = conditions;
    const labels = [...topics, ...areas].map((one) => name('topic', one));
    const parts = [
      some([...labels, ...concerns.map((one) => name('concern', one))]),
      some([...known(listIds).map((one) => `《${one}》`), ...words]),
      excludes.length > 0 ? `${t('rules.rules.excludes')}: ${some(excludes)}` : '',
      some(places),
      some(channels.map((one) => name('channel', one))),
      level ? t('rules.rules.atLeast', { name: name('level', level) }) : '',
      heat === null ? '' : t('rules.rules.heatAtLeast', { value: heat }),
    ].filter(Boolean);
    return parts.join(' · ') || t('rules.rules.anyIncident');
  };
  const tells = (told: AlertRule['told']): string =>
    some([
      ...known(told.officerIds),
      ...known(told.departmentIds),
      ...told.roles.map((one) => name('role', one)),
    ]) || t('rules.rules.nobody');
  return { watches, tells };
}

// Which clocks a level starts under the packs in force: the consequence of a confirmation, told beforehand.

import type { Answer, IncidentCard } from '#contract';
import { citationOf } from '../../../../libs/organisation/citation';
import { useAsk } from '../shared/api';
import { Loading } from '../shared/ui';
import { useWords } from '../shared/words';

type Level = NonNullable<IncidentCard['level']>;
type Rule = Answer<'packs.list'>['items'][number]['rules'][number];
const grave: readonly Level[] = ['特别重大', '重大'];

/**
 * The wire tells to what a rule applies in words only, "政务舆情（特别重大、重大）"; levels stand in them as they are called
 * everywhere else.
 */
function startsAt(rule: Rule, level: Level, emergency: boolean): boolean {
  const limits = /^政务舆情（(.*)）$/.exec(rule.applies.zh)?.[1]?.split('、');
  if (!limits?.includes(level)) return false;
  if (limits.includes('突发事件')) return emergency;
  return !limits.includes('非突发事件') || !emergency;
}

type Props = {
  level: Level;
  emergencyKind: string | null;
};
export function ClocksOpened({ level, emergencyKind }: Props) {
  const { t, pick, name } = useWords();
  const asked = useAsk('packs.list', {}, { staleMs: 600_000 });
  if (asked.isPending) return <Loading rows={2} />;
  const emergency = emergencyKind !== null || grave.includes(level);
  const rules = (asked.data?.items ?? [])
    .filter(({ inForce }) => inForce)
    .flatMap((pack) =>
      pack.rules.filter((rule) => startsAt(rule, level, emergency)).map((rule) => ({ pack, rule })),
    );
  if (rules.length === 0) return <p>{t('understanding.acts.confirmNoClocks')}</p>;
  return (
    <div role="status">
      <p>{t('understanding.acts.confirmClocks', { count: rules.length })}</p>
      <ul className="consequence">
        {rules.map(({ pack, rule }) => (
          <li key={`${pack.id}${rule.duty}`}>
            <strong>
              {t('understanding.acts.clockLine', {
                name: pick(rule.name),
                within: pick(rule.within),
                // Nothing has been released of a matter not yet confirmed: the next update is then due from the confirmation.
                from: name(
                  'startsFrom',
                  rule.startsFrom === 'previous-release' ? 'confirmed' : rule.startsFrom,
                ),
              })}
            </strong>
            <span className="quiet"> {citationOf(rule.clause)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

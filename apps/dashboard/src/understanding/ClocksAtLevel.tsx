// What becomes of an incident's clocks at another level, clock by clock, seen before the change is confirmed.

import type { IncidentCard } from '#contract';
import { citationOf } from '../../../../libs/organisation/citation';
import { useAsk } from '../shared/api';
import { Answered, Instant } from '../shared/ui';
import { useWords } from '../shared/words';

type Props = { incidentId: string; level: NonNullable<IncidentCard['level']> };
const marks = { opened: '＋', 'falls-away': '－', 'runs-on': '·', stays: '◆' } as const;

export function ClocksAtLevel({ incidentId, level }: Props) {
  const { t, pick } = useWords();
  const asked = useAsk('duties.atLevel', { params: { id: incidentId }, query: { level } });
  return (
    <Answered of={asked} rows={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p>{t('understanding.acts.levelNoClocks')}</p>
        ) : (
          <div role="status">
            <p>{t('understanding.acts.levelMoves')}</p>
            <ul className="consequence">
              {items.map(({ kind, name, basis, clause, dueAt, atOnce, leansOn }) => (
                <li key={`${kind}${basis}${dueAt}`}>
                  <span aria-hidden="true">{marks[kind]} </span>
                  {t(`understanding.acts.levelKinds.${kind}`)} <strong>{pick(name)}</strong>
                  {' · '}
                  <Instant at={dueAt} /> {t('understanding.acts.levelDue')}
                  {atOnce && <strong> ▲ {t('understanding.acts.levelAtOnce')}</strong>}
                  {leansOn.length > 0 && (
                    <span> ▲ {t('dutyRules.clock.leansOn', { years: leansOn.join(' ') })}</span>
                  )}
                  <span className="quiet"> {citationOf(clause)}</span>
                </li>
              ))}
            </ul>
          </div>
        )
      }
    </Answered>
  );
}

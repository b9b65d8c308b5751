// What the rules raised last: which incident, by which rule and words, and who was told.
import { Checkbox } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { EmptyState, Instant, Paged, Panel, SeverityTag } from '../shared/ui';
import { useWords } from '../shared/words';

export function RulesRaised() {
  const { t } = useWords();
  const [mine, setMine] = useState(false);
  const asked = useAskPages('rules.raised', { query: { limit: 20, ...(mine ? { mine: 'true' } : {}) } });
  const filter = (
    <Checkbox checked={mine} onChange={({ target }) => setMine(target.checked)}>
      {t('rules.rules.latestMine')}
    </Checkbox>
  );
  return (
    <Panel title={t('rules.rules.latest')} extra={filter} flush>
      <Paged
        of={asked}
        rows={3}
        empty={<EmptyState title={t('rules.rules.latestNone')} next={t('rules.rules.latestNoneNext')} />}
      >
        {(items) => (
          <ol className="live-list">
            {items.map((one) => (
              <li key={`${one.ruleId}${one.incidentId}`} className="live-line">
                <div className="row apart">
                  <span className="row tight">
                    <SeverityTag severity={one.severity} />
                    <Link to={paths.incident(one.incidentId)}>{one.title}</Link>
                  </span>
                  <Instant at={one.at} />
                </div>
                <div className="quiet">
                  {t('rules.rules.because', {
                    rule: one.rule,
                    words:
                      one.words.length > 0 ? t('rules.rules.found', { words: one.words.join('、') }) : '',
                  })}
                  {' · '}
                  {one.told.length > 0
                    ? t('rules.rules.told', { names: one.told.map(({ name }) => name).join('、') })
                    : t('rules.rules.nobody')}
                </div>
              </li>
            ))}
          </ol>
        )}
      </Paged>
    </Panel>
  );
}

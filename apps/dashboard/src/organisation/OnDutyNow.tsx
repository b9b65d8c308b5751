// Who is on duty at this moment for the whole jurisdiction; nobody is said as plainly as somebody.
import { useAsk } from '../shared/api';
import { serverNow } from '../shared/now';
import { Panel, StateTag, shortInstant } from '../shared/ui';
import { useWords } from '../shared/words';

export function OnDutyNow() {
  const { t, pick, name, lang } = useWords();
  const { data } = useAsk('roster.now', { query: {} }, { every: 60_000 });
  if (!data || data.of === 'none') return null;
  return (
    <Panel title={t('roster.nowTitle')}>
      {data.people.length === 0 && (
        <p className="row tight" style={{ margin: 0 }}>
          <StateTag tone="bad">{t('roster.nowNobody')}</StateTag>
          {data.nobody && pick(data.nobody)}
        </p>
      )}
      <ul className="row" style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {data.people.map((one) => (
          <li key={one.officer.id} className="row tight">
            <span className="tag">{name('shiftPart', one.part)}</span>
            <strong>{one.officer.name}</strong>
            {one.insteadOf && (
              <span className="quiet">{t('roster.insteadOf', { name: one.insteadOf.name })}</span>
            )}
            <span className="quiet">
              {[one.post, one.desk.name].filter(Boolean).join(' · ')}{' '}
              {t('roster.until', { at: shortInstant(Date.parse(one.until), serverNow(), t, lang) })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

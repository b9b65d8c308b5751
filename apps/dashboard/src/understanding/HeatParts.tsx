// What makes the heat of an incident: each part, what it was worked out from, and its share.
import type { Incident } from '#contract';
import { useWords } from '../shared/words';

/** In the order of their weight. */
const heatParts = ['volume', 'spread', 'reach', 'hotline', 'recency'];
export function HeatParts({ incident }: { incident: Incident }) {
  const { t, name } = useWords();
  const parts = Object.entries(incident.heatParts).sort(
    ([a], [b]) => heatParts.indexOf(a) - heatParts.indexOf(b),
  );
  const top = Math.max(1, ...parts.map(([, value]) => value));
  const all = Math.max(
    1,
    parts.reduce((sum, [, value]) => sum + value, 0),
  );
  return (
    <>
      <table className="facts-table">
        <tbody>
          {parts.map(([part, value]) => (
            <tr key={part}>
              <th scope="row">{name('heatPart', part)}</th>
              <td className="quiet">
                <HeatWords part={part} counts={incident.heatCounts} />
              </td>
              <td style={{ width: '20%' }}>
                <div className="bar" aria-hidden="true">
                  <i style={{ width: `${Math.max(0, (value / top) * 100)}%` }} />
                </div>
              </td>
              <td className="number">
                {t('rules.heat.of', {
                  value: Math.round(value * 10) / 10,
                  share: Math.round((value / all) * 100),
                })}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <strong>{t('understanding.assessment.heatAll')}</strong>
            </th>
            <td />
            <td />
            <td className="number">
              <strong>{Math.round(incident.heat)}</strong>
            </td>
          </tr>
        </tbody>
      </table>
      <p className="quiet">{t('understanding.assessment.heatHelp')}</p>
    </>
  );
}

/** What a part was worked out from, in words; nothing where it has not been worked out since that is kept. */
function HeatWords({ part, counts }: { part: string; counts: Incident['heatCounts'] }) {
  const { t } = useWords();
  if (counts.messages === undefined) return null;
  switch (part) {
    case 'volume':
      return t('rules.heat.volume', counts);
    case 'spread':
      return t('rules.heat.spread', counts);
    case 'reach':
      return counts.comments || counts.views ? t('rules.heat.reach', counts) : t('rules.heat.noReach');
    case 'hotline':
      return t('rules.heat.hotline', counts);
    case 'recency':
      return t('rules.heat.recency', counts);
    default:
      return null;
  }
}

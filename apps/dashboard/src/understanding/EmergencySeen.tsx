// An emergency as read from the messages: kind and level, each fact with the words it came from, and the standard.
import type { EmergencySeen } from '#contract';
import { LevelTag } from '../shared/ui';
import { useWords } from '../shared/words';

const NUMERAL = /[\d０-９〇零一二两三四五六七八九十百千万亿半]/;

/** 126 人 · 350 万元 · 5.1 · 230; "several were hurt" is no figure, whatever it is reckoned as. */
export function useFigure(): (fact: EmergencySeen['facts'][number]) => string {
  const { t } = useWords();
  return ({ name, value, quote }) => {
    if (!NUMERAL.test(quote)) return t('understanding.assessment.noFigure');
    // Hectares may come from mu, and then have many digits.
    if (name === 'magnitude' || name === 'burnt') return String(Math.round(value * 10) / 10);
    if (name !== 'loss') return t('understanding.assessment.people', { value: value.toLocaleString() });
    return value >= 10_000
      ? t('understanding.assessment.tenThousand', { value: (value / 10_000).toLocaleString() })
      : t('understanding.assessment.yuan', { value: value.toLocaleString() });
  };
}

export function EmergencySeenView({ emergency }: { emergency: EmergencySeen }) {
  const { t, name } = useWords();
  const figure = useFigure();
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row tight">
        <LevelTag level={emergency.level} proposed />
        <strong>{name('emergency', emergency.kind)}</strong>
      </div>
      {emergency.facts.length > 0 && (
        <table className="facts-table">
          <thead>
            <tr>
              <th scope="col">{t('understanding.assessment.fact')}</th>
              <th scope="col" className="number">
                {t('understanding.assessment.value')}
              </th>
              <th scope="col">{t('understanding.assessment.words')}</th>
            </tr>
          </thead>
          <tbody>
            {emergency.facts.map((fact) => (
              <tr key={`${fact.name}${fact.quote}`}>
                <th scope="row">{name('emergencyFact', fact.name)}</th>
                <td className="number">{figure(fact)}</td>
                <td>
                  <q>{fact.quote}</q>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {emergency.words.length > 0 && (
        <div className="row tight">
          <span className="quiet">{t('understanding.assessment.found')}</span>
          {emergency.words.map((word) => (
            <span key={word} className="tag">
              {word}
            </span>
          ))}
        </div>
      )}
      <div>
        <span className="quiet">{t('understanding.assessment.clause')} </span>
        {emergency.clause}
      </div>
    </div>
  );
}

// Why a message is in its incident: what it shares, or who put it there and why.
import type { Placing, SharedSeen } from '#contract';
import { Instant } from '../shared/ui';
import { useWords } from '../shared/words';

const lists = ['terms', 'names', 'places', 'numbers', 'hours'] as const;
const label = {
  terms: 'words',
  names: 'names',
  places: 'places',
  numbers: 'numbers',
  hours: 'hours',
} as const;

export function WhyHere({ placing, movedBy }: { placing: Placing; movedBy: string | null }) {
  const { t, name } = useWords();
  const { shared, placed } = placing;
  return (
    <div className="stack quiet why-here">
      {placed ? (
        <span>
          {t('understanding.assessing.placedHere', { by: placed.by, act: name('assessmentAct', placed.act) })}{' '}
          <Instant at={placed.at} />
          {placed.reason && <> · {placed.reason}</>}
        </span>
      ) : (
        movedBy && <span>{t('understanding.members.movedBy', { name: movedBy })}</span>
      )}
      {shared ? (
        <Shares shared={shared} />
      ) : (
        !placed && !movedBy && <span>{t('understanding.assessing.founding')}</span>
      )}
    </div>
  );
}

function Shares({ shared }: { shared: SharedSeen }) {
  const { t } = useWords();
  // A word that is told as a name, a place or a number is not told twice.
  const elsewhere = new Set([...shared.names, ...shared.places]);
  const of = (one: (typeof lists)[number]) =>
    one === 'terms' ? shared.terms.filter((word) => !elsewhere.has(word)) : shared[one];
  const told = lists.filter((one) => of(one).length > 0);
  return (
    <div className="row tight">
      <span>{t('understanding.assessing.why')}</span>
      {told.map((one) => (
        <span key={one} className="row tight">
          <span>{t(`understanding.assessing.${label[one]}`)}</span>
          {of(one).map((word) => (
            <span key={word} className="tag">
              {word}
            </span>
          ))}
        </span>
      ))}
      {shared.gapHours !== null && (
        <span className="tabular">
          {shared.gapHours === 0
            ? t('understanding.assessing.within')
            : t('understanding.assessing.gap', { value: shared.gapHours })}
        </span>
      )}
      <span className="tabular">
        {t('understanding.members.similarity', { value: shared.similarity.toFixed(2) })}
      </span>
    </div>
  );
}

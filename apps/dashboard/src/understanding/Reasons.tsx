// Why a message is labelled as it is: each label with its words, its quote and its clause.
import type { Labels } from '#contract';
import { useWords } from '../shared/words';

/** The emergency's own reason is left out where its facts stand beside. */
export function Reasons({ labels }: { labels: Labels }) {
  const { t, name } = useWords();
  const reasons = labels.reasons.filter(({ about }) => about !== 'emergency' || !labels.emergency);
  if (reasons.length === 0) return <span className="quiet">{t('understanding.assessment.noReasons')}</span>;
  const named = ({ about, value }: Labels['reasons'][number]) => {
    if (about === 'concern') return name('concern', value);
    return about === 'topic' && !value.startsWith('无：') ? name('topic', value) : name('labelNone', value);
  };
  const bySource = ({ about, instead }: Labels['reasons'][number], source: string) => {
    if (about !== 'topic') return t('understanding.search.bySource', { source });
    return instead
      ? t('understanding.search.byTopicsInstead', { source, instead: name('topic', instead) })
      : t('understanding.search.byTopics', { source });
  };
  return (
    <ul className="rows">
      {reasons.map((reason) => (
        <li key={`${reason.about}${reason.value}${reason.quote ?? ''}`} className="reason">
          <div className="row tight">
            <span className="quiet">{name('labelAbout', reason.about)}</span>
            <strong>{named(reason)}</strong>
            {reason.words.map((word) => (
              <span key={word} className="tag">
                {word}
              </span>
            ))}
          </div>
          {reason.source && <div>{bySource(reason, reason.source)}</div>}
          {reason.quote && <q className="excerpt">{reason.quote}</q>}
          {reason.clause && <div className="quiet">{reason.clause}</div>}
        </li>
      ))}
    </ul>
  );
}

// What a dry run found: how many a day, and which incidents, with the words that were found highlighted.
import { Link } from 'react-router';
import type { RuleTrial } from '#contract';
import { Sparkline } from '../shared/charts';
import { paths } from '../shared/paths';
import { EmptyState, Instant, LevelTag, Panel } from '../shared/ui';
import { useWords } from '../shared/words';

type Segments = RuleTrial['items'][number]['excerpt'];

export function RuleTrialView({ trial }: { trial: RuleTrial }) {
  const { t } = useWords();
  const { raised, messages, days, items, complete } = trial;
  return (
    <div role="status">
      <Panel title={t('rules.rules.tried', { count: raised, messages })}>
        {!complete && (
          <p>
            {t('rules.rules.triedPart', { at: '' })} <Instant at={trial.reached} />
          </p>
        )}
        <p className="quiet">{t('rules.rules.triedNote')}</p>
        {raised === 0 ? (
          <EmptyState title={t('app.common.none')} next={t('rules.rules.triedNone')} />
        ) : (
          <>
            <Sparkline
              values={days.map(({ count }) => count)}
              label={t('rules.rules.triedChart', {
                list: days
                  .filter(({ count }) => count > 0)
                  .map(({ day, count }) => `${day}: ${count}`)
                  .join(', '),
              })}
            />
            <h3>{t('rules.rules.triedShown', { count: items.length })}</h3>
            <ol className="live-list">
              {items.map((item) => (
                <li key={item.incidentId} className="live-line">
                  <div className="row apart">
                    <span className="row tight">
                      <LevelTag level={item.level} />
                      <Link to={paths.incident(item.incidentId)}>{item.title}</Link>
                    </span>
                    <span className="quiet">
                      <Instant at={item.at} /> · {t('live.heatOf', { value: Math.round(item.heat) })}
                    </span>
                  </div>
                  <div>
                    <Marked of={item.messageTitle} />
                  </div>
                  <div className="quiet">
                    <Marked of={item.excerpt} />
                  </div>
                </li>
              ))}
            </ol>
          </>
        )}
      </Panel>
    </div>
  );
}

/** Cut where words were found; the place in the text names each piece. */
function Marked({ of }: { of: Segments }) {
  let at = 0;
  return (
    <>
      {of.map(({ text, hit }) => {
        const key = at;
        at += text.length;
        return hit ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
      })}
    </>
  );
}

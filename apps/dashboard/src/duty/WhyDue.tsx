// The answer to "why is it due then?": start, count, clause, pack; and what happened to the clock since.

import type { Clock } from '#contract';
import { citationOf } from '../../../../libs/organisation/citation';
import { fullInstant, Instant } from '../shared/ui';
import { useWords } from '../shared/words';
import { Climbs } from './Climbs';
import { halfOf } from './explain';
import { usePackName } from './usePackName';
import { useStartName } from './useStartName';

/** How the due time was counted. `brief`: for a small window over the clock. */
export function WhyDue({ clock, brief = false }: { clock: Clock; brief?: boolean }) {
  const { t, lang, pick } = useWords();
  const startName = useStartName();
  const packName = usePackName();
  const { clause, startNote } = clock;
  // The rule and its clause stand above already.
  const steps = clock.explain.filter((line) => !line.includes(clause.words));
  return (
    <div className={`why${brief ? ' brief' : ''}`}>
      <dl className="why-facts">
        <dt>{t('duty.why.start')}</dt>
        <dd className="tabular">
          {fullInstant(Date.parse(clock.startAt), t)}
          {lang === 'zh' ? '，' : ', '}
          {t('duty.why.from', { from: startName(clock) })}
          {startNote && <div className="why-note">{pick(startNote)}</div>}
        </dd>
        <dt>{t('duty.why.due')}</dt>
        <dd className="tabular">
          <strong>{fullInstant(Date.parse(clock.dueAt), t)}</strong>
          {clock.pausedAt && <div className="why-note">{t('duty.pause.dueLater')}</div>}
        </dd>
        <dt>{t('duty.why.clause')}</dt>
        <dd>
          {citationOf(clause)}
          <blockquote className="why-clause">{clause.words}</blockquote>
        </dd>
        <dt>{t('duty.why.pack')}</dt>
        <dd>
          {packName(clock.packId)}{' '}
          <span className="quiet">
            {t('duty.why.packText', { id: clock.packId, version: clock.packVersion })}
          </span>
        </dd>
      </dl>
      <h3>{t('duty.why.steps')}</h3>
      <ol className="why-steps tabular">
        {steps.map((line) => (
          <li key={line}>{halfOf(line, lang)}</li>
        ))}
      </ol>
      {!brief && <Since clock={clock} />}
    </div>
  );
}

function Since({ clock }: { clock: Clock }) {
  const { t } = useWords();
  const { evidence, waivedReason } = clock;
  return (
    <>
      <Climbs clockId={clock.id} />
      {evidence && (
        <>
          <h3>{t('duty.why.evidence')}</h3>
          <p>
            {t('duty.why.publishedAt')} <Instant at={evidence.publishedAt} />
            {evidence.url && (
              <>
                {' · '}
                <a href={evidence.url} target="_blank" rel="noreferrer">
                  {t('duty.why.open')}
                </a>
              </>
            )}
          </p>
          <p className="quiet">
            {t('duty.why.digest')} <code className="digest">{evidence.digest}</code>
          </p>
        </>
      )}
      {waivedReason && <p>{t('duty.clock.waivedFor', { reason: waivedReason })}</p>}
    </>
  );
}

// One matter: what it is, its clocks side by side, the starts with who said them, what went out, and what may be done now.
import { Link, useParams } from 'react-router';
import type { MatterWhole } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, Instant, PageTitle, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { ClockFacts } from './ClockFacts';
import './duty.css';
import { runningFirst } from './IncidentClocks';
import { MatterStateTag } from './MatterParts';
import { MatterStarts } from './MatterStarts';
import { OrdersOf } from './OrdersOf';
import { useMatterActs } from './useMatterActs';

export function MatterPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const asked = useAsk('matters.read', { params: { id } }, { every: 60_000 });
  return (
    <>
      {!asked.data && <PageTitle title={t('matters.page')} />}
      <Answered of={asked}>{(matter) => <Whole matter={matter} />}</Answered>
    </>
  );
}

function Whole({ matter }: { matter: MatterWhole }) {
  const { t, name } = useWords();
  const { may } = useSession();
  const acts = useMatterActs(matter);
  return (
    <>
      <PageTitle
        title={`${matter.number} ${matter.title}`}
        actions={
          <>
            <Link to={paths.matters}>{t('matters.back')}</Link>
            {acts.buttons}
          </>
        }
      />
      <div className="matter-page">
        <Clocks matter={matter} />
        <div className="stack">
          <Panel title={t('matters.about')} extra={<MatterStateTag state={matter.state} />}>
            <dl className="why-facts">
              <dt>{t('matters.kind')}</dt>
              <dd>{name('matterKind', matter.kind)}</dd>
              <dt>{t('matters.department')}</dt>
              <dd>{matter.department?.name ?? t('matters.noDepartment')}</dd>
              <dt>{t('matters.registered')}</dt>
              <dd>
                {matter.registeredBy} · <Instant at={matter.registeredAt} />
              </dd>
              {matter.incidents.length > 0 && (
                <>
                  <dt>{t('matters.beside.incidents')}</dt>
                  <dd>
                    {matter.incidents.map((one) => (
                      <div key={one.id}>
                        <Link to={paths.incident(one.id)}>{one.title || t('matters.beside.unnamed')}</Link>
                      </div>
                    ))}
                  </dd>
                </>
              )}
              {matter.withdrawn && (
                <>
                  <dt>{name('matterState', 'withdrawn')}</dt>
                  <dd>
                    <Instant at={matter.withdrawn.at} /> ·{' '}
                    {t('matters.withdrawnBy', { name: matter.withdrawn.by, reason: matter.withdrawn.reason })}
                  </dd>
                </>
              )}
            </dl>
            {may('ledger.read') && <Link to={paths.ledgerOf(matter.id)}>{t('matters.ledger')}</Link>}
          </Panel>
          <MatterStarts matter={matter} />
          <Panel title={t('matters.answersTitle')}>
            <Answers matter={matter} />
          </Panel>
          <div className="panel">
            <div className="panel-body">
              <OrdersOf
                about={{ kind: 'matter', id: matter.id, title: `${matter.number} ${matter.title}` }}
                departmentId={matter.department?.id ?? null}
              />
            </div>
          </div>
        </div>
      </div>
      {acts.dialogue}
    </>
  );
}

/** Each clock whole: what is owed, why then, who may do what. */
function Clocks({ matter }: { matter: MatterWhole }) {
  const { t, pick } = useWords();
  const asked = useAsk('duties.list', { query: { matterId: matter.id, limit: 50 } }, { every: 60_000 });
  const none = t(matter.asked.length === 0 ? 'matters.nothingAsked' : 'matters.noClocks');
  return (
    <section className="stack matter-clocks" aria-label={t('matters.clocksTitle')}>
      <Answered of={asked} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel title={t('matters.clocksTitle')}>
              <p className="quiet">{none}</p>
            </Panel>
          ) : (
            runningFirst(items).map((clock) => (
              <Panel key={clock.id} title={pick(clock.name)}>
                <ClockFacts clock={clock} />
              </Panel>
            ))
          )
        }
      </Answered>
    </section>
  );
}

function Answers({ matter: { answers } }: { matter: MatterWhole }) {
  const { t, name } = useWords();
  if (answers.length === 0) return <p className="quiet">{t('matters.noAnswers')}</p>;
  return (
    <ul className="year-list">
      {answers.map((one) => (
        <li key={one.id}>
          <Instant at={one.publishedAt} />{' '}
          <strong>
            {t('matters.answerFrom', { form: name('releaseForm', one.form), place: one.place })}
          </strong>{' '}
          {one.number}{' '}
          {one.url && (
            <a href={one.url} target="_blank" rel="noreferrer">
              {t('duty.why.open')}
            </a>
          )}
          {one.releaseId && <Link to={paths.release(one.releaseId)}>{t('matters.byRelease')}</Link>}
          {one.withdrawnAt && (
            <span className="owner missing">
              {' '}
              ▲ {t('matters.takenBack')} <Instant at={one.withdrawnAt} />
            </span>
          )}
          <div className="quiet">
            {t('matters.recordedBy', { name: one.by })} · <Instant at={one.at} />
          </div>
          <div className="quiet">
            {t('duty.why.digest')} <code className="digest">{one.digest}</code>
          </div>
        </li>
      ))}
    </ul>
  );
}

// The climbs of one clock: who was told rung by rung, and what whoever was called for does about it; nothing where nobody had to be.
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Clock } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { ClimbNext, ClimbState, ClimbSteps, Instant, TakeUp } from '../shared/ui';
import { useWords } from '../shared/words';
import { type About, IssueOrder } from './IssueOrder';

const useClimbs = (clockId: string) =>
  useAsk('escalations.list', { query: { clockId } }, { every: 30_000 }).data?.items ?? [];

/** First of all for whoever comes by a notice of a clock that ran out: who was told last, "I am on it", an order. */
export function CalledFor({ clock }: { clock: Clock }) {
  const { t } = useWords();
  const { may } = useSession();
  const go = useNavigate();
  const [ordering, setOrdering] = useState(false);
  const climb = useClimbs(clock.id).find(({ endedAs, since }) => endedAs === null && since === 'breached');
  const about = aboutOf(clock);
  if (!climb) return null;
  const last = climb.steps.findLast(({ told }) => told.length > 0);
  const mayOrder = may('order.issue') && about;
  return (
    <section className="called-for" aria-label={t('duty.called.title')}>
      <div className="row tight">
        <ClimbState climb={climb} />
        {last && (
          <span className="quiet">
            {t('duty.called.last', { names: last.told.map(({ name }) => name).join(t('duty.called.and')) })}{' '}
            <Instant at={last.takenAt} />
          </span>
        )}
      </div>
      <div className="clock-acts no-print">
        <TakeUp climb={climb} prominent />
        {mayOrder && <Button onClick={() => setOrdering(true)}>{t('orders.issue')}</Button>}
      </div>
      {ordering && about && (
        <IssueOrder
          about={about}
          departmentId={clock.department?.id}
          onClose={() => setOrdering(false)}
          onIssued={({ id }) => void go(paths.order(id))}
        />
      )}
    </section>
  );
}

function aboutOf({ incident, matter }: Clock): About | null {
  if (incident) return { kind: 'incident', id: incident.id, title: incident.title };
  return matter && { kind: 'matter', id: matter.id, title: matter.title };
}

export function Climbs({ clockId }: { clockId: string }) {
  const { t, name } = useWords();
  const climbs = useClimbs(clockId);
  if (climbs.length === 0) return null;
  return (
    <>
      <h3>{t('notices.climbs.steps')}</h3>
      {climbs.map((climb) => (
        <section key={climb.since} aria-label={name('ladderStart', climb.since)}>
          <div className="row">
            <span className="quiet">{name('ladderStart', climb.since)}</span>
            <ClimbState climb={climb} />
            <ClimbNext climb={climb} />
          </div>
          <ClimbSteps climb={climb} />
        </section>
      ))}
    </>
  );
}

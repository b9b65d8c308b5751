// The response plans proposed to an incident: why, what they would bring, taken or declined.
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Proposal } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { Instant, ReasonModal, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import './duty.css';
import { PlanLines } from './PlanLines';

/** Nothing where none was proposed. */
export function IncidentPlans({ incidentId }: { incidentId: string }) {
  const { t } = useWords();
  const asked = useAsk('plans.proposed', { params: { id: incidentId } }, { every: 60_000 });
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section>
      <h3>{t('plans.proposed')}</h3>
      <ul className="order-lines">
        {items.map((one) => (
          <Proposed
            key={one.planId}
            incidentId={incidentId}
            one={one}
            mayDecide={asked.data?.mayDecide ?? false}
          />
        ))}
      </ul>
    </section>
  );
}

type Props = { incidentId: string; one: Proposal; mayDecide: boolean };
function Proposed({ incidentId, one, mayDecide }: Props) {
  const { t, pick } = useWords();
  const [declining, setDeclining] = useState(false);
  const params = { id: incidentId, planId: one.planId };
  const take = useAct('plans.take', { done: t('plans.taken') });
  const decline = useAct('plans.decline', { done: t('plans.declined'), onDone: () => setDeclining(false) });
  const { name } = one.content;
  return (
    <li className="order-line">
      <div className="row apart">
        <span>
          <Link to={paths.plan(one.planId)}>{name}</Link>{' '}
          <span className="quiet">
            {t('plans.edition', { n: one.edition })} · {pick(one.why)}
          </span>
        </span>
        {one.state === 'proposed' && mayDecide && (
          <span className="row tight">
            <Button
              type="primary"
              loading={take.acting}
              aria-label={`${t('plans.take')}：${name}`}
              onClick={() => take.act({ params })}
            >
              {t('plans.take')}
            </Button>
            <Button aria-label={`${t('plans.decline')}：${name}`} onClick={() => setDeclining(true)}>
              {t('plans.decline')}
            </Button>
          </span>
        )}
        {one.state !== 'proposed' && (
          <span className="row tight">
            <StateTag tone={one.state === 'taken' ? 'good' : 'plain'}>
              {t(one.state === 'taken' ? 'plans.decidedTaken' : 'plans.decidedDeclined')}
            </StateTag>
            <span className="quiet">
              {one.decidedBy} · <Instant at={one.decidedAt} />
              {one.reason && ` · ${one.reason}`}
            </span>
          </span>
        )}
      </div>
      <details>
        <summary>
          {t('plans.takeConsequence', { count: one.content.response.length + one.content.handling.length })}
        </summary>
        <PlanLines plan={one.content} />
      </details>
      {declining && (
        <ReasonModal
          open
          title={`${t('plans.decline')} · ${name}`}
          confirm={t('plans.decline')}
          busy={decline.acting}
          onCancel={() => setDeclining(false)}
          onConfirm={({ reason }) => decline.act({ params, body: { reason } })}
        />
      )}
    </li>
  );
}

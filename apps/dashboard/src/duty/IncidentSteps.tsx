// The two lanes of an incident side by side: tasks, whether they are in step, the evaluation, what stands against closing.
import { Button } from 'antd';
import { useState } from 'react';
import type { Steps, StepView } from '#contract';
import { useAsk } from '../shared/api';
import { Answered, Instant, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import './duty.css';
import { Evaluations } from './Evaluations';
import { PlanStep } from './StepForm';
import { StepLine } from './StepLine';
import { useStepActs } from './useStepActs';

type Lane = StepView['lane'];
const lanes = ['handling', 'response'] as const;

export function IncidentSteps({ incidentId }: { incidentId: string }) {
  const { t } = useWords();
  const asked = useAsk('steps.read', { params: { id: incidentId } }, { every: 60_000 });
  const [planning, setPlanning] = useState<Lane | null>(null);
  return (
    <section className="stack">
      <h3>{t('steps.title')}</h3>
      <p className="quiet">{t('steps.intro')}</p>
      <Answered of={asked} rows={5}>
        {(steps) => (
          <>
            <InStepLines steps={steps} />
            <div className="lanes">
              {lanes.map((lane) => (
                <LaneOf key={lane} lane={lane} steps={steps} onPlan={() => setPlanning(lane)} />
              ))}
            </div>
            <Evaluations incidentId={incidentId} steps={steps} />
          </>
        )}
      </Answered>
      {planning && <PlanStep incidentId={incidentId} lane={planning} onClose={() => setPlanning(null)} />}
    </section>
  );
}

function InStepLines({ steps }: { steps: Steps }) {
  const { t } = useWords();
  return (
    <ul className="in-step">
      {steps.inStep.map(({ phase, together, behind, since }) => {
        const called = t(`steps.phases.${phase}`);
        return (
          <li key={phase}>
            {behind ? (
              <>
                <StateTag tone="warn">
                  {t('steps.inStep.behind', { lane: t(`steps.lanes.${behind}`), phase: called })}
                </StateTag>
                <Instant at={since} />
              </>
            ) : (
              <StateTag tone={together ? 'good' : 'plain'}>
                {t(together ? 'steps.inStep.together' : 'steps.inStep.neither', { phase: called })}
              </StateTag>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function LaneOf({ lane, steps, onPlan }: { lane: Lane; steps: Steps; onPlan: () => void }) {
  const { t } = useWords();
  const acts = useStepActs();
  const own = steps.items.filter((step) => step.lane === lane);
  const called = t(`steps.lanes.${lane}`);
  return (
    <section className="lane" aria-label={called}>
      <div className="row apart">
        <h4>{called}</h4>
        {steps.mayPlan && (
          <Button size="small" onClick={onPlan} aria-label={`${t('steps.plan')}：${called}`}>
            {t('steps.plan')}
          </Button>
        )}
      </div>
      {own.length === 0 ? (
        <div className="empty">
          <strong>{t('steps.none')}</strong>
          <span>{t('steps.noneNext')}</span>
        </div>
      ) : (
        <ul className="order-lines">
          {own.map((step) => (
            <StepLine key={step.id} step={step}>
              {acts.buttons(step)}
            </StepLine>
          ))}
        </ul>
      )}
      {acts.dialogue}
    </section>
  );
}

/** Nothing where there is nothing to do. */
export function MySteps() {
  const { t } = useWords();
  const acts = useStepActs();
  const asked = useAsk('steps.mine', {}, { every: 60_000 });
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="panel my-orders" aria-label={t('steps.mine')}>
      <div className="panel-head">
        <h2>{t('steps.mine')}</h2>
      </div>
      <ul className="order-lines panel-body">
        {items.map((step) => (
          <StepLine key={step.id} step={step} withIncident>
            {acts.buttons(step)}
          </StepLine>
        ))}
      </ul>
      {acts.dialogue}
    </section>
  );
}

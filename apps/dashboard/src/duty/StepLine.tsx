// One task of a lane: what, who, by when, how far, and what may be done with it.
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { StepView } from '#contract';
import { paths } from '../shared/paths';
import { Instant, Remaining, StateTag, type Tone } from '../shared/ui';
import { useWords } from '../shared/words';

const tones: Record<StepView['state'], Tone> = {
  planned: 'plain',
  begun: 'warn',
  finished: 'good',
  dropped: 'plain',
};
type Props = { step: StepView; withIncident?: boolean; children?: ReactNode };
export function StepLine({ step, withIncident = false, children }: Props) {
  const { t } = useWords();
  const open = step.state === 'planned' || step.state === 'begun';
  return (
    <li className={`order-line${step.state === 'dropped' ? ' quiet' : ''}`}>
      <div className="row apart">
        <strong>{step.what}</strong>
        {open ? (
          <Remaining dueAt={step.dueAt} startAt={step.plannedAt} />
        ) : (
          <Instant at={step.finishedAt} fallback="" />
        )}
      </div>
      {withIncident && (
        <div>
          {t(`steps.lanes.${step.lane}`)} ·{' '}
          <Link to={paths.incident(step.incident.id)}>{step.incident.title}</Link>
        </div>
      )}
      <div className="row tight">
        <StateTag tone={tones[step.state]}>{t(`steps.states.${step.state}`)}</StateTag>
        {step.late && <StateTag tone="bad">{t(open ? 'steps.late' : 'steps.finishedLate')}</StateTag>}
        <span className="quiet">
          {step.department.name}
          {step.officer && ` · ${step.officer.name}`} · {t('steps.due')} <Instant at={step.dueAt} />
        </span>
      </div>
      {step.result && <p className="as-written step-result">{step.result}</p>}
      {step.droppedReason && <p className="quiet step-result">{step.droppedReason}</p>}
      {children && <div className="row tight">{children}</div>}
    </li>
  );
}

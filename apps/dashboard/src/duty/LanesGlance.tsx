// Both lanes of an incident in two lines, above the fold: how much is done, what is due next and by whom, and whether it may be closed.
import { Link } from 'react-router';
import type { Steps, StepView } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { Instant, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import './duty.css';

const lanes = ['handling', 'response'] as const;

/** Leads to the side of the incident's page where both are planned, worked and evaluated. */
export function LanesGlance({ incidentId, isOpen }: { incidentId: string; isOpen: boolean }) {
  const { t } = useWords();
  const { data } = useAsk('steps.read', { params: { id: incidentId } }, { every: 60_000 });
  if (!data) return null;
  return (
    <section className="panel lanes-glance" aria-label={t('steps.title')}>
      <div className="row apart">
        <h2>{t('steps.title')}</h2>
        <Link to={`${paths.incident(incidentId)}?tab=duty`} onClick={showSides}>
          {t('steps.glance.open')}
        </Link>
      </div>
      <ul>
        {lanes.map((lane) => (
          <LaneLine key={lane} lane={lane} steps={data} />
        ))}
        <li>
          <strong>{t('steps.evaluation.title')}</strong>
          <StateTag tone={data.evaluations.length > 0 ? 'good' : 'plain'}>
            {t(data.evaluations.length > 0 ? 'steps.glance.evaluated' : 'steps.glance.unevaluated')}
          </StateTag>
          {isOpen && data.against.length === 0 && <span className="quiet">{t('steps.clear')}</span>}
        </li>
      </ul>
    </section>
  );
}

/** The sides of the page lie below; whoever asks for one is taken there. */
const showSides = () =>
  requestAnimationFrame(() => document.getElementById('sides')?.scrollIntoView({ block: 'start' }));

function LaneLine({ lane, steps }: { lane: StepView['lane']; steps: Steps }) {
  const { t } = useWords();
  const own = steps.items.filter((step) => step.lane === lane && step.state !== 'dropped');
  const done = own.filter(({ state }) => state === 'finished').length;
  const next = own
    .filter(({ state }) => state !== 'finished')
    .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0];
  return (
    <li>
      <strong>{t(`steps.lanes.${lane}`)}</strong>
      {own.length === 0 ? (
        <StateTag tone="warn">{t('steps.none')}</StateTag>
      ) : (
        <StateTag tone={done === own.length ? 'good' : 'plain'}>
          {t('steps.glance.done', { done, all: own.length })}
        </StateTag>
      )}
      {next && (
        <span className="lanes-next">
          {next.late && <StateTag tone="bad">{t('steps.late')}</StateTag>} {next.what}{' '}
          <span className="quiet">
            {next.department.name}
            {next.officer && ` ${next.officer.name}`} · <Instant at={next.dueAt} />
          </span>
        </span>
      )}
    </li>
  );
}

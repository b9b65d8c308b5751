// Who answers for the incident, who helps, who speaks, and the rule that says so.
import type { Incident } from '#contract';
import { Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { Acceptance } from './Acceptance';

export function IncidentParties({ incident }: { incident: Incident }) {
  const { t } = useWords();
  return (
    <Panel title={t('understanding.desk.parties')}>
      <Parties incident={incident} />
    </Panel>
  );
}

export function Parties({ incident }: { incident: Incident }) {
  const { t, pick } = useWords();
  const nobody = <span className="quiet">{t('understanding.desk.nobody')}</span>;
  return (
    <dl className="pairs">
      <dt>{t('understanding.desk.lead')}</dt>
      <dd>{incident.lead ? <strong>{incident.lead.name}</strong> : nobody}</dd>
      {incident.lead && incident.state === 'confirmed' && (
        <>
          <dt>{t('accepting.label')}</dt>
          <dd>
            <Acceptance incident={incident} />
          </dd>
        </>
      )}
      <dt>{t('understanding.desk.support')}</dt>
      <dd>{incident.support.map(({ name }) => name).join('、') || nobody}</dd>
      <dt>{t('understanding.desk.spokesperson')}</dt>
      <dd>
        {incident.spokesperson?.name ?? nobody}
        {incident.speaker && ` · ${incident.speaker.name}`}
      </dd>
      {incident.supervisor && (
        <>
          <dt>{t('understanding.desk.supervisor')}</dt>
          <dd>{incident.supervisor.name}</dd>
        </>
      )}
      {incident.rule && (
        <>
          <dt>{t('understanding.desk.rule')}</dt>
          <dd>
            {pick(incident.rule)} <span className="quiet">{incident.rule.clause}</span>
          </dd>
        </>
      )}
      {incident.confirmedBy && (
        <>
          <dt>{t('understanding.desk.confirmedBy')}</dt>
          <dd>{incident.confirmedBy}</dd>
        </>
      )}
    </dl>
  );
}

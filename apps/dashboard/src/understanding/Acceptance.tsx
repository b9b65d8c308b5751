// Whether the department named to lead has taken the matter on, since when it is asked to; for its own people: take on, or hand on.
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Incident, IncidentCard } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Ago, Instant, Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { HandOn } from './IncidentDialog';

/** Named, confirmed, and still not taken on. */
export const isUnaccepted = ({ state, lead, acceptedAt }: IncidentCard): boolean =>
  state === 'confirmed' && lead !== null && acceptedAt === null;

/** 待接办, with how long it has been; nothing where there is nothing to wait for. */
export function Unaccepted({ incident }: { incident: IncidentCard }) {
  const { t } = useWords();
  if (!isUnaccepted(incident)) return null;
  return (
    <span className="row tight">
      <StateTag tone="warn">{t('accepting.waiting')}</StateTag>
      {incident.leadNamedAt && (
        <span className="quiet">
          {t('accepting.since')} <Ago at={incident.leadNamedAt} />
        </span>
      )}
    </span>
  );
}

/** On the incident's page: taken on by whom, or waiting; with what one may do. */
export function Acceptance({ incident }: { incident: Incident }) {
  const { t } = useWords();
  if (incident.acceptedAt)
    return (
      <>
        {t('accepting.done', { name: incident.acceptedBy ?? '' })} <Instant at={incident.acceptedAt} />
        <AcceptActs incident={incident} />
      </>
    );
  return (
    <div className="stack">
      <Unaccepted incident={incident} />
      <AcceptActs incident={incident} />
    </div>
  );
}

function AcceptActs({ incident }: { incident: IncidentCard }) {
  const { t } = useWords();
  const { may, session } = useSession();
  const [handing, setHanding] = useState(false);
  const { act, acting } = useAct('incidents.accept', { done: t('accepting.accepted') });
  const own = incident.lead !== null && session.officer.departmentId === incident.lead.id;
  if (!own || !may('incident.accept') || incident.state !== 'confirmed') return null;
  return (
    <span className="row tight">
      {isUnaccepted(incident) && (
        <Button
          size="small"
          type="primary"
          loading={acting}
          aria-label={t('accepting.acceptNamed', { title: incident.title })}
          onClick={() => act({ params: { id: incident.id } })}
        >
          {t('accepting.accept')}
        </Button>
      )}
      <Button
        size="small"
        aria-label={t('accepting.handOnTitle', { title: incident.title })}
        onClick={() => setHanding(true)}
      >
        {t('accepting.handOn')}
      </Button>
      {handing && (
        <HandOn incident={incident} onClose={() => setHanding(false)} onDone={() => setHanding(false)} />
      )}
    </span>
  );
}

/** For a department's own page of duties: what it is named to lead and has yet to take on. */
export function OwnToAccept() {
  const { t } = useWords();
  const { may, session } = useSession();
  const asked = useAsk(
    'incidents.list',
    { query: { unaccepted: 'mine', sort: 'recent', limit: 20 } },
    { when: may('incident.accept') && session.officer.departmentId !== null, every: 60_000 },
  );
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel flush className="own-tasks" title={t('accepting.owed', { count: items.length })}>
      <ol className="rows" aria-label={t('accepting.waiting')}>
        {items.map((incident) => (
          <li key={incident.id} className="line">
            <div className="row apart">
              <Link to={paths.incident(incident.id)}>{incident.title}</Link>
              <span className="row tight">
                <Unaccepted incident={incident} />
                <AcceptActs incident={incident} />
              </span>
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

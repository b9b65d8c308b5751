// The incident desk: everything known of one incident, its clocks, its releases and its record, from all the rooms.
import { Link, Navigate, useParams, useSearchParams } from 'react-router';
import type { Incident, Timeline } from '#contract';
import { IncidentRecord, IncidentTimeline } from '../accountability/IncidentTimeline';
import { IncidentClocks } from '../duty/IncidentClocks';
import { IncidentMatters } from '../duty/IncidentMatters';
import { IncidentPlans } from '../duty/IncidentPlans';
import { IncidentSteps } from '../duty/IncidentSteps';
import { LanesGlance } from '../duty/LanesGlance';
import { IncidentOrders } from '../duty/OrdersOf';
import { IncidentReleases } from '../release/IncidentReleases';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered } from '../shared/ui';
import { useWords } from '../shared/words';
import { IncidentAssessment } from '../understanding/IncidentAssessment';
import { IncidentChart } from '../understanding/IncidentChart';
import { IncidentConsultations } from '../understanding/IncidentConsultations';
import { IncidentHead } from '../understanding/IncidentHead';
import { IncidentMembers } from '../understanding/IncidentMembers';
import { IncidentParties } from '../understanding/IncidentParties';
import { IncidentTolls } from '../understanding/IncidentTolls';

export function IncidentDesk() {
  const { id = '' } = useParams();
  const asked = useAsk('incidents.read', { params: { id } }, { every: 60_000 });
  const [params] = useSearchParams();
  return (
    <Answered of={asked}>
      {(incident) =>
        // An old address leads to where its messages are; `kept` shows the one that was, with its record.
        incident.mergedInto && !params.has('kept') ? (
          <Navigate replace to={`${paths.incident(incident.mergedInto)}?from=${incident.id}`} />
        ) : (
          <Desk key={incident.id} incident={incident} />
        )
      }
    </Answered>
  );
}

function Desk({ incident }: { incident: Incident }) {
  const { may } = useSession();
  const timeline = useAsk('incidents.timeline', { params: { id: incident.id } }, { every: 60_000 });
  return (
    <>
      <IncidentHead incident={incident} />
      <div className="stack">
        {may('duty.read') && incident.state !== 'proposed' && (
          <>
            <IncidentClocks incidentId={incident.id} />
            {incident.state !== 'dismissed' && (
              <LanesGlance incidentId={incident.id} isOpen={incident.state === 'confirmed'} />
            )}
          </>
        )}
        <div className="beside">
          <IncidentChart incident={incident} releasedAt={releasesIn(timeline.data)} />
          <IncidentParties incident={incident} />
        </div>
        <IncidentTolls incidentId={incident.id} />
        <Sides incident={incident} timeline={timeline} />
      </div>
    </>
  );
}

const releasesIn = (timeline: Timeline | undefined): string[] =>
  timeline?.facts.filter(({ kind }) => kind === 'release.published').map(({ at }) => at) ?? [];

/** The message with which the incident began, as the ledger tells it. */
const firstMessage = (timeline: Timeline | undefined): string | null => {
  const id = timeline?.facts.findLast(({ kind }) => kind === 'incident.opened')?.body.messageId;
  return typeof id === 'string' ? id : null;
};

const sides = ['timeline', 'messages', 'duty', 'releases', 'assessment', 'consultations', 'record'] as const;
type Side = (typeof sides)[number];
/** What each side needs to be seen; the others come with the incident. */
const needs: Partial<Record<Side, string>> = {
  messages: 'message.read',
  duty: 'duty.read',
  releases: 'release.read',
  consultations: 'consultation.read',
};

type SidesProps = { incident: Incident; timeline: ReturnType<typeof useAsk<'incidents.timeline'>> };
/** The sides as links, so that each can be sent to a colleague and Back leads back. */
function Sides({ incident, timeline }: SidesProps) {
  const { t } = useWords();
  const { may } = useSession();
  const [params] = useSearchParams();
  const open = sides.filter((side) => !needs[side] || may(needs[side]));
  const here = open.find((side) => side === params.get('tab')) ?? 'timeline';
  return (
    <div className="panel desk-sides" id="sides">
      <nav aria-label={t('understanding.desk.tabsLabel')} className="no-print">
        <ul className="room-tabs desk-tabs">
          {open.map((side) => (
            <li key={side}>
              <Link
                to={{ search: withSide(params, side) }}
                replace
                aria-current={side === here ? 'page' : undefined}
              >
                {t(`understanding.desk.tabs.${side}`, { count: incident.messages })}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <OpenSide side={here} incident={incident} timeline={timeline} />
    </div>
  );
}

/** The other parameters stay: which incident one came from, or that an old one is looked at. */
function withSide(params: URLSearchParams, side: Side): string {
  const next = new URLSearchParams(params);
  if (side === 'timeline') next.delete('tab');
  else next.set('tab', side);
  return next.toString();
}

function OpenSide({ side, incident, timeline }: SidesProps & { side: Side }) {
  switch (side) {
    case 'timeline':
      return (
        <Answered of={timeline}>
          {(data) => <IncidentTimeline incidentId={incident.id} timeline={data} />}
        </Answered>
      );
    case 'messages':
      return <IncidentMembers incident={incident} />;
    case 'duty':
      return <DutyLane incident={incident} />;
    case 'releases':
      return (
        <div className="panel-body">
          <IncidentReleases incidentId={incident.id} />
        </div>
      );
    case 'assessment':
      return <IncidentAssessment incident={incident} firstMessageId={firstMessage(timeline.data)} />;
    case 'consultations':
      return <IncidentConsultations incidentId={incident.id} />;
    case 'record':
      return <Answered of={timeline}>{(data) => <IncidentRecord timeline={data} />}</Answered>;
  }
}

/** What is done about it, beside each other: handling and response, and what was ordered. */
function DutyLane({ incident }: { incident: Incident }) {
  const { id, title, lead } = incident;
  return (
    <div className="panel-body stack">
      <IncidentPlans incidentId={id} />
      <IncidentSteps incidentId={id} />
      <IncidentMatters incidentId={id} />
      <IncidentOrders incident={{ id, title, leadDepartmentId: lead?.id ?? null }} />
    </div>
  );
}

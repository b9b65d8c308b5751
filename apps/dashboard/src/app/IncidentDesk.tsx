// The incident desk: everything known of one incident, its clocks, its releases and its record, from all the rooms.
import { Tabs } from 'antd';
import { useParams } from 'react-router';
import type { Incident, Timeline } from '#contract';
import { IncidentRecord, IncidentTimeline } from '../accountability/IncidentTimeline';
import { IncidentClocks } from '../duty/IncidentClocks';
import { IncidentReleases } from '../release/IncidentReleases';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Answered } from '../shared/ui';
import { useUrlFilters } from '../shared/url-filters';
import { useWords } from '../shared/words';
import { IncidentAssessment } from '../understanding/IncidentAssessment';
import { IncidentChart } from '../understanding/IncidentChart';
import { IncidentHead } from '../understanding/IncidentHead';
import { IncidentMembers } from '../understanding/IncidentMembers';
import { IncidentParties } from '../understanding/IncidentParties';

export function IncidentDesk() {
  const { id = '' } = useParams();
  const asked = useAsk('incidents.read', { params: { id } });
  return <Answered of={asked}>{(incident) => <Desk key={incident.id} incident={incident} />}</Answered>;
}

function Desk({ incident }: { incident: Incident }) {
  const { may } = useSession();
  const timeline = useAsk('incidents.timeline', { params: { id: incident.id } });
  return (
    <>
      <IncidentHead incident={incident} />
      <div className="stack">
        {may('duty.read') && incident.state !== 'proposed' && <IncidentClocks incidentId={incident.id} />}
        <div className="desk">
          <IncidentChart incident={incident} releasedAt={releasesIn(timeline.data)} />
          <IncidentParties incident={incident} />
        </div>
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

type SidesProps = { incident: Incident; timeline: ReturnType<typeof useAsk<'incidents.timeline'>> };
function Sides({ incident, timeline }: SidesProps) {
  const { t } = useWords();
  const { may } = useSession();
  const { values, set } = useUrlFilters(['tab']);
  const sides = [
    {
      key: 'timeline',
      label: t('understanding.desk.tabs.timeline'),
      children: <Answered of={timeline}>{(data) => <IncidentTimeline timeline={data} />}</Answered>,
    },
    ...(may('message.read')
      ? [
          {
            key: 'messages',
            label: t('understanding.desk.tabs.messages', { count: incident.messages }),
            children: <IncidentMembers incident={incident} />,
          },
        ]
      : []),
    ...(may('release.read')
      ? [
          {
            key: 'releases',
            label: t('understanding.desk.tabs.releases'),
            children: <IncidentReleases incidentId={incident.id} />,
          },
        ]
      : []),
    {
      key: 'assessment',
      label: t('understanding.desk.tabs.assessment'),
      children: <IncidentAssessment incident={incident} firstMessageId={firstMessage(timeline.data)} />,
    },
    {
      key: 'record',
      label: t('understanding.desk.tabs.record'),
      children: <Answered of={timeline}>{(data) => <IncidentRecord timeline={data} />}</Answered>,
    },
  ];
  return (
    <section className="panel desk-tabs" aria-label={t('understanding.desk.tabsLabel')}>
      <Tabs
        size="small"
        activeKey={sides.find(({ key }) => key === values.tab)?.key ?? 'timeline'}
        onChange={(key) => set({ tab: key === 'timeline' ? null : key })}
        items={sides}
        destroyOnHidden
      />
    </section>
  );
}

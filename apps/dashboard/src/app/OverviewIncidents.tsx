// Incidents of the last seven days as bars on one time axis, coloured by stage, with their releases marked.
import { useQueries } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import type { IncidentCard, Timeline } from '#contract';
import { call, keyOf, type ProblemError, useAsk } from '../shared/api';
import { TimelineBars, type TimelineRow } from '../shared/charts';
import { serverNow } from '../shared/now';
import { paths } from '../shared/paths';
import { Answered, EmptyState, LevelTag, levelRank, Panel } from '../shared/ui';
import { chartColours } from '../shared/ui/theme';
import { useWords } from '../shared/words';

const weekMs = 7 * 24 * 3_600_000;
const rowsShown = 12;
/** The stages of an incident in their order, as the timeline names them. */
const stages = ['发现', '研判', '派发', '签收', '草稿', '审签', '发布'] as const;

export function OverviewIncidents() {
  const { t } = useWords();
  const confirmed = useAsk('incidents.list', { query: { state: 'confirmed', limit: 60 } }, { every: 60_000 });
  const closed = useAsk('incidents.list', { query: { state: 'closed', limit: 30 } }, { every: 300_000 });
  return (
    <Panel title={t('duty.overview.incidents.title')} className="overview-incidents">
      <Answered of={confirmed} rows={8}>
        {({ items }) => <Week incidents={ofTheWeek([...items, ...(closed.data?.items ?? [])])} />}
      </Answered>
    </Panel>
  );
}

/** The gravest first, then the newest. */
const ofTheWeek = (incidents: readonly IncidentCard[]): IncidentCard[] =>
  incidents
    .filter(
      ({ lastAt, detectedAt }) => Math.max(Date.parse(lastAt), Date.parse(detectedAt)) > serverNow() - weekMs,
    )
    .sort((a, b) => levelRank(a.level) - levelRank(b.level) || b.detectedAt.localeCompare(a.detectedAt));

function rowOf(incident: IncidentCard, timeline: Timeline | undefined, released: string): TimelineRow {
  return {
    id: incident.id,
    label: incident.title,
    before: <LevelTag level={incident.level} />,
    spans: timeline?.stages.map(({ stage, at, until }) => ({ stage, from: at, to: until })) ?? [],
    marks: timeline?.facts
      .filter(({ kind }) => kind === 'release.published')
      .map(({ at }) => ({ at, label: released })),
  };
}

function Week({ incidents }: { incidents: readonly IncidentCard[] }) {
  const { t, name } = useWords();
  const navigate = useNavigate();
  const shown = incidents.slice(0, rowsShown);
  const timelines = useQueries({
    queries: shown.map(({ id }) => ({
      queryKey: keyOf('incidents.timeline', { params: { id } }),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('incidents.timeline', { params: { id } }, signal) as Promise<Timeline>,
      staleTime: 60_000,
      throwOnError: (_: ProblemError) => false,
    })),
  });
  if (shown.length === 0)
    return (
      <EmptyState title={t('duty.overview.incidents.empty')} next={t('duty.overview.incidents.emptyNext')} />
    );
  const released = t('duty.overview.incidents.released');
  const more = incidents.length - shown.length;
  const now = serverNow();
  return (
    <>
      <TimelineBars
        rows={shown.map((incident, place) => rowOf(incident, timelines[place]?.data, released))}
        from={new Date(now - weekMs).toISOString()}
        to={new Date(now).toISOString()}
        label={t('duty.overview.incidents.label')}
        signs={[{ sign: '◆', name: released }]}
        stages={stages.map((stage, place) => ({
          stage,
          name: name('incidentStage', stage),
          colour: chartColours[place % chartColours.length] ?? 'var(--accent)',
        }))}
        onOpen={(id) => void navigate(paths.incident(id))}
      />
      {more > 0 && <Link to={paths.incidents}>{t('duty.overview.incidents.more', { count: more })}</Link>}
    </>
  );
}

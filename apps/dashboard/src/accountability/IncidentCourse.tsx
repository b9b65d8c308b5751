// How the response to one incident went, at a glance: stages, every clock, the tasks of both lanes and the releases on one time axis.
import type { Clock, Steps, StepView, Timeline } from '#contract';
import { useAsk } from '../shared/api';
import { TimelineBars, type TimelineRow } from '../shared/charts';
import { useTicking } from '../shared/now';
import { useSession } from '../shared/session';
import { StateTag, span, type Tone } from '../shared/ui';
import { chartColours } from '../shared/ui/theme';
import { useWords } from '../shared/words';
import { clockOutcome, clockSpans, type Outcome, rangeOf, stepOutcome, stepSpans } from './course';
import { colourOf, stageOrder } from './stages';

const MINUTE = 60_000;
const striped = (colour: string) => `repeating-linear-gradient(135deg, ${colour} 0 2px, transparent 2px 6px)`;
const colours = {
  within: chartColours[9],
  over: 'var(--bad)',
  left: striped('var(--text-3)'),
  paused: 'var(--track)',
  planned: striped(chartColours[3]),
  begun: chartColours[3],
} as const;
const states = ['within', 'over', 'left', 'paused', 'planned', 'begun'] as const;
const tones: Record<Outcome['how'], Tone> = {
  ...{ early: 'good', late: 'warn', over: 'bad', left: 'plain', waived: 'plain', paused: 'plain' },
};

type Props = { incidentId: string; timeline: Timeline };
export function IncidentCourse({ incidentId, timeline }: Props) {
  const { may } = useSession();
  const mayDuty = may('duty.read');
  const clocks = useAsk(
    'duties.list',
    { query: { incidentId, limit: 50 } },
    { every: 60_000, when: mayDuty },
  );
  const steps = useAsk('steps.read', { params: { id: incidentId } }, { every: 60_000, when: mayDuty });
  // Nothing is drawn of a part of it: a course without its clocks would be another one.
  if (mayDuty && (!clocks.data || !steps.data)) return null;
  return <Course timeline={timeline} clocks={clocks.data?.items ?? []} steps={steps.data?.items ?? []} />;
}

type CourseProps = { timeline: Timeline; clocks: readonly Clock[]; steps: Steps['items'] };
function Course({ timeline, clocks, steps }: CourseProps) {
  const { t, name } = useWords();
  const now = useTicking((ms) => Math.floor(ms / MINUTE) * MINUTE);
  const clockRow = useClockRow(now);
  const stepRow = useStepRow(now);
  const closedAt = timeline.facts.find(({ kind }) => kind === 'incident.closed')?.at;
  const end = closedAt ? Date.parse(closedAt) : now;
  const releases = releasesOf(timeline, (form) => name('releaseForm', form));
  const rows: TimelineRow[] = [
    {
      id: 'stages',
      label: t('accountability.course.stages'),
      spans: timeline.stages.map(({ stage, at, until }) => ({
        ...{ stage, from: at, to: until ?? new Date(end).toISOString() },
      })),
    },
    ...clocksInOrder(clocks).map(clockRow),
    ...steps.filter(({ state }) => state !== 'dropped').map(stepRow),
    {
      id: 'releases',
      label: t('accountability.course.releases'),
      spans: [],
      marks: releases,
      after: releases.length === 0 && <span className="quiet">{t('accountability.course.none')}</span>,
    },
  ];
  const drawn = rows.flatMap(({ spans, marks = [] }) => [
    ...spans.flatMap(({ from, to }) => [from, to ?? from]),
    ...marks.map(({ at }) => at),
  ]);
  const used = new Set(rows.flatMap(({ spans }) => spans.map(({ stage }) => stage)));
  const signs = new Set(rows.flatMap(({ marks = [] }) => marks.map(({ sign = '◆' }) => sign)));
  return (
    <TimelineBars
      rows={rows}
      {...rangeOf(drawn, end)}
      now={closedAt ? undefined : new Date(now).toISOString()}
      label={t('accountability.course.title')}
      stages={[
        ...stageOrder.map((stage) => ({
          ...{ stage, name: name('incidentStage', stage), colour: colourOf(stage) },
        })),
        ...states.map((stage) => ({
          ...{ stage, name: t(`accountability.course.${stage}`), colour: colours[stage] },
        })),
      ].filter(({ stage }) => used.has(stage))}
      signs={[
        ...(closedAt ? [] : [{ sign: '┆', name: t('accountability.course.now') }]),
        ...(['✓', '▲', '◆'] as const)
          .filter((sign) => signs.has(sign))
          .map((sign) => ({ sign, name: t(`accountability.course.signs.${sign}`) })),
      ]}
    />
  );
}

const clocksInOrder = (clocks: readonly Clock[]): Clock[] =>
  [...clocks].sort((a, b) => Date.parse(a.startAt) - Date.parse(b.startAt) || a.dueAt.localeCompare(b.dueAt));

function releasesOf(timeline: Timeline, formName: (form: string) => string) {
  return timeline.facts
    .filter(({ kind }) => kind === 'release.published')
    .map(({ at, actor, body }) => ({
      ...{ at, label: `${formName(String(body.form))} ${actor.name}` },
    }));
}

function useClockRow(now: number) {
  const { t, pick } = useWords();
  return (clock: Clock): TimelineRow => {
    const { id, department, holder, acknowledgedAt, acknowledgedBy, escalations, evidence } = clock;
    const owner = [department?.name, holder?.name].filter(Boolean).join(' · ');
    return {
      id,
      label: [pick(clock.name), owner].filter(Boolean).join(' · '),
      spans: clockSpans(clock, now),
      marks: [
        ...escalations.map(({ at, reason }) => ({ at, sign: '▲', label: pick(reason) })),
        ...(acknowledgedAt
          ? [
              {
                at: acknowledgedAt,
                sign: '✓',
                label: t('accountability.course.took', { name: acknowledgedBy }),
              },
            ]
          : []),
        ...(evidence ? [{ at: evidence.publishedAt, label: t('accountability.course.signs.◆') }] : []),
      ],
      after: <Ended outcome={clockOutcome(clock, now)} />,
    };
  };
}

function useStepRow(now: number) {
  const { t } = useWords();
  return (step: StepView): TimelineRow => ({
    id: step.id,
    label: t('accountability.course.task', {
      ...{ lane: t(`steps.lanes.${step.lane}`), what: step.what },
      who: step.officer?.name ?? step.department.name,
    }),
    spans: stepSpans(step, now),
    after: <Ended outcome={stepOutcome(step, now)} />,
  });
}

function Ended({ outcome: { how, ms } }: { outcome: Outcome }) {
  const { t } = useWords();
  return (
    <StateTag tone={tones[how]}>{t(`accountability.course.ended.${how}`, { span: span(ms, t) })}</StateTag>
  );
}

// Messages per hour of the last day, by topic; the smaller topics together, so that the chart stays readable.
import type { Answer } from '#contract';
import { useAsk } from '../shared/api';
import { StackedHours } from '../shared/charts';
import { Answered, EmptyState, Panel } from '../shared/ui';
import { useWords } from '../shared/words';

const topicsShown = 7;
type Figures = Answer<'figures.messages'>;

export function OverviewMessages() {
  const { t } = useWords();
  const asked = useAsk('figures.messages', { query: { hours: 24 } }, { every: 60_000 });
  return (
    <Panel title={t('duty.overview.messages.title')} className="overview-messages">
      <Answered of={asked} rows={6}>
        {(figures) => <Chart figures={figures} />}
      </Answered>
    </Panel>
  );
}

const totalOf = ({ hours }: Figures, topic: string): number =>
  hours.reduce((sum, { counts }) => sum + (counts[topic] ?? 0), 0);

function Chart({ figures }: { figures: Figures }) {
  const { t } = useWords();
  const totals = figures.topics
    .map((topic) => ({ topic, total: totalOf(figures, topic) }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
  const count = totals.reduce((sum, { total }) => sum + total, 0);
  if (count === 0)
    return (
      <EmptyState title={t('duty.overview.messages.empty')} next={t('duty.overview.messages.emptyNext')} />
    );
  const shown = totals.slice(0, topicsShown).map(({ topic }) => topic);
  const rest = totals.slice(topicsShown).map(({ topic }) => topic);
  const other = t('duty.overview.messages.other');
  const named = (topic: string) => topic || t('duty.overview.messages.noTopic');
  const hours = figures.hours.map(({ at, counts }) => ({
    at,
    counts: {
      ...Object.fromEntries(shown.map((topic) => [named(topic), counts[topic] ?? 0])),
      ...(rest.length > 0 ? { [other]: rest.reduce((sum, topic) => sum + (counts[topic] ?? 0), 0) } : {}),
    },
  }));
  return (
    <StackedHours
      topics={[...shown.map(named), ...(rest.length > 0 ? [other] : [])]}
      hours={hours}
      height={230}
      label={t('duty.overview.messages.label', { count })}
    />
  );
}

// Messages of an incident an hour, by channel, with marks where it was detected, confirmed and answered.
import type { Incident } from '#contract';
import { useAsk } from '../shared/api';
import { type Mark, StackedHours } from '../shared/charts';
import { serverNow } from '../shared/now';
import { Answered, Panel } from '../shared/ui';
import { useWords } from '../shared/words';

const hourMs = 3_600_000;
const longest = 168;

/** `releasedAt`: when something was published on it; further marks of the chart. */
export function IncidentChart({
  incident,
  releasedAt,
}: {
  incident: Incident;
  releasedAt: readonly string[];
}) {
  const { t } = useWords();
  const sinceFirst = Math.ceil((serverNow() - Date.parse(incident.firstAt)) / hourMs) + 1;
  const hours = Math.min(longest, Math.max(24, sinceFirst));
  const asked = useAsk(
    'figures.messages',
    { query: { hours, incidentId: incident.id, by: 'channel' } },
    { every: 300_000 },
  );
  const mark = (at: string | null, key: 'detected' | 'confirmed' | 'released'): Mark[] =>
    at ? [{ at, label: t(`understanding.desk.marks.${key}`) }] : [];
  const marks = [
    ...mark(incident.detectedAt, 'detected'),
    ...mark(incident.confirmedAt, 'confirmed'),
    ...releasedAt.flatMap((at) => mark(at, 'released')),
  ];
  return (
    <Panel
      title={t('understanding.desk.chart')}
      extra={<span className="quiet">{t('understanding.desk.chartSpan', { count: hours })}</span>}
    >
      <Answered of={asked} rows={4}>
        {({ topics, hours: rows, from, to }) => (
          <StackedHours
            topics={topics}
            of="channel"
            hours={rows}
            marks={together(marks.filter(({ at }) => at >= from && at <= to))}
            height={180}
            label={t('understanding.desk.chartLabel')}
          />
        )}
      </Answered>
    </Panel>
  );
}

/** Marks of one hour share a line, so that their words do not lie on one another. */
function together(marks: readonly Mark[]): Mark[] {
  const byHour = new Map<number, Mark>();
  for (const mark of marks) {
    const hour = Math.floor(Date.parse(mark.at) / hourMs);
    const same = byHour.get(hour);
    const label =
      same && !same.label.split(' · ').includes(mark.label)
        ? `${same.label} · ${mark.label}`
        : (same?.label ?? mark.label);
    byHour.set(hour, { at: same?.at ?? mark.at, label });
  }
  return [...byHour.values()];
}

// Early signs: bursts above a series' own baseline, every series that is watched, and one of them hour by hour.
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { Answer, BurstCard } from '#contract';
import { useAsk } from '../shared/api';
import { SeriesHours } from '../shared/charts';
import { Ago, Answered, EmptyState, Instant, Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { BurstSimulation } from './BurstSimulation';
import { Head } from './Head';

type Series = Answer<'bursts.list'>['series'][number];
type Chosen = Pick<Series, 'jurisdictionId' | 'kind' | 'key'>;
const HOURS = 72;
const keyOf = ({ jurisdictionId, kind, key }: Chosen) => `${jurisdictionId} ${kind} ${key}`;

/** Topics and channels are named in the reader's language; a source has its own name. */
function useSeriesName() {
  const { name } = useWords();
  return ({ kind, name: own, key }: Pick<Series, 'kind' | 'key' | 'name'>) =>
    kind === 'source' ? own : name(kind, key);
}

export function Bursts() {
  const { t } = useWords();
  const asked = useAsk('bursts.list', {}, { every: 60_000 });
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <>
      <Head title={t('rules.bursts.title')} />
      <Answered of={asked}>
        {({ items, series, falseAlarmsAWeek }) => {
          const shown = chosen ?? items[0] ?? series.find(({ basis }) => basis !== 'none') ?? null;
          return (
            <div className="stack">
              <p className="quiet">{t('rules.bursts.intro', { count: falseAlarmsAWeek })}</p>
              <Panel title={t('rules.bursts.now')} flush>
                {items.length === 0 ? (
                  <EmptyState title={t('rules.bursts.none')} next={t('rules.bursts.noneNext')} />
                ) : (
                  <Found bursts={items} onShow={setChosen} />
                )}
              </Panel>
              {shown && <Chart chosen={shown} />}
              <BurstSimulation allowed={falseAlarmsAWeek} />
              <Panel title={t('rules.bursts.series')} flush>
                {series.length === 0 ? (
                  <EmptyState title={t('rules.bursts.noSeries')} next={t('rules.bursts.noSeriesNext')} />
                ) : (
                  <SeriesTable series={series} onShow={setChosen} />
                )}
              </Panel>
            </div>
          );
        }}
      </Answered>
    </>
  );
}

type ShowProps = { onShow: (chosen: Chosen) => void };

function Found({ bursts, onShow }: ShowProps & { bursts: readonly BurstCard[] }) {
  const { t, name } = useWords();
  const nameOf = useSeriesName();
  return (
    <ul className="live-list">
      {bursts.map((burst) => (
        <li key={burst.id} className="live-line">
          <div className="row apart">
            <span className="row tight">
              <StateTag tone={burst.endedAt ? 'plain' : 'warn'}>
                {t(burst.endedAt ? 'rules.bursts.ended' : 'rules.bursts.lasting')}
              </StateTag>
              <span className="quiet">{name('seriesKind', burst.kind)}</span>
              <Button
                type="link"
                size="small"
                aria-label={t('rules.bursts.show', { name: nameOf(burst) })}
                onClick={() => onShow(burst)}
              >
                {nameOf(burst)}
              </Button>
            </span>
            <span className="quiet">
              {t('rules.bursts.since')} <Instant at={burst.startedAt} />
            </span>
          </div>
          <div className="quiet">
            {t('rules.bursts.found', {
              hours: burst.window,
              count: burst.count,
              expected: Math.round(burst.expected * 10) / 10,
              threshold: burst.threshold,
            })}
            {' · '}
            {t('rules.bursts.peak', { count: burst.peak, all: burst.messages })}
            {burst.basis !== 'week' && ` · ${name('burstBasis', burst.basis)}`}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Chart({ chosen: { jurisdictionId, kind, key } }: { chosen: Chosen }) {
  const { t, name } = useWords();
  const nameOf = useSeriesName();
  const asked = useAsk(
    'bursts.series',
    { query: { jurisdictionId, kind, key, hours: HOURS } },
    { every: 60_000 },
  );
  return (
    <Answered of={asked} rows={5}>
      {(series) => {
        const sum = (of: (hour: (typeof series.hours)[number]) => number) =>
          Math.round(series.hours.reduce((all, hour) => all + of(hour), 0));
        const words = { name: nameOf(series), hours: HOURS };
        return (
          <Panel
            title={t('rules.bursts.chartOf', words)}
            extra={<span className="quiet">{name('burstBasis', series.basis)}</span>}
          >
            <SeriesHours
              hours={series.hours}
              names={{
                count: t('rules.bursts.count'),
                expected: t('rules.bursts.expected'),
                threshold: t('rules.bursts.threshold'),
              }}
              label={t('rules.bursts.chartLabel', {
                ...words,
                all: sum(({ count }) => count),
                expected: sum(({ expected }) => expected),
              })}
            />
          </Panel>
        );
      }}
    </Answered>
  );
}

function SeriesTable({ series, onShow }: ShowProps & { series: readonly Series[] }) {
  const { t, name } = useWords();
  const nameOf = useSeriesName();
  const columns: TableColumnsType<Series> = [
    {
      title: t('rules.bursts.name'),
      key: 'name',
      render: (_, one) => (
        <Button
          type="link"
          size="small"
          aria-label={t('rules.bursts.show', { name: nameOf(one) })}
          onClick={() => onShow(one)}
        >
          {nameOf(one)}
        </Button>
      ),
    },
    {
      title: t('rules.bursts.kind'),
      dataIndex: 'kind',
      render: (kind: string) => name('seriesKind', kind),
    },
    { title: t('rules.bursts.lastDay'), dataIndex: 'lastDay', align: 'right' },
    {
      title: t('rules.bursts.basis'),
      dataIndex: 'basis',
      render: (basis: string) => name('burstBasis', basis),
    },
    {
      title: t('rules.bursts.heardSince'),
      dataIndex: 'since',
      render: (since: string) => <Ago at={since} />,
    },
  ];
  return (
    <Table<Series>
      size="small"
      rowKey={keyOf}
      dataSource={[...series]}
      columns={columns}
      pagination={series.length > 20 ? { pageSize: 20, size: 'small' } : false}
      scroll={{ x: 640 }}
    />
  );
}

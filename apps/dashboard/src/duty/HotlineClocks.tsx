// How hotline records were answered, by kind and for a period; behind every figure its records, and what cannot be counted with its reason.
import { Button, Input, Segmented, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Answer, HotlineRow } from '#contract';
import { download, useAsk } from '../shared/api';
import { serverNow } from '../shared/now';
import { Answered, EmptyState, Panel } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { Head } from './Head';
import { type Figure, HotlineRecords, type Wanted } from './HotlineRecords';
import { LeansOn } from './Recounts';

type Hotline = Answer<'hotline.clocks'>;
type Row = Omit<HotlineRow, 'kind'> & { kind: HotlineRow['kind'] | 'total' };
type Period = { from?: string; to?: string };

export function HotlineClocks() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const period: Period = {
    ...(params.get('from') ? { from: params.get('from')! } : {}),
    ...(params.get('to') ? { to: params.get('to')! } : {}),
  };
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const asked = useAsk('hotline.clocks', { query: period }, { staleMs: 60_000 });
  const choose = (next: Period) => {
    setWanted(null);
    setParams(new URLSearchParams(next), { replace: true });
  };
  return (
    <>
      <Head
        title={t('outlook.hotline.question')}
        actions={
          <Button onClick={() => void download('hotline.export', { query: period }, 'hotline.csv')}>
            {t('outlook.hotline.csv')}
          </Button>
        }
      />
      <p className="quiet">{t('outlook.hotline.intro')}</p>
      <Answered of={asked} rows={8}>
        {(hotline) => (
          <div className="stack">
            <ChoosePeriod hotline={hotline} period={period} onChoose={choose} />
            {hotline.leaning.records > 0 && (
              <p>
                {t('outlook.hotline.leaning', { count: hotline.leaning.records })}{' '}
                <LeansOn years={hotline.leaning.years} />
              </p>
            )}
            {hotline.total.records === 0 ? (
              <Nothing hotline={hotline} onChoose={choose} />
            ) : (
              <>
                <ByKind hotline={hotline} onWanted={setWanted} />
                {hotline.kindByWords > 0 && (
                  <p className="quiet">{t('outlook.hotline.byWords', { count: hotline.kindByWords })}</p>
                )}
                <Flags hotline={hotline} onWanted={setWanted} />
                {wanted && (
                  <HotlineRecords
                    key={JSON.stringify(wanted)}
                    period={{ from: hotline.from, to: hotline.to }}
                    wanted={wanted}
                    onClose={() => setWanted(null)}
                  />
                )}
              </>
            )}
          </div>
        )}
      </Answered>
    </>
  );
}

type ChooseProps = { hotline: Hotline; period: Period; onChoose: (period: Period) => void };
/** The year that ends today, this calendar year, all there is, or from one day to another. */
function ChoosePeriod({ hotline: { from, to, span }, period, onChoose }: ChooseProps) {
  const { t } = useWords();
  const year = new Date(serverNow() + 8 * 3_600_000).getUTCFullYear();
  const spans: Record<string, Period> = {
    last: {},
    year: { from: `${year}-01-01`, to: `${year}-12-31` },
    ...(span ? { all: { from: span.from, to: span.to } } : {}),
  };
  const same = (a: Period, b: Period) => a.from === b.from && a.to === b.to;
  const shown = { from, to };
  const chosen = Object.keys(spans).find((name) => same(spans[name]!, period)) ?? 'other';
  return (
    <div className="row">
      <Segmented
        aria-label={t('outlook.hotline.periodLabel')}
        value={chosen}
        options={[
          { value: 'last', label: t('outlook.hotline.lastYear') },
          { value: 'year', label: t('outlook.hotline.thisYear') },
          ...(span ? [{ value: 'all', label: t('outlook.hotline.all', { count: span.records }) }] : []),
        ]}
        onChange={(name) => onChoose(spans[name] ?? {})}
      />
      {(['from', 'to'] as const).map((end) => (
        <span className="row" key={end}>
          <label htmlFor={`hotline-${end}`}>{t(`outlook.hotline.${end}`)}</label>
          <Input
            id={`hotline-${end}`}
            type="date"
            value={shown[end]}
            {...(end === 'from' ? { max: to } : { min: from })}
            onChange={({ target }) => target.value && onChoose({ ...shown, [end]: target.value })}
          />
        </span>
      ))}
    </div>
  );
}

/** Nothing in this period is not nothing at all: where the records are is said, with a way there. */
function Nothing({ hotline: { span }, onChoose }: Omit<ChooseProps, 'period'>) {
  const { t } = useWords();
  if (!span) return <EmptyState title={t('outlook.hotline.none')} next={t('outlook.hotline.noneNext')} />;
  return (
    <EmptyState
      title={t('outlook.hotline.noneHere')}
      next={t('outlook.hotline.elsewhere', { count: span.records, from: span.from, to: span.to })}
      action={
        <Button type="primary" onClick={() => onChoose({ from: span.from, to: span.to })}>
          {t('outlook.hotline.all', { count: span.records })}
        </Button>
      }
    />
  );
}

type Asks = { hotline: Hotline; onWanted: (wanted: Wanted) => void };
function ByKind({ hotline, onWanted }: Asks) {
  const { t, pick, name } = useWords();
  const figures: readonly Figure[] = ['records', 'onTime', 'late', 'open', 'overdue', 'uncounted'];
  const rows: Row[] = [...hotline.rows, { ...hotline.total, kind: 'total', limit: null }];
  const columns: TableColumnsType<Row> = [
    {
      title: t('outlook.hotline.kind'),
      key: 'kind',
      render: (_, { kind }) =>
        kind === 'total' ? <strong>{t('outlook.hotline.total')}</strong> : name('hotlineKind', kind),
    },
    {
      title: t('outlook.hotline.limit'),
      key: 'limit',
      width: 150,
      render: (_, { limit }) => (limit ? pick(limit) : '—'),
    },
    ...figures.map((figure) => ({
      title: t(`outlook.hotline.${figure}`),
      key: figure,
      width: 100,
      align: 'right' as const,
      render: (_: unknown, row: Row) => (
        <FigureButton
          value={row[figure]}
          label={`${row.kind === 'total' ? t('outlook.hotline.total') : name('hotlineKind', row.kind)} ${t(`outlook.hotline.${figure}`)}`}
          onClick={() => onWanted({ figure, ...(row.kind === 'total' ? {} : { kind: row.kind }) })}
        />
      ),
    })),
    {
      title: <span title={t('outlook.hotline.rateWhy')}>{t('outlook.hotline.rate')}</span>,
      key: 'rate',
      width: 110,
      align: 'right',
      render: (_, { onTimeRate }) => (onTimeRate === null ? '—' : `${(onTimeRate * 100).toFixed(1)}%`),
    },
  ];
  return (
    <Panel flush title={t('outlook.hotline.period', { from: hotline.from, to: hotline.to })}>
      <ListTable className="tabular" rowKey="kind" items={rows} columns={columns} width={960} />
      <p className="panel-note quiet">
        {t('outlook.hotline.rate')}
        {': '}
        {t('outlook.hotline.rateWhy')}
      </p>
    </Panel>
  );
}

type ButtonProps = { value: number; label: string; onClick: () => void };
/** A figure that leads to its records; nothing leads nowhere. */
function FigureButton({ value, label, onClick }: ButtonProps) {
  if (value === 0) return '0';
  return (
    <Button
      type="link"
      size="small"
      className="figure-link"
      aria-label={`${label} ${value}`}
      onClick={onClick}
    >
      {value.toLocaleString()}
    </Button>
  );
}

function Flags({ hotline, onWanted }: Asks) {
  const { t, name } = useWords();
  return (
    <Panel title={t('outlook.hotline.flags')}>
      {hotline.flags.length === 0 ? (
        <p className="quiet">{t('outlook.hotline.noFlags')}</p>
      ) : (
        <ul className="year-list tabular">
          {hotline.flags.map(({ flag, count }) => (
            <li key={flag}>
              {name('hotlineClockFlag', flag)}:{' '}
              <FigureButton
                value={count}
                label={name('hotlineClockFlag', flag)}
                onClick={() => onWanted({ flag })}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

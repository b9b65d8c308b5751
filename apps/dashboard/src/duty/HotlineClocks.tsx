// How hotline records were answered, by kind; what cannot be counted is listed with its reason, never left out in silence.
import { Button, Table, type TableColumnsType } from 'antd';
import type { Answer, HotlineRow } from '#contract';
import { download, useAsk } from '../shared/api';
import { Answered, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { Head } from './Head';
import { LeansOn } from './Recounts';

type Hotline = Answer<'hotline.clocks'>;
type Row = Omit<HotlineRow, 'kind'> & { kind: HotlineRow['kind'] | 'total' };

export function HotlineClocks() {
  const { t } = useWords();
  const asked = useAsk('hotline.clocks', { query: {} }, { staleMs: 60_000 });
  return (
    <>
      <Head
        title={t('outlook.hotline.question')}
        actions={
          <Button onClick={() => void download('hotline.export', { query: {} }, 'hotline.csv')}>
            {t('outlook.hotline.csv')}
          </Button>
        }
      />
      <p className="quiet">{t('outlook.hotline.intro')}</p>
      <Answered of={asked} rows={8}>
        {(hotline) => (
          <div className="stack">
            {hotline.leaning.records > 0 && (
              <p>
                {t('outlook.hotline.leaning', { count: hotline.leaning.records })}{' '}
                <LeansOn years={hotline.leaning.years} />
              </p>
            )}
            <ByKind hotline={hotline} />
            {hotline.kindByWords > 0 && (
              <p className="quiet">{t('outlook.hotline.byWords', { count: hotline.kindByWords })}</p>
            )}
            <Flags hotline={hotline} />
          </div>
        )}
      </Answered>
    </>
  );
}

function ByKind({ hotline }: { hotline: Hotline }) {
  const { t, pick, name } = useWords();
  const figures = ['records', 'onTime', 'late', 'open', 'overdue', 'uncounted'] as const;
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
      render: (_: unknown, row: Row) => row[figure].toLocaleString(),
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
      <Table<Row>
        size="small"
        className="tabular"
        rowKey="kind"
        dataSource={rows}
        columns={columns}
        pagination={false}
        scroll={{ x: 960 }}
      />
      <p className="panel-note quiet">
        {t('outlook.hotline.rate')}
        {': '}
        {t('outlook.hotline.rateWhy')}
      </p>
    </Panel>
  );
}

function Flags({ hotline }: { hotline: Hotline }) {
  const { t, name } = useWords();
  return (
    <Panel title={t('outlook.hotline.flags')}>
      {hotline.flags.length === 0 ? (
        <p className="quiet">{t('outlook.hotline.noFlags')}</p>
      ) : (
        <ul className="year-list tabular">
          {hotline.flags.map(({ flag, count }) => (
            <li key={flag}>
              {name('hotlineClockFlag', flag)}: {count.toLocaleString()}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

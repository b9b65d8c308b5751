// Which clocks will run out in the next hours, by a rule that stands on the page in words, each with its reasons.
import { Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ForecastItem } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { AboutLink, AboutTag, Answered, EmptyState, Instant, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { Head } from './Head';
import { LeansOn } from './Recounts';

const windows = [6, 24, 72, 168];
const tones = { likely: 'bad', possible: 'warn', unlikely: 'plain' } as const;

export function Forecast() {
  const { t, pick } = useWords();
  const [hours, setHours] = useState(24);
  const asked = useAsk('forecast.duties', { query: { hours } }, { every: 60_000 });
  return (
    <>
      <Head
        title={t('outlook.forecast.question')}
        actions={
          <Select
            aria-label={t('outlook.forecast.within')}
            value={hours}
            onChange={setHours}
            options={windows.map((n) => ({ value: n, label: t('outlook.forecast.hours', { hours: n }) }))}
          />
        }
      />
      <Answered of={asked} rows={8}>
        {({ items, rule, counts }) => (
          <div className="stack">
            <strong>{t('outlook.forecast.counts', counts)}</strong>
            {items.length === 0 ? (
              <EmptyState title={t('outlook.forecast.none')} next={t('outlook.forecast.noneNext')} />
            ) : (
              <Ahead items={items} />
            )}
            <p className="quiet">{pick(rule)}</p>
          </div>
        )}
      </Answered>
    </>
  );
}

function Ahead({ items }: { items: ForecastItem[] }) {
  const { t, pick } = useWords();
  const columns: TableColumnsType<ForecastItem> = [
    {
      title: t('outlook.forecast.verdict'),
      key: 'verdict',
      width: 130,
      render: (_, { verdict }) => (
        <StateTag tone={tones[verdict]}>{t(`outlook.forecast.verdicts.${verdict}`)}</StateTag>
      ),
    },
    {
      title: t('outlook.forecast.clock'),
      key: 'clock',
      render: (_, { name, clockId, ...of }) => (
        <>
          <Link to={paths.duty(clockId)}>
            <strong>{pick(name)}</strong>
          </Link>
          <div className="row tight">
            <AboutTag of={of} />
            <AboutLink of={of} />
          </div>
        </>
      ),
    },
    {
      title: t('outlook.forecast.due'),
      key: 'due',
      width: 140,
      render: (_, { dueAt, leansOn }) => (
        <>
          <Instant at={dueAt} /> <LeansOn years={leansOn} />
        </>
      ),
    },
    {
      title: t('outlook.forecast.holder'),
      key: 'holder',
      width: 150,
      render: (_, { department, holder }) =>
        [department?.name, holder?.name].filter(Boolean).join(' · ') || '—',
    },
    {
      title: t('outlook.forecast.expected'),
      key: 'expected',
      width: 140,
      render: (_, { expectedAt }) =>
        expectedAt ? (
          <Instant at={expectedAt} />
        ) : (
          <span className="quiet">{t('outlook.forecast.noRecord')}</span>
        ),
    },
    {
      title: t('outlook.forecast.why'),
      key: 'why',
      width: 280,
      render: (_, { reasons }) => reasons.map((reason) => pick(reason)).join(' '),
    },
  ];
  return <ListTable rowKey="clockId" items={items} columns={columns} width={1080} />;
}

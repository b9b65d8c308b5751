// The rows of a list of matters: what each would become before anything is kept, and those that did not go in.
import { Segmented, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { MatterPreviewRow, MatterReport } from '#contract';
import { serverNow } from '../shared/now';
import { paths } from '../shared/paths';
import { Instant, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { useStartName } from './useStartName';

const tones = { registered: 'good', repeated: 'plain', refused: 'bad' } as const;
const ways = ['all', 'registered', 'repeated', 'refused'] as const;

export function MatterRowsSeen({ rows }: { rows: MatterPreviewRow[] }) {
  const { t, name } = useWords();
  const startName = useStartName();
  const [way, setWay] = useState<(typeof ways)[number]>('all');
  const of = (one: (typeof ways)[number]) => rows.filter(({ becomes }) => one === 'all' || becomes === one);
  const columns: TableColumnsType<MatterPreviewRow> = [
    { title: t('matters.import.row'), dataIndex: 'row', width: 56, align: 'right' },
    {
      title: t('matters.import.becomes'),
      key: 'becomes',
      width: 200,
      render: (_, row) => <Becomes row={row} />,
    },
    {
      title: t('matters.about'),
      key: 'about',
      render: (_, { matter }) =>
        matter && (
          <>
            {matter.number} {matter.title}
            <div className="quiet">{name('matterKind', matter.kind)}</div>
          </>
        ),
    },
    {
      title: t('matters.department'),
      key: 'department',
      width: 140,
      render: (_, { matter, becomes }) =>
        matter?.department?.name ??
        (becomes === 'registered' && <span className="quiet">{t('matters.noDepartment')}</span>),
    },
    {
      title: t('matters.import.starts'),
      key: 'starts',
      width: 170,
      render: (_, { matter }) =>
        matter?.starts.map(({ start, at }) => (
          <div key={start}>
            {startName({ startsFrom: start, matter })} <Instant at={at} />
          </div>
        )),
    },
    { title: t('matters.due'), key: 'due', width: 150, render: (_, row) => <Due row={row} /> },
  ];
  return (
    <>
      <Segmented
        aria-label={t('matters.import.becomes')}
        value={way}
        onChange={setWay}
        options={ways.map((one) => ({
          value: one,
          label: `${t(`matters.import.ways.${one}`)} ${of(one).length}`,
        }))}
      />
      <ListTable rowKey="row" items={of(way)} columns={columns} pageSize={20} width={900} />
    </>
  );
}

function Becomes({ row: { becomes, refused, knownId } }: { row: MatterPreviewRow }) {
  const { t, pick } = useWords();
  return (
    <>
      <StateTag tone={tones[becomes]}>{t(`matters.import.ways.${becomes}`)}</StateTag>{' '}
      {knownId && (
        <Link to={paths.matter(knownId)} target="_blank">
          {t('matters.import.see')}
        </Link>
      )}
      {refused && <div>{pick(refused.reason)}</div>}
    </>
  );
}

/** A due time that is over already is said: it runs out as soon as it is registered. */
function Due({ row: { dueAt, becomes } }: { row: MatterPreviewRow }) {
  const { t } = useWords();
  if (becomes === 'refused') return null;
  if (!dueAt) return <span className="quiet">{t('matters.noClock')}</span>;
  return (
    <>
      <Instant at={dueAt} />
      {becomes === 'registered' && Date.parse(dueAt) < serverNow() && (
        <div className="leans-on">▲ {t('matters.import.atOnce')}</div>
      )}
    </>
  );
}

export function MatterRowsRefused({ refused }: { refused: MatterReport['refused'] }) {
  const { t, pick } = useWords();
  if (refused.length === 0) return null;
  return (
    <ListTable
      rowKey="row"
      items={refused}
      pageSize={20}
      columns={[
        { title: t('matters.import.row'), dataIndex: 'row', width: 70, align: 'right' },
        { title: t('matters.import.reason'), key: 'reason', render: (_, one) => pick(one.reason) },
      ]}
    />
  );
}

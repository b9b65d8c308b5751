// How well a model does on one set: precision and recall by label, against another model where one is given, and the mistakes it makes.
import { Segmented, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { type ModelScores, trialSets } from '#contract';
import { Panel } from '../shared/ui';
import { useWords } from '../shared/words';

type SetName = (typeof trialSets)[number];
/** `before` is null where there is nothing to compare with. */
export type Tried = Record<SetName, { before: ModelScores | null; after: ModelScores }>;
type Row = ModelScores['labels'][number] & { before: ModelScores['labels'][number] | null };

const percent = (share: number) => `${Math.round(share * 100)}%`;
const MISTAKES = 40;

export function ScoreTables({ title, sets }: { title: string; sets: Tried }) {
  const { t, name } = useWords();
  const [set, setSet] = useState<SetName>('control');
  const { before, after } = sets[set];
  return (
    <Panel title={title}>
      <Segmented<SetName>
        aria-label={t('learning.scores.set')}
        value={set}
        onChange={setSet}
        options={trialSets.map((one) => ({
          value: one,
          label: `${name('trialSet', one)} (${sets[one].after.rows})`,
        }))}
      />
      <p className="quiet">{t(`learning.scores.about.${set}`, { count: after.rows })}</p>
      {after.rows === 0 ? (
        <p className="quiet">{t('learning.scores.none')}</p>
      ) : (
        <>
          <p className="row">
            <strong className="tabular">
              {t('learning.scores.macroF1')} <Change before={before?.macroF1} after={after.macroF1} />
            </strong>
            <span className="tabular">
              {t('learning.scores.accuracy')} <Change before={before?.accuracy} after={after.accuracy} />
            </span>
          </p>
          <ByLabel before={before} after={after} />
          <Mistakes scores={after} />
        </>
      )}
    </Panel>
  );
}

/** "55% → 61%" where there is a before. */
export function Change({ before, after }: { before: number | undefined; after: number }) {
  const now = percent(after);
  return <span className="nowrap">{before === undefined ? now : `${percent(before)} → ${now}`}</span>;
}

function ByLabel({ before, after }: { before: ModelScores | null; after: ModelScores }) {
  const { t, name } = useWords();
  const rows: Row[] = after.labels.map((one) => ({
    ...one,
    before: before?.labels.find(({ label }) => label === one.label) ?? null,
  }));
  const columns: TableColumnsType<Row> = [
    {
      title: t('learning.scores.label'),
      dataIndex: 'label',
      render: (label: string) => name('topic', label),
    },
    { title: t('learning.scores.count'), dataIndex: 'count', align: 'right' },
    {
      title: t('learning.scores.precision'),
      align: 'right',
      render: (_, row) => <Change before={row.before?.precision} after={row.precision} />,
    },
    {
      title: t('learning.scores.recall'),
      align: 'right',
      render: (_, row) => <Change before={row.before?.recall} after={row.recall} />,
    },
  ];
  return (
    <Table<Row>
      size="small"
      className="tabular"
      rowKey="label"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
    />
  );
}

/** What the table of confusion says beside its diagonal, the commonest first. */
function Mistakes({ scores }: { scores: ModelScores }) {
  const { t, name } = useWords();
  const mistakes = Object.entries(scores.confusion)
    .flatMap(([truth, row]) => Object.entries(row).map(([said, count]) => ({ truth, said, count })))
    .filter(({ truth, said }) => truth !== said)
    .sort((a, b) => b.count - a.count)
    .slice(0, MISTAKES);
  return (
    <section aria-label={t('learning.scores.confusion')}>
      <h3>{t('learning.scores.confusion')}</h3>
      {mistakes.length === 0 && <p className="quiet">{t('learning.scores.noConfusion')}</p>}
      <ul className="mistakes">
        {mistakes.map(({ truth, said, count }) => (
          <li key={`${truth}>${said}`} className="tag tabular">
            {t('learning.scores.mistake', { truth: name('topic', truth), said: name('topic', said) })} ×{' '}
            {count}
          </li>
        ))}
      </ul>
    </section>
  );
}

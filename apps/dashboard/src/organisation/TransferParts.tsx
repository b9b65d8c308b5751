// What a workbook does or did: by sheet, change by change, and the rows that do nothing with their column and reason.
import type { TransferChange, TransferReport } from '#contract';
import { StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';

export function TransferParts({ report }: { report: TransferReport }) {
  const { t } = useWords();
  return (
    <>
      <ListTable
        rowKey="sheet"
        items={report.sheets}
        width={480}
        columns={[
          { title: t('transfer.sheet'), dataIndex: 'sheet' },
          ...(['added', 'changed', 'removed', 'same', 'refused'] as const).map((key) => ({
            title: t(`transfer.${key}`),
            dataIndex: key,
            align: 'right' as const,
          })),
        ]}
      />
      <Refused {...report} />
      {report.changes.length > 0 && <Changes {...report} />}
    </>
  );
}

function Refused({ refused, applied }: TransferReport) {
  const { t, pick } = useWords();
  if (refused.length === 0) return <p>{t(applied ? 'transfer.none' : 'transfer.noneRefused')}</p>;
  return (
    <>
      <p>{t('transfer.some', { count: refused.length })}</p>
      <ListTable
        rowKey={({ sheet, row }) => `${sheet} ${row}`}
        items={refused}
        pageSize={50}
        width={520}
        columns={[
          { title: t('transfer.sheet'), dataIndex: 'sheet', width: 110 },
          { title: t('transfer.row'), dataIndex: 'row', width: 70, align: 'right' },
          {
            title: t('transfer.column'),
            dataIndex: 'column',
            width: 110,
            render: (column: string | null) => column ?? '—',
          },
          { title: t('transfer.reason'), key: 'reason', render: (_, one) => pick(one.reason) },
        ]}
      />
    </>
  );
}

const tones = { added: 'good', changed: 'warn', removed: 'plain' } as const;

function Changes({ changes, more, applied }: TransferReport) {
  const { t } = useWords();
  return (
    <>
      <p>
        {t(applied ? 'transfer.changesDone' : 'transfer.changes')}
        {more > 0 && ` ${t('transfer.more', { shown: changes.length, more })}`}
      </p>
      <ListTable
        rowKey={({ sheet, row }) => `${sheet} ${row}`}
        items={changes}
        pageSize={50}
        width={640}
        columns={[
          { title: t('transfer.sheet'), dataIndex: 'sheet', width: 110 },
          { title: t('transfer.row'), dataIndex: 'row', width: 70, align: 'right' },
          {
            title: t('transfer.what'),
            dataIndex: 'did',
            width: 90,
            render: (did: TransferChange['did']) => (
              <StateTag tone={tones[did]}>{t(`transfer.${did}`)}</StateTag>
            ),
          },
          {
            title: t('transfer.subject'),
            key: 'subject',
            render: (_, { what, fields }) => (
              <>
                {what}
                {fields.map(({ column, from, to }) => (
                  <div key={column} className="quiet">
                    {column}: <del>{from || '—'}</del> → <ins>{to || '—'}</ins>
                  </div>
                ))}
              </>
            ),
          },
        ]}
      />
    </>
  );
}

// What a workbook does or did: by sheet, change by change, and the rows that do nothing with their column and reason.
import { Table } from 'antd';
import type { TransferChange, TransferReport } from '#contract';
import { StateTag } from '../shared/ui';
import { useWords } from '../shared/words';

const pages = (count: number) => (count > 50 ? { pageSize: 50, showSizeChanger: false } : false);

export function TransferParts({ report }: { report: TransferReport }) {
  const { t } = useWords();
  return (
    <>
      <Table
        size="small"
        rowKey="sheet"
        dataSource={report.sheets}
        pagination={false}
        scroll={{ x: 480 }}
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
      <Table
        size="small"
        rowKey={({ sheet, row }) => `${sheet} ${row}`}
        dataSource={refused}
        pagination={pages(refused.length)}
        scroll={{ x: 520 }}
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
      <Table<TransferChange>
        size="small"
        rowKey={({ sheet, row }) => `${sheet} ${row}`}
        dataSource={changes}
        pagination={pages(changes.length)}
        scroll={{ x: 640 }}
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

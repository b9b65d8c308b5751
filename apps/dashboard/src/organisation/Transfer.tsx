// The organisation as a workbook: taken away, or brought in with what each sheet did and which rows did not go in.
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Table } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import type { TransferReport } from '#contract';
import { asProblem, download, refresh, upload } from '../shared/api';
import { useSession } from '../shared/session';
import { Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { Head } from './Head';

const old = ['departments', 'officers', 'matrix', 'roster', 'posts', 'agencies'];

export function Transfer() {
  const { t, lang } = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState<'export' | 'import' | null>(null);
  const [report, setReport] = useState<TransferReport | null>(null);
  const during = async (what: 'export' | 'import', work: () => Promise<void>) => {
    setBusy(what);
    await work().catch((thrown) => message.error(asProblem(thrown).in(lang), 6));
    setBusy(null);
  };
  const take = () =>
    during('export', async () => {
      await download('organisation.export', {}, 'organisation.xlsx');
    });
  const bring = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    target.value = '';
    if (!file) return;
    void during('import', async () => {
      setReport(null);
      setReport(await upload('organisation.import', {}, file));
      refresh(client, old);
      void message.success(t('roster.transfer.done'));
    });
  };
  return (
    <>
      <Head />
      <div className="stack">
        <p style={{ margin: 0 }}>{t('roster.transfer.intro')}</p>
        <div className="row">
          <Button icon={<DownloadOutlined />} loading={busy === 'export'} onClick={() => void take()}>
            {t('roster.transfer.export')}
          </Button>
          {may('organisation.manage') && (
            <>
              <input
                ref={picker}
                type="file"
                hidden
                aria-label={t('roster.transfer.import')}
                accept=".xlsx"
                onChange={bring}
              />
              <Button
                type="primary"
                icon={<UploadOutlined />}
                loading={busy === 'import'}
                onClick={() => picker.current?.click()}
              >
                {t('roster.transfer.import')}
              </Button>
            </>
          )}
        </div>
        {may('organisation.manage') && <p className="quiet">{t('roster.transfer.importHelp')}</p>}
        {report && <Report report={report} />}
      </div>
    </>
  );
}

function Report({ report }: { report: TransferReport }) {
  const { t, pick } = useWords();
  const { refused, withoutPassword } = report;
  return (
    <Panel title={t('roster.transfer.done')}>
      <div className="stack" aria-live="polite">
        <Table
          size="small"
          rowKey="sheet"
          dataSource={report.sheets}
          pagination={false}
          scroll={{ x: 420 }}
          columns={[
            { title: t('roster.transfer.sheet'), dataIndex: 'sheet' },
            ...(['added', 'changed', 'same', 'refused'] as const).map((key) => ({
              title: t(`roster.transfer.${key}`),
              dataIndex: key,
              align: 'right' as const,
            })),
          ]}
        />
        {withoutPassword.length > 0 && (
          <p>{t('roster.transfer.passwords', { names: withoutPassword.join('、') })}</p>
        )}
        <p>
          {refused.length === 0
            ? t('roster.transfer.none')
            : t('roster.transfer.some', { count: refused.length })}
        </p>
        {refused.length > 0 && (
          <Table
            size="small"
            rowKey={({ sheet, row, code }) => `${sheet} ${row} ${code}`}
            dataSource={refused}
            pagination={refused.length > 50 ? { pageSize: 50 } : false}
            scroll={{ x: 420 }}
            columns={[
              { title: t('roster.transfer.sheet'), dataIndex: 'sheet', width: 100 },
              { title: t('roster.transfer.row'), dataIndex: 'row', width: 70, align: 'right' },
              { title: t('roster.transfer.reason'), key: 'reason', render: (_, one) => pick(one.reason) },
            ]}
          />
        )}
      </div>
    </Panel>
  );
}

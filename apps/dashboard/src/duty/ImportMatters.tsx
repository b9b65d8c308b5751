// Brings a list of matters in: choose a file, see what became of each row, and which rows did not go in and why.
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Modal, Table } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import type { MatterReport } from '#contract';
import { asProblem, refresh, upload } from '../shared/api';
import { useWords } from '../shared/words';

export function ImportMatters() {
  const { t, lang } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<MatterReport | null>(null);
  const bring = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    target.value = '';
    if (!file) return;
    setBusy(true);
    setReport(null);
    try {
      setReport(await upload('matters.import', {}, file));
      refresh(client, ['matters', 'duties', 'figures']);
    } catch (thrown) {
      void message.error(asProblem(thrown).in(lang), 6);
    }
    setBusy(false);
  };
  const close = () => {
    setOpen(false);
    setReport(null);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('matters.import.open')}</Button>
      <Modal
        open={open}
        title={t('matters.import.title')}
        onCancel={close}
        footer={[
          <Button key="close" onClick={close}>
            {t('app.close')}
          </Button>,
          <Button key="choose" type="primary" loading={busy} onClick={() => picker.current?.click()}>
            {t('matters.import.choose')}
          </Button>,
        ]}
        width={640}
        destroyOnHidden
      >
        <p>{t('matters.import.intro')}</p>
        <p className="quiet">{t('matters.import.columns')}</p>
        <input
          ref={picker}
          type="file"
          style={{ display: 'none' }}
          aria-label={t('matters.import.choose')}
          accept=".xlsx,.csv"
          onChange={(event) => void bring(event)}
        />
        <div aria-live="polite">{report && <Report report={report} />}</div>
      </Modal>
    </>
  );
}

function Report({ report }: { report: MatterReport }) {
  const { t, pick, lang } = useWords();
  const { registered, repeated, refused, columns } = report;
  return (
    <div className="stack">
      <Alert
        type={refused.length > 0 ? 'warning' : 'success'}
        showIcon
        title={t('matters.import.done', { registered, repeated, refused: refused.length })}
        description={t('matters.import.read', {
          headings: columns.map(({ heading }) => heading).join(lang === 'zh' ? '、' : ', '),
        })}
      />
      {refused.length > 0 && (
        <Table<MatterReport['refused'][number]>
          size="small"
          rowKey="row"
          dataSource={refused}
          pagination={refused.length > 20 ? { pageSize: 20 } : false}
          columns={[
            { title: t('matters.import.row'), dataIndex: 'row', width: 70, align: 'right' },
            { title: t('matters.import.reason'), key: 'reason', render: (_, one) => pick(one.reason) },
          ]}
        />
      )}
    </div>
  );
}

// Brings a list of matters in: choose a file, see what each row would become and which do not go in and why, then register them.
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Modal } from 'antd';
import { type ChangeEvent, type ReactNode, useRef, useState } from 'react';
import type { MatterPreview, MatterReport } from '#contract';
import { asProblem, refresh, upload } from '../shared/api';
import { useWords } from '../shared/words';
import { MatterRowsRefused, MatterRowsSeen } from './MatterRows';

type Chosen = { file: File; preview: MatterPreview };

export function ImportMatters() {
  const { t, lang } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState<'preview' | 'import' | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [report, setReport] = useState<MatterReport | null>(null);
  const during = async (what: 'preview' | 'import', work: () => Promise<void>) => {
    setBusy(what);
    await work().catch((thrown) => message.error(asProblem(thrown).in(lang), 6));
    setBusy(null);
  };
  const look = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    target.value = '';
    if (!file) return;
    setChosen(null);
    setReport(null);
    void during('preview', async () =>
      setChosen({ file, preview: await upload('matters.preview', {}, file) }),
    );
  };
  const bring = ({ file }: Chosen) =>
    during('import', async () => {
      setReport(await upload('matters.import', {}, file));
      setChosen(null);
      refresh(client, ['matters', 'duties', 'figures']);
    });
  const close = () => {
    setOpen(false);
    setChosen(null);
    setReport(null);
  };
  const count = chosen?.preview.registered ?? 0;
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
          <Button
            key="choose"
            type={count > 0 ? 'default' : 'primary'}
            loading={busy === 'preview'}
            disabled={busy === 'import'}
            onClick={() => picker.current?.click()}
          >
            {t(chosen || report ? 'matters.import.another' : 'matters.import.choose')}
          </Button>,
          chosen && count > 0 && (
            <Button
              key="bring"
              type="primary"
              loading={busy === 'import'}
              disabled={busy === 'preview'}
              onClick={() => void bring(chosen)}
            >
              {t('matters.import.bring', { count })}
            </Button>
          ),
        ]}
        width={chosen ? 1040 : 640}
        destroyOnHidden
      >
        {!chosen && <p>{t('matters.import.intro')}</p>}
        {!chosen && <p className="quiet">{t('matters.import.columns')}</p>}
        <input
          ref={picker}
          type="file"
          style={{ display: 'none' }}
          aria-label={t('matters.import.choose')}
          accept=".xlsx,.csv"
          onChange={look}
        />
        <div aria-live="polite">
          {busy === 'preview' && <p>{t('matters.import.looking')}</p>}
          {chosen && (
            <Told
              report={chosen.preview}
              title={t('matters.import.would', { name: chosen.file.name, ...figures(chosen.preview) })}
            >
              <MatterRowsSeen rows={chosen.preview.rows} />
            </Told>
          )}
          {report && (
            <Told report={report} title={t('matters.import.done', figures(report))}>
              <MatterRowsRefused refused={report.refused} />
            </Told>
          )}
        </div>
      </Modal>
    </>
  );
}

const figures = ({ registered, repeated, refused }: MatterReport) => ({
  ...{ registered, repeated },
  refused: refused.length,
});

function Told({ report, title, children }: { report: MatterReport; title: string; children: ReactNode }) {
  const { t, lang } = useWords();
  return (
    <div className="stack">
      <Alert
        type={report.refused.length > 0 ? 'warning' : 'success'}
        showIcon
        title={title}
        description={t('matters.import.read', {
          headings: report.columns.map(({ heading }) => heading).join(lang === 'zh' ? '、' : ', '),
        })}
      />
      {children}
    </div>
  );
}

// The organisation as a workbook: taken away, or brought in: first what it would change, then all of it at once.
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Progress } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import type { TransferReport } from '#contract';
import { asProblem, download, refresh, upload } from '../shared/api';
import { useSession } from '../shared/session';
import { Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { FirstCodes } from './FirstCodes';
import { Head } from './Head';
import { TransferParts } from './TransferParts';

const old = ['jurisdictions', 'departments', 'officers', 'matrix', 'roster', 'posts', 'agencies'];
type Busy = 'export' | 'preview' | 'import' | null;
type Brought = { file: File; report: TransferReport };

export function Transfer() {
  const { t, lang } = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState<Busy>(null);
  const [sent, setSent] = useState(0);
  const [brought, setBrought] = useState<Brought | null>(null);
  const during = async (what: Busy, work: () => Promise<void>) => {
    setBusy(what);
    setSent(0);
    await work().catch((thrown) => message.error(asProblem(thrown).in(lang), 6));
    setBusy(null);
  };
  const take = () =>
    during('export', async () => {
      await download('organisation.export', {}, 'organisation.xlsx');
    });
  const look = (file: File) =>
    during('preview', async () => {
      setBrought(null);
      setBrought({ file, report: await upload('organisation.preview', {}, file, setSent) });
    });
  const bring = ({ file, report: { plan } }: Brought) =>
    during('import', async () => {
      const report = await upload('organisation.import', { query: { plan } }, file, setSent);
      setBrought({ file, report });
      refresh(client, old);
      void message.success(t('transfer.done'));
    });
  return (
    <>
      <Head />
      <div className="stack">
        <p style={{ margin: 0 }}>{t('transfer.intro')}</p>
        <div className="row">
          <Button
            icon={<DownloadOutlined />}
            loading={busy === 'export'}
            disabled={busy !== null && busy !== 'export'}
            onClick={() => void take()}
          >
            {t('transfer.export')}
          </Button>
          {may('organisation.manage') && <Pick busy={busy} onPick={(file) => void look(file)} />}
        </div>
        {may('organisation.manage') && <p className="quiet">{t('transfer.importHelp')}</p>}
        {(busy === 'preview' || busy === 'import') && <Working what={busy} sent={sent} />}
        {brought && busy !== 'preview' && (
          <Report
            {...brought}
            busy={busy === 'import'}
            onBring={() => void bring(brought)}
            onDrop={() => setBrought(null)}
          />
        )}
      </div>
    </>
  );
}

function Pick({ busy, onPick }: { busy: Busy; onPick: (file: File) => void }) {
  const { t } = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const picked = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    target.value = '';
    if (file) onPick(file);
  };
  return (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={t('transfer.import')}
        accept=".xlsx"
        onChange={picked}
      />
      <Button
        type="primary"
        icon={<UploadOutlined />}
        loading={busy === 'preview'}
        disabled={busy !== null && busy !== 'preview'}
        onClick={() => picker.current?.click()}
      >
        {t('transfer.import')}
      </Button>
    </>
  );
}

/** How much of the file is sent; then the server compares or writes it, whose end it does not foretell. */
function Working({ what, sent }: { what: 'preview' | 'import'; sent: number }) {
  const { t } = useWords();
  const isSent = sent >= 1;
  const said = isSent
    ? t(what === 'preview' ? 'transfer.comparing' : 'transfer.writing')
    : t('transfer.sending', { percent: Math.round(sent * 100) });
  return (
    <div role="status" aria-live="polite" style={{ maxWidth: 420 }}>
      <p style={{ margin: 0 }}>{said}</p>
      <Progress
        aria-label={said}
        percent={isSent ? 100 : Math.round(sent * 100)}
        status="active"
        showInfo={false}
      />
    </div>
  );
}

type ReportProps = Brought & { busy: boolean; onBring: () => void; onDrop: () => void };
function Report({ file, report, busy, onBring, onDrop }: ReportProps) {
  const { t } = useWords();
  const { applied, sheets, refused, codes, codesExpireAt } = report;
  const count = sheets.reduce((sum, one) => sum + one.added + one.changed + one.removed, 0);
  return (
    <Panel title={applied ? t('transfer.done') : t('transfer.previewTitle', { name: file.name, count })}>
      <div className="stack" aria-live="polite">
        {!applied && (
          <>
            <p style={{ margin: 0 }}>
              {count === 0
                ? t('transfer.nothing')
                : t(refused.length > 0 ? 'transfer.askSome' : 'transfer.ask', { count })}
            </p>
            <div className="row">
              {count > 0 && (
                <Button type="primary" loading={busy} onClick={onBring}>
                  {t('transfer.apply', { count })}
                </Button>
              )}
              <Button disabled={busy} onClick={onDrop}>
                {t('transfer.drop')}
              </Button>
            </div>
          </>
        )}
        {codes.length > 0 && <FirstCodes codes={codes} expireAt={codesExpireAt} />}
        <TransferParts report={report} />
      </div>
    </Panel>
  );
}

// When the ledger was sealed and where each copy lies; signing now, and taking a bundle away.
import { App, Button, type TableColumnsType, Typography } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract';
import { asProblem, download, useAct, useAsk } from '../shared/api';
import { serverNow } from '../shared/now';
import { useSession } from '../shared/session';
import { Answered, EmptyState, Instant, Panel } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { Head } from './Head';
import './accountability.css';

type Checkpoint = Answer<'ledger.checkpoints'>['items'][number];

export function Checkpoints() {
  const { t } = useWords();
  const asked = useAsk('ledger.checkpoints', {}, { every: 60_000 });
  return (
    <>
      <Head title={t('accountability.checkpoints.title')} actions={<SealButton />} />
      <div className="stack">
        <p className="quiet plain-p">{t('accountability.checkpoints.intro')}</p>
        <Answered of={asked}>
          {({ publicKey, items }) => (
            <>
              <Key publicKey={publicKey} />
              <Bundle />
              <div className="panel">
                <List checkpoints={items} />
              </div>
            </>
          )}
        </Answered>
      </div>
    </>
  );
}

function SealButton() {
  const { t } = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const { act, acting } = useAct('ledger.seal', {
    onDone: ({ size }) => void message.success(t('accountability.checkpoints.sealed', { size })),
  });
  if (!may('ledger.export')) return null;
  return (
    <Button type="primary" loading={acting} onClick={() => act({})}>
      {t('accountability.checkpoints.seal')}
    </Button>
  );
}

function Key({ publicKey }: { publicKey: string }) {
  const { t } = useWords();
  return (
    <Panel title={t('accountability.checkpoints.key')}>
      <Typography.Text
        code
        copyable={{ text: publicKey, tooltips: [t('app.common.copy'), t('app.common.copied')] }}
        style={{ overflowWrap: 'anywhere' }}
      >
        {publicKey}
      </Typography.Text>
      <p className="quiet plain-p">{t('accountability.checkpoints.keyHelp')}</p>
    </Panel>
  );
}

const sizeOf = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
const command = 'npm run -s wenying -- ledger verify wenying-ledger';

/** The bundle comes as a stream of unknown length: how much has come is told, not how much is left. */
function useExport() {
  const { lang } = useWords();
  const { message } = App.useApp();
  const [bytes, setBytes] = useState<number | null>(null);
  const [saved, setSaved] = useState<{ name: string; size: string } | null>(null);
  const start = async () => {
    let size = 0;
    setSaved(null);
    setBytes(0);
    try {
      const day = new Date(serverNow()).toISOString().slice(0, 10);
      const name = await download('ledger.export', {}, `wenying-ledger-${day}.zip`, (come) => {
        size = come;
        setBytes(come);
      });
      setSaved({ name, size: sizeOf(size) });
    } catch (thrown) {
      void message.error(asProblem(thrown).in(lang), 6);
    } finally {
      setBytes(null);
    }
  };
  return { bytes, saved, start };
}

function Bundle() {
  const { t } = useWords();
  const { may } = useSession();
  const { bytes, saved, start } = useExport();
  return (
    <Panel title={t('accountability.checkpoints.exportTitle')}>
      <p className="plain-p">{t('accountability.checkpoints.exportHelp')}</p>
      {may('ledger.export') ? (
        <div className="row">
          <Button loading={bytes !== null} onClick={() => void start()}>
            {t('accountability.checkpoints.export')}
          </Button>
          <span role="status" className="quiet tabular">
            {bytes !== null && t('accountability.checkpoints.exporting', { size: sizeOf(bytes) })}
            {saved && t('accountability.checkpoints.exported', saved)}
          </span>
        </div>
      ) : (
        <p className="quiet plain-p">{t('accountability.checkpoints.noRight')}</p>
      )}
      <p className="quiet">{t('accountability.checkpoints.offline')}</p>
      <Typography.Text
        code
        copyable={{ text: command, tooltips: [t('app.common.copy'), t('app.common.copied')] }}
      >
        {command}
      </Typography.Text>
    </Panel>
  );
}

function List({ checkpoints }: { checkpoints: readonly Checkpoint[] }) {
  const { t } = useWords();
  if (checkpoints.length === 0)
    return (
      <EmptyState
        title={t('accountability.checkpoints.empty')}
        next={t('accountability.checkpoints.emptyNext')}
      />
    );
  const columns: TableColumnsType<Checkpoint> = [
    { title: t('accountability.checkpoints.size'), dataIndex: 'size', align: 'right', width: 100 },
    {
      title: t('accountability.checkpoints.at'),
      dataIndex: 'at',
      width: 130,
      render: (at: string) => <Instant at={at} />,
    },
    {
      title: t('accountability.checkpoints.root'),
      dataIndex: 'root',
      render: (root: string) => <code className="hash">{root}</code>,
    },
    {
      title: t('accountability.checkpoints.places'),
      dataIndex: 'places',
      render: (places: string[]) =>
        places.map((place) => (
          <div key={place} className="hash">
            {place}
          </div>
        )),
    },
  ];
  return (
    <ListTable
      rowKey="size"
      items={[...checkpoints]}
      columns={columns}
      width={820}
      aria-label={t('accountability.checkpoints.list')}
      expandable={{
        columnTitle: <span className="hidden-visually">{t('accountability.checkpoints.text')}</span>,
        expandedRowRender: ({ text }) => <pre className="raw">{text}</pre>,
      }}
    />
  );
}

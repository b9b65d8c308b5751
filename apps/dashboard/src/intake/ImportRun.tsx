// One import from its columns to its result: a page that can be left and come back to.
import { App, Button, Progress, Steps } from 'antd';
import { useParams } from 'react-router';
import type { ImportRun } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { Answered, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { Head } from './Head';
import { ImportMapping } from './ImportMapping';
import { ImportResult } from './ImportResult';

const askAgainMs = 700;

export function ImportRunPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const asked = useAsk(
    'imports.read',
    { params: { id } },
    { every: (run) => (run?.state === 'running' ? askAgainMs : 0) },
  );
  const steps = [
    t('intake.imports.steps.upload'),
    t('intake.imports.steps.mapping'),
    t('intake.imports.steps.run'),
    t('intake.imports.steps.result'),
  ];
  return (
    <>
      <Head />
      <Answered of={asked}>
        {(run) => (
          <div className="stack">
            <h2 style={{ margin: 0, fontSize: 16 }}>
              {run.name} <span className="quiet tabular">{sizeOf(run.bytes)}</span>
            </h2>
            <Steps
              size="small"
              responsive={false}
              current={stepOf[run.state]}
              status={run.state === 'failed' ? 'error' : undefined}
              items={steps.map((title) => ({ title }))}
            />
            <Stage run={run} />
          </div>
        )}
      </Answered>
    </>
  );
}

const stepOf: Record<ImportRun['state'], number> = {
  uploaded: 1,
  running: 2,
  finished: 3,
  failed: 3,
  cancelled: 3,
};

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

function Stage({ run }: { run: ImportRun }) {
  if (run.state === 'uploaded') return <ImportMapping key={run.id} run={run} />;
  if (run.state === 'running') return <Running run={run} />;
  return <ImportResult run={run} />;
}

function Running({ run }: { run: ImportRun }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { act, acting } = useAct('imports.cancel');
  const { rows, received, repeated, revised, refused } = run;
  const done = received + repeated + revised + refused;
  const percent = rows > 0 ? Math.min(100, Math.floor((done / rows) * 100)) : 0;
  const stop = () =>
    modal.confirm({
      title: t('intake.imports.cancelTitle'),
      content: t('intake.imports.cancelDetail'),
      okText: t('intake.imports.cancel'),
      onOk: () => act({ params: { id: run.id } }),
    });
  return (
    <Panel
      title={t('intake.imports.running')}
      extra={
        <Button size="small" onClick={stop} loading={acting}>
          {t('intake.imports.cancel')}
        </Button>
      }
    >
      <Progress percent={percent} status="active" aria-label={t('intake.imports.running')} />
      <p className="tabular" role="status" style={{ marginBottom: 0 }}>
        {t('intake.imports.counts', { rows: done, received, repeated, revised, refused })}
      </p>
    </Panel>
  );
}

// Labels everything since a date anew: how many messages that is, the run and how far it has come.
import { App, Button, Progress } from 'antd';
import { useState } from 'react';
import type { Relabelling as Run } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { Instant, InstantPicker, Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';

const WATCHED_MS = 1_500;
const isRunning = ({ state }: Run) => state === 'running';

export function Relabelling() {
  const { t } = useWords();
  const [since, setSince] = useState<string | null>(null);
  const asked = useAsk(
    'relabellings.list',
    {},
    { every: (answer) => (answer?.items.some(isRunning) ? WATCHED_MS : 0) },
  );
  const runs = asked.data?.items ?? [];
  return (
    <Panel title={t('learning.relabel.title')}>
      <div className="stack">
        <span className="row tight">
          <span className="quiet nowrap">{t('learning.relabel.since')}</span>
          <InstantPicker label={t('learning.relabel.since')} value={since} onChange={setSince} />
        </span>
        {since && <Preview since={since} busy={runs.some(isRunning)} />}
        <ol className="rows">
          {runs.map((run) => (
            <li key={run.id} className="reason">
              <RunLine run={run} />
            </li>
          ))}
        </ol>
      </div>
    </Panel>
  );
}

function Preview({ since, busy }: { since: string; busy: boolean }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const asked = useAsk('relabellings.preview', { query: { since } });
  const starting = useAct('relabellings.start', { done: t('learning.relabel.started') });
  const counts = asked.data;
  if (!counts) return null;
  const ask = () =>
    modal.confirm({
      title: t('learning.relabel.start'),
      content: t('learning.relabel.startWhat', counts),
      okText: t('learning.relabel.start'),
      cancelText: t('app.common.cancel'),
      onOk: () => starting.actAsync({ body: { since } }),
    });
  return (
    <>
      <span role="status">{t('learning.relabel.preview', counts)}</span>
      <div>
        <Button disabled={busy || counts.messages === 0} loading={starting.acting} onClick={ask}>
          {t('learning.relabel.start')}
        </Button>
      </div>
    </>
  );
}

function RunLine({ run }: { run: Run }) {
  const { t, name } = useWords();
  const cancelling = useAct('relabellings.cancel', {});
  const percent = run.total === 0 ? 100 : Math.min(100, Math.round((run.done / run.total) * 100));
  return (
    <>
      <div className="row tight quiet">
        <StateTag tone={run.state === 'finished' ? 'good' : run.state === 'failed' ? 'bad' : 'plain'}>
          {name('relabelling', run.state)}
        </StateTag>
        <Instant at={run.startedAt} /> {run.startedBy}
      </div>
      <div>{t('learning.relabel.counts', run)}</div>
      {isRunning(run) && (
        <div className="row tight nowrap-row">
          <Progress percent={percent} aria-label={t('learning.relabel.progress')} />
          <Button size="small" onClick={() => cancelling.act({ params: { id: run.id } })}>
            {t('learning.relabel.cancel')}
          </Button>
        </div>
      )}
    </>
  );
}

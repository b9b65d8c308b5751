// What an import brought: taken in, updated, repeated, refused; each refused row by its number and reason.
import { Alert, App, Button, Statistic } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ImportRun } from '#contract';
import { asProblem, download, useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Paged, Panel } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { halves, useWords } from '../shared/words';

const titles = {
  finished: 'intake.imports.finishedTitle',
  failed: 'intake.imports.failedTitle',
  cancelled: 'intake.imports.cancelledTitle',
} as const;
type Ended = keyof typeof titles;

export function ImportResult({ run }: { run: ImportRun }) {
  const { t, pick } = useWords();
  const { may } = useSession();
  const done = run.received + run.revised + run.repeated + run.refused;
  return (
    <>
      <Panel title={t(titles[run.state as Ended] ?? titles.finished)}>
        {run.error && (
          <Alert type="error" showIcon title={pick(run.error)} style={{ marginBottom: 12 }} role="alert" />
        )}
        {done < run.rows && (
          <Alert
            type="info"
            showIcon
            title={t('intake.imports.unread', { rows: run.rows, done })}
            style={{ marginBottom: 12 }}
          />
        )}
        {run.numberTwice > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('intake.imports.numberTwice', { count: run.numberTwice })}
            description={t('intake.imports.numberTwiceRows', {
              rows: run.numberTwiceRows.join(t('intake.imports.comma')),
            })}
            style={{ marginBottom: 12 }}
          />
        )}
        <div className="row" style={{ gap: 32 }}>
          <Statistic title={t('intake.imports.received')} value={run.received} />
          <Statistic title={t('intake.imports.revised')} value={run.revised} />
          <Statistic title={t('intake.imports.repeated')} value={run.repeated} />
          <Statistic title={t('intake.imports.refused')} value={run.refused} />
        </div>
        <div className="row" style={{ marginTop: 12, gap: 16 }}>
          {may('message.read') && <Link to={paths.messages}>{t('intake.imports.toMessages')}</Link>}
          <Link to={paths.imports}>{t('intake.imports.another')}</Link>
        </div>
      </Panel>
      <Panel
        title={t('intake.imports.refusals')}
        extra={run.refused > 0 && may('import.run') && <TakeRefused run={run} />}
        flush
      >
        {run.refused === 0 ? (
          <p className="panel-body" style={{ margin: 0 }}>
            {t(done < run.rows ? 'intake.imports.noRefusalsSoFar' : 'intake.imports.noRefusals')}
          </p>
        ) : (
          <>
            <p className="quiet" style={{ margin: '10px 12px' }}>
              {t('intake.imports.takeHelp')}
            </p>
            <Refusals id={run.id} />
          </>
        )}
      </Panel>
    </>
  );
}

/** The refused rows as a file; what is to be done with it is said beside it. */
function TakeRefused({ run }: { run: ImportRun }) {
  const { t, lang } = useWords();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      const params = { id: run.id };
      await download('imports.refused', { params }, 'refused-rows.csv');
    } catch (thrown) {
      void message.error(asProblem(thrown).in(lang), 6);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" loading={busy} onClick={() => void take()}>
      {t('intake.imports.takeRefused')}
    </Button>
  );
}

function Refusals({ id }: { id: string }) {
  const { t, pick } = useWords();
  const asked = useAskPages('imports.refusals', { params: { id } });
  return (
    <Paged of={asked} empty={null}>
      {(items) => (
        <ListTable
          rowKey="row"
          items={items}
          columns={[
            { title: t('intake.imports.row'), dataIndex: 'row', width: 100 },
            {
              title: t('intake.imports.reason'),
              dataIndex: 'reason',
              render: (reason: string) => pick(halves(reason)),
            },
          ]}
        />
      )}
    </Paged>
  );
}

// Hotline files: choose one to import, and what was imported so far.
import { type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { ImportRun } from '#contract';
import { useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { EmptyState, Instant, Paged, Panel, StateTag, type Tone } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { Head } from './Head';
import { UploadFile } from './UploadFile';

export function Imports() {
  const { t } = useWords();
  return (
    <>
      <Head />
      <div className="stack">
        <UploadFile />
        <Panel title={t('intake.imports.history')} flush>
          <History />
        </Panel>
      </div>
    </>
  );
}

export const importTones: Record<ImportRun['state'], Tone> = {
  uploaded: 'warn',
  running: 'plain',
  finished: 'good',
  failed: 'bad',
  cancelled: 'plain',
};

function History() {
  const { t, name } = useWords();
  const asked = useAskPages('imports.list', {});
  const columns: TableColumnsType<ImportRun> = [
    {
      title: t('intake.imports.file'),
      dataIndex: 'name',
      render: (file: string, run) => <Link to={paths.import(run.id)}>{file}</Link>,
    },
    {
      title: t('intake.imports.state'),
      dataIndex: 'state',
      render: (state: ImportRun['state']) => (
        <StateTag tone={importTones[state]}>{name('importState', state)}</StateTag>
      ),
    },
    { title: t('intake.imports.received'), dataIndex: 'received', align: 'right' },
    { title: t('intake.imports.revised'), dataIndex: 'revised', align: 'right' },
    { title: t('intake.imports.repeated'), dataIndex: 'repeated', align: 'right' },
    { title: t('intake.imports.refused'), dataIndex: 'refused', align: 'right' },
    { title: t('intake.imports.by'), dataIndex: 'startedBy' },
    { title: t('intake.imports.at'), dataIndex: 'createdAt', render: (at: string) => <Instant at={at} /> },
  ];
  return (
    <Paged
      of={asked}
      empty={<EmptyState title={t('intake.imports.empty')} next={t('intake.imports.emptyNext')} />}
    >
      {(items) => <ListTable items={items} columns={columns} width={720} />}
    </Paged>
  );
}

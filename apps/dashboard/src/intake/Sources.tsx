// The sources and how each of them is: what it brought, when it was last asked, why it fails.
import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { Source } from '#contract';
import { download, useAct, useAsk } from '../shared/api';
import { Sparkline } from '../shared/charts';
import { useSession } from '../shared/session';
import { Ago, Answered, EmptyState, Instant, StateTag, type Tone } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { EditSource } from './EditSource';
import { Head } from './Head';
import { ImportOpml } from './ImportOpml';
import { SourceActions } from './SourceActions';
import { HintsLine } from './SourceHints';

export function Sources() {
  const { t } = useWords();
  const { may } = useSession();
  // Whoever has just added a source waits to see what it brings.
  const asked = useAsk(
    'sources.list',
    {},
    { every: (answer) => (answer?.items.some(({ state }) => state === 'new') ? 2_000 : 30_000) },
  );
  const [editing, setEditing] = useState<Source | 'new' | null>(null);
  const mayManage = may('source.manage');
  const [importing, setImporting] = useState(false);
  const add = mayManage && (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('intake.sources.add')}
    </Button>
  );
  const actions = (
    <div className="row tight">
      <Button onClick={() => void download('sources.export', {}, 'sources.opml').catch(() => undefined)}>
        {t('intake.opml.menuOut')}
      </Button>
      {mayManage && <Button onClick={() => setImporting(true)}>{t('intake.opml.menuIn')}</Button>}
      {add}
    </div>
  );
  return (
    <>
      <Head actions={actions} />
      <Answered of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('intake.sources.empty')} next={t('intake.sources.emptyNext')} action={add} />
          ) : (
            <List sources={worstFirst(items)} onEdit={mayManage ? setEditing : null} />
          )
        }
      </Answered>
      {importing && <ImportOpml onClose={() => setImporting(false)} />}
      {editing && <EditSource source={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}

const tones: Record<Source['state'], Tone> = {
  new: 'plain',
  healthy: 'good',
  quiet: 'warn',
  empty: 'warn',
  failing: 'bad',
  paused: 'plain',
  gone: 'bad',
};
const urgency: readonly Source['state'][] = ['gone', 'failing', 'quiet', 'empty', 'new', 'healthy', 'paused'];
const worstFirst = (sources: readonly Source[]) =>
  [...sources].sort(
    (a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state) || a.name.localeCompare(b.name, 'zh'),
  );

type ListProps = { sources: Source[]; onEdit: ((source: Source) => void) | null };
function List({ sources, onEdit }: ListProps) {
  const { t } = useWords();
  const columns: TableColumnsType<Source> = [
    {
      title: t('intake.sources.name'),
      dataIndex: 'name',
      width: 260,
      render: (_, source) => (
        <div style={{ minWidth: 0 }}>
          <strong>{source.name}</strong>
          <div className="quiet ellipsis" title={source.url} style={{ maxWidth: 280 }}>
            {source.url}
          </div>
          {source.moved && (
            <div className="quiet">{t('intake.sources.movedFrom', { url: source.moved.from })}</div>
          )}
          <div className="quiet">
            {source.keeper?.name
              ? t('intake.sources.keeperIs', { name: source.keeper.name })
              : t('intake.sources.noKeeper')}
          </div>
          <HintsLine {...source} />
        </div>
      ),
    },
    { title: t('intake.sources.state'), key: 'state', render: (_, source) => <Health source={source} /> },
    {
      title: t('intake.sources.days'),
      dataIndex: 'days',
      width: 120,
      render: (days: number[]) => (
        <Sparkline values={days} label={t('intake.sources.daysList', { list: days.join(' ') })} />
      ),
    },
    { title: t('intake.sources.messages'), dataIndex: 'messages', width: 80, align: 'right' },
    {
      title: t('intake.sources.polled'),
      key: 'polled',
      width: 150,
      render: (_, source) => (
        <div>
          {source.lastPolledAt ? (
            <Ago at={source.lastPolledAt} />
          ) : (
            <span className="quiet">{t('intake.sources.neverPolled')}</span>
          )}
          <LastSuccess source={source} />
          <div className="quiet">{t('intake.sources.everyText', { minutes: source.everyMinutes })}</div>
          {source.paceMinutes > source.everyMinutes && (
            <div className="quiet">{t('intake.sources.paceText', { minutes: source.paceMinutes })}</div>
          )}
        </div>
      ),
    },
    {
      title: t('intake.sources.next'),
      dataIndex: 'nextPollAt',
      width: 110,
      render: (at: string | null) => <Instant at={at} />,
    },
  ];
  if (onEdit)
    columns.push({
      title: t('app.common.actions'),
      key: 'actions',
      width: 150,
      render: (_, source) => <SourceActions source={source} onEdit={() => onEdit(source)} />,
    });
  return <ListTable items={sources} columns={columns} width={900} />;
}

/** Since when it brings nothing: said where the last poll was not itself a success. */
function LastSuccess({ source: { lastPolledAt, lastSuccessAt } }: { source: Source }) {
  const { t } = useWords();
  if (!lastPolledAt || lastPolledAt === lastSuccessAt) return null;
  return (
    <div className="quiet">
      {lastSuccessAt ? (
        <>
          {t('intake.sources.lastSuccess')} <Instant at={lastSuccessAt} />
        </>
      ) : (
        t('intake.sources.neverSucceeded')
      )}
    </div>
  );
}

/** The state in a word, and the reason in a sentence. */
function Health({ source }: { source: Source }) {
  const { t, name, pick } = useWords();
  return (
    <div>
      <StateTag tone={tones[source.state]}>{name('sourceState', source.state)}</StateTag>
      {source.failures > 0 && (
        <span className="quiet"> {t('intake.sources.failures', { count: source.failures })}</span>
      )}
      {source.trouble && <div>{pick(source.trouble)}</div>}
      {source.trouble && <Taken source={source} />}
    </div>
  );
}

/** Who sees to it; or the button with which somebody says that they do. */
function Taken({ source }: { source: Source }) {
  const { t } = useWords();
  const { may } = useSession();
  const taking = useAct('sources.take', { done: t('intake.sources.taken') });
  if (source.takenBy)
    return (
      <div className="quiet">
        {t('intake.sources.takenBy', { name: source.takenBy })} <Instant at={source.takenAt} />
      </div>
    );
  if (!may('source.manage') || source.state === 'paused') return null;
  return (
    <Button
      size="small"
      loading={taking.acting}
      aria-label={`${t('intake.sources.take')} ${source.name}`}
      onClick={() => taking.act({ params: { id: source.id } })}
    >
      {t('intake.sources.take')}
    </Button>
  );
}

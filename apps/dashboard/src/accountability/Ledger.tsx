// The ledger: every act with its number, time, actor and subject, newest first; each opens to its proof.
import { Button, Select, type TableColumnsType, Tag } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { LedgerEntryView } from '#contract';
import { useAskPages } from '../shared/api';
import { useFactWords } from '../shared/fact-words';
import { paths } from '../shared/paths';
import { useRowKeys } from '../shared/row-keys';
import { useSettled } from '../shared/settled';
import {
  EmptyState,
  ErrorState,
  Find,
  FreshButton,
  Instant,
  InstantPicker,
  Loading,
  More,
} from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useUrlFilters } from '../shared/url-filters';
import { useWords } from '../shared/words';
import { zhNames } from '../shared/words/zh-CN';
import { ActorName, Subject, short } from './EntryParts';
import { Head } from './Head';
import './accountability.css';

const keys = ['q', 'kind', 'subject', 'actorId', 'from', 'to'] as const;
type Filters = ReturnType<typeof useUrlFilters<(typeof keys)[number]>>;

export function Ledger() {
  const { t } = useWords();
  const filters = useUrlFilters(keys);
  return (
    <>
      <Head title={t('accountability.ledger.title')} />
      <div className="stack">
        <p className="quiet plain-p">{t('accountability.ledger.intro')}</p>
        <FilterBar {...filters} />
        <List key={filters.text} {...filters} />
      </div>
    </>
  );
}

/** Every kind of fact, under the noun it begins with; the noun itself finds them all. */
function useKinds() {
  const { name } = useWords();
  const kinds = Object.keys(zhNames.fact);
  const nouns = [...new Set(kinds.map((kind) => kind.split('.')[0] ?? ''))];
  return nouns.map((noun) => ({
    label: name('subject', noun),
    options: kinds
      .filter((kind) => kind.startsWith(`${noun}.`))
      .map((kind) => ({ value: kind, label: name('fact', kind) })),
  }));
}

function FilterBar({ values, set, isAny }: Filters) {
  const { t } = useWords();
  const kinds = useKinds();
  return (
    <div className="row">
      <Find label={t('accountability.ledger.search')} words={values.q} onFind={(q) => set({ q })} />
      <Select<string>
        allowClear
        aria-label={t('accountability.ledger.kind')}
        placeholder={t('accountability.ledger.kind')}
        value={values.kind ?? null}
        style={{ width: 180 }}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
        options={kinds}
        onChange={(kind: string | undefined) => set({ kind })}
      />
      {(['from', 'to'] as const).map((end) => (
        <span key={end} className="row tight nowrap-row">
          <span className="quiet nowrap">{t(`accountability.ledger.${end}`)}</span>
          <InstantPicker
            label={t(`accountability.ledger.${end}`)}
            value={values[end] ?? null}
            onChange={(at) => set({ [end]: at })}
          />
        </span>
      ))}
      {values.subject && (
        <Tag closable onClose={() => set({ subject: null })}>
          {t('accountability.ledger.ofSubject', { id: short(values.subject) })}
        </Tag>
      )}
      {values.actorId && (
        <Tag closable onClose={() => set({ actorId: null })}>
          {t('accountability.ledger.ofActor', { name: short(values.actorId) })}
        </Tag>
      )}
      {isAny && (
        <Button type="link" size="small" onClick={() => set(none)}>
          {t('accountability.ledger.clear')}
        </Button>
      )}
    </div>
  );
}
const none = Object.fromEntries(keys.map((key) => [key, null]));
const idOf = ({ seq }: LedgerEntryView) => seq;

function List({ values, isAny }: Filters) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { items, isPending, error, refetch, hasMore, more, loadingMore } = useAskPages(
    'ledger.list',
    { query: { ...values, limit: 50 } },
    { every: 30_000 },
  );
  const { shown, waiting, letIn, handlers } = useSettled(items, idOf);
  const columns = useColumns();
  const { rowProps } = useRowKeys({
    rows: shown,
    idOf,
    open: ({ seq }) => void navigate(paths.ledgerEntry(seq)),
  });
  if (error && items.length === 0) return <ErrorState problem={error} retry={() => void refetch()} />;
  if (isPending) return <Loading rows={10} />;
  if (shown.length === 0)
    return (
      <div className="panel">
        <EmptyState
          title={t(isAny ? 'accountability.ledger.empty' : 'accountability.ledger.emptyAll')}
          next={t(isAny ? 'accountability.ledger.emptyNext' : 'accountability.ledger.emptyAllNext')}
        />
      </div>
    );
  return (
    <div className="panel" {...handlers}>
      <FreshButton waiting={waiting} onLetIn={letIn} />
      <ListTable
        rowKey="seq"
        aria-label={t('accountability.ledger.list')}
        className="ledger-table"
        items={shown}
        columns={columns}
        onRow={rowProps}
      />
      <More hasMore={hasMore} more={more} loadingMore={loadingMore} />
    </div>
  );
}

function useColumns(): TableColumnsType<LedgerEntryView> {
  const { t, name } = useWords();
  const factWords = useFactWords();
  return [
    {
      title: t('accountability.ledger.seq'),
      dataIndex: 'seq',
      width: 84,
      align: 'right',
      render: (seq: number) => <Link to={paths.ledgerEntry(seq)}>#{seq}</Link>,
    },
    {
      title: t('accountability.ledger.at'),
      dataIndex: 'at',
      width: 120,
      render: (at: string) => <Instant at={at} />,
    },
    {
      title: t('accountability.ledger.actor'),
      key: 'actor',
      width: 130,
      responsive: ['md'],
      render: (_, { actor }) => <ActorName actor={actor} />,
    },
    {
      title: t('accountability.ledger.act'),
      key: 'act',
      render: (_, entry) => (
        <>
          <strong>{name('fact', entry.kind)}</strong>{' '}
          <span className="only-narrow">
            <ActorName actor={entry.actor} />{' '}
          </span>
          <span className="quiet">{factWords(entry)}</span>
        </>
      ),
    },
    {
      title: t('accountability.ledger.subject'),
      key: 'subject',
      width: 170,
      responsive: ['md'],
      render: (_, entry) => <Subject entry={entry} />,
    },
  ];
}

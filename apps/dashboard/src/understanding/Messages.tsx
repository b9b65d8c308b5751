// Search of messages: Chinese full text with filters, kept in the address; page after page by hand.
import { InfoCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import type { MessageCard, MessageSearch, SearchNote } from '#contract';
import { useAsk, useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { useRowKeys } from '../shared/row-keys';
import { useSettled } from '../shared/settled';
import { EmptyState, ErrorState, Find, FreshButton, Loading, More } from '../shared/ui';
import { useUrlFilters } from '../shared/url-filters';
import { useWords } from '../shared/words';
import { Head } from './Head';
import { MessageLine } from './MessageLine';
import { searchKeys, searchOf } from './message-search';
import { SavedSearches } from './SavedSearches';
import { type Filters, SearchFilters } from './SearchFilters';
import { useSearchHelp } from './SearchHelp';
import { useCorrecting } from './useCorrecting';
import './understanding.css';

const none = Object.fromEntries(searchKeys.map((key) => [key, null]));

export function Messages() {
  const { t } = useWords();
  const filters = useUrlFilters(searchKeys);
  const help = useSearchHelp();
  return (
    <>
      <Head title={t('understanding.messages.title')} />
      <div className="stack">
        <div className="row">
          <Find
            className="search-field"
            label={t('understanding.messages.search')}
            button={t('app.search.submit')}
            maxLength={500}
            words={filters.values.q}
            onFind={(q) => filters.set({ q })}
          />
          {help.button}
          <SavedSearches search={searchOf(filters.values)} />
        </div>
        {help.panel}
        <SearchFilters {...filters} />
        <List key={filters.text} {...filters} />
      </div>
    </>
  );
}

const idOf = ({ id }: MessageCard) => id;

function List({ values, set, isAny }: Filters) {
  const { t } = useWords();
  const search = searchOf(values);
  const navigate = useNavigate();
  const { items, first, isPending, error, refetch, hasMore, more, loadingMore } = useAskPages(
    'messages.list',
    { query: { ...search, limit: 30 } },
    { every: 30_000 },
  );
  const { shown, waiting, letIn, handlers } = useSettled(items, idOf);
  const { isAllowed, pick, keys: correctingKeys, picker } = useCorrecting();
  const { rowProps } = useRowKeys({
    rows: shown,
    idOf,
    open: ({ id }) => void navigate(paths.message(id)),
    more: correctingKeys,
  });
  if (error && items.length === 0) return <ErrorState problem={error} retry={() => void refetch()} />;
  if (isPending) return <Loading />;
  const notes = <Notes notes={first?.notes ?? []} />;
  if (shown.length === 0)
    return (
      <>
        {notes}
        <Nothing onClear={isAny ? () => set(none) : null} />
      </>
    );
  return (
    <>
      {notes}
      {isAny && (hasMore ? <Counted search={search} /> : <Found count={shown.length} />)}
      <div className="panel" {...handlers}>
        {picker}
        <FreshButton waiting={waiting} onLetIn={letIn} />
        <ol className="rows" aria-label={t('understanding.messages.list')}>
          {shown.map((message) => (
            <li key={message.id} className="line" {...rowProps(message)}>
              <MessageLine
                message={message}
                marks={message.marks}
                {...(isAllowed && { onCorrect: () => pick(message, 'topic') })}
              />
            </li>
          ))}
        </ol>
        <More hasMore={hasMore} more={more} loadingMore={loadingMore} />
        {!hasMore && <div className="list-more quiet">{t('app.common.end')}</div>}
      </div>
    </>
  );
}

/** How many there are: asked beside the list, which does not wait for it, and by the minute, not with every alert. */
function Counted({ search }: { search: MessageSearch }) {
  const { data } = useAsk('search.count', { query: search }, { every: 60_000 });
  return data ? <Found {...data} /> : null;
}

function Found({ count, atLeast = false }: { count: number | null; atLeast?: boolean }) {
  const { t } = useWords();
  const words = () => {
    if (count === null) return t('understanding.messages.foundMany');
    const n = count.toLocaleString('en');
    return atLeast
      ? t('understanding.messages.foundMore', { n })
      : t('understanding.messages.found', { count, n });
  };
  return (
    <div className="quiet" role="status">
      {words()}
    </div>
  );
}

/** How the search was read, where that is not plain. */
function Notes({ notes }: { notes: readonly SearchNote[] }) {
  const { t, pick } = useWords();
  if (notes.length === 0) return null;
  return (
    <div className="panel panel-body search-notes" role="status">
      <InfoCircleOutlined aria-hidden />
      <span className="quiet nowrap">{t('understanding.search.notes')}</span>
      <span>{notes.map((note) => pick(note)).join(' ')}</span>
    </div>
  );
}

function Nothing({ onClear }: { onClear: (() => void) | null }) {
  const { t } = useWords();
  return (
    <div className="panel">
      <EmptyState
        title={t(onClear ? 'understanding.messages.empty' : 'understanding.messages.emptyAll')}
        next={t(onClear ? 'understanding.messages.emptyNext' : 'understanding.messages.emptyAllNext')}
        action={onClear && <Button onClick={onClear}>{t('understanding.messages.clear')}</Button>}
      />
    </div>
  );
}

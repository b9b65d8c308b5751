// Search of messages: Chinese full text with filters, kept in the address; page after page by hand.
import { Button, Input } from 'antd';
import { useNavigate } from 'react-router';
import { channels, type MessageCard } from '#contract';
import { useAsk, useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { useRowKeys } from '../shared/row-keys';
import { useSession } from '../shared/session';
import { useSettled } from '../shared/settled';
import { EmptyState, ErrorState, InstantPicker, Loading } from '../shared/ui';
import { useUrlFilters } from '../shared/url-filters';
import { useTopics } from '../shared/useTopics';
import { useWords } from '../shared/words';
import { Choice } from './Choice';
import { FreshButton } from './FreshButton';
import { wordsOf } from './found';
import { Head } from './Head';
import { MessageLine } from './MessageLine';
import { useCorrecting } from './useCorrecting';
import './understanding.css';

const keys = ['q', 'topic', 'area', 'channel', 'sourceId', 'emergency', 'offTopic', 'from', 'to'] as const;
const none = Object.fromEntries(keys.map((key) => [key, null]));
type Filters = ReturnType<typeof useUrlFilters<(typeof keys)[number]>>;
const truth = (value: string | undefined) => (value === 'true' || value === 'false' ? value : undefined);

export function Messages() {
  const { t } = useWords();
  const filters = useUrlFilters(keys);
  return (
    <>
      <Head title={t('understanding.messages.title')} />
      <div className="stack">
        <SearchField {...filters} />
        <FilterBar {...filters} />
        <List key={filters.text} {...filters} />
      </div>
    </>
  );
}

function SearchField({ values, set }: Filters) {
  const { t } = useWords();
  return (
    <Input.Search
      key={values.q}
      name="find"
      allowClear
      enterButton={t('app.search.submit')}
      defaultValue={values.q}
      maxLength={200}
      aria-label={t('understanding.messages.search')}
      placeholder={t('understanding.messages.search')}
      style={{ maxWidth: 640 }}
      onSearch={(words) => set({ q: words.trim() })}
    />
  );
}

function FilterBar({ values, set }: Filters) {
  const { t, name } = useWords();
  const { topics, areas } = useTopics();
  return (
    <fieldset className="row plain">
      <legend className="hidden-visually">{t('understanding.messages.filters')}</legend>
      <Choice
        label={t('understanding.messages.topic')}
        any={t('understanding.messages.topic')}
        value={values.topic}
        options={topics}
        onChange={(topic) => set({ topic })}
      />
      <Choice
        label={t('understanding.messages.area')}
        any={t('understanding.messages.area')}
        value={values.area}
        options={areas}
        onChange={(area) => set({ area })}
      />
      <Choice
        label={t('understanding.messages.channel')}
        any={t('understanding.messages.channel')}
        value={values.channel}
        options={channels.map((one) => ({ value: one, label: name('channel', one) }))}
        onChange={(channel) => set({ channel })}
      />
      <SourceChoice value={values.sourceId} onChange={(sourceId) => set({ sourceId })} />
      <Choice
        label={t('understanding.messages.emergency')}
        any={t('understanding.messages.emergency')}
        value={values.emergency}
        options={[
          { value: 'true', label: t('understanding.messages.emergencyOnly') },
          { value: 'false', label: t('understanding.messages.emergencyNot') },
        ]}
        onChange={(emergency) => set({ emergency })}
      />
      <Choice
        label={t('understanding.messages.offTopic')}
        any={t('understanding.messages.offTopic')}
        value={values.offTopic}
        options={[
          { value: 'false', label: t('understanding.messages.offTopicHide') },
          { value: 'true', label: t('understanding.messages.offTopicOnly') },
        ]}
        onChange={(offTopic) => set({ offTopic })}
      />
      {(['from', 'to'] as const).map((end) => (
        <span key={end} className="row tight nowrap-row">
          <span className="quiet nowrap">{t(`understanding.messages.${end}`)}</span>
          <InstantPicker
            label={t(`understanding.messages.${end}`)}
            value={values[end] ?? null}
            onChange={(at) => set({ [end]: at })}
          />
        </span>
      ))}
    </fieldset>
  );
}

/** Only for those who may see the sources. */
function SourceChoice({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (value: string | null) => void;
}) {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('sources.list', {}, { when: may('source.read'), staleMs: 300_000 });
  if (!asked.data?.items.length) return null;
  return (
    <Choice
      label={t('understanding.messages.source')}
      any={t('understanding.messages.source')}
      value={value}
      options={asked.data.items.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={onChange}
    />
  );
}

const idOf = ({ id }: MessageCard) => id;

function List({ values, set, isAny }: Filters) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { emergency, offTopic, channel, ...rest } = values;
  const { items, isPending, error, refetch, hasMore, more, loadingMore } = useAskPages(
    'messages.list',
    {
      query: {
        ...rest,
        limit: 30,
        channel: channels.find((one) => one === channel),
        emergency: truth(emergency),
        offTopic: truth(offTopic),
      },
    },
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
  const words = wordsOf(values.q ?? '');
  if (error && items.length === 0) return <ErrorState problem={error} retry={() => void refetch()} />;
  if (isPending) return <Loading />;
  if (shown.length === 0) return <Nothing onClear={isAny ? () => set(none) : null} />;
  return (
    <div className="panel" {...handlers}>
      {picker}
      <FreshButton waiting={waiting} onLetIn={letIn} />
      <ol className="rows" aria-label={t('understanding.messages.list')}>
        {shown.map((message) => (
          <li key={message.id} className="line" {...rowProps(message)}>
            <MessageLine
              message={message}
              words={words}
              {...(isAllowed && { onCorrect: () => pick(message, 'topic') })}
            />
          </li>
        ))}
      </ol>
      <div className="alerts-more">
        {hasMore ? (
          <Button type="link" onClick={more} loading={loadingMore}>
            {t('app.common.more')}
          </Button>
        ) : (
          <span className="quiet">{t('app.common.end')}</span>
        )}
      </div>
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

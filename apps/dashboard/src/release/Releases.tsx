// All releases by state, and those that wait for a review.
import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { releaseStates } from '#contract';
import { useAskPages } from '../shared/api';
import { useSession } from '../shared/session';
import { EmptyState, ErrorState, Loading, PageTitle } from '../shared/ui';
import { useWords } from '../shared/words';
import { ReleaseList } from './ReleaseList';
import './release.css';

const shownStates = ['all', 'to-review', ...releaseStates] as const;
type Shown = (typeof shownStates)[number];
type Filters = { state: Shown; q: string };

/** Kept in the address; "?to-review" is the reviewer's home. */
function useFilters() {
  const [params, setParams] = useSearchParams();
  const named = shownStates.find((one) => one === params.get('state'));
  const filters: Filters = {
    state: params.has('to-review') ? 'to-review' : (named ?? 'all'),
    q: params.get('q') ?? '',
  };
  const change = (part: Partial<Filters>) => {
    const { state, q } = { ...filters, ...part };
    const parts = [
      state === 'to-review' ? 'to-review' : state === 'all' ? '' : `state=${state}`,
      q ? `q=${encodeURIComponent(q)}` : '',
    ];
    setParams(parts.filter(Boolean).join('&'), { replace: true });
  };
  return { filters, change };
}

export function Releases() {
  const { t } = useWords();
  const { may } = useSession();
  const navigate = useNavigate();
  const { filters, change } = useFilters();
  const { state, q } = filters;
  const asked = useAskPages('releases.list', {
    query: { limit: 50, ...(state === 'all' ? {} : { state }), ...(q ? { q } : {}) },
  });
  const { items, error } = asked;
  const draft = may('release.draft') && (
    <Button type="primary" onClick={() => void navigate('/releases/new')}>
      {t('release.list.draft')}
    </Button>
  );
  return (
    <>
      <PageTitle
        title={t(state === 'to-review' ? 'release.list.toReview' : 'release.list.question')}
        actions={draft}
      />
      <div className="release-bar">
        <div className="release-states">
          <Segmented
            aria-label={t('release.list.stateTabs')}
            value={state}
            options={shownStates.map((value) => ({ value, label: t(`release.list.states.${value}`) }))}
            onChange={(next) => change({ state: next })}
          />
        </div>
        <Find key={q} q={q} onFind={(next) => change({ q: next })} />
      </div>
      {error && items.length === 0 && <ErrorState problem={error} retry={() => void asked.refetch()} />}
      {!error && asked.isPending && <Loading rows={8} />}
      {!error && !asked.isPending && items.length === 0 && <Empty filters={filters} />}
      {items.length > 0 && (
        <div className="panel">
          <ReleaseList releases={items} />
        </div>
      )}
      {asked.hasMore && (
        <div className="release-more">
          <Button onClick={asked.more} loading={asked.loadingMore}>
            {t('app.common.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Find({ q, onFind }: { q: string; onFind: (q: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState(q);
  return (
    <Input.Search
      name="find"
      className="release-find"
      aria-label={t('release.list.search')}
      placeholder={t('release.list.search')}
      allowClear
      maxLength={200}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        if (!event.target.value && q) onFind('');
      }}
      onSearch={(next) => onFind(next.trim())}
    />
  );
}

function Empty({ filters }: { filters: Filters }) {
  const { t } = useWords();
  if (filters.q)
    return <EmptyState title={t('release.list.emptyFound')} next={t('release.list.emptyFoundNext')} />;
  if (filters.state === 'to-review')
    return <EmptyState title={t('release.list.emptyReview')} next={t('release.list.emptyReviewNext')} />;
  if (filters.state !== 'all')
    return <EmptyState title={t('release.list.emptyState')} next={t('release.list.emptyStateNext')} />;
  return <EmptyState title={t('release.list.empty')} next={t('release.list.emptyNext')} />;
}

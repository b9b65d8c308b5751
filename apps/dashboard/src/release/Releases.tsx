// All releases by state, and those that wait for a review.
import { Button, Segmented } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { releaseStates } from '#contract';
import { useAskPages } from '../shared/api';
import { useSession } from '../shared/session';
import { EmptyState, Find, Paged, PageTitle } from '../shared/ui';
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
        <Find label={t('release.list.search')} words={q} onFind={(next) => change({ q: next })} />
      </div>
      <Paged of={asked} rows={8} empty={<Empty filters={filters} />}>
        {(releases) => (
          <div className="panel">
            <ReleaseList releases={releases} />
          </div>
        )}
      </Paged>
    </>
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

// The board of clocks: what is due when, who owes it, and what the viewer may do about it.
import { Button, Input, Segmented, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAsk, useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { EmptyState, ErrorState, Loading } from '../shared/ui';
import { useWords } from '../shared/words';
import { BoardSections } from './BoardSections';
import './duty.css';
import { boardStates, type Filters, useFilters } from './filters';
import { ways } from './grouping';
import { Head } from './Head';
import { MySteps } from './IncidentSteps';
import { MyOrders } from './OrdersOf';

type Changing = { filters: Filters; change: (part: Partial<Filters>) => void };

/** `first`: what stands above the clocks, whosever they are; `also`: above one's own, beside orders. */
export function Board({ first, also }: { first?: ReactNode; also?: ReactNode }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const changing = useFilters();
  const { filters } = changing;
  const asked = useAskPages('duties.list', {
    query: {
      limit: 200,
      state: filters.state,
      ...(filters.mine ? { mine: 'true' as const } : {}),
      ...(filters.q ? { q: filters.q } : {}),
      ...(filters.department ? { departmentId: filters.department } : {}),
    },
  });
  const { items, error } = asked;
  return (
    <>
      <Head
        title={t(filters.mine ? 'duty.board.mine' : 'duty.board.question')}
        actions={
          <Button className="not-phone" onClick={() => void navigate(paths.wall)}>
            {t('duty.board.wall')}
          </Button>
        }
      />
      {first}
      {filters.mine && <Mine />}
      {filters.mine && also}
      <Bar {...changing} />
      {error && items.length === 0 && <ErrorState problem={error} retry={() => void asked.refetch()} />}
      {!error && asked.isPending && <Loading rows={10} />}
      {!error && !asked.isPending && items.length === 0 && <Empty {...changing} />}
      {items.length > 0 && <BoardSections key={JSON.stringify(filters)} clocks={items} filters={filters} />}
      {asked.hasMore && (
        <div className="board-more">
          <Button onClick={asked.more} loading={asked.loadingMore}>
            {t('app.common.more')}
          </Button>
        </div>
      )}
    </>
  );
}

/** What is owed besides clocks: orders to answer, tasks of incidents. */
function Mine() {
  const { may } = useSession();
  return (
    <>
      <MyOrders />
      {may('step.work') && <MySteps />}
    </>
  );
}

function Bar({ filters, change }: Changing) {
  const { t } = useWords();
  return (
    <div className="board-bar">
      <div className="board-states">
        <Segmented
          aria-label={t('duty.board.stateTabs')}
          value={filters.state}
          options={boardStates.map((value) => ({ value, label: t(`duty.board.states.${value}`) }))}
          onChange={(state) => change({ state })}
        />
      </div>
      <div className="board-filters">
        <span className="row tight nowrap">
          <Switch
            checked={filters.mine}
            onChange={(mine) => change({ mine })}
            aria-label={t('duty.board.onlyMine')}
          />
          <span aria-hidden="true">{t('duty.board.onlyMine')}</span>
        </span>
        <Select
          aria-label={t('duty.board.by')}
          value={filters.way}
          options={ways.map((value) => ({ value, label: t(`duty.board.byWhat.${value}`) }))}
          onChange={(way) => change({ way })}
          popupMatchSelectWidth={false}
        />
        <DepartmentFilter filters={filters} change={change} />
        <Find key={filters.q} filters={filters} change={change} />
      </div>
    </div>
  );
}

function DepartmentFilter({ filters, change }: Changing) {
  const { t } = useWords();
  const asked = useAsk('departments.list', {}, { staleMs: 300_000 });
  return (
    <Select
      aria-label={t('duty.board.department')}
      placeholder={t('duty.board.department')}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 150 }}
      value={filters.department || undefined}
      loading={asked.isPending}
      options={asked.data?.items.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(department?: string) => change({ department: department ?? '' })}
    />
  );
}

function Find({ filters, change }: Changing) {
  const { t } = useWords();
  const [text, setText] = useState(filters.q);
  return (
    <Input.Search
      name="find"
      aria-label={t('duty.board.search')}
      placeholder={t('duty.board.search')}
      allowClear
      maxLength={200}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        if (!event.target.value && filters.q) change({ q: '' });
      }}
      onSearch={(q) => change({ q: q.trim() })}
    />
  );
}

/** Says why there is nothing, and what would bring something. */
function Empty({ filters, change }: Changing) {
  const { t } = useWords();
  const navigate = useNavigate();
  if (filters.q || filters.department)
    return (
      <EmptyState
        title={t('duty.board.emptyFound')}
        next={t('duty.board.emptyFoundNext')}
        action={<Button onClick={() => change({ q: '', department: '' })}>{t('duty.board.clear')}</Button>}
      />
    );
  if (filters.mine)
    return (
      <EmptyState
        title={t('duty.board.emptyMine')}
        next={t('duty.board.emptyMineNext')}
        action={<Button onClick={() => change({ mine: false })}>{t('duty.board.seeAll')}</Button>}
      />
    );
  return (
    <EmptyState
      title={t(`duty.board.empty.${filters.state}`)}
      next={t(`duty.board.emptyNext.${filters.state}`)}
      action={<Button onClick={() => void navigate(paths.packs)}>{t('duty.board.seePacks')}</Button>}
    />
  );
}

// The board of clocks: what is due when, who owes it, and what the viewer may do about it.
import { Button, Segmented, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useAsk, useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { EmptyState, Find, Paged } from '../shared/ui';
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
      <Paged of={asked} rows={10} empty={<Empty {...changing} />}>
        {(clocks) => <BoardSections key={JSON.stringify(filters)} clocks={clocks} filters={filters} />}
      </Paged>
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
        <Find label={t('duty.board.search')} words={filters.q} onFind={(q) => change({ q })} />
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

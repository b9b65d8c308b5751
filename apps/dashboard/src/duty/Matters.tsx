// The registry of matters: documents, changed services and requests, what is due first on top; and the door to register one.
import { App, Button, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Matter, matterKinds, matterStates } from '#contract';
import { useAsk, useAskPages } from '../shared/api';
import { serverNow } from '../shared/now';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { EmptyState, Find, Instant, Paged } from '../shared/ui';
import { OpeningTable } from '../shared/ui/ListTable';
import { useUrlFilters } from '../shared/url-filters';
import { useWords } from '../shared/words';
import './duty.css';
import { Head } from './Head';
import { ImportMatters } from './ImportMatters';
import { MatterStateTag } from './MatterParts';
import { RegisterMatter } from './RegisterMatter';

const keys = ['kind', 'state', 'department', 'due', 'q'] as const;
type Filters = ReturnType<typeof useUrlFilters<(typeof keys)[number]>>;
const dueDays = ['1', '3', '7', '30'] as const;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** To the minute, so that the same question is asked again while a page is looked at. */
const within = (days: string): string =>
  new Date(Math.floor(serverNow() / MINUTE_MS) * MINUTE_MS + Number(days) * DAY_MS).toISOString();

const queryOf = ({ kind, state, department, due, q }: Filters['values']) => ({
  kind: matterKinds.find((one) => one === kind),
  state: matterStates.find((one) => one === state),
  departmentId: department,
  dueBefore: dueDays.some((one) => one === due) ? within(due ?? '') : undefined,
  q,
});

export function Matters() {
  const { t } = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const go = useNavigate();
  const filters = useUrlFilters(keys);
  const asked = useAskPages('matters.list', { query: queryOf(filters.values) });
  const [registering, setRegistering] = useState(false);
  return (
    <>
      <Head
        title={t('matters.question')}
        actions={
          may('matter.keep') && (
            <>
              <ImportMatters />
              <Button type="primary" onClick={() => setRegistering(true)}>
                {t('matters.register')}
              </Button>
            </>
          )
        }
      />
      <p className="quiet">{t('matters.intro')}</p>
      <Bar filters={filters} />
      <Paged of={asked} empty={<Empty filters={filters} />}>
        {(items) => <List items={items} />}
      </Paged>
      {registering && (
        <RegisterMatter
          onClose={() => setRegistering(false)}
          onDone={({ id }) => {
            void message.success(t('matters.done.register'));
            void go(paths.matter(id));
          }}
        />
      )}
    </>
  );
}

function Empty({ filters }: { filters: Filters }) {
  const { t } = useWords();
  if (!filters.isAny) return <EmptyState title={t('matters.empty')} next={t('matters.emptyNext')} />;
  const none = { kind: null, state: null, department: null, due: null, q: null };
  return (
    <EmptyState
      title={t('matters.emptyFound')}
      next={t('matters.emptyFoundNext')}
      action={<Button onClick={() => filters.set(none)}>{t('matters.clear')}</Button>}
    />
  );
}

function Bar({ filters: { values, set } }: { filters: Filters }) {
  const { t, name } = useWords();
  const departments = useAsk('departments.list', {}, { staleMs: 300_000 });
  const choice = (key: (typeof keys)[number], label: string, any: string, options: [string, string][]) => (
    <Select
      aria-label={label}
      value={values[key] ?? ''}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 120 }}
      options={[{ value: '', label: any }, ...options.map(([value, shown]) => ({ value, label: shown }))]}
      onChange={(value) => set({ [key]: value })}
    />
  );
  return (
    <div className="board-bar">
      <div className="board-filters">
        {choice(
          'kind',
          t('matters.kind'),
          t('matters.anyKind'),
          matterKinds.map((one) => [one, name('matterKind', one)]),
        )}
        {choice(
          'state',
          t('matters.state'),
          t('matters.anyState'),
          matterStates.map((one) => [one, name('matterState', one)]),
        )}
        {choice(
          'department',
          t('matters.department'),
          t('matters.anyDepartment'),
          (departments.data?.items ?? []).map(({ id, name: called }) => [id, called]),
        )}
        {choice(
          'due',
          t('matters.dueWithin'),
          t('matters.dueAny'),
          dueDays.map((days) => [days, t('matters.dueDays', { days })]),
        )}
        <Find label={t('matters.find')} words={values.q} onFind={(q) => set({ q })} />
      </div>
    </div>
  );
}

function List({ items }: { items: Matter[] }) {
  const { t, name } = useWords();
  const columns: TableColumnsType<Matter> = [
    {
      title: t('matters.about'),
      key: 'about',
      render: (_, matter) => (
        <>
          <Link to={paths.matter(matter.id)}>
            {matter.number} {matter.title}
          </Link>
          <div className="quiet">
            {name('matterKind', matter.kind)} · {matter.department?.name ?? t('matters.noDepartment')}
          </div>
        </>
      ),
    },
    {
      title: t('matters.due'),
      key: 'due',
      width: 110,
      render: (_, { dueAt, state }) =>
        dueAt ? (
          <Instant at={dueAt} />
        ) : (
          <span className="quiet">{state === 'waiting' ? t('matters.noClock') : '—'}</span>
        ),
    },
    {
      title: t('matters.state'),
      key: 'state',
      width: 100,
      render: (_, matter) => (
        <>
          <MatterStateTag state={matter.state} />
          {matter.clocks > 1 && <div className="quiet">{t('matters.clocks', { count: matter.clocks })}</div>}
        </>
      ),
    },
    {
      title: t('matters.registered'),
      key: 'registered',
      width: 180,
      responsive: ['md'],
      render: (_, { registeredBy, registeredAt }) => (
        <>
          {registeredBy} · <Instant at={registeredAt} />
        </>
      ),
    },
  ];
  return (
    <section aria-label={t('matters.list')}>
      <OpeningTable items={items} columns={columns} to={({ id }) => paths.matter(id)} />
    </section>
  );
}

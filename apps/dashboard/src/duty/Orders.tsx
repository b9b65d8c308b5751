// Every supervision order, newest first: what was ordered, of whom, by when, and whether it was answered; the order book to take away.
import { App, Button, Grid, Segmented, Select, Switch, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Order } from '#contract';
import { asProblem, download, useAskPages } from '../shared/api';
import { serverNow } from '../shared/now';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { EmptyState, Find, Instant, Paged } from '../shared/ui';
import { OpeningTable } from '../shared/ui/ListTable';
import { useUrlFilters } from '../shared/url-filters';
import { useWords } from '../shared/words';
import './duty.css';
import { Head } from './Head';
import { IssueOrder } from './IssueOrder';
import { OrderDue, OrderLine, OrderState } from './OrderParts';

const states = ['open', 'overdue', 'answered', 'closed', 'withdrawn'] as const;
type State = (typeof states)[number];
const keys = ['state', 'mine', 'year', 'q'] as const;
type Filters = ReturnType<typeof useUrlFilters<(typeof keys)[number]>>;

const queryOf = ({ state, mine, year, q }: Filters['values']) => ({
  state: states.find((one) => one === state) ?? ('open' as State),
  ...(mine ? { mine: 'true' as const } : {}),
  ...(year ? { year: Number(year) } : {}),
  ...(q ? { q } : {}),
});

export function Orders() {
  const { t } = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const go = useNavigate();
  const filters = useUrlFilters(keys);
  const query = queryOf(filters.values);
  const asked = useAskPages('orders.list', { query });
  const [issuing, setIssuing] = useState(false);
  const { lang } = useWords();
  const take = () =>
    download(
      'orders.book',
      { query: { ...query, state: filters.values.state ? query.state : undefined, lang } },
      'order-book.xlsx',
    ).catch((thrown) => void message.error(asProblem(thrown).in(lang)));
  return (
    <>
      <Head
        title={t('orders.question')}
        actions={
          <>
            <Button onClick={() => void take()}>{t('orders.book')}</Button>
            {may('order.issue') && (
              <Button type="primary" onClick={() => setIssuing(true)}>
                {t('orders.issue')}
              </Button>
            )}
          </>
        }
      />
      <p className="quiet">{t('orders.intro')}</p>
      <Bar filters={filters} />
      <Paged
        of={asked}
        empty={
          <EmptyState
            title={t('orders.empty')}
            next={t(filters.isAny ? 'orders.emptyFind' : 'orders.emptyNext')}
          />
        }
      >
        {(items) => <List items={items} />}
      </Paged>
      {issuing && (
        <IssueOrder
          onClose={() => setIssuing(false)}
          onIssued={({ id, number }) => {
            void message.success(t('orders.done.issue', { number }));
            void go(paths.order(id));
          }}
        />
      )}
    </>
  );
}

function Bar({ filters }: { filters: Filters }) {
  const { t } = useWords();
  const { values, set } = filters;
  const thisYear = new Date(serverNow() + 8 * 3_600_000).getUTCFullYear();
  return (
    <div className="board-bar">
      <div className="board-states">
        <Segmented<State>
          aria-label={t('orders.stateTabs')}
          value={queryOf(values).state}
          options={states.map((value) => ({ value, label: t(`orders.states.${value}`) }))}
          onChange={(state) => set({ state: state === 'open' ? null : state })}
        />
      </div>
      <div className="board-filters">
        <span className="row tight nowrap">
          <Switch
            checked={Boolean(values.mine)}
            onChange={(mine) => set({ mine: mine ? '1' : null })}
            aria-label={t('orders.onlyMine')}
          />
          <span aria-hidden="true">{t('orders.onlyMine')}</span>
        </span>
        <Select
          aria-label={t('orders.year')}
          value={values.year ?? ''}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: t('orders.anyYear') },
            ...[0, 1, 2, 3, 4].map((n) => ({ value: String(thisYear - n), label: String(thisYear - n) })),
          ]}
          onChange={(year) => set({ year })}
        />
        <Find label={t('orders.search')} words={values.q} onFind={(q) => set({ q })} />
      </div>
    </div>
  );
}

/** On a phone a line an order, with all that is asked of it; else a table. */
function List({ items }: { items: Order[] }) {
  const { md } = Grid.useBreakpoint();
  if (md !== false) return <OrderTable items={items} />;
  return (
    <ul className="order-lines">
      {items.map((order) => (
        <OrderLine key={order.id} order={order} />
      ))}
    </ul>
  );
}

function OrderTable({ items }: { items: Order[] }) {
  const { t } = useWords();
  const columns: TableColumnsType<Order> = [
    {
      title: t('orders.number'),
      key: 'number',
      width: 130,
      render: (_, order) => (
        <Link to={paths.order(order.id)} className="nowrap">
          {order.number}
        </Link>
      ),
    },
    {
      title: t('orders.subject'),
      key: 'subject',
      render: (_, order) => (
        <>
          {order.subject}
          {order.incident && (
            <div className="quiet">
              <Link to={paths.incident(order.incident.id)}>{order.incident.title}</Link>
            </div>
          )}
          {order.matter && (
            <div className="quiet">
              <Link to={paths.matter(order.matter.id)}>
                {order.matter.number} {order.matter.title}
              </Link>
            </div>
          )}
        </>
      ),
    },
    { title: t('orders.department'), key: 'department', width: 130, render: (_, o) => o.department.name },
    { title: t('orders.due'), key: 'due', width: 160, render: (_, order) => <OrderDue order={order} /> },
    {
      title: t('orders.state'),
      key: 'state',
      width: 220,
      render: (_, order) => <OrderState order={order} />,
    },
    {
      title: t('orders.issuedBy'),
      key: 'issued',
      width: 150,
      render: (_, order) => (
        <>
          {order.issuedBy} · <Instant at={order.issuedAt} />
        </>
      ),
    },
  ];
  return (
    <section aria-label={t('orders.listLabel')}>
      <OpeningTable items={items} columns={columns} width={940} to={({ id }) => paths.order(id)} />
    </section>
  );
}

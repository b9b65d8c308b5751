// How an order is shown wherever it stands: its state, its due time, the line of a list.
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Order } from '#contract';
import { paths } from '../shared/paths';
import { Instant, Remaining, StateTag, type Tone } from '../shared/ui';
import { useWords } from '../shared/words';

const tones: Record<Order['state'], Tone> = {
  issued: 'plain',
  answered: 'warn',
  returned: 'warn',
  closed: 'good',
  withdrawn: 'plain',
};
export function OrderState({ order }: { order: Order }) {
  const { t, name } = useWords();
  return (
    <span className="row tight">
      <StateTag tone={tones[order.state]}>{name('orderState', order.state)}</StateTag>
      {order.overdue && <StateTag tone="bad">{t('orders.overdue')}</StateTag>}
      {!order.overdue && order.everOverdue && <span className="quiet">{t('orders.wasOverdue')}</span>}
      {order.reminded > 0 && <span className="quiet">{t('orders.reminded', { count: order.reminded })}</span>}
    </span>
  );
}

const awaits = ({ state }: Order) => state === 'issued' || state === 'returned';
export function OrderDue({ order }: { order: Order }) {
  const { t } = useWords();
  return (
    <>
      {awaits(order) ? (
        <Remaining dueAt={order.dueAt} startAt={order.startAt} />
      ) : (
        <Instant at={order.dueAt} />
      )}
      {order.leansOn.length > 0 && awaits(order) && (
        <div className="leans-on">▲ {t('orders.leansOn', { years: order.leansOn.join(' ') })}</div>
      )}
    </>
  );
}

export function OrderLine({ order, children }: { order: Order; children?: ReactNode }) {
  return (
    <li className="order-line">
      <div className="row apart">
        <Link to={paths.order(order.id)}>
          <strong className="nowrap">{order.number}</strong> {order.subject}
        </Link>
        <OrderDue order={order} />
      </div>
      <div className="row apart">
        <span className="row tight">
          <OrderState order={order} />
          <span className="quiet">{order.department.name}</span>
        </span>
        {children && <span className="row tight">{children}</span>}
      </div>
    </li>
  );
}

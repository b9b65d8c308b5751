// The orders that stand beside something else: those for me to answer, and those on one incident or matter.
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import './duty.css';
import { type About, IssueOrder } from './IssueOrder';
import { OrderLine } from './OrderParts';
import { useOrderActs } from './useOrderActs';

/** Nothing where there is nothing to answer. */
export function MyOrders() {
  const { t } = useWords();
  const acts = useOrderActs();
  const asked = useAsk('orders.list', { query: { mine: 'true', limit: 50 } }, { every: 60_000 });
  const items = [...(asked.data?.items ?? [])].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  if (items.length === 0) return null;
  return (
    <div className="stack my-orders">
      <Panel title={t('orders.mine')}>
        <ul className="order-lines">
          {items.map((order) => (
            <OrderLine key={order.id} order={order}>
              {acts.buttons(order)}
            </OrderLine>
          ))}
        </ul>
      </Panel>
      {acts.dialogue}
    </div>
  );
}

type Incident = { id: string; title: string; leadDepartmentId: string | null };
export const IncidentOrders = ({ incident: { id, title, leadDepartmentId } }: { incident: Incident }) => (
  <OrdersOf about={{ kind: 'incident', id, title }} departmentId={leadDepartmentId} />
);

export function OrdersOf({ about, departmentId }: { about: About; departmentId: string | null }) {
  const { t } = useWords();
  const { may } = useSession();
  const go = useNavigate();
  const acts = useOrderActs();
  const [issuing, setIssuing] = useState(false);
  const of = about.kind === 'incident' ? { incidentId: about.id } : { matterId: about.id };
  const asked = useAsk('orders.list', { query: { ...of, limit: 50 } }, { every: 60_000 });
  return (
    <section>
      <div className="row apart">
        <h3>{t('orders.ofIncident')}</h3>
        {may('order.issue') && (
          <Button size="small" onClick={() => setIssuing(true)}>
            {t('orders.issue')}
          </Button>
        )}
      </div>
      <Answered of={asked} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">
              {t(about.kind === 'incident' ? 'orders.noneOfIncident' : 'orders.noneOfMatter')}
            </p>
          ) : (
            <ul className="order-lines">
              {items.map((order) => (
                <OrderLine key={order.id} order={order}>
                  {acts.buttons(order)}
                </OrderLine>
              ))}
            </ul>
          )
        }
      </Answered>
      {acts.dialogue}
      {issuing && (
        <IssueOrder
          about={about}
          departmentId={departmentId}
          onClose={() => setIssuing(false)}
          onIssued={({ id }) => void go(paths.order(id))}
        />
      )}
    </section>
  );
}

// One supervision order: what is demanded of whom and by when, what happened, and what may be done with it now.
import { Link, useParams } from 'react-router';
import type { OrderEvent, OrderWhole } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { Answered, Instant, Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import './duty.css';
import { halfOf } from './explain';
import { Head } from './Head';
import { OrderDue, OrderState } from './OrderParts';
import { useOrderActs } from './useOrderActs';

export function OrderPage() {
  const { id = '' } = useParams();
  const asked = useAsk('orders.read', { params: { id } }, { every: 60_000 });
  return <Answered of={asked}>{(order) => <Whole order={order} />}</Answered>;
}

function Whole({ order }: { order: OrderWhole }) {
  const { t, lang } = useWords();
  const acts = useOrderActs();
  return (
    <>
      <Head title={`${order.number} ${order.subject}`} actions={acts.buttons(order)} />
      <div className="stack">
        <Panel title={t('orders.demand')} extra={<OrderState order={order} />}>
          <p className="as-written">{order.demand}</p>
          <dl className="why-facts">
            <dt>{t('orders.department')}</dt>
            <dd>{order.department.name}</dd>
            {order.incident && (
              <>
                <dt>{t('orders.incident')}</dt>
                <dd>
                  <Link to={paths.incident(order.incident.id)}>{order.incident.title}</Link>
                </dd>
              </>
            )}
            {order.matter && (
              <>
                <dt>{t('orders.matter')}</dt>
                <dd>
                  <Link to={paths.matter(order.matter.id)}>
                    {order.matter.number} {order.matter.title}
                  </Link>
                </dd>
              </>
            )}
            <dt>{t('orders.issuedBy')}</dt>
            <dd>
              {order.issuedBy} · <Instant at={order.issuedAt} />
            </dd>
            <dt>{t('orders.due')}</dt>
            <dd>
              <Instant at={order.dueAt} /> <OrderDue order={order} />
              {order.round > 1 && <span className="quiet"> {t('orders.round', { n: order.round })}</span>}
            </dd>
          </dl>
          <details>
            <summary>{t('orders.why')}</summary>
            <ol>
              {order.explain.map((line) => (
                <li key={line}>{halfOf(line, lang)}</li>
              ))}
            </ol>
          </details>
        </Panel>
        <Panel title={t('orders.history')}>
          <ol className="order-history">
            {order.events.map((event, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what happened is only ever added to.
              <li key={i}>
                <Happened event={event} />
              </li>
            ))}
          </ol>
        </Panel>
      </div>
      {acts.dialogue}
    </>
  );
}

function Happened({ event }: { event: OrderEvent }) {
  const { t, name } = useWords();
  return (
    <>
      <div className="row tight">
        <StateTag tone={event.act === 'overdue' ? 'bad' : event.act === 'closed' ? 'good' : 'plain'}>
          {name('orderEvent', event.act)}
        </StateTag>
        {event.late && <StateTag tone="bad">{t('orders.late')}</StateTag>}
        <span className="quiet">
          {event.by} · <Instant at={event.at} />
        </span>
      </div>
      {event.words && <p className="as-written">{event.words}</p>}
      {event.dueAt && (
        <p className="quiet">
          {t('orders.dueBy')}
          <Instant at={event.dueAt} />
        </p>
      )}
      {event.evidence.length > 0 && (
        <ul className="order-evidence">
          {event.evidence.map(({ what, where }) => (
            <li key={what + where}>
              {what}：
              {/^https?:\/\//.test(where) ? (
                <a href={where} target="_blank" rel="noreferrer noopener">
                  {where}
                </a>
              ) : (
                where
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

// What partners were told, newest first: how often it was tried, what they answered, and a button to send it again.
import { Button, Segmented, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { Delivery, Partner } from '#contract';
import { useAct, useAskPages } from '../shared/api';
import { useSession } from '../shared/session';
import { Instant, Paged, Panel, StateTag, type Tone } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';

const tones: Record<Delivery['state'], Tone> = {
  waiting: 'warn',
  delivered: 'good',
  failed: 'bad',
  dropped: 'plain',
};
const again = ({ state }: Delivery) =>
  state === 'waiting' ? 'organisation.deliveries.now' : 'organisation.deliveries.resend';
type State = Delivery['state'] | 'all';

export function Deliveries({ partners }: { partners: Partner[] }) {
  const { t, name } = useWords();
  const [state, setState] = useState<State>('all');
  const [partnerId, setPartnerId] = useState<string | undefined>(undefined);
  const query = { partnerId, state: state === 'all' ? undefined : state };
  const asked = useAskPages('deliveries.list', { query }, { every: 10_000 });
  const states: State[] = ['all', 'failed', 'waiting', 'delivered'];
  return (
    <Panel title={t('organisation.deliveries.title')}>
      <div className="row" style={{ margin: '0 0 10px' }}>
        <Segmented<State>
          value={state}
          onChange={setState}
          aria-label={t('organisation.deliveries.state')}
          options={states.map((one) => ({
            value: one,
            label: one === 'all' ? t('organisation.deliveries.all') : name('deliveryState', one),
          }))}
        />
        <Select
          allowClear
          style={{ minWidth: 180 }}
          placeholder={t('organisation.deliveries.anyPartner')}
          aria-label={t('organisation.partners.name')}
          value={partnerId}
          onChange={setPartnerId}
          options={partners.map(({ id, name: label }) => ({ value: id, label }))}
        />
      </div>
      <Paged of={asked} empty={<List deliveries={[]} />}>
        {(items) => <List deliveries={items} />}
      </Paged>
    </Panel>
  );
}

function List({ deliveries }: { deliveries: Delivery[] }) {
  const { t, name } = useWords();
  const { may } = useSession();
  const resending = useAct('deliveries.resend', { done: t('organisation.partners.resent') });
  const columns: TableColumnsType<Delivery> = [
    {
      title: t('organisation.deliveries.told'),
      key: 'told',
      render: (_, one) => (
        <div>
          <strong>{one.kind === 'ping' ? t('organisation.partners.ping') : name('fact', one.kind)}</strong>{' '}
          <span className="quiet">{one.partnerName}</span>
          <div className="clamp">{one.title}</div>
        </div>
      ),
    },
    {
      title: t('organisation.deliveries.at'),
      dataIndex: 'createdAt',
      width: 110,
      render: (at: string) => <Instant at={at} />,
    },
    {
      title: t('organisation.deliveries.state'),
      key: 'state',
      render: (_, one) => <Outcome delivery={one} />,
    },
  ];
  if (may('partner.resend'))
    columns.push({
      title: t('app.common.actions'),
      key: 'actions',
      width: 110,
      render: (_, one) =>
        one.state !== 'dropped' && (
          <Button
            size="small"
            aria-label={`${t(again(one))} ${one.title}`}
            onClick={() => resending.act({ params: { id: one.id } })}
          >
            {t(again(one))}
          </Button>
        ),
    });
  return (
    <ListTable items={deliveries} columns={columns} empty={t('organisation.deliveries.empty')} width={720} />
  );
}

/** The state in a word, the partner's answer in its own, and when it is tried again. */
function Outcome({ delivery }: { delivery: Delivery }) {
  const { t, name, pick } = useWords();
  const { state, attempts, answer, nextAttemptAt } = delivery;
  return (
    <div>
      <StateTag tone={tones[state]}>{name('deliveryState', state)}</StateTag>
      {attempts > 0 && (
        <span className="quiet"> {t('organisation.deliveries.attempts', { count: attempts })}</span>
      )}
      {answer?.trouble && <div>{pick(answer.trouble)}</div>}
      {answer?.head && <code className="quiet clamp">{answer.head}</code>}
      {state === 'waiting' && attempts > 0 && nextAttemptAt && (
        <div className="quiet">
          {t('organisation.deliveries.next')} <Instant at={nextAttemptAt} />
        </div>
      )}
    </div>
  );
}

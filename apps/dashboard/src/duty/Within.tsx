// The time allowed, in a form: so many working days or running hours, and when that would be.
import { Form, InputNumber, Select } from 'antd';
import { useAsk } from '../shared/api';
import { Instant } from '../shared/ui';
import { useWords } from '../shared/words';
import { halfOf } from './explain';

export type Unit = 'working-days' | 'running';
export type Allowed = { kind: 'working-days'; days: number } | { kind: 'running'; hours: number };
export const allowedOf = (amount: number, unit: Unit): Allowed =>
  unit === 'running' ? { kind: 'running', hours: amount } : { kind: 'working-days', days: amount };

/** Two fields, `amount` and `unit`, inside a form. */
export function Within() {
  const { t } = useWords();
  return (
    <div className="form-line">
      <Form.Item
        name="amount"
        label={t('orders.form.within')}
        rules={[{ required: true, message: t('orders.form.needed') }]}
        className="degree"
      >
        <InputNumber min={1} max={365} precision={0} />
      </Form.Item>
      <Form.Item name="unit" label={t('orders.form.unit')}>
        <Select<Unit>
          options={[
            { value: 'working-days', label: t('orders.form.days') },
            { value: 'running', label: t('orders.form.hours') },
          ]}
        />
      </Form.Item>
      <Form.Item shouldUpdate={(a, b) => a.amount !== b.amount || a.unit !== b.unit} noStyle>
        {({ getFieldValue }) => <WouldBeDue amount={getFieldValue('amount')} unit={getFieldValue('unit')} />}
      </Form.Item>
    </div>
  );
}

function WouldBeDue({ amount, unit }: { amount?: number | null; unit?: Unit }) {
  const { t, lang } = useWords();
  const within = amount && unit ? allowedOf(amount, unit) : null;
  const asked = useAsk(
    'orders.due',
    { body: { within: within ?? { kind: 'running', hours: 1 } } },
    { when: within !== null, staleMs: 60_000 },
  );
  if (!within || !asked.data) return null;
  return (
    <p className="quiet would-be-due" role="status">
      {t('orders.form.dueAt')}
      <Instant at={asked.data.dueAt} /> · {halfOf(asked.data.explain.at(-1) ?? '', lang)}
    </p>
  );
}

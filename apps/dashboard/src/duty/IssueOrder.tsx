// The form of a supervision order: to whom, about what, what is demanded, by when.
import { Form, Input, Modal, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { OrderWhole } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useWords } from '../shared/words';
import { allowedOf, type Unit, Within } from './Within';

type Values = {
  departmentId: string;
  incidentId?: string;
  subject: string;
  demand: string;
  amount: number;
  unit: Unit;
};
type Props = {
  /** The incident it is about, where it is issued from its page. */
  incident?: { id: string; title: string };
  departmentId?: string | null;
  onClose: () => void;
  onIssued: (order: OrderWhole) => void;
};
export function IssueOrder({ incident, departmentId, onClose, onIssued }: Props) {
  const { t } = useWords();
  const [form] = Form.useForm<Values>();
  const departments = useAsk('departments.list', {}, { staleMs: 300_000 });
  const { act, acting } = useAct('orders.issue', {
    onDone: (order) => {
      onClose();
      onIssued(order);
    },
  });
  const needed = [{ required: true, whitespace: true, min: 2, message: t('orders.form.needed') }];
  return (
    <Modal
      open
      title={t('orders.issue')}
      okText={t('orders.form.send')}
      cancelText={t('app.common.cancel')}
      confirmLoading={acting}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={620}
    >
      <p>{t('orders.form.consequence')}</p>
      <Form<Values>
        form={form}
        name="order"
        layout="vertical"
        initialValues={{
          amount: 3,
          unit: 'working-days',
          incidentId: incident?.id,
          subject: incident?.title.slice(0, 100),
          departmentId: departmentId ?? undefined,
        }}
        onFinish={({ amount, unit, incidentId, ...rest }) =>
          act({ body: { ...rest, incidentId: incidentId ?? null, within: allowedOf(amount, unit) } })
        }
      >
        <Form.Item
          name="departmentId"
          label={t('orders.form.department')}
          rules={[{ required: true, message: t('orders.form.needed') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={departments.isPending}
            options={departments.data?.items
              .filter(({ active }) => active)
              .map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        {!incident && (
          <Form.Item name="incidentId" label={t('orders.form.incident')}>
            <FindIncident />
          </Form.Item>
        )}
        {incident && (
          <Form.Item name="incidentId" hidden>
            <Input />
          </Form.Item>
        )}
        <Form.Item name="subject" label={t('orders.form.subject')} rules={needed}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="demand" label={t('orders.form.demand')} rules={needed}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} showCount />
        </Form.Item>
        <Within />
      </Form>
    </Modal>
  );
}

type FindProps = { id?: string; value?: string; onChange?: (id?: string) => void };
function FindIncident({ id, value, onChange }: FindProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const asked = useAsk('incidents.list', {
    query: { ...(q ? { q } : {}), state: 'confirmed', sort: 'recent', limit: 20 },
  });
  return (
    <Select
      id={id}
      value={value}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('orders.form.incidentFind')}
      loading={asked.isFetching}
      options={asked.data?.items.map((one) => ({ value: one.id, label: one.title }))}
      onChange={onChange}
    />
  );
}

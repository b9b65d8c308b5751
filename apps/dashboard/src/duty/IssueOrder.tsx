// The form of a supervision order: to whom, about what, what is demanded, by when.
import { Form, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { OrderWhole } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { FormModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { allowedOf, type Unit, Within } from './Within';

/** `incident <id>` or `matter <id>`: a form field holds one value. */
const keyOf = ({ kind, id }: Pick<About, 'kind' | 'id'>) => `${kind} ${id}`;
export type About = { kind: 'incident' | 'matter'; id: string; title: string };
type Values = {
  departmentId: string;
  about?: string;
  subject: string;
  demand: string;
  amount: number;
  unit: Unit;
};
type Props = {
  /** The incident or matter it is about, where it is issued from its page. */
  about?: About;
  departmentId?: string | null;
  onClose: () => void;
  onIssued: (order: OrderWhole) => void;
};
export function IssueOrder({ about, departmentId, onClose, onIssued }: Props) {
  const { t } = useWords();
  const departments = useAsk('departments.list', {}, { staleMs: 300_000 });
  const { act, acting } = useAct('orders.issue', {
    onDone: (order) => {
      onClose();
      onIssued(order);
    },
  });
  const needed = [{ required: true, whitespace: true, min: 2, message: t('orders.form.needed') }];
  return (
    <FormModal<Values>
      name="order"
      title={t('orders.issue')}
      consequence={t('orders.form.consequence')}
      confirm={t('orders.form.send')}
      busy={acting}
      initial={{
        amount: 3,
        unit: 'working-days',
        about: about && keyOf(about),
        subject: about?.title.slice(0, 100),
        departmentId: departmentId ?? undefined,
      }}
      width={620}
      onClose={onClose}
      onConfirm={({ amount, unit, about: chosen = '', ...rest }) => {
        const [kind, id = null] = chosen.split(' ');
        const ids = {
          incidentId: kind === 'incident' ? id : null,
          matterId: kind === 'matter' ? id : null,
        };
        act({ body: { ...rest, ...ids, within: allowedOf(amount, unit) } });
      }}
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
      {about ? (
        <Form.Item name="about" hidden>
          <Input />
        </Form.Item>
      ) : (
        <Form.Item name="about" label={t('orders.form.about')}>
          <FindAbout />
        </Form.Item>
      )}
      <Form.Item name="subject" label={t('orders.form.subject')} rules={needed}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="demand" label={t('orders.form.demand')} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} showCount />
      </Form.Item>
      <Within />
    </FormModal>
  );
}

type FindProps = { id?: string; value?: string; onChange?: (key?: string) => void };
/** Confirmed incidents and matters that are not withdrawn, by words of their title or number. */
function FindAbout({ id, value, onChange }: FindProps) {
  const { t, name } = useWords();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = q ? { q } : {};
  const incidents = useAsk('incidents.list', {
    query: { ...found, state: 'confirmed', sort: 'recent', limit: 20 },
  });
  const matters = useAsk('matters.list', { query: { ...found, limit: 20 } });
  const options = [
    {
      label: t('orders.incident'),
      options: incidents.data?.items.map((one) => ({
        value: keyOf({ kind: 'incident', id: one.id }),
        label: one.title,
      })),
    },
    {
      label: t('orders.matter'),
      options: matters.data?.items
        .filter(({ state }) => state !== 'withdrawn')
        .map((one) => ({
          value: keyOf({ kind: 'matter', id: one.id }),
          label: `${name('matterKind', one.kind)} ${one.number} ${one.title}`,
        })),
    },
  ].filter((group) => group.options?.length);
  return (
    <Select
      id={id}
      value={value}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('orders.form.aboutFind')}
      loading={incidents.isFetching || matters.isFetching}
      options={options}
      onChange={onChange}
    />
  );
}

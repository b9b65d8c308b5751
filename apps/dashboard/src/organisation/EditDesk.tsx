// Adds a desk that must be manned, or changes one.
import { Form, Input, InputNumber, Select } from 'antd';
import type { Desk, Request } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { FormModal, InstantPicker } from '../shared/ui';
import { useWords } from '../shared/words';

type Fields = Omit<Request<'desks.add'>['body'], 'jurisdictionId'>;
const kinds = ['every-day', 'workdays', 'rest-days'] as const;

export function EditDesk({ desk, onClose }: { desk: Desk | null; onClose: () => void }) {
  const { t, name } = useWords();
  const departments = useAsk('departments.list', {});
  const done = { done: t('roster.desks.saved'), onDone: onClose };
  const adding = useAct('desks.add', done);
  const changing = useAct('desks.change', done);
  const save = ({ departmentId, mannedFrom, ...given }: Fields) => {
    const body = { ...given, departmentId: departmentId ?? null, ...(mannedFrom && { mannedFrom }) };
    if (desk) changing.act({ params: { id: desk.id }, body });
    else adding.act({ body });
  };
  const hour = [{ pattern: /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, message: 'HH:MM' }];
  return (
    <FormModal<Fields>
      name="desk"
      title={desk ? t('roster.desks.edit', { name: desk.name }) : t('roster.desks.add')}
      busy={adding.acting || changing.acting}
      initial={
        desk ?? { days: 'every-day', opens: '00:00', closes: '24:00', warnHours: 72, departmentId: null }
      }
      onClose={onClose}
      onConfirm={save}
    >
      <Form.Item
        name="name"
        label={t('roster.desks.name')}
        rules={[{ required: true, whitespace: true, message: t('roster.desks.nameNeeded') }]}
      >
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item
        name="departmentId"
        label={t('roster.desks.department')}
        extra={t('roster.desks.departmentHelp')}
      >
        <Select
          allowClear
          placeholder={t('roster.desks.whole')}
          showSearch={{ optionFilterProp: 'label' }}
          options={(departments.data?.items ?? [])
            .filter(({ active }) => active)
            .map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Form.Item name="days" label={t('roster.desks.days')}>
        <Select options={kinds.map((one) => ({ value: one, label: name('deskDays', one) }))} />
      </Form.Item>
      <div className="row">
        <Form.Item name="opens" label={t('roster.desks.opens')} rules={hour}>
          <Input style={{ width: 100 }} maxLength={5} />
        </Form.Item>
        <Form.Item name="closes" label={t('roster.desks.closes')} rules={hour}>
          <Input style={{ width: 100 }} maxLength={5} />
        </Form.Item>
      </div>
      <p className="quiet">{t('roster.desks.hoursHelp')}</p>
      <Form.Item name="warnHours" label={t('roster.desks.warnHours')}>
        <InputNumber min={1} max={720} />
      </Form.Item>
      <Form.Item name="mannedFrom" label={t('roster.desks.mannedFrom')}>
        <InstantPicker placeholder={t('roster.today')} />
      </Form.Item>
    </FormModal>
  );
}

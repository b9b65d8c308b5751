// Adds a department, or changes one.
import { Button, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import type { Department, DepartmentInput } from '#contract';
import { useAct } from '../shared/api';
import { FormModal } from '../shared/ui';
import { useTopics } from '../shared/useTopics';
import { useWords } from '../shared/words';
import { MergeDepartment } from './MergeDepartment';
import { useOfficers } from './useOfficers';

type Fields = DepartmentInput & {
  active: boolean;
  supervisorId: string | null;
  spokespersonId: string | null;
};
const kinds: readonly DepartmentInput['kind'][] = ['news-office', 'government-office', 'department', 'town'];

export function EditDepartment({
  department,
  onClose,
}: {
  department: Department | null;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [merging, setMerging] = useState(false);
  const done = { done: t('organisation.departments.saved'), onDone: onClose };
  const adding = useAct('departments.add', done);
  const changing = useAct('departments.change', done);
  const save = ({ active, supervisorId, spokespersonId, ...given }: Fields) => {
    if (!department) return adding.act({ body: given });
    changing.act({
      params: { id: department.id },
      body: {
        ...given,
        active,
        supervisorId: supervisorId ?? null,
        spokespersonId: spokespersonId ?? null,
      },
    });
  };
  if (merging && department) return <MergeDepartment department={department} onClose={onClose} />;
  return (
    <FormModal<Fields>
      name="department"
      title={
        department
          ? t('organisation.departments.edit', { name: department.name })
          : t('organisation.departments.add')
      }
      busy={adding.acting || changing.acting}
      initial={department ?? { kind: 'department', topics: [], aliases: [], active: true }}
      beside={
        department?.active && <Button onClick={() => setMerging(true)}>{t('roster.merge.open')}</Button>
      }
      onClose={onClose}
      onConfirm={save}
    >
      <DepartmentFields isNew={!department} />
    </FormModal>
  );
}

function DepartmentFields({ isNew }: { isNew: boolean }) {
  const { t, name } = useWords();
  const { topics, areas } = useTopics();
  const officers = useOfficers();
  return (
    <>
      <Form.Item
        name="name"
        label={t('organisation.departments.name')}
        rules={[{ required: true, whitespace: true, message: t('organisation.departments.nameNeeded') }]}
      >
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name="kind" label={t('organisation.departments.kind')}>
        <Select options={kinds.map((kind) => ({ value: kind, label: name('departmentKind', kind) }))} />
      </Form.Item>
      <Form.Item
        name="topics"
        label={t('organisation.departments.topics')}
        extra={t('organisation.departments.topicsHelp')}
      >
        <Select mode="multiple" options={[...topics, ...areas]} />
      </Form.Item>
      <Form.Item
        name="aliases"
        label={t('organisation.departments.aliases')}
        extra={t('organisation.departments.aliasesHelp')}
      >
        <Select mode="tags" open={false} tokenSeparators={['、', '，', ',', ' ']} suffixIcon={null} />
      </Form.Item>
      {!isNew && (
        <>
          <Form.Item
            name="supervisorId"
            label={t('organisation.departments.supervisor')}
            extra={t('organisation.departments.supervisorHelp')}
          >
            <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={officers} />
          </Form.Item>
          <Form.Item name="spokespersonId" label={t('roster.matrix.spokesperson')}>
            <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={officers} />
          </Form.Item>
          <Form.Item name="active" label={t('organisation.departments.active')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </>
      )}
    </>
  );
}

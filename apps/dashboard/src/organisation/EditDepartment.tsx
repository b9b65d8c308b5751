// Adds a department, or changes one.
import { Form, Input, Modal, Select, Switch } from 'antd';
import type { Department, DepartmentInput } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useTopics } from '../shared/useTopics';
import { useWords } from '../shared/words';

type Fields = DepartmentInput & { active: boolean; supervisorId: string | null };
const kinds: readonly DepartmentInput['kind'][] = ['news-office', 'government-office', 'department', 'town'];

export function EditDepartment({
  department,
  onClose,
}: {
  department: Department | null;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const done = { done: t('organisation.departments.saved'), onDone: onClose };
  const adding = useAct('departments.add', done);
  const changing = useAct('departments.change', done);
  const save = ({ active, supervisorId, ...given }: Fields) => {
    if (!department) return adding.act({ body: given });
    changing.act({
      params: { id: department.id },
      body: { ...given, active, supervisorId: supervisorId ?? null },
    });
  };
  return (
    <Modal
      open
      title={
        department
          ? t('organisation.departments.edit', { name: department.name })
          : t('organisation.departments.add')
      }
      okText={t('app.common.save')}
      confirmLoading={adding.acting || changing.acting}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        name="department"
        layout="vertical"
        initialValues={department ?? { kind: 'department', topics: [], aliases: [], active: true }}
        onFinish={save}
      >
        <DepartmentFields isNew={!department} />
      </Form>
    </Modal>
  );
}

function DepartmentFields({ isNew }: { isNew: boolean }) {
  const { t, name } = useWords();
  const { topics, areas } = useTopics();
  const officers = useAsk('officers.list', {});
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
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              options={(officers.data?.items ?? [])
                .filter(({ active }) => active)
                .map((one) => ({ value: one.id, label: [one.name, one.post].filter(Boolean).join(' · ') }))}
            />
          </Form.Item>
          <Form.Item name="active" label={t('organisation.departments.active')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </>
      )}
    </>
  );
}

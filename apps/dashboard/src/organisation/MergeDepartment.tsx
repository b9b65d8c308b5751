// A department merged into another: asked with a reason and with what follows, since it cannot be taken back.
import { Form, Select } from 'antd';
import type { Department } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';

export function MergeDepartment({ department, onClose }: { department: Department; onClose: () => void }) {
  const { t } = useWords();
  const { data } = useAsk('departments.list', {});
  const { act, acting } = useAct('departments.merge', { done: t('roster.merge.done'), onDone: onClose });
  const options = (data?.items ?? [])
    .filter(
      (one) => one.active && one.id !== department.id && one.jurisdictionId === department.jurisdictionId,
    )
    .map((one) => ({ value: one.id, label: one.name }));
  return (
    <ReasonModal
      open
      danger
      title={t('roster.merge.title', { name: department.name })}
      consequence={t('roster.merge.detail')}
      confirm={t('roster.merge.confirm')}
      busy={acting}
      onConfirm={({ reason, intoId }) =>
        act({ params: { id: department.id }, body: { intoId: String(intoId), reason } })
      }
      onCancel={onClose}
    >
      <Form.Item
        name="intoId"
        label={t('roster.merge.into')}
        rules={[{ required: true, message: t('roster.merge.intoNeeded') }]}
      >
        <Select autoFocus showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Form.Item>
    </ReasonModal>
  );
}

// The form of a task: lane, what, who, by when; also for changing who and when, with a reason.
import { Form, Input, Select } from 'antd';
import type { StepView } from '#contract';
import { useAct } from '../shared/api';
import { FormModal, InstantPicker, isPast, ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { useOwners } from './useOwners';

type Lane = StepView['lane'];
type Values = { lane: Lane; what: string; departmentId: string; officerId?: string; dueAt: string };

export function PlanStep({
  incidentId,
  lane,
  onClose,
}: {
  incidentId: string;
  lane: Lane;
  onClose: () => void;
}) {
  const { t } = useWords();
  const { act, acting } = useAct('steps.plan', { done: t('steps.done.plan'), onDone: onClose });
  return (
    <FormModal<Values>
      name="step"
      title={`${t('steps.plan')} · ${t(`steps.lanes.${lane}`)}`}
      confirm={t('steps.plan')}
      busy={acting}
      onClose={onClose}
      onConfirm={({ officerId, ...rest }) =>
        act({
          params: { id: incidentId },
          body: { tasks: [{ ...rest, lane, officerId: officerId ?? null }] },
        })
      }
    >
      <Form.Item
        name="what"
        label={t('steps.form.what')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('steps.form.needed') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
      <OwnerAndTime />
    </FormModal>
  );
}

/** Three fields inside a form: `departmentId`, `officerId`, `dueAt`. */
function OwnerAndTime() {
  const { t } = useWords();
  const { departments, officersOf, loading } = useOwners();
  const needed = { required: true, message: t('steps.form.needed') };
  const ahead = (_: unknown, value?: string) =>
    !value || !isPast(value) ? Promise.resolve() : Promise.reject(new Error(t('steps.form.past')));
  return (
    <>
      <Form.Item name="departmentId" label={t('steps.form.department')} rules={[needed]}>
        <Select showSearch={{ optionFilterProp: 'label' }} loading={loading} options={departments} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(a, b) => a.departmentId !== b.departmentId}>
        {({ getFieldValue }) => (
          <Form.Item name="officerId" label={t('steps.form.officer')}>
            <Select allowClear options={officersOf(getFieldValue('departmentId'))} />
          </Form.Item>
        )}
      </Form.Item>
      <Form.Item name="dueAt" label={t('steps.form.dueAt')} rules={[needed, { validator: ahead }]}>
        <InstantPicker />
      </Form.Item>
    </>
  );
}

export function ChangeStep({ step, onClose }: { step: StepView; onClose: () => void }) {
  const { t } = useWords();
  const { act, acting } = useAct('steps.change', { done: t('steps.done.change'), onDone: onClose });
  return (
    <ReasonModal
      open
      title={`${t('steps.acts.change')} · ${step.what}`}
      confirm={t('steps.acts.change')}
      busy={acting}
      initial={{ departmentId: step.department.id, officerId: step.officer?.id, dueAt: step.dueAt }}
      onCancel={onClose}
      onConfirm={({ reason, departmentId, officerId, dueAt }) =>
        act({
          params: { id: step.id },
          body: {
            reason,
            departmentId: String(departmentId),
            officerId: officerId ? String(officerId) : null,
            dueAt: String(dueAt),
          },
        })
      }
    >
      <OwnerAndTime />
    </ReasonModal>
  );
}

export function DropStep({ step, onClose }: { step: StepView; onClose: () => void }) {
  const { t } = useWords();
  const { act, acting } = useAct('steps.drop', { done: t('steps.done.drop'), onDone: onClose });
  return (
    <ReasonModal
      open
      danger
      title={`${t('steps.acts.drop')} · ${step.what}`}
      consequence={t('steps.dropConsequence')}
      confirm={t('steps.acts.drop')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason }) => act({ params: { id: step.id }, body: { reason } })}
    />
  );
}

export function FinishStep({ step, onClose }: { step: StepView; onClose: () => void }) {
  const { t } = useWords();
  const { act, acting } = useAct('steps.finish', { done: t('steps.done.finish'), onDone: onClose });
  return (
    <FormModal<{ result: string }>
      name="finish"
      title={`${t('steps.acts.finish')} · ${step.what}`}
      confirm={t('steps.acts.finish')}
      busy={acting}
      onClose={onClose}
      onConfirm={(body) => act({ params: { id: step.id }, body })}
    >
      <Form.Item
        name="result"
        label={t('steps.form.result')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('steps.form.needed') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} showCount />
      </Form.Item>
    </FormModal>
  );
}

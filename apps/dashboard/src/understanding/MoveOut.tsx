// Takes a message out of an incident: on its own, or into another.
import { Form, Radio } from 'antd';
import type { Answer, Incident } from '#contract';
import { useAct } from '../shared/api';
import { ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { IncidentPicker } from './IncidentPicker';
import { useUndo } from './useUndo';

export type Member = Answer<'incidents.messages'>['items'][number];
type Props = {
  incident: Incident;
  message: Member;
  onClose: () => void;
  onDone: () => void;
  onUndone: () => void;
};

export function MoveOut({ incident, message, onClose, onDone, onUndone }: Props) {
  const { t } = useWords();
  const { offer } = useUndo();
  const { act, acting } = useAct('incidents.move', {
    onDone: (answer) => {
      offer(answer, t('understanding.members.moved'), onUndone);
      onDone();
      onClose();
    },
  });
  return (
    <ReasonModal
      open
      title={t('understanding.members.moveOutTitle', { title: message.title })}
      consequence={t('understanding.members.moveOutConsequence')}
      confirm={t('understanding.members.moveOut')}
      busy={acting}
      initial={{ where: 'alone' }}
      onCancel={onClose}
      onConfirm={({ where, toIncidentId, reason }) =>
        act({
          params: { id: incident.id },
          body: {
            messageId: message.id,
            toIncidentId: where === 'other' ? String(toIncidentId) : null,
            reason,
          },
        })
      }
    >
      <Form.Item name="where" label={t('understanding.members.where')}>
        <Radio.Group
          options={[
            { value: 'alone', label: t('understanding.members.alone') },
            { value: 'other', label: t('understanding.members.other') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['where']}>
        {({ getFieldValue }) =>
          getFieldValue('where') === 'other' && (
            <Form.Item
              name="toIncidentId"
              label={t('understanding.acts.mergeInto')}
              rules={[{ required: true, message: t('understanding.acts.mergeNeeded') }]}
            >
              <IncidentPicker not={incident.id} />
            </Form.Item>
          )
        }
      </Form.Item>
    </ReasonModal>
  );
}

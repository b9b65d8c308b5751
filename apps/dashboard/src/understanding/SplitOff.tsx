// Splits chosen messages off as an incident of their own.
import { Form, Input } from 'antd';
import type { Incident } from '#contract';
import { useAct } from '../shared/api';
import { ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { useUndo } from './useUndo';

type Props = { incident: Incident; messageIds: readonly string[]; onClose: () => void; onDone: () => void };

export function SplitOff({ incident, messageIds, onClose, onDone }: Props) {
  const { t } = useWords();
  const { offer } = useUndo();
  const { act, acting } = useAct('incidents.split', {
    onDone: (answer) => {
      offer(answer, t('understanding.assessing.splitDone'));
      onDone();
      onClose();
    },
  });
  return (
    <ReasonModal
      open
      title={t('understanding.assessing.splitTitle', { count: messageIds.length })}
      consequence={t('understanding.assessing.splitConsequence')}
      confirm={t('understanding.assessing.split')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ title, reason }) =>
        act({
          params: { id: incident.id },
          body: { messageIds: [...messageIds], reason, ...(title ? { title: String(title) } : {}) },
        })
      }
    >
      <Form.Item
        name="title"
        label={t('understanding.assessing.splitName')}
        rules={[{ min: 2, max: 80, whitespace: true, message: t('understanding.assessing.renameNeeded') }]}
      >
        <Input maxLength={80} />
      </Form.Item>
    </ReasonModal>
  );
}

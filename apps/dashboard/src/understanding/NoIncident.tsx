// A message that is in no incident: why, and for a person the way to put it into one.
import { Button, Form, Radio } from 'antd';
import { useState } from 'react';
import type { MessageRead } from '#contract';
import { useAct } from '../shared/api';
import { useSession } from '../shared/session';
import { Panel, ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { IncidentPicker } from './IncidentPicker';
import { useUndo } from './useUndo';

type Props = { messageId: string; why: NonNullable<MessageRead['outside']> };
export function NoIncident({ messageId, why }: Props) {
  const { t } = useWords();
  const { may } = useSession();
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel title={t('understanding.assessing.outside')}>
      <p>{t(`understanding.assessing.outsideBecause.${why}`)}</p>
      {may('incident.assess') && (
        <Button onClick={() => setOpen(true)}>{t('understanding.assessing.takeIn')}…</Button>
      )}
      {isOpen && <TakeIn messageId={messageId} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

function TakeIn({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const { t } = useWords();
  const { offer } = useUndo();
  const { act, acting } = useAct('messages.takeIn', {
    onDone: (answer) => {
      offer(answer, t('understanding.assessing.takenIn'));
      onClose();
    },
  });
  return (
    <ReasonModal
      open
      title={t('understanding.assessing.takeInTitle')}
      consequence={t('understanding.assessing.takeInConsequence')}
      confirm={t('understanding.assessing.takeIn')}
      busy={acting}
      initial={{ where: 'other' }}
      onCancel={onClose}
      onConfirm={({ where, incidentId, reason }) =>
        act({
          params: { id: messageId },
          body: { incidentId: where === 'other' ? String(incidentId) : null, reason },
        })
      }
    >
      <Form.Item name="where" label={t('understanding.members.where')}>
        <Radio.Group
          options={[
            { value: 'other', label: t('understanding.assessing.takeInOther') },
            { value: 'new', label: t('understanding.assessing.takeInNew') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['where']}>
        {({ getFieldValue }) =>
          getFieldValue('where') === 'other' && (
            <Form.Item
              name="incidentId"
              label={t('understanding.acts.mergeInto')}
              rules={[{ required: true, message: t('understanding.acts.mergeNeeded') }]}
            >
              <IncidentPicker />
            </Form.Item>
          )
        }
      </Form.Item>
    </ReasonModal>
  );
}

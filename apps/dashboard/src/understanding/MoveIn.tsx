// Brings a message of another incident, or of none, into this one, found by its words.
import { Form, Input, Radio } from 'antd';
import { useState } from 'react';
import type { Assessed, Incident, MessageCard } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { Answered, Instant, ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { useUndo } from './useUndo';

type Props = { incident: Incident; onClose: () => void; onDone: () => void };
export function MoveIn({ incident, onClose, onDone }: Props) {
  const { t } = useWords();
  const [q, setQ] = useState('');
  const asked = useAsk('messages.list', { query: { q, limit: 20 } }, { when: q !== '' });
  const { offer } = useUndo();
  const onMoved = (answer: Assessed) => {
    offer(answer, t('understanding.members.moved'));
    onDone();
    onClose();
  };
  const move = useAct('incidents.move', { onDone: onMoved });
  const takeIn = useAct('messages.takeIn', { onDone: onMoved });
  const elsewhere = (items: readonly MessageCard[]) =>
    items.filter(({ incidentId }) => incidentId !== incident.id);
  const bring = (messageId: string, reason: string) => {
    const from = asked.data?.items.find(({ id }) => id === messageId)?.incidentId;
    if (from) move.act({ params: { id: from }, body: { messageId, toIncidentId: incident.id, reason } });
    else takeIn.act({ params: { id: messageId }, body: { incidentId: incident.id, reason } });
  };
  return (
    <ReasonModal
      open
      title={t('understanding.members.moveInTitle')}
      consequence={t('understanding.members.moveInConsequence')}
      confirm={t('understanding.members.moveIn')}
      busy={move.acting || takeIn.acting}
      onCancel={onClose}
      onConfirm={({ messageId, reason }) => bring(String(messageId), reason)}
    >
      <Form.Item label={t('understanding.members.moveInSearch')} htmlFor="move-in-search">
        <Input.Search
          id="move-in-search"
          maxLength={200}
          onSearch={(words) => setQ(words.trim())}
          // Enter searches; it does not send the form round it.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </Form.Item>
      <Form.Item
        name="messageId"
        label={t('understanding.members.moveInChoose')}
        rules={[{ required: true, message: t('understanding.members.moveInNeeded') }]}
      >
        <Found>
          {q === '' ? (
            <span className="quiet">{t('understanding.members.moveInHint')}</span>
          ) : (
            <Answered of={asked} rows={3}>
              {({ items }) => <Candidates messages={elsewhere(items)} />}
            </Answered>
          )}
        </Found>
      </Form.Item>
    </ReasonModal>
  );
}

type FoundProps = {
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
  children: React.ReactNode;
};
function Found({ id, value, onChange, children }: FoundProps) {
  return (
    <Radio.Group
      id={id}
      value={value}
      onChange={(event) => onChange?.(String(event.target.value))}
      style={{ display: 'flex', flexDirection: 'column', gap: 6, maxHeight: '36vh', overflow: 'auto' }}
    >
      {children}
    </Radio.Group>
  );
}

function Candidates({ messages }: { messages: readonly MessageCard[] }) {
  const { t } = useWords();
  if (messages.length === 0) return <span className="quiet">{t('understanding.members.moveInNone')}</span>;
  return (
    <>
      {messages.map((message) => (
        <Radio key={message.id} value={message.id}>
          {message.title || message.excerpt}{' '}
          <span className="quiet">
            <Instant at={message.publishedAt ?? message.receivedAt} />
          </span>
        </Radio>
      ))}
    </>
  );
}

// Sends a trial by a channel and shows what the other side answered, as it answered.
import { Alert, Form, Input } from 'antd';
import { useState } from 'react';
import type { Notice, NoticeChannel } from '#contract';
import { useAct } from '../shared/api';
import { FormModal } from '../shared/ui';
import { useWords } from '../shared/words';

export function TryChannel({ channel, onClose }: { channel: NoticeChannel; onClose: () => void }) {
  const { t } = useWords();
  const [answer, setAnswer] = useState<Notice | null>(null);
  const trying = useAct('noticeChannels.test', { onDone: setAnswer });
  const { kind, name, id } = channel;
  return (
    <FormModal<{ to?: string }>
      name="try-channel"
      title={t('notices.channels.testTitle', { name })}
      confirm={t('notices.channels.testSend')}
      cancel={t('app.close')}
      busy={trying.acting}
      onClose={onClose}
      onConfirm={({ to }) => trying.act({ params: { id }, body: { to: to?.trim() || undefined } })}
    >
      {(kind === 'email' || kind === 'sms') && (
        <Form.Item
          name="to"
          label={t(`notices.channels.testTo.${kind}`)}
          extra={t('notices.channels.testToHelp')}
        >
          <Input autoComplete="off" autoFocus inputMode={kind === 'email' ? 'email' : 'tel'} />
        </Form.Item>
      )}
      <div aria-live="polite">{answer && <Outcome notice={answer} />}</div>
    </FormModal>
  );
}

function Outcome({ notice }: { notice: Notice }) {
  const { t, pick } = useWords();
  const isGood = notice.state === 'delivered';
  const last = notice.attempts[0];
  return (
    <Alert
      type={isGood ? 'success' : 'error'}
      showIcon
      title={t(isGood ? 'notices.channels.testGood' : 'notices.channels.testBad')}
      description={
        last && (
          <>
            {last.trouble && <div>{pick(last.trouble)}</div>}
            <div className="tabular">
              {t('notices.channels.answer')} {last.status ?? '—'}
              {last.tookMs !== null && ` · ${t('notices.channels.took', { ms: last.tookMs })}`}
            </div>
            {last.head && <code>{last.head}</code>}
          </>
        )
      }
    />
  );
}

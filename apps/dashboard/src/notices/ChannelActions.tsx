// What can be done with a channel: try it and see the answer, send again what failed, change, pause, remove.
import { App, Button } from 'antd';
import { useState } from 'react';
import type { NoticeChannel } from '#contract';
import { useAct } from '../shared/api';
import { useSession } from '../shared/session';
import { ActionMenu } from '../shared/ui';
import { useWords } from '../shared/words';
import { TryChannel } from './TryChannel';

export function ChannelActions({ channel, onEdit }: { channel: NoticeChannel; onEdit: () => void }) {
  const { t } = useWords();
  const { may } = useSession();
  const { modal } = App.useApp();
  const [trying, setTrying] = useState(false);
  const resending = useAct('noticeChannels.resend', { done: t('notices.channels.resent') });
  const pausing = useAct('noticeChannels.pause', { done: t('app.common.saved') });
  const removing = useAct('noticeChannels.remove', { done: t('app.common.saved') });
  const { id, name, paused } = channel;
  const params = { id };
  const remove = () =>
    modal.confirm({
      title: t('notices.channels.removeTitle', { name }),
      content: t('notices.channels.removeDetail'),
      okText: t('notices.channels.remove'),
      okButtonProps: { danger: true },
      onOk: () => removing.act({ params }),
    });
  return (
    <div className="row tight">
      {may('notice.resend') && channel.failed > 0 && (
        <Button
          size="small"
          loading={resending.acting}
          disabled={paused}
          aria-label={`${t('notices.channels.resendAll')} ${name}`}
          onClick={() => resending.act({ params })}
        >
          {t('notices.channels.resendAll')}
        </Button>
      )}
      {may('notice.manage') && (
        <>
          <Button
            size="small"
            disabled={paused}
            aria-label={`${t('notices.channels.test')} ${name}`}
            onClick={() => setTrying(true)}
          >
            {t('notices.channels.test')}
          </Button>
          <ActionMenu
            label={t('notices.channels.actionsFor', { name })}
            items={[
              { key: 'edit', label: t('app.common.edit'), onClick: onEdit },
              {
                key: 'pause',
                label: t(paused ? 'notices.channels.resume' : 'notices.channels.pause'),
                onClick: () => pausing.act({ params, body: { paused: !paused } }),
              },
              { key: 'remove', danger: true, label: t('notices.channels.remove'), onClick: remove },
            ]}
          />
        </>
      )}
      {trying && <TryChannel channel={channel} onClose={() => setTrying(false)} />}
    </div>
  );
}

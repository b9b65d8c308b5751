// By what notices are sent: channels, whether they work, and what can be done with each.
import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { NoticeChannel } from '#contract';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Ago, Answered, EmptyState, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { ShowOnce } from '../shared/ui/ShowOnce';
import { useWords } from '../shared/words';
import { ChannelActions } from './ChannelActions';
import { EditChannel } from './EditChannel';
import { Head } from './Head';

export function Channels() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('noticeChannels.list', {}, { every: 15_000 });
  const [editing, setEditing] = useState<NoticeChannel | 'new' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const add = may('notice.manage') && (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('notices.channels.add')}
    </Button>
  );
  return (
    <>
      <Head title={t('notices.channels.question')} actions={add} />
      <p className="quiet">{t('notices.channels.intro')}</p>
      <Answered of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('notices.channels.empty')}
              next={t('notices.channels.emptyNext')}
              action={add}
            />
          ) : (
            <List channels={items} onEdit={setEditing} />
          )
        }
      </Answered>
      {editing && (
        <EditChannel
          channel={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSecret={setSecret}
        />
      )}
      {secret !== null && (
        <ShowOnce
          secret={secret}
          title={t('notices.channels.once')}
          detail={t('notices.channels.onceDetail')}
          onKept={() => setSecret(null)}
        />
      )}
    </>
  );
}

function List({ channels, onEdit }: { channels: NoticeChannel[]; onEdit: (channel: NoticeChannel) => void }) {
  const { t, name } = useWords();
  const columns: TableColumnsType<NoticeChannel> = [
    {
      title: t('notices.channels.name'),
      key: 'name',
      render: (_, channel) => (
        <>
          <strong>{channel.name}</strong> <span className="quiet">{name('noticeChannel', channel.kind)}</span>
          {channel.quiet && (
            <div className="quiet tabular">
              {t('notices.channels.quiet')} {channel.quiet.from}–{channel.quiet.to}
            </div>
          )}
        </>
      ),
    },
    {
      title: t('notices.channels.how'),
      key: 'how',
      render: (_, { settings }) => {
        const how = String(settings.url ?? settings.host ?? '');
        return (
          <span className="quiet ellipsis" title={how} style={{ maxWidth: 280 }}>
            {how}
            {settings.port ? `:${settings.port}` : ''}
          </span>
        );
      },
    },
    { title: t('notices.channels.state'), key: 'state', render: (_, channel) => <Works channel={channel} /> },
    {
      title: t('notices.channels.last'),
      dataIndex: 'lastDeliveredAt',
      render: (at: string | null) =>
        at ? <Ago at={at} /> : <span className="quiet">{t('notices.channels.never')}</span>,
    },
    {
      title: t('app.common.actions'),
      key: 'actions',
      render: (_, channel) => <ChannelActions channel={channel} onEdit={() => onEdit(channel)} />,
    },
  ];
  return <ListTable items={channels} columns={columns} width={860} />;
}

function Works({ channel: { paused, failed, waiting } }: { channel: NoticeChannel }) {
  const { t } = useWords();
  const tone = paused ? 'plain' : failed > 0 ? 'bad' : waiting > 0 ? 'warn' : 'good';
  const word = paused ? 'paused' : failed > 0 ? 'failed' : waiting > 0 ? 'waiting' : 'good';
  return (
    <>
      <StateTag tone={tone}>{t(`notices.channels.${word}`)}</StateTag>
      {(failed > 0 || waiting > 0) && (
        <span className="quiet"> {t('notices.channels.counts', { failed, waiting })}</span>
      )}
    </>
  );
}

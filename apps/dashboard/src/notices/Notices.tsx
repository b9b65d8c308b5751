// What was told and how that went, newest first: each attempt with its answer, and a button to send it again.
import { Button, Segmented, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Notice } from '#contract';
import { useAct, useAsk, useAskPages } from '../shared/api';
import { useSession } from '../shared/session';
import { Instant, Paged, StateTag, type Tone } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { Head } from './Head';

const tones: Record<Notice['state'], Tone> = {
  waiting: 'warn',
  delivered: 'good',
  failed: 'bad',
  dropped: 'plain',
};
type State = Notice['state'] | 'all';
const states: State[] = ['all', 'failed', 'waiting', 'delivered', 'dropped'];

export function Notices() {
  const { t, name } = useWords();
  const [state, setState] = useState<State>('all');
  const [channelId, setChannelId] = useState<string | undefined>();
  const channels = useAsk('noticeChannels.list', {});
  const query = { channelId, state: state === 'all' ? undefined : state };
  const asked = useAskPages('notices.list', { query }, { every: 10_000 });
  return (
    <>
      <Head title={t('notices.notices.question')} />
      <div className="row" style={{ marginBottom: 10 }}>
        <Segmented<State>
          value={state}
          onChange={setState}
          aria-label={t('notices.notices.state')}
          options={states.map((value) => ({
            value,
            label: value === 'all' ? t('notices.notices.all') : name('noticeState', value),
          }))}
        />
        <Select
          allowClear
          style={{ minWidth: 180 }}
          placeholder={t('notices.notices.any')}
          aria-label={t('notices.channels.name')}
          value={channelId}
          onChange={setChannelId}
          options={(channels.data?.items ?? []).map(({ id, name: label }) => ({ value: id, label }))}
        />
      </div>
      <Paged of={asked} empty={<List notices={[]} />}>
        {(items) => <List notices={items} />}
      </Paged>
    </>
  );
}

function List({ notices }: { notices: Notice[] }) {
  const { t, name, pick } = useWords();
  const { may } = useSession();
  const resending = useAct('notices.resend', { done: t('notices.channels.resent') });
  const columns: TableColumnsType<Notice> = [
    {
      title: t('notices.notices.told'),
      key: 'told',
      render: (_, one) => (
        <>
          <strong>{name('noticeAbout', one.about)}</strong> <span className="quiet">{one.channel.name}</span>
          <div className="clamp">
            {one.path ? <Link to={one.path}>{pick(one.subject)}</Link> : pick(one.subject)}
          </div>
        </>
      ),
    },
    {
      title: t('notices.notices.to'),
      key: 'to',
      width: 170,
      render: (_, one) => (
        <>
          {one.to?.name ?? (one.address ? '' : t('notices.notices.group'))}
          {one.address && <div className="quiet">{one.address}</div>}
        </>
      ),
    },
    {
      title: t('notices.notices.at'),
      dataIndex: 'createdAt',
      width: 110,
      render: (at: string) => <Instant at={at} />,
    },
    { title: t('notices.notices.state'), key: 'state', render: (_, one) => <Outcome notice={one} /> },
  ];
  if (may('notice.resend'))
    columns.push({
      title: t('app.common.actions'),
      key: 'actions',
      width: 110,
      render: (_, one) =>
        one.state !== 'dropped' &&
        one.about !== 'test' && (
          <Button
            size="small"
            aria-label={`${t('notices.notices.resend')} ${pick(one.subject)}`}
            onClick={() => resending.act({ params: { id: one.id } })}
          >
            {t(one.state === 'waiting' ? 'notices.notices.now' : 'notices.notices.resend')}
          </Button>
        ),
    });
  return <ListTable items={notices} columns={columns} width={820} empty={t('notices.notices.empty')} />;
}

/** The state in a word, why, when it is tried again; every answer behind a click. */
function Outcome({ notice }: { notice: Notice }) {
  const { t, name, pick } = useWords();
  const { state, attempts, dropped, heldUntil, nextAttemptAt } = notice;
  const last = attempts[0];
  return (
    <>
      <StateTag tone={tones[state]}>{name('noticeState', state)}</StateTag>
      {attempts.length > 0 && (
        <span className="quiet"> {t('notices.notices.attempts', { count: attempts.length })}</span>
      )}
      {notice.together > 1 && (
        <div className="quiet">{t('notices.notices.together', { count: notice.together })}</div>
      )}
      {dropped && <div>{pick(dropped)}</div>}
      {state !== 'delivered' && last?.trouble && <div>{pick(last.trouble)}</div>}
      {heldUntil ? (
        <div className="quiet">
          {t('notices.notices.heldUntil')} <Instant at={heldUntil} />
        </div>
      ) : (
        state === 'waiting' &&
        attempts.length > 0 &&
        nextAttemptAt && (
          <div className="quiet">
            {t('notices.notices.next')} <Instant at={nextAttemptAt} />
          </div>
        )
      )}
      {attempts.length > 0 && (
        <details>
          <summary className="quiet">{t('notices.notices.show')}</summary>
          <ol className="why-steps">
            {attempts.map((one) => (
              <li key={one.at}>
                <Instant at={one.at} /> · {one.status ?? '—'}
                {one.tookMs !== null && ` · ${t('notices.channels.took', { ms: one.tookMs })}`}
                {one.tookMs === null && ` · ${t('notices.notices.noAnswer')}`}
                {one.trouble && <div>{pick(one.trouble)}</div>}
                {one.head && <code className="quiet clamp">{one.head}</code>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

// The doors through which other systems push messages, signed: made, their secrets replaced, closed.
import { App, Button, Form, Input, type TableColumnsType, Typography } from 'antd';
import { useState } from 'react';
import type { Hook } from '#contract';
import { useAct, useAskPages } from '../shared/api';
import { Ago, EmptyState, FormModal, Instant, Paged, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { ShowOnce } from '../shared/ui/ShowOnce';
import { useWords } from '../shared/words';
import { Head } from './Head';
import { SigningGuide } from './SigningGuide';

type Made = { secret: string; path: string };
/** The address of the first door that is open, or of none yet. */
const exampleUrl = (hooks: Hook[]): string =>
  fullUrl(hooks.find(({ revokedAt }) => !revokedAt)?.path ?? '/api/hooks/…');
const fullUrl = (path: string): string => new URL(path, window.location.origin).href;

export function Hooks() {
  const { t } = useWords();
  const asked = useAskPages('hooks.list', {});
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('organisation.hooks.add')}
    </Button>
  );
  return (
    <>
      <Head actions={add} />
      <p className="quiet">{t('organisation.hooks.intro')}</p>
      <Paged
        of={asked}
        empty={
          <EmptyState
            title={t('organisation.hooks.empty')}
            next={t('organisation.hooks.emptyNext')}
            action={add}
          />
        }
      >
        {(items) => <List hooks={items} onMade={setMade} />}
      </Paged>
      {!asked.isPending && !asked.error && <SigningGuide way="in" url={exampleUrl(asked.items)} />}
      {adding && (
        <AddHook
          onClose={() => setAdding(false)}
          onMade={(one) => {
            setAdding(false);
            setMade(one);
          }}
        />
      )}
      {made && (
        <ShowOnce
          secret={made.secret}
          title={t('organisation.hooks.once')}
          detail={t('organisation.hooks.onceDetail')}
          onKept={() => setMade(null)}
        >
          <p>
            {t('organisation.hooks.pushTo')}{' '}
            <Typography.Text
              code
              copyable={{
                text: fullUrl(made.path),
                tooltips: [t('app.common.copy'), t('app.common.copied')],
              }}
              style={{ wordBreak: 'break-all' }}
            >
              {fullUrl(made.path)}
            </Typography.Text>
          </p>
          <p className="quiet">{t('organisation.hooks.howBelow')}</p>
        </ShowOnce>
      )}
    </>
  );
}

function List({ hooks, onMade }: { hooks: Hook[]; onMade: (made: Made) => void }) {
  const { t } = useWords();
  const columns: TableColumnsType<Hook> = [
    {
      title: t('organisation.hooks.name'),
      dataIndex: 'name',
      render: (name: string, { path }) => (
        <div>
          <strong>{name}</strong>
          <div>
            <Typography.Text
              className="quiet"
              copyable={{ text: fullUrl(path), tooltips: [t('app.common.copy'), t('app.common.copied')] }}
            >
              {path}
            </Typography.Text>
          </div>
        </div>
      ),
    },
    {
      title: t('organisation.tokens.created'),
      dataIndex: 'createdAt',
      render: (at: string) => <Instant at={at} />,
    },
    {
      title: t('organisation.tokens.used'),
      dataIndex: 'lastUsedAt',
      render: (at: string | null) =>
        at ? <Ago at={at} /> : <span className="quiet">{t('organisation.tokens.neverUsed')}</span>,
    },
    {
      title: t('organisation.tokens.state'),
      key: 'state',
      render: (_, { revokedAt, earlierUntil }) => (
        <>
          <StateTag tone={revokedAt ? 'plain' : 'good'}>
            {t(revokedAt ? 'organisation.tokens.revoked' : 'organisation.tokens.live')}
          </StateTag>
          <EarlierUntil at={revokedAt ? null : earlierUntil} />
        </>
      ),
    },
    {
      title: t('app.common.actions'),
      key: 'actions',
      render: (_, hook) => !hook.revokedAt && <HookActions hook={hook} onMade={onMade} />,
    },
  ];
  return <ListTable items={hooks} columns={columns} width={760} />;
}

/** While a secret is replaced: until when the one before still counts. */
export function EarlierUntil({ at }: { at: string | null }) {
  const { t } = useWords();
  if (!at || Date.parse(at) < Date.now()) return null;
  return (
    <div className="quiet">
      {t('organisation.hooks.earlierUntil')} <Instant at={at} />
    </div>
  );
}

function HookActions({ hook, onMade }: { hook: Hook; onMade: (made: Made) => void }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const rotating = useAct('hooks.rotate', { onDone: onMade });
  const revoking = useAct('hooks.revoke', { done: t('app.common.saved') });
  const params = { id: hook.id };
  const rotate = () =>
    modal.confirm({
      title: t('organisation.hooks.rotateTitle', { name: hook.name }),
      content: t('organisation.hooks.rotateDetail'),
      okText: t('organisation.hooks.rotate'),
      onOk: () => rotating.act({ params }),
    });
  const revoke = () =>
    modal.confirm({
      title: t('organisation.hooks.revokeTitle', { name: hook.name }),
      content: t('organisation.hooks.revokeDetail'),
      okText: t('organisation.tokens.revoke'),
      okButtonProps: { danger: true },
      onOk: () => revoking.act({ params }),
    });
  return (
    <div className="row tight">
      <Button size="small" onClick={rotate} aria-label={`${t('organisation.hooks.rotate')} ${hook.name}`}>
        {t('organisation.hooks.rotate')}
      </Button>
      <Button
        size="small"
        danger
        onClick={revoke}
        aria-label={`${t('organisation.tokens.revoke')} ${hook.name}`}
      >
        {t('organisation.tokens.revoke')}
      </Button>
    </div>
  );
}

function AddHook({ onClose, onMade }: { onClose: () => void; onMade: (made: Made) => void }) {
  const { t } = useWords();
  const { act, acting } = useAct('hooks.add', { onDone: onMade });
  return (
    <FormModal<{ name: string }>
      name="hook"
      title={t('organisation.hooks.add')}
      confirm={t('app.common.add')}
      busy={acting}
      onClose={onClose}
      onConfirm={(body) => act({ body })}
    >
      <Form.Item
        name="name"
        label={t('organisation.hooks.name')}
        rules={[{ required: true, whitespace: true, message: t('organisation.hooks.nameNeeded') }]}
      >
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
    </FormModal>
  );
}

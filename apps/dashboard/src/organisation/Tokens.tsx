// Tokens of other systems: made with the smallest scope, shown once, revoked when no longer needed.
import { App, Button, Form, Input, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { scopes, type Token } from '#contract';
import { useAct, useAskPages } from '../shared/api';
import { Ago, EmptyState, FormModal, Instant, Paged, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { ShowOnce } from '../shared/ui/ShowOnce';
import { useWords } from '../shared/words';
import { Head } from './Head';

export function Tokens() {
  const { t } = useWords();
  const asked = useAskPages('tokens.list', {});
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('organisation.tokens.add')}
    </Button>
  );
  return (
    <>
      <Head actions={add} />
      <p className="quiet">{t('organisation.tokens.intro')}</p>
      <Paged
        of={asked}
        empty={
          <EmptyState
            title={t('organisation.tokens.empty')}
            next={t('organisation.tokens.emptyNext')}
            action={add}
          />
        }
      >
        {(items) => <List tokens={items} />}
      </Paged>
      {adding && (
        <AddToken
          onClose={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false);
            setSecret(made);
          }}
        />
      )}
      {secret !== null && (
        <ShowOnce
          secret={secret}
          title={t('organisation.tokens.once')}
          detail={t('organisation.tokens.onceDetail')}
          onKept={() => setSecret(null)}
        />
      )}
    </>
  );
}

function List({ tokens }: { tokens: Token[] }) {
  const { t, name } = useWords();
  const { modal } = App.useApp();
  const { act } = useAct('tokens.revoke', { done: t('app.common.saved') });
  const revoke = (token: Token) =>
    modal.confirm({
      title: t('organisation.tokens.revokeTitle', { name: token.name }),
      content: t('organisation.tokens.revokeDetail'),
      okText: t('organisation.tokens.revoke'),
      okButtonProps: { danger: true },
      onOk: () => act({ params: { id: token.id } }),
    });
  const columns: TableColumnsType<Token> = [
    { title: t('organisation.tokens.name'), dataIndex: 'name' },
    {
      title: t('organisation.tokens.scopes'),
      dataIndex: 'scopes',
      render: (given: Token['scopes']) => given.map((scope) => name('scope', scope)).join(' · '),
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
      dataIndex: 'revokedAt',
      render: (at: string | null) => (
        <StateTag tone={at ? 'plain' : 'good'}>
          {t(at ? 'organisation.tokens.revoked' : 'organisation.tokens.live')}
        </StateTag>
      ),
    },
    {
      title: t('app.common.actions'),
      key: 'actions',
      render: (_, token) =>
        !token.revokedAt && (
          <Button
            size="small"
            danger
            onClick={() => revoke(token)}
            aria-label={`${t('organisation.tokens.revoke')} ${token.name}`}
          >
            {t('organisation.tokens.revoke')}
          </Button>
        ),
    },
  ];
  return <ListTable items={tokens} columns={columns} width={720} />;
}

type Fields = { name: string; scopes: Token['scopes'] };
function AddToken({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const { t, name } = useWords();
  const { act, acting } = useAct('tokens.add', { onDone: ({ secret }) => onMade(secret) });
  return (
    <FormModal<Fields>
      name="token"
      title={t('organisation.tokens.add')}
      confirm={t('app.common.add')}
      busy={acting}
      onClose={onClose}
      onConfirm={(body) => act({ body })}
    >
      <Form.Item
        name="name"
        label={t('organisation.tokens.name')}
        rules={[{ required: true, whitespace: true, message: t('organisation.tokens.nameNeeded') }]}
      >
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item
        name="scopes"
        label={t('organisation.tokens.scopes')}
        rules={[{ required: true, type: 'array', min: 1, message: t('organisation.tokens.scopeNeeded') }]}
      >
        <Select
          mode="multiple"
          options={scopes.map((scope) => ({ value: scope, label: `${name('scope', scope)} (${scope})` }))}
        />
      </Form.Item>
    </FormModal>
  );
}

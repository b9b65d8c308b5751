// The standing duty of principals to interpret policy: how often each department's has this year, those behind first.
import { Button, Form, Input, Modal, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { Answer, StandingRow } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Answered, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { Head } from './Head';

export function Standing() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('standing.read', { query: {} });
  const [recording, setRecording] = useState(false);
  return (
    <>
      <Head
        title={t('outlook.standing.question')}
        actions={
          may('rule.change') && (
            <Button type="primary" onClick={() => setRecording(true)}>
              {t('outlook.standing.record')}
            </Button>
          )
        }
      />
      <p className="quiet">{t('outlook.standing.intro')}</p>
      <Answered of={asked} rows={8}>
        {(standing) => (
          <>
            <Rows standing={standing} />
            {recording && <Record items={standing.items} onClose={() => setRecording(false)} />}
          </>
        )}
      </Answered>
    </>
  );
}

function Rows({ standing }: { standing: Answer<'standing.read'> }) {
  const { t } = useWords();
  const reached = (holds: boolean) => (
    <StateTag tone={holds ? 'good' : 'warn'}>
      {t(holds ? 'outlook.standing.reached' : 'outlook.standing.behind')}
    </StateTag>
  );
  const columns: TableColumnsType<StandingRow> = [
    { title: t('outlook.standing.department'), key: 'department', render: (_, row) => row.department.name },
    {
      title: t('outlook.standing.count'),
      key: 'count',
      width: 80,
      align: 'right',
      render: (_, { count }) => count,
    },
    { title: t('outlook.standing.once'), key: 'once', width: 110, render: (_, { once }) => reached(once) },
    {
      title: t('outlook.standing.twice'),
      key: 'twice',
      width: 110,
      render: (_, { twice }) => reached(twice),
    },
    {
      title: t('outlook.standing.acts'),
      key: 'acts',
      render: (_, { acts }) => (
        <ul className="year-list">
          {acts.map(({ id, on, principal, title, url }) => (
            <li key={id}>
              {on} {principal} ·{' '}
              {url ? (
                <a href={url} target="_blank" rel="noreferrer">
                  {title}
                </a>
              ) : (
                title
              )}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <div className="stack">
      <ul className="year-list">
        {standing.clauses.map(({ atLeast, document, words }) => (
          <li key={document}>
            {t('outlook.standing.atLeast', { count: atLeast, document })}
            <blockquote className="why-clause">{words}</blockquote>
          </li>
        ))}
      </ul>
      <Table<StandingRow>
        size="small"
        rowKey={({ department }) => department.id}
        dataSource={standing.items}
        columns={columns}
        pagination={false}
        scroll={{ x: 720 }}
      />
    </div>
  );
}

type Values = { departmentId: string; on: string; principal: string; title: string; url?: string };
function Record({ items, onClose }: { items: StandingRow[]; onClose: () => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<Values>();
  const { act, acting } = useAct('standing.record', { done: t('outlook.standing.saved'), onDone: onClose });
  const needed = [{ required: true, whitespace: true, message: t('dutyRules.calendar.needed') }];
  return (
    <Modal
      open
      title={t('outlook.standing.record')}
      okText={t('outlook.standing.save')}
      cancelText={t('app.common.cancel')}
      confirmLoading={acting}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="standing"
        layout="vertical"
        onFinish={({ url, ...rest }) => act({ body: { ...rest, url: url?.trim() || null } })}
      >
        <Form.Item name="departmentId" label={t('outlook.standing.department')} rules={needed}>
          <Select
            options={items.map(({ department }) => ({ value: department.id, label: department.name }))}
          />
        </Form.Item>
        <Form.Item
          name="on"
          label={t('outlook.standing.on')}
          rules={[
            { required: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: t('dutyRules.calendar.dayShape') },
          ]}
        >
          <Input maxLength={10} />
        </Form.Item>
        <Form.Item name="principal" label={t('outlook.standing.principal')} rules={needed}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="title" label={t('outlook.standing.title')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="url" label={t('outlook.standing.url')}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

// Names of agencies as records spell them: which are known, which a person still has to place.
import { Button, Form, Input, Modal, Segmented, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { AgencySpelling } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Answered, EmptyState, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { Head } from './Head';

export function Aliases() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('agencies.list', {});
  const [hearing, setHearing] = useState(false);
  const [state, setState] = useState<AgencySpelling['state'] | 'all'>('all');
  const mayManage = may('organisation.manage');
  const hear = mayManage && (
    <Button type="primary" onClick={() => setHearing(true)}>
      {t('roster.aliases.hear')}
    </Button>
  );
  return (
    <>
      <Head actions={hear} />
      <Answered of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('roster.aliases.empty')}
              next={t('roster.aliases.emptyNext')}
              action={hear}
            />
          ) : (
            <div className="stack">
              <p className="quiet" style={{ margin: 0 }}>
                {t('roster.aliases.intro')}
              </p>
              <div className="row apart">
                <Segmented<AgencySpelling['state'] | 'all'>
                  aria-label={t('roster.aliases.state')}
                  value={state}
                  onChange={setState}
                  options={(['all', 'open', 'learnt', 'set-aside'] as const).map((one) => ({
                    value: one,
                    label: `${t(`roster.aliases.${one}`)} ${items.filter((item) => one === 'all' || item.state === one).length}`,
                  }))}
                />
                {mayManage && <TakeAll items={items} />}
              </div>
              <List
                items={items.filter((one) => state === 'all' || one.state === state)}
                mayManage={mayManage}
              />
            </div>
          )
        }
      </Answered>
      {hearing && <Hear onClose={() => setHearing(false)} />}
    </>
  );
}

function TakeAll({ items }: { items: AgencySpelling[] }) {
  const { t } = useWords();
  const { act, acting } = useAct('agencies.decide', { done: t('roster.aliases.taken') });
  const proposals = items.flatMap(({ id, state, proposed }) =>
    state === 'open' && proposed ? [{ id, departmentId: proposed.department.id }] : [],
  );
  if (proposals.length === 0) return null;
  return (
    <Button loading={acting} onClick={() => act({ body: { items: proposals.slice(0, 500) } })}>
      {t('roster.aliases.takeAll', { count: proposals.length })}
    </Button>
  );
}

function List({ items, mayManage }: { items: AgencySpelling[]; mayManage: boolean }) {
  const { t } = useWords();
  const columns: TableColumnsType<AgencySpelling> = [
    { title: t('roster.aliases.spelling'), dataIndex: 'spelling', width: 240 },
    { title: t('roster.aliases.times'), dataIndex: 'times', width: 80, align: 'right' },
    {
      title: t('roster.aliases.state'),
      dataIndex: 'state',
      width: 110,
      render: (state: AgencySpelling['state']) => (
        <StateTag tone={state === 'learnt' ? 'good' : state === 'open' ? 'warn' : 'plain'}>
          {t(`roster.aliases.${state}`)}
        </StateTag>
      ),
    },
    {
      title: t('roster.aliases.meaning'),
      key: 'meaning',
      render: (_, one) => (one.state === 'open' && mayManage ? <Decide one={one} /> : <Meaning one={one} />),
    },
  ];
  return (
    <Table<AgencySpelling>
      size="small"
      rowKey="id"
      dataSource={items}
      columns={columns}
      pagination={items.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
      scroll={{ x: 760 }}
    />
  );
}

function Meaning({ one }: { one: AgencySpelling }) {
  const { pick } = useWords();
  if (one.department) return <>{one.department.name}</>;
  if (!one.proposed) return <span className="quiet">—</span>;
  return (
    <>
      {one.proposed.department.name} <span className="quiet">{pick(one.proposed.why)}</span>
    </>
  );
}

function Decide({ one }: { one: AgencySpelling }) {
  const { t, pick } = useWords();
  const { data } = useAsk('departments.list', {}, { staleMs: 60_000 });
  const [departmentId, setDepartment] = useState<string | undefined>(one.proposed?.department.id);
  const { act, acting } = useAct('agencies.decide', { done: t('roster.aliases.taken') });
  const decide = (id: string | null) => act({ body: { items: [{ id: one.id, departmentId: id }] } });
  return (
    <div className="row tight">
      <Select
        size="small"
        style={{ width: 220 }}
        aria-label={t('roster.aliases.choose', { name: one.spelling })}
        value={departmentId}
        onChange={setDepartment}
        showSearch={{ optionFilterProp: 'label' }}
        options={(data?.items ?? [])
          .filter(({ active }) => active)
          .map((department) => ({ value: department.id, label: department.name }))}
      />
      <Button
        size="small"
        type="primary"
        disabled={!departmentId}
        loading={acting}
        aria-label={t('roster.aliases.takeNamed', { name: one.spelling })}
        onClick={() => decide(departmentId ?? null)}
      >
        {t('roster.aliases.take')}
      </Button>
      <Button
        size="small"
        disabled={acting}
        aria-label={t('roster.aliases.setAsideNamed', { name: one.spelling })}
        onClick={() => decide(null)}
      >
        {t('roster.aliases.setAside')}
      </Button>
      {one.proposed && <span className="quiet">{pick(one.proposed.why)}</span>}
    </div>
  );
}

function Hear({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<{ lines: string }>();
  const [told, setTold] = useState<string | null>(null);
  const { act, acting } = useAct('agencies.hear', {
    onDone: (answer) => setTold(t('roster.aliases.heard', answer)),
  });
  const hear = ({ lines }: { lines: string }) => {
    const spellings = lines
      .split(/\r?\n/)
      .map((line) => line.trim().slice(0, 60))
      .filter(Boolean)
      .slice(0, 5000);
    if (spellings.length > 0) act({ body: { spellings } });
  };
  return (
    <Modal
      open
      title={t('roster.aliases.hear')}
      okText={told ? t('roster.aliases.fine') : t('roster.aliases.hear')}
      confirmLoading={acting}
      onOk={() => (told ? onClose() : form.submit())}
      onCancel={onClose}
    >
      {told ? (
        <p aria-live="polite">{told}</p>
      ) : (
        <Form form={form} name="spellings" layout="vertical" initialValues={{ lines: '' }} onFinish={hear}>
          <Form.Item name="lines" label={t('roster.aliases.spelling')} extra={t('roster.aliases.hearHelp')}>
            <Input.TextArea autoFocus autoSize={{ minRows: 6, maxRows: 14 }} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}

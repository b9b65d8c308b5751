// Names of agencies as records spell them: which are known, which a person still has to place.
import { Button, Form, Input, Modal, Segmented, Select, Table, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import type { AgencySpelling } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useRowKeys } from '../shared/row-keys';
import { useSession } from '../shared/session';
import { Answered, EmptyState, Instant, StateTag } from '../shared/ui';
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
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const { act, acting } = useAct('agencies.decide', { done: t('roster.aliases.taken') });
  const meant = (one: AgencySpelling) => chosen[one.id] ?? one.proposed?.department.id;
  const decide = ({ id, state }: AgencySpelling, departmentId: string | null | undefined) => {
    if (mayManage && !acting && state === 'open' && departmentId !== undefined)
      act({ body: { items: [{ id, departmentId }] } });
  };
  const { rowProps } = useRowKeys({
    rows: items,
    idOf: ({ id }) => id,
    open: (one) => decide(one, meant(one)),
    more: { x: (one) => decide(one, null) },
  });
  const columns: TableColumnsType<AgencySpelling> = [
    { title: t('roster.aliases.spelling'), dataIndex: 'spelling', width: 240 },
    { title: t('roster.aliases.times'), dataIndex: 'times', width: 80, align: 'right' },
    {
      title: t('roster.aliases.lastSeen'),
      dataIndex: 'lastSeenAt',
      width: 120,
      render: (at: string) => <Instant at={at} />,
    },
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
      render: (_, one) =>
        one.state === 'open' && mayManage ? (
          <Decide
            one={one}
            meant={meant(one)}
            busy={acting}
            onChoose={(departmentId) => setChosen({ ...chosen, [one.id]: departmentId })}
            onDecide={(departmentId) => decide(one, departmentId)}
          />
        ) : (
          <Meaning one={one} />
        ),
    },
  ];
  return (
    <>
      {mayManage && (
        <p className="quiet" style={{ margin: 0 }}>
          {t('roster.aliases.keys')}
        </p>
      )}
      <Table<AgencySpelling>
        size="small"
        rowKey="id"
        dataSource={items}
        columns={columns}
        onRow={rowProps}
        pagination={items.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
        scroll={{ x: 860 }}
      />
    </>
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

type DecideProps = {
  one: AgencySpelling;
  meant: string | undefined;
  busy: boolean;
  onChoose: (departmentId: string) => void;
  onDecide: (departmentId: string | null) => void;
};
function Decide({ one, meant, busy, onChoose, onDecide }: DecideProps) {
  const { t, pick } = useWords();
  const options = useDepartmentOptions();
  return (
    <div className="row tight">
      <Select
        size="small"
        style={{ width: 220 }}
        aria-label={t('roster.aliases.choose', { name: one.spelling })}
        value={meant}
        onChange={onChoose}
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
      />
      <Button
        size="small"
        type="primary"
        disabled={!meant || busy}
        aria-label={t('roster.aliases.takeNamed', { name: one.spelling })}
        onClick={() => onDecide(meant ?? null)}
      >
        {t('roster.aliases.take')}
      </Button>
      <Button
        size="small"
        disabled={busy}
        aria-label={t('roster.aliases.setAsideNamed', { name: one.spelling })}
        onClick={() => onDecide(null)}
      >
        {t('roster.aliases.setAside')}
      </Button>
      {one.proposed && <span className="quiet">{pick(one.proposed.why)}</span>}
    </div>
  );
}

/** The active departments in view; those of a jurisdiction below bear its name. */
function useDepartmentOptions() {
  const { jurisdiction } = useSession().session;
  const departments = useAsk('departments.list', {}, { staleMs: 60_000 });
  const places = useAsk('jurisdictions.list', {}, { staleMs: 60_000 });
  return useMemo(() => {
    const placeOf = (id: string) =>
      id === jurisdiction.id ? '' : (places.data?.items.find((one) => one.id === id)?.name ?? '');
    return (departments.data?.items ?? [])
      .filter(({ active }) => active)
      .map((one) => ({ value: one.id, label: `${placeOf(one.jurisdictionId)}${one.name}` }));
  }, [departments.data, places.data, jurisdiction.id]);
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

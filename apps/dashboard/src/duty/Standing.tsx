// The standing duty of principals to interpret policy: how often each department's has this year, those behind first.
import { Button, Form, Input, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { Answer, StandingRow } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { serverNow } from '../shared/now';
import { useSession } from '../shared/session';
import { Answered, FormModal, ReasonModal, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { Head } from './Head';

export function Standing() {
  const { t } = useWords();
  const { may } = useSession();
  const [year, setYear] = useState<number>();
  const asked = useAsk('standing.read', { query: year ? { year } : {} });
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
            <div className="row apart">
              <p>
                {t('outlook.standing.sum', {
                  year: standing.year,
                  ...standing.reached,
                  behind: standing.reached.departments - standing.reached.once,
                })}
              </p>
              <Select
                aria-label={t('outlook.standing.year')}
                value={standing.year}
                options={standing.years.map((one) => ({
                  value: one,
                  label: t('outlook.standing.ofYear', { year: one }),
                }))}
                onChange={setYear}
              />
            </div>
            <Rows standing={standing} />
            {recording && <Record items={standing.items} onClose={() => setRecording(false)} />}
          </>
        )}
      </Answered>
    </>
  );
}

type Kept = StandingRow['acts'][number];
function Act({ act, onWithdraw }: { act: Kept; onWithdraw: (() => void) | null }) {
  const { t } = useWords();
  const { on, principal, title, url, withdrawn } = act;
  const said = (
    <>
      {on} {principal} ·{' '}
      {url ? (
        <a href={url} target="_blank" rel="noreferrer">
          {title}
        </a>
      ) : (
        title
      )}
    </>
  );
  if (withdrawn)
    return (
      <>
        <s>{said}</s> <span className="quiet">{t('outlook.standing.withdrawn', withdrawn)}</span>
      </>
    );
  return (
    <>
      {said}{' '}
      {onWithdraw && (
        <Button
          type="link"
          size="small"
          aria-label={`${t('outlook.standing.withdraw')} ${on} ${title}`}
          onClick={onWithdraw}
        >
          {t('outlook.standing.withdraw')}
        </Button>
      )}
    </>
  );
}

function Rows({ standing }: { standing: Answer<'standing.read'> }) {
  const { t } = useWords();
  const { may } = useSession();
  const [mistaken, setMistaken] = useState<Kept | null>(null);
  const withdrawing = useAct('standing.withdraw', {
    done: t('outlook.standing.takenBack'),
    onDone: () => setMistaken(null),
  });
  const reached = (holds: boolean) => (
    <StateTag tone={holds ? 'good' : 'warn'}>
      {t(holds ? 'outlook.standing.reached' : 'outlook.standing.behind')}
    </StateTag>
  );
  const columns: TableColumnsType<StandingRow> = [
    { title: t('outlook.standing.department'), key: 'department', render: (_, row) => row.department.name },
    {
      title: t('outlook.standing.principal'),
      key: 'principals',
      width: 160,
      render: (_, { principals }) =>
        principals.length > 0 ? (
          principals.join('、')
        ) : (
          <span className="quiet">{t('outlook.standing.noPrincipal')}</span>
        ),
    },
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
          {acts.map((act) => (
            <li key={act.id}>
              <Act act={act} onWithdraw={may('rule.change') ? () => setMistaken(act) : null} />
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
      <ListTable
        rowKey={({ department }) => department.id}
        items={standing.items}
        columns={columns}
        width={820}
      />
      <ReasonModal
        open={mistaken !== null}
        title={t('outlook.standing.withdraw')}
        consequence={t('outlook.standing.withdrawWhy', { title: mistaken?.title ?? '' })}
        confirm={t('outlook.standing.withdraw')}
        danger
        busy={withdrawing.acting}
        onConfirm={({ reason }) =>
          mistaken && withdrawing.act({ params: { id: mistaken.id }, body: { reason } })
        }
        onCancel={() => setMistaken(null)}
      />
    </div>
  );
}

const shanghaiToday = () => new Date(serverNow() + 8 * 3_600_000).toISOString().slice(0, 10);
type Values = { departmentId: string; on: string; principal: string; title: string; url?: string };
function Record({ items, onClose }: { items: StandingRow[]; onClose: () => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<Values>();
  const { act, acting } = useAct('standing.record', { done: t('outlook.standing.saved'), onDone: onClose });
  const needed = [{ required: true, whitespace: true, message: t('dutyRules.calendar.needed') }];
  return (
    <FormModal
      name="standing"
      title={t('outlook.standing.record')}
      confirm={t('outlook.standing.save')}
      busy={acting}
      form={form}
      onClose={onClose}
      onConfirm={({ url, ...rest }) => act({ body: { ...rest, url: url?.trim() || null } })}
    >
      <Form.Item name="departmentId" label={t('outlook.standing.department')} rules={needed}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={items.map(({ department }) => ({ value: department.id, label: department.name }))}
          onChange={(id) => {
            const [only, ...others] = items.find(({ department }) => department.id === id)?.principals ?? [];
            if (only && others.length === 0 && !form.getFieldValue('principal'))
              form.setFieldValue('principal', only);
          }}
        />
      </Form.Item>
      <Form.Item
        name="on"
        label={t('outlook.standing.on')}
        rules={[
          { required: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: t('dutyRules.calendar.dayShape') },
        ]}
      >
        <Input type="date" max={shanghaiToday()} />
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
    </FormModal>
  );
}

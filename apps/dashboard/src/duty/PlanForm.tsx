// The form of a response plan: levels and kinds, the lines of response and handling.
import { Button, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { PlanContentIn } from '#contract';
import { useTopics } from '../shared/useTopics';
import { useWords } from '../shared/words';

const levels = ['特别重大', '重大', '较大', '一般'] as const;
const kinds = ['自然灾害', '事故灾难', '公共卫生', '社会安全'] as const;
const forms = ['statement', 'press-conference', 'interpretation', 'reply'] as const;
const parties = ['responsible', 'news-office', 'government-office'] as const;
const line = { withinHours: 5, party: 'responsible' };
const nothing = {
  levels: [],
  emergencyKinds: [],
  topics: [],
  response: [{ ...line, form: 'statement' }],
  handling: [{ ...line, withinHours: 2 }],
};
type Props = {
  plan: PlanContentIn | null;
  busy: boolean;
  onSave: (content: PlanContentIn) => void;
  onCancel: () => void;
};
export function PlanForm({ plan, busy, onSave, onCancel }: Props) {
  const { t, name } = useWords();
  const { topics } = useTopics();
  const needed = [{ required: true, message: t('plans.needed') }];
  const called = <T extends string>(
    group: 'level' | 'emergencyKindName' | 'releaseForm' | 'planParty',
    values: readonly T[],
  ) => values.map((value) => ({ value, label: name(group, value) }));
  const text = (row: number, field: string, says: string, label: string, max: number, isNeeded = true) => (
    <Form.Item name={[row, field]} rules={isNeeded ? needed : []} className="wide">
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={max}
        placeholder={says}
        aria-label={label}
      />
    </Form.Item>
  );
  const choice = (row: number, field: string, label: string, options: { value: string; label: string }[]) => (
    <Form.Item name={[row, field]} rules={needed}>
      <Select aria-label={label} options={options} />
    </Form.Item>
  );
  const hours = (row: number, label: string) => (
    <Form.Item name={[row, 'withinHours']} rules={needed} className="degree">
      <InputNumber min={1} max={720} precision={0} aria-label={label} />
    </Form.Item>
  );
  return (
    <Form<PlanContentIn>
      name="plan"
      layout="vertical"
      className="panel panel-body"
      initialValues={plan ?? nothing}
      onFinish={(content) =>
        onSave({
          name: content.name,
          levels: content.levels,
          emergencyKinds: content.emergencyKinds ?? [],
          topics: content.topics ?? [],
          spokesperson: content.spokesperson ?? '',
          response: (content.response ?? []).map((one) => ({
            ...one,
            interpretation: one.interpretation ?? '',
          })),
          handling: content.handling ?? [],
        })
      }
    >
      <div className="form-line">
        <Form.Item name="name" label={t('plans.name')} rules={needed} className="wide">
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="spokesperson" label={t('plans.spokesperson')}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <div className="form-line">
        <Form.Item name="levels" label={t('plans.levels')} rules={needed}>
          <Select mode="multiple" options={called('level', levels)} />
        </Form.Item>
        <Form.Item name="emergencyKinds" label={t('plans.kinds')}>
          <Select mode="multiple" options={called('emergencyKindName', kinds)} />
        </Form.Item>
        <Form.Item name="topics" label={t('plans.topics')}>
          <Select mode="multiple" options={topics} />
        </Form.Item>
      </div>
      <PlanRows name="response" title={t('plans.response')} empty={{ ...line, form: 'statement' }}>
        {(row, label) => (
          <>
            {text(row, 'content', t('plans.content'), label(t('plans.content')), 200)}
            {choice(row, 'form', label(t('plans.form')), called('releaseForm', forms))}
            {text(row, 'outlet', t('plans.outlet'), label(t('plans.outlet')), 60)}
            {hours(row, label(t('plans.within')))}
            {text(
              row,
              'interpretation',
              t('plans.interpretation'),
              label(t('plans.interpretation')),
              200,
              false,
            )}
            {choice(row, 'party', label(t('plans.party')), called('planParty', parties))}
          </>
        )}
      </PlanRows>
      <PlanRows name="handling" title={t('plans.handling')} empty={line}>
        {(row, label) => (
          <>
            {text(row, 'what', t('plans.what'), label(t('plans.what')), 300)}
            {hours(row, label(`${t('plans.handling')} ${t('plans.within')}`))}
            {choice(
              row,
              'party',
              label(`${t('plans.handling')} ${t('plans.party')}`),
              called('planParty', parties),
            )}
          </>
        )}
      </PlanRows>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('plans.save')}
        </Button>
        <Button onClick={onCancel}>{t('app.common.cancel')}</Button>
      </div>
    </Form>
  );
}

type RowsProps = {
  name: string;
  title: string;
  empty: Record<string, unknown>;
  children: (row: number, label: (what: string) => string) => ReactNode;
};
export function PlanRows({ name, title, empty, children }: RowsProps) {
  const { t } = useWords();
  return (
    <fieldset className="plain plan-rows">
      <legend>{title}</legend>
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <>
            {fields.map((field, i) => (
              <div key={field.key} className="form-line">
                {children(field.name, (what) => t('plans.row', { what, n: i + 1 }))}
                <Button
                  size="small"
                  aria-label={`${title}: ${t('plans.remove', { n: i + 1 })}`}
                  onClick={() => remove(field.name)}
                >
                  ×
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add(empty)} aria-label={`${title}: ${t('plans.add')}`}>
              {t('plans.add')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

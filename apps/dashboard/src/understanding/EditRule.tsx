// Adds a rule or changes one: its conditions, who is told, and a dry run before it is saved.
import { Button, Checkbox, Drawer, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type AlertRule, channels, concernKinds, levels, roles, ruleSeverities } from '#contract';
import { type ProblemError, useAct, useAsk } from '../shared/api';
import { useTopics } from '../shared/useTopics';
import { useWords } from '../shared/words';
import { RuleTrialView } from './RuleTrialView';
import { bodyOf, conditionsOf, fieldsOf, namesIn, type RuleFields, termsOf } from './rule-form';

type Props = {
  rule: AlertRule | null;
  /** What a new rule begins with. */
  begun?: Pick<RuleFields, 'name' | 'words'> | null;
  onClose: () => void;
};

export function EditRule({ rule, begun, onClose }: Props) {
  const { t } = useWords();
  const [form] = Form.useForm<RuleFields>();
  const names = useNames(rule && { name: rule.name, terms: termsOf(rule.conditions) });
  const options = { done: t('rules.rules.done'), onDone: onClose, onProblem: names.heard };
  const adding = useAct('rules.add', options);
  const changing = useAct('rules.change', options);
  const trying = useAct('rules.try', { onProblem: names.heard });
  const [trial, setTrial] = useState<Awaited<ReturnType<typeof trying.actAsync>>>(null);
  const below = useRef<HTMLDivElement>(null);
  // It stands below a long form: whoever asked for it sees it.
  useEffect(() => {
    if (trial) below.current?.scrollIntoView({ block: 'start' });
  }, [trial]);
  const save = (fields: RuleFields) => {
    const body = bodyOf(fields, names.said);
    if (rule) changing.act({ params: { id: rule.id }, body: { ...body, version: rule.version } });
    else adding.act({ body });
  };
  const dryRun = async () => {
    const conditions = conditionsOf(form.getFieldsValue(true));
    setTrial(await trying.actAsync({ body: { conditions, notNames: names.said } }));
  };
  return (
    <Drawer
      open
      size={720}
      title={rule ? t('rules.rules.edit', { name: rule.name }) : t('rules.rules.add')}
      onClose={onClose}
      footer={
        <div className="row apart">
          <Button onClick={() => void dryRun()} loading={trying.acting}>
            {t(trial ? 'rules.rules.tryAgain' : 'rules.rules.try')}
          </Button>
          <Button type="primary" loading={adding.acting || changing.acting} onClick={() => form.submit()}>
            {t('app.common.save')}
          </Button>
        </div>
      }
    >
      <Form<RuleFields>
        form={form}
        name="rule"
        layout="vertical"
        initialValues={{ ...fieldsOf(rule), ...(rule === null && begun) }}
        onFinish={save}
      >
        <RuleFieldsets />
      </Form>
      <NotNames names={names} />
      <div ref={below}>{trial && <RuleTrialView trial={trial} />}</div>
    </Drawer>
  );
}

type Names = {
  asked: string[];
  said: string[];
  say: (on: boolean) => void;
  heard: (p: ProblemError) => boolean;
};
/** Terms that the server took for names, and whether the person said that they are none. */
export function useNames(before: { name: string; terms: readonly string[] } | null): Names {
  const stood = before ? [before.name, ...before.terms] : [];
  const [asked, setAsked] = useState<string[]>([]);
  const [said, setSaid] = useState<string[]>(stood);
  return {
    asked,
    said,
    say: (on) => setSaid(on ? [...stood, ...asked] : stood),
    heard: (problem) => {
      const names = namesIn(problem.problem.errors);
      if (names.length > 0) setAsked((known) => [...new Set([...known, ...names])]);
      return false;
    },
  };
}

export function NotNames({ names: { asked, said, say } }: { names: Names }) {
  const { t } = useWords();
  if (asked.length === 0) return null;
  return (
    <Checkbox
      checked={asked.every((name) => said.includes(name))}
      onChange={({ target }) => say(target.checked)}
    >
      {t('rules.rules.notNames', { names: asked.join('、') })}
    </Checkbox>
  );
}

function RuleFieldsets() {
  const { t, name } = useWords();
  const { topics, areas } = useTopics();
  const lists = useAsk('wordlists.list', {}, { staleMs: 30_000 });
  const officers = useAsk('officers.list', {}, { staleMs: 300_000 });
  const departments = useAsk('departments.list', {}, { staleMs: 300_000 });
  const named = (items: readonly { id: string; name: string; active?: boolean }[] | undefined) =>
    (items ?? []).filter(({ active }) => active !== false).map((one) => ({ value: one.id, label: one.name }));
  const many = (field: keyof RuleFields, label: string, options: { value: string; label: string }[]) => (
    <Form.Item name={field} label={label}>
      <Select mode="multiple" options={options} optionFilterProp="label" allowClear />
    </Form.Item>
  );
  const lines = (field: keyof RuleFields, label: string, extra: string, rows = 3) => (
    <Form.Item name={field} label={label} extra={extra}>
      <Input.TextArea rows={rows} spellCheck={false} autoComplete="off" />
    </Form.Item>
  );
  return (
    <>
      <Form.Item
        name="name"
        label={t('rules.rules.name')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('rules.rules.nameNeeded') }]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <div className="row">
        <Form.Item name="severity" label={t('rules.rules.severity')} style={{ minWidth: 140 }}>
          <Select options={ruleSeverities.map((one) => ({ value: one, label: name('severity', one) }))} />
        </Form.Item>
        <Form.Item name="on" label={t('rules.rules.on')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
      <h3>{t('rules.rules.watches')}</h3>
      <p className="quiet">{t('rules.rules.conditionsHelp')}</p>
      {many('topics', t('rules.rules.topics'), topics)}
      {many('areas', t('rules.rules.areas'), areas)}
      {many(
        'concerns',
        t('rules.rules.concerns'),
        concernKinds.map((one) => ({ value: one, label: name('concern', one) })),
      )}
      {many('listIds', t('rules.rules.lists'), named(lists.data?.items))}
      {lines('words', t('rules.rules.words'), t('rules.rules.wordsHelp'))}
      {lines('excludes', t('rules.rules.excludes'), t('rules.rules.excludesHelp'), 2)}
      {lines('places', t('rules.rules.places'), t('rules.rules.placesHelp'), 2)}
      {many(
        'channels',
        t('rules.rules.channels'),
        channels.map((one) => ({ value: one, label: name('channel', one) })),
      )}
      <div className="row">
        <Form.Item name="level" label={t('rules.rules.level')} style={{ minWidth: 200 }}>
          <Select
            allowClear
            options={levels.map((one) => ({
              value: one,
              label: t('rules.rules.atLeast', { name: name('level', one) }),
            }))}
          />
        </Form.Item>
        <Form.Item name="heat" label={t('rules.rules.heat')}>
          <InputNumber min={0} max={100} />
        </Form.Item>
      </div>
      <h3>{t('rules.rules.tells')}</h3>
      {many(
        'roles',
        t('rules.rules.roles'),
        roles.map((one) => ({ value: one, label: name('role', one) })),
      )}
      {many('departmentIds', t('rules.rules.departments'), named(departments.data?.items))}
      {many('officerIds', t('rules.rules.officers'), named(officers.data?.items))}
    </>
  );
}

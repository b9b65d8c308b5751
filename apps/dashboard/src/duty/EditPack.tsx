// The rules of a pack as a person edits them; proposed, seen by what they would move, and signed by somebody else.
import { Button, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { useNavigate } from 'react-router';
import { levels, type PackBody, type PackFull, type PackRule, packRule } from '#contract';
import { useAct } from '../shared/api';
import { paths } from '../shared/paths';
import { useWords } from '../shared/words';

/** What may be chosen, as the contract names it. */
const { duty, subject, startsFrom, owedBy, answeredBy } = packRule.shape;
const UNGRADED = 'ungraded';

/** A rule as the form holds it: one length with its unit, levels as texts. */
type Row = {
  kept: PackRule | null;
  zh: string;
  en: string;
  duty: PackRule['duty'];
  subject: PackRule['subject'];
  levels: string[];
  startsFrom: PackRule['startsFrom'];
  unit: 'running' | 'working-days';
  length: number;
  extension?: number | null;
  owedBy: PackRule['owedBy'];
  answeredBy: PackRule['answeredBy'];
  document: string;
  article: string;
  words: string;
};
type Values = { rules: Row[]; reason: string };

const lengthOf = (within: PackRule['within']) => (within.kind === 'running' ? within.hours : within.days);
const withinOf = (unit: Row['unit'], n: number): PackRule['within'] =>
  unit === 'running' ? { kind: 'running', hours: n } : { kind: 'working-days', days: n };
const rowOf = (rule: PackRule): Row => ({
  ...{ kept: rule, zh: rule.name.zh, en: rule.name.en, duty: rule.duty, subject: rule.subject },
  levels: (rule.appliesTo.levels ?? []).map((level) => level ?? UNGRADED),
  ...{ startsFrom: rule.startsFrom, unit: rule.within.kind, length: lengthOf(rule.within) },
  extension: rule.extendableBy ? lengthOf(rule.extendableBy) : null,
  ...{ owedBy: rule.owedBy, answeredBy: rule.answeredBy, ...rule.clause },
});
/** What the form does not show (hotline kinds, emergencies, settings) stays as it was. */
function ruleOf(row: Row): PackRule {
  const { kept } = row;
  const chosen = row.levels.map((text) => levels.find((level) => level === text) ?? null);
  const { levels: _, ...applies } = kept?.appliesTo ?? {};
  return {
    duty: row.duty,
    name: { zh: row.zh, en: row.en },
    subject: row.subject,
    appliesTo: { ...applies, ...(chosen.length > 0 ? { levels: chosen } : {}) },
    startsFrom: row.startsFrom,
    within: withinOf(row.unit, row.length),
    owedBy: row.owedBy,
    answeredBy: row.answeredBy,
    clause: { document: row.document, article: row.article, words: row.words },
    ...(row.extension ? { extendableBy: withinOf(row.unit, row.extension) } : {}),
    ...(kept?.setting ? { setting: kept.setting } : {}),
  };
}

export function EditPack({ pack, onClose }: { pack: PackFull; onClose: () => void }) {
  const { t, pick } = useWords();
  const go = useNavigate();
  const [form] = Form.useForm<Values>();
  const { act, acting } = useAct('changes.propose', { onDone: ({ id }) => void go(paths.change(id)) });
  const send = ({ rules, reason }: Values) => {
    const { id, name, document, source } = pack;
    const body: PackBody = { id, name, document, ...(source ? { source } : {}), rules: rules.map(ruleOf) };
    act({ body: { kind: 'pack', pack: body, reason } });
  };
  return (
    <Drawer
      open
      size={760}
      onClose={onClose}
      destroyOnHidden
      title={`${t('dutyRules.packs.edit')} · ${pick(pack.name)}`}
      extra={
        <Button type="primary" loading={acting} onClick={() => form.submit()}>
          {t('dutyRules.packs.propose')}
        </Button>
      }
    >
      <p className="quiet">{t('dutyRules.packs.consequence')}</p>
      <Form
        form={form}
        name="pack"
        layout="vertical"
        initialValues={{ rules: pack.rules.map(rowOf) }}
        onFinish={() => send(form.getFieldsValue(true))}
      >
        <Form.List name="rules">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <RuleFields key={key} at={name} onRemove={() => remove(name)} />
              ))}
              <Button onClick={() => add({ kept: null, unit: 'running', levels: [], subject: 'incident' })}>
                {t('dutyRules.packs.addRule')}
              </Button>
            </>
          )}
        </Form.List>
        <Form.Item
          name="reason"
          label={t('app.common.reason')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('app.common.reasonNeeded') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} maxLength={500} />
        </Form.Item>
      </Form>
    </Drawer>
  );
}

function RuleFields({ at, onRemove }: { at: number; onRemove: () => void }) {
  const { t, name } = useWords();
  const needed = [{ required: true, message: t('dutyRules.calendar.needed') }];
  const text = [{ required: true, whitespace: true, message: t('dutyRules.calendar.needed') }];
  const named = (
    group: 'duty' | 'dutySubject' | 'startsFrom' | 'owedBy' | 'releaseForm',
    values: readonly string[],
  ) => values.map((value) => ({ value, label: name(group, value) }));
  return (
    <fieldset className="year-rows">
      <legend>{t('dutyRules.packs.rule', { n: at + 1 })}</legend>
      <div className="rule-fields">
        <Form.Item name={[at, 'zh']} label={t('dutyRules.packs.ruleName')} rules={text}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name={[at, 'en']} label={t('dutyRules.packs.ruleNameEn')} rules={text}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={[at, 'duty']} label={t('dutyRules.packs.duty')} rules={needed}>
          <Select options={named('duty', duty.options)} />
        </Form.Item>
        <Form.Item name={[at, 'subject']} label={t('dutyRules.packs.subject')} rules={needed}>
          <Select options={named('dutySubject', subject.options)} />
        </Form.Item>
        <Form.Item name={[at, 'levels']} label={t('dutyRules.packs.levels')}>
          <Select
            mode="multiple"
            options={[
              ...levels.map((level) => ({ value: level, label: name('level', level) })),
              { value: UNGRADED, label: t('dutyRules.packs.ungraded') },
            ]}
          />
        </Form.Item>
        <Form.Item name={[at, 'startsFrom']} label={t('dutyRules.packs.from')} rules={needed}>
          <Select options={named('startsFrom', startsFrom.options)} />
        </Form.Item>
        <Form.Item name={[at, 'length']} label={t('dutyRules.packs.length')} rules={needed}>
          <InputNumber min={1} max={8760} precision={0} />
        </Form.Item>
        <Form.Item name={[at, 'unit']} label={t('dutyRules.packs.unit')} rules={needed}>
          <Select
            options={[
              { value: 'running', label: t('dutyRules.packs.units.running') },
              { value: 'working-days', label: t('dutyRules.packs.units.working-days') },
            ]}
          />
        </Form.Item>
        <Form.Item name={[at, 'extension']} label={t('dutyRules.packs.extension')}>
          <InputNumber min={1} max={1000} precision={0} />
        </Form.Item>
        <Form.Item name={[at, 'owedBy']} label={t('dutyRules.packs.owedBy')} rules={needed}>
          <Select options={named('owedBy', owedBy.options)} />
        </Form.Item>
        <Form.Item name={[at, 'answeredBy']} label={t('dutyRules.packs.answeredBy')} rules={needed}>
          <Select mode="multiple" options={named('releaseForm', answeredBy.element.options)} />
        </Form.Item>
        <Form.Item name={[at, 'document']} label={t('dutyRules.packs.document')} rules={text}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={[at, 'article']} label={t('dutyRules.packs.article')} rules={text}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item name={[at, 'words']} label={t('dutyRules.packs.words')} rules={text}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={2000} />
      </Form.Item>
      <Button onClick={onRemove}>{t('dutyRules.packs.removeRule')}</Button>
    </fieldset>
  );
}

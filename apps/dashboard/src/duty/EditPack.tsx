// The rules of a pack as a person edits them; proposed, seen by what they would move, and signed by somebody else.
import { Button, Checkbox, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { useNavigate } from 'react-router';
import { levels, type PackBody, type PackFull, packRule } from '#contract';
import { useAct } from '../shared/api';
import { paths } from '../shared/paths';
import { useWords } from '../shared/words';
import { type Row, rowOf, ruleOf, spansOf, UNGRADED, units } from './pack-form';

/** What may be chosen, as the contract names it. */
const { duty, subject, startsFrom, owedBy, answeredBy } = packRule.shape;
type Values = { id: string; zh: string; en: string; document: string; rules: Row[]; reason: string };

const blankRow: Partial<Row> = { kept: null, unit: 'running', levels: [], subject: 'incident' };
/** What is known of a pack that is written anew: nothing. */
const blank = { id: '', name: { zh: '', en: '' }, document: '', rules: [] };

/** `pack` null: a new one; `taken` are the names that there are already. */
export function EditPack({
  pack: held,
  taken = [],
  onClose,
}: {
  pack: PackFull | null;
  taken?: readonly string[];
  onClose: () => void;
}) {
  const pack: PackBody = held ?? blank;
  const { t, pick } = useWords();
  const go = useNavigate();
  const [form] = Form.useForm<Values>();
  const { act, acting } = useAct('changes.propose', { onDone: ({ id }) => void go(paths.change(id)) });
  const send = ({ id, zh, en, document, rules, reason }: Values) => {
    const { source } = pack;
    const name = { zh, en };
    const body: PackBody = { id, name, document, ...(source ? { source } : {}), rules: rules.map(ruleOf) };
    act({ body: { kind: 'pack', pack: body, reason } });
  };
  return (
    <Drawer
      open
      size={760}
      onClose={onClose}
      destroyOnHidden
      title={held ? `${t('dutyRules.packs.edit')} · ${pick(pack.name)}` : t('dutyRules.packs.addTitle')}
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
        initialValues={{
          ...{ id: pack.id, ...pack.name, document: pack.document },
          rules: held ? pack.rules.map(rowOf) : [blankRow],
        }}
        onFinish={() => send(form.getFieldsValue(true))}
      >
        <PackFields isNew={!held} taken={taken} />
        <Form.List name="rules">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <RuleFields key={key} at={name} onRemove={() => remove(name)} />
              ))}
              <Button onClick={() => add(blankRow)}>{t('dutyRules.packs.addRule')}</Button>
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

/** What a pack is called; its identifier is chosen once. */
function PackFields({ isNew, taken }: { isNew: boolean; taken: readonly string[] }) {
  const { t } = useWords();
  const text = [{ required: true, whitespace: true, message: t('dutyRules.calendar.needed') }];
  const free = (_: unknown, value?: string) =>
    value && taken.includes(value)
      ? Promise.reject(new Error(t('dutyRules.packs.idTaken')))
      : Promise.resolve();
  const shape = { pattern: /^[a-z0-9][a-z0-9-]{1,59}$/, message: t('dutyRules.packs.idShape') };
  return (
    <div className="rule-fields">
      {isNew && (
        <Form.Item name="id" label={t('dutyRules.packs.id')} rules={[...text, shape, { validator: free }]}>
          <Input maxLength={60} placeholder="wanglan-2026" />
        </Form.Item>
      )}
      <Form.Item name="zh" label={t('dutyRules.packs.packName')} rules={text}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="en" label={t('dutyRules.packs.packNameEn')} rules={text}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="document" label={t('dutyRules.packs.packDocument')} rules={text}>
        <Input maxLength={200} />
      </Form.Item>
    </div>
  );
}

function RuleFields({ at, onRemove }: { at: number; onRemove: () => void }) {
  const { t, name } = useWords();
  const unit = Form.useWatch<Row['unit'] | undefined>(['rules', at, 'unit']);
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
          <Select options={units.map((value) => ({ value, label: t(`dutyRules.packs.units.${value}`) }))} />
        </Form.Item>
        {unit === 'opening-hours' && (
          <Form.Item
            name={[at, 'open']}
            label={t('dutyRules.packs.openHours')}
            rules={[
              {
                validator: (_, value?: string) =>
                  spansOf(value ?? '')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('dutyRules.packs.openShape'))),
              },
            ]}
          >
            <Input maxLength={100} placeholder="09:00-12:00 14:00-17:30" />
          </Form.Item>
        )}
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
      <Pausable at={at} />
      <Button onClick={onRemove}>{t('dutyRules.packs.removeRule')}</Button>
    </fieldset>
  );
}

/** What the clock may stand still for, with its own clause; nothing unless a person says so. */
function Pausable({ at }: { at: number }) {
  const { t } = useWords();
  const pausable = Form.useWatch<boolean | undefined>(['rules', at, 'pausable']);
  const text = [{ required: true, whitespace: true, message: t('dutyRules.calendar.needed') }];
  return (
    <>
      <Form.Item name={[at, 'pausable']} valuePropName="checked">
        <Checkbox>{t('dutyRules.packs.mayPause')}</Checkbox>
      </Form.Item>
      {pausable && (
        <div className="rule-fields">
          <Form.Item name={[at, 'pauseZh']} label={t('dutyRules.packs.pauseFor')} rules={text}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[at, 'pauseEn']} label={t('dutyRules.packs.pauseForEn')} rules={text}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[at, 'pauseDocument']} label={t('dutyRules.packs.document')} rules={text}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[at, 'pauseArticle']} label={t('dutyRules.packs.article')} rules={text}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name={[at, 'pauseWords']} label={t('dutyRules.packs.words')} rules={text}>
            <Input maxLength={2000} />
          </Form.Item>
        </div>
      )}
    </>
  );
}

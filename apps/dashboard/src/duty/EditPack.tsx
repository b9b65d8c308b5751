// The rules of a pack as a person edits them; proposed, seen by what they would move, and signed by somebody else.
import { Button, Drawer, Form, Input } from 'antd';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { PackBody, PackFull } from '#contract';
import { useAct } from '../shared/api';
import { paths } from '../shared/paths';
import { useWords } from '../shared/words';
import { RuleFields } from './PackRuleFields';
import { type Row, rowOf, ruleOf } from './pack-form';

type Values = { id: string; zh: string; en: string; document: string; rules: Row[]; reason: string };

const blankRow: Partial<Row> = { unit: 'running', subject: 'incident', emergency: 'any' };
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
  const form = Form.useFormInstance();
  const ids = taken.join(' ');
  // What was typed before the packs were known is looked at again.
  useEffect(() => {
    if (ids && form.isFieldTouched('id')) void form.validateFields(['id']).catch(() => {});
  }, [form, ids]);
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

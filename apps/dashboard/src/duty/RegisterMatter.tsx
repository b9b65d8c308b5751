// The form that registers a matter: its kind, number and title, who is responsible, and the starts that the packs count from.
import { Form, Input, Select } from 'antd';
import { type MatterIn, type MatterWhole, matterKinds, type startKinds } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { FormModal, InstantPicker, isPast } from '../shared/ui';
import { useWords } from '../shared/words';
import { useOwners } from './useOwners';

type StartKind = (typeof startKinds)[number];
type Values = Pick<MatterIn, 'kind' | 'number' | 'title'> & {
  departmentId: string;
  starts?: Partial<Record<StartKind, string | null>>;
};

export function RegisterMatter({
  onClose,
  onDone,
}: {
  onClose: () => void;
  onDone: (m: MatterWhole) => void;
}) {
  const { t, name, pick, lang } = useWords();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form) ?? 'disclosure-request';
  const kinds = useAsk('matters.kinds', {}, { staleMs: 60_000 });
  const owners = useOwners();
  const { act, acting } = useAct('matters.register', { onDone });
  const asked = kinds.data?.items.find((one) => one.kind === kind);
  const request = kind === 'disclosure-request';
  const needed = [{ required: true, whitespace: true, min: 2, message: t('matters.form.needed') }];
  const past = (_: unknown, value: string | null) =>
    !value || isPast(value) ? Promise.resolve() : Promise.reject(new Error(t('matters.form.future')));
  const send = ({ starts = {}, ...values }: Values) =>
    act({
      body: {
        ...values,
        starts: (asked?.starts ?? []).flatMap(({ start }) => {
          const at = starts[start];
          return at ? [{ start, at }] : [];
        }),
      },
    });
  return (
    <FormModal
      name="matter"
      title={t('matters.form.title')}
      consequence={t('matters.form.consequence')}
      confirm={t('matters.form.save')}
      disabled={!asked}
      busy={acting}
      initial={{ kind: 'disclosure-request' }}
      width={620}
      form={form}
      onClose={onClose}
      onConfirm={send}
    >
      <Form.Item name="kind" label={t('matters.form.kind')}>
        <Select options={matterKinds.map((value) => ({ value, label: name('matterKind', value) }))} />
      </Form.Item>
      <Form.Item
        name="number"
        label={t('matters.form.number')}
        extra={t(request ? 'matters.form.numberRequest' : 'matters.form.numberDocument')}
        rules={needed}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="title"
        label={t('matters.form.matter')}
        extra={t(request ? 'matters.form.matterRequest' : 'matters.form.matterDocument')}
        rules={needed}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="departmentId"
        label={t('matters.form.department')}
        rules={[{ required: true, message: t('matters.form.needed') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={owners.loading}
          options={owners.departments}
        />
      </Form.Item>
      {asked?.starts.length === 0 && <p className="why-note">{t('matters.nothingAsked')}</p>}
      {asked?.starts.map(({ start, name: called, duties }) => (
        <Form.Item
          key={`${kind}${start}`}
          name={['starts', start]}
          label={t('matters.form.start', { start: pick(called) })}
          extra={[
            t('matters.form.startFor', { duties: duties.map(pick).join(lang === 'zh' ? '、' : ', ') }),
            ...(request ? [] : [t('matters.form.startLater', { start: pick(called) })]),
          ].join(lang === 'zh' ? '。' : '. ')}
          rules={[{ required: request, message: t('matters.form.needed') }, { validator: past }]}
        >
          <InstantPicker />
        </Form.Item>
      ))}
    </FormModal>
  );
}

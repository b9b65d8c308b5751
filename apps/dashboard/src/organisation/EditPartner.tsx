// Adds a partner, or changes one: who, where, and what they are told of.
import { Form, Input, Select } from 'antd';
import { type Partner, partnerKinds, sharedKinds } from '#contract';
import { addressRules } from '../shared/address-rules';
import { useAct } from '../shared/api';
import { FormModal } from '../shared/ui';
import { useWords } from '../shared/words';

type Fields = Pick<Partner, 'name' | 'kind' | 'url' | 'kinds'>;
type Props = { partner: Partner | null; onClose: () => void; onSecret: (secret: string) => void };

export function EditPartner({ partner, onClose, onSecret }: Props) {
  const { t, name } = useWords();
  const adding = useAct('partners.add', {
    onDone: ({ secret }) => {
      onClose();
      onSecret(secret);
    },
  });
  const changing = useAct('partners.change', { done: t('app.common.saved'), onDone: onClose });
  const save = (body: Fields) =>
    partner ? changing.act({ params: { id: partner.id }, body }) : adding.act({ body });
  return (
    <FormModal<Fields>
      name="partner"
      title={t(partner ? 'organisation.partners.edit' : 'organisation.partners.add')}
      busy={adding.acting || changing.acting}
      initial={partner ?? { kind: 'publicity', kinds: ['incident.confirmed', 'release.published'] }}
      onClose={onClose}
      onConfirm={save}
    >
      <Form.Item
        name="name"
        label={t('organisation.partners.name')}
        rules={[{ required: true, whitespace: true, message: t('organisation.partners.nameNeeded') }]}
      >
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="kind" label={t('organisation.partners.kind')} rules={[{ required: true }]}>
        <Select options={partnerKinds.map((kind) => ({ value: kind, label: name('partnerKind', kind) }))} />
      </Form.Item>
      <Form.Item
        name="url"
        label={t('organisation.partners.url')}
        extra={t('organisation.partners.urlHelp')}
        rules={addressRules(t)}
      >
        <Input inputMode="url" autoComplete="off" maxLength={2000} spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="kinds"
        label={t('organisation.partners.kinds')}
        rules={[{ required: true, type: 'array', min: 1, message: t('organisation.partners.kindsNeeded') }]}
      >
        <Select
          mode="multiple"
          options={sharedKinds.map((kind) => ({ value: kind, label: name('fact', kind) }))}
        />
      </Form.Item>
    </FormModal>
  );
}

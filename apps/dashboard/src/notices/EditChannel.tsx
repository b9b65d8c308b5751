// Adds a channel, or changes one: each kind asks for what its protocol needs; a secret that is kept is never shown.
import { Form, Input, Select } from 'antd';
import {
  type NoticeChannel,
  type NoticeChannelInput,
  type NoticeChannelKind,
  noticeChannelKinds,
} from '#contract';
import { useAct } from '../shared/api';
import { FormModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { ChannelFields } from './ChannelFields';
import { QuietFields, type QuietValue } from './QuietFields';

type Fields = { kind: NoticeChannelKind; name: string; quiet: QuietValue } & Record<string, unknown>;
type Props = { channel: NoticeChannel | null; onClose: () => void; onSecret: (secret: string) => void };

const starting = {
  kind: 'wecom' as const,
  quiet: null,
  port: 465,
  security: 'tls',
  type: 'json',
  template: '{"phone":"{phone}","content":"{text}"}',
  successAt: '',
  successIs: '',
  user: '',
};

export function EditChannel({ channel, onClose, onSecret }: Props) {
  const { t, name } = useWords();
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form) ?? channel?.kind ?? starting.kind;
  const adding = useAct('noticeChannels.add', {
    onDone: ({ secret }) => {
      onClose();
      if (secret) onSecret(secret);
    },
  });
  const changing = useAct('noticeChannels.change', { done: t('app.common.saved'), onDone: onClose });
  const save = (fields: Fields) => {
    // A field left empty is not sent: what is kept stays.
    const entries = Object.entries(fields).filter(
      ([key, value]) =>
        value !== undefined && (value !== '' || ['user', 'successAt', 'successIs'].includes(key)),
    );
    const body = { ...Object.fromEntries(entries), quiet: fields.quiet ?? null } as NoticeChannelInput;
    return channel ? changing.act({ params: { id: channel.id }, body }) : adding.act({ body });
  };
  return (
    <FormModal
      name="notice-channel"
      title={t(channel ? 'notices.channels.edit' : 'notices.channels.add')}
      busy={adding.acting || changing.acting}
      initial={
        channel
          ? {
              ...starting,
              kind: channel.kind,
              name: channel.name,
              quiet: channel.quiet,
              ...channel.settings,
            }
          : starting
      }
      preserve={false}
      form={form}
      onClose={onClose}
      onConfirm={save}
    >
      <Form.Item name="kind" label={t('notices.channels.kind')}>
        <Select
          disabled={channel !== null}
          options={noticeChannelKinds.map((value) => ({ value, label: name('noticeChannel', value) }))}
        />
      </Form.Item>
      <Form.Item
        name="name"
        label={t('notices.channels.name')}
        rules={[{ required: true, whitespace: true, message: t('notices.channels.nameNeeded') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <ChannelFields kind={kind} kept={channel?.secrets ?? []} />
      <Form.Item name="quiet" noStyle>
        <QuietFields label={t('notices.channels.quietOn')} help={t('notices.channels.quietHelp')} />
      </Form.Item>
    </FormModal>
  );
}

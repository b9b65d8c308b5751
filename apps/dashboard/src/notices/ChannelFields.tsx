// The fields of one kind of channel: a mail server, an SMS gateway, a group robot, a webhook.
import { Form, Input, InputNumber, Select } from 'antd';
import type { NoticeChannelKind } from '#contract';
import { addressRules } from '../shared/address-rules';
import { useWords } from '../shared/words';

type Props = { kind: NoticeChannelKind; kept: readonly string[] };
type SecretProps = { name: string; label: string; kept: readonly string[]; needed?: boolean; help?: string };

/** What is entered here is never shown again: where it is kept, empty leaves it. */
function Secret({ name, label, kept, needed = false, help }: SecretProps) {
  const { t } = useWords();
  const isKept = kept.includes(name);
  return (
    <Form.Item
      name={name}
      label={label}
      extra={help}
      rules={needed && !isKept ? [{ required: true, message: t('notices.channels.needed') }] : []}
    >
      <Input.Password
        autoComplete="new-password"
        placeholder={isKept ? t('notices.channels.kept') : undefined}
        maxLength={2000}
      />
    </Form.Item>
  );
}

export function ChannelFields({ kind, kept }: Props) {
  if (kind === 'email') return <MailFields kept={kept} />;
  if (kind === 'sms') return <SmsFields kept={kept} />;
  if (kind === 'webhook') return <WebhookFields />;
  return <RobotFields kind={kind} kept={kept} />;
}

function RobotFields({ kind, kept }: Props) {
  const { t } = useWords();
  return (
    <>
      <Secret
        name="url"
        label={t('notices.channels.robotUrl')}
        kept={kept}
        needed
        help={t('notices.channels.robotUrlHelp')}
      />
      {kind !== 'wecom' && (
        <Secret
          name="signSecret"
          label={t('notices.channels.signSecret')}
          kept={kept}
          help={t('notices.channels.signSecretHelp')}
        />
      )}
    </>
  );
}

function WebhookFields() {
  const { t } = useWords();
  return (
    <Form.Item
      name="url"
      label={t('notices.channels.url')}
      extra={t('notices.channels.webhookHelp')}
      rules={addressRules(t)}
    >
      <Input inputMode="url" autoComplete="off" maxLength={2000} spellCheck={false} />
    </Form.Item>
  );
}

function MailFields({ kept }: Pick<Props, 'kept'>) {
  const { t, name } = useWords();
  const needed = [{ required: true, message: t('notices.channels.needed') }];
  return (
    <>
      <Form.Item name="host" label={t('notices.channels.host')} rules={needed}>
        <Input autoComplete="off" spellCheck={false} maxLength={255} placeholder="smtp.example.gov.cn" />
      </Form.Item>
      <div className="row">
        <Form.Item name="port" label={t('notices.channels.port')} rules={needed}>
          <InputNumber min={1} max={65535} precision={0} />
        </Form.Item>
        <Form.Item name="security" label={t('notices.channels.security')} style={{ minWidth: 220 }}>
          <Select
            options={['tls', 'starttls', 'none'].map((value) => ({
              value,
              label: name('mailSecurity', value),
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="user" label={t('notices.channels.user')}>
        <Input autoComplete="off" spellCheck={false} maxLength={200} />
      </Form.Item>
      <Secret name="password" label={t('notices.channels.password')} kept={kept} />
      <Form.Item
        name="from"
        label={t('notices.channels.sender')}
        extra={t('notices.channels.senderHelp')}
        rules={needed}
      >
        <Input autoComplete="off" spellCheck={false} maxLength={320} />
      </Form.Item>
    </>
  );
}

function SmsFields({ kept }: Pick<Props, 'kept'>) {
  const { t } = useWords();
  return (
    <>
      <Form.Item name="url" label={t('notices.channels.url')} rules={addressRules(t)}>
        <Input inputMode="url" autoComplete="off" maxLength={2000} spellCheck={false} />
      </Form.Item>
      <Form.Item name="type" label={t('notices.channels.type')}>
        <Select
          options={[
            { value: 'json', label: 'JSON' },
            { value: 'form', label: 'application/x-www-form-urlencoded' },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="template"
        label={t('notices.channels.template')}
        extra={t('notices.channels.templateHelp')}
        rules={[{ required: true, message: t('notices.channels.needed') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} spellCheck={false} maxLength={4000} />
      </Form.Item>
      <Secret name="secret" label={t('notices.channels.secret')} kept={kept} />
      <Form.Item
        name="headers"
        label={t('notices.channels.headers')}
        extra={t('notices.channels.headersHelp')}
      >
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 4 }}
          spellCheck={false}
          autoComplete="off"
          placeholder={kept.includes('headers') ? t('notices.channels.kept') : undefined}
        />
      </Form.Item>
      <div className="row">
        <Form.Item
          name="successAt"
          label={t('notices.channels.successAt')}
          extra={t('notices.channels.successAtHelp')}
        >
          <Input autoComplete="off" spellCheck={false} maxLength={100} />
        </Form.Item>
        <Form.Item name="successIs" label={t('notices.channels.successIs')}>
          <Input autoComplete="off" spellCheck={false} maxLength={100} />
        </Form.Item>
      </div>
    </>
  );
}

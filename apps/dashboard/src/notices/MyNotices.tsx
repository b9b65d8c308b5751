// How I am reached: my mail address, my telephone number, my quiet hours.
import { Alert, Button, Form, Input } from 'antd';
import type { NoticeSettings } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { Answered } from '../shared/ui';
import { useWords } from '../shared/words';
import { Head } from './Head';
import { QuietFields } from './QuietFields';

export function MyNotices() {
  const { t } = useWords();
  const asked = useAsk('noticeSettings.read', {});
  return (
    <>
      <Head title={t('notices.settings.question')} />
      <p className="quiet">{t('notices.settings.intro')}</p>
      <Answered of={asked} rows={4}>
        {(settings) => <Settings settings={settings} />}
      </Answered>
    </>
  );
}

type Fields = Pick<NoticeSettings, 'email' | 'phone' | 'quiet'>;
function Settings({ settings }: { settings: NoticeSettings }) {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const saving = useAct('noticeSettings.change', { done: t('notices.settings.saved') });
  return (
    <Form<Fields>
      form={form}
      name="my-notices"
      layout="vertical"
      style={{ maxWidth: 460 }}
      initialValues={settings}
      onFinish={({ email, phone, quiet }) =>
        saving.act({
          body: { email: email.trim(), phone: phone.replace(/[\s-]/g, ''), quiet: quiet ?? null },
        })
      }
    >
      <Form.Item
        name="email"
        label={t('notices.settings.email')}
        rules={[{ type: 'email', message: t('notices.settings.emailRule') }]}
      >
        <Input type="email" autoComplete="email" maxLength={320} />
      </Form.Item>
      {!settings.canEmail && <Alert type="info" showIcon title={t('notices.settings.noEmail')} />}
      <Form.Item
        name="phone"
        label={t('notices.settings.phone')}
        style={{ marginTop: 12 }}
        rules={[{ pattern: /^\s*\+?[\d\s-]{5,20}\s*$/, message: t('notices.settings.phoneRule') }]}
      >
        <Input type="tel" autoComplete="tel" maxLength={20} />
      </Form.Item>
      {!settings.canSms && <Alert type="info" showIcon title={t('notices.settings.noSms')} />}
      <Form.Item name="quiet" style={{ marginTop: 12 }}>
        <QuietFields label={t('notices.channels.quietOn')} help={t('notices.settings.quietHelp')} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={saving.acting}>
        {t('app.common.save')}
      </Button>
    </Form>
  );
}

// A message entered by hand, with what it will look like once stored beside it.
import { Alert, Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { handChannels, type MessageReceipt, type MessageSent } from '#contract';
import { useAct } from '../shared/api';
import { serverNow } from '../shared/now';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { InstantPicker, Panel } from '../shared/ui';
import { halves, useWords } from '../shared/words';
import { EntryPreview } from './EntryPreview';
import { Head } from './Head';
import { usePreview } from './usePreview';
import './intake.css';

export type Fields = {
  channel: (typeof handChannels)[number];
  title?: string;
  body?: string;
  place?: string;
  receivedAt?: string | null;
  agency?: string;
  externalId?: string;
};

/** What is sent: blank fields are left out. */
function messageOf({ receivedAt, ...fields }: Fields): MessageSent {
  const filled = Object.entries(fields).filter(([, value]) => value?.trim());
  return { ...Object.fromEntries(filled), ...(receivedAt && { publishedAt: receivedAt }) };
}

export function Entry() {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const [receipt, setReceipt] = useState<MessageReceipt | null>(null);
  const { preview, look } = usePreview('messages.preview');
  const { act, acting } = useAct('messages.send', {
    onDone: ({ items }) => {
      const [told] = items;
      setReceipt(told ?? null);
      if (told?.state !== 'received') return;
      const { channel } = form.getFieldsValue();
      form.setFieldsValue({ ...emptyFields, channel, receivedAt: new Date(serverNow()).toISOString() });
      look(null);
    },
  });
  const changed = (_: unknown, fields: Fields) => {
    setReceipt(null);
    look(fields.body?.trim() ? { body: messageOf(fields) } : null);
  };
  return (
    <>
      <Head />
      <div className="entry-sides">
        <Panel title={t('intake.entry.title')}>
          <EntryForm
            form={form}
            busy={acting}
            onChange={changed}
            onSave={(fields) => act({ body: messageOf(fields) })}
          />
          <div role="status">{receipt && <Told receipt={receipt} />}</div>
        </Panel>
        <EntryPreview preview={preview} />
      </div>
    </>
  );
}

const emptyFields = { title: '', body: '', place: '', agency: '', externalId: '' };

type FormProps = {
  form: ReturnType<typeof Form.useForm<Fields>>[0];
  busy: boolean;
  onChange: (changed: unknown, fields: Fields) => void;
  onSave: (fields: Fields) => void;
};
function EntryForm({ form, busy, onChange, onSave }: FormProps) {
  const { t, name } = useWords();
  const [start] = useState(() => ({
    channel: handChannels[0],
    receivedAt: new Date(serverNow()).toISOString(),
  }));
  const options = handChannels.map((value) => ({ value, label: name('channel', value) }));
  return (
    <Form<Fields>
      form={form}
      name="entry"
      layout="vertical"
      initialValues={start}
      onValuesChange={onChange}
      onFinish={onSave}
    >
      <Form.Item name="channel" label={t('intake.entry.channel')} style={{ overflowX: 'auto' }}>
        <Segmented options={options} aria-label={t('intake.entry.channel')} />
      </Form.Item>
      <Form.Item
        name="body"
        label={t('intake.entry.body')}
        rules={[{ required: true, whitespace: true, message: t('intake.entry.bodyNeeded') }]}
      >
        <Input.TextArea autoSize={{ minRows: 5, maxRows: 16 }} maxLength={100_000} autoComplete="off" />
      </Form.Item>
      <Form.Item name="title" label={t('intake.entry.heading')} extra={t('intake.entry.headingHelp')}>
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
      <div className="row" style={{ alignItems: 'flex-start' }}>
        <Form.Item name="receivedAt" label={t('intake.entry.receivedAt')} style={{ flex: '1 1 150px' }}>
          <InstantPicker label={t('intake.entry.receivedAt')} />
        </Form.Item>
        <Form.Item name="place" label={t('intake.entry.place')} style={{ flex: '1 1 150px' }}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="agency" label={t('intake.entry.agency')} style={{ flex: '1 1 150px' }}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item
        name="externalId"
        label={t('intake.entry.externalId')}
        extra={t('intake.entry.externalIdHelp')}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('intake.entry.save')}
      </Button>
    </Form>
  );
}

/** What became of it: taken in, already there, or refused with the reason. */
function Told({ receipt: { state, id, reason } }: { receipt: MessageReceipt }) {
  const { t, pick } = useWords();
  const { may } = useSession();
  const link = id && may('message.read') && <Link to={paths.message(id)}>{t('intake.entry.see')}</Link>;
  const style = { marginTop: 12 };
  if (state === 'refused')
    return (
      <Alert
        type="error"
        showIcon
        style={style}
        title={t('intake.entry.refused', { reason: pick(halves(reason ?? '')) })}
      />
    );
  const isNew = state === 'received';
  return (
    <Alert
      type={isNew ? 'success' : 'warning'}
      showIcon
      style={style}
      title={t(isNew ? 'intake.entry.saved' : 'intake.entry.repeated')}
      description={
        <span className="row tight">
          {isNew && t('intake.entry.next')} {link}
        </span>
      }
    />
  );
}

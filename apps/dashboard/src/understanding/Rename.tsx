// Gives the incident a title of a person's own.
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Incident } from '#contract';
import { useAct } from '../shared/api';
import { useWords } from '../shared/words';
import { useUndo } from './useUndo';

export function Rename({ incident }: { incident: Incident }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setAsking(true)} aria-haspopup="dialog">
        {t('understanding.assessing.rename')}
      </Button>
      {asking && <Dialogue incident={incident} onClose={() => setAsking(false)} />}
    </>
  );
}

function Dialogue({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<{ title: string }>();
  const { offer } = useUndo();
  const { act, acting } = useAct('incidents.title', {
    onDone: (answer) => {
      offer(answer, t('understanding.assessing.renamed'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('understanding.assessing.renameTitle')}
      okText={t('understanding.assessing.rename')}
      cancelText={t('app.common.cancel')}
      confirmLoading={acting}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('understanding.assessing.renameConsequence')}</p>
      <Form
        form={form}
        name="rename"
        layout="vertical"
        initialValues={{ title: incident.title }}
        onFinish={({ title }) => act({ params: { id: incident.id }, body: { title } })}
      >
        <Form.Item
          name="title"
          label={t('understanding.assessing.renameLabel')}
          rules={[
            {
              required: true,
              min: 2,
              max: 80,
              whitespace: true,
              message: t('understanding.assessing.renameNeeded'),
            },
          ]}
        >
          <Input maxLength={80} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

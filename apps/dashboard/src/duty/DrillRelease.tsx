// A text given out in play: which form, and what it says; it goes nowhere but into the drill.
import { Button, Form, Input, Select } from 'antd';
import type { Drill } from '#contract';
import { useAct } from '../shared/api';
import { Panel } from '../shared/ui';
import { useWords } from '../shared/words';

const forms = ['statement', 'press-conference', 'interpretation', 'reply'] as const;
type Values = { form: (typeof forms)[number]; words: string };

export function DrillRelease({ drill }: { drill: Drill }) {
  const { t, name } = useWords();
  const [form] = Form.useForm<Values>();
  const { act, acting } = useAct('drills.release', {
    done: t('drills.done.release'),
    onDone: () => form.resetFields(),
  });
  return (
    <Panel title={t('drills.release')}>
      <Form<Values>
        form={form}
        name="drill-release"
        layout="vertical"
        initialValues={{ form: 'statement' }}
        onFinish={(body) => act({ params: { id: drill.id }, body })}
      >
        <div className="form-line">
          <Form.Item name="form" label={t('drills.form')}>
            <Select options={forms.map((value) => ({ value, label: name('releaseForm', value) }))} />
          </Form.Item>
          <Form.Item
            name="words"
            label={t('drills.releaseWords')}
            rules={[{ required: true, whitespace: true, min: 2, message: t('drills.needed') }]}
            className="wide"
          >
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={2000} />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={acting}>
          {t('drills.releaseSend')}
        </Button>
      </Form>
    </Panel>
  );
}

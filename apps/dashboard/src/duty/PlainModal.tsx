// A dialogue with a form that asks for no reason: its consequence in a sentence, its fields, and one button.
import { Form, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../shared/words';

type Props<V extends object> = {
  name: string;
  title: string;
  consequence: string;
  confirm: string;
  busy: boolean;
  initial?: Partial<V>;
  children: ReactNode;
  onClose: () => void;
  onConfirm: (values: V) => void;
};
export function PlainModal<V extends object>(props: Props<V>) {
  const { t } = useWords();
  const [form] = Form.useForm<V>();
  return (
    <Modal
      open
      title={props.title}
      okText={props.confirm}
      cancelText={t('app.common.cancel')}
      confirmLoading={props.busy}
      onOk={() => form.submit()}
      onCancel={props.onClose}
      width={560}
    >
      <p>{props.consequence}</p>
      <Form<V>
        form={form}
        name={props.name}
        layout="vertical"
        initialValues={props.initial}
        onFinish={props.onConfirm}
      >
        {props.children}
      </Form>
    </Modal>
  );
}

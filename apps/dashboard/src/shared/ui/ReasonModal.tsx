// Asks for a reason before an act that needs one, and names the consequence.
import { Form, Input, Modal } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useWords } from '../words';
import { focusFirst } from './first-field';

type Props = {
  open: boolean;
  title: string;
  /** What will happen, in a sentence. */
  consequence?: ReactNode;
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  /** More fields, as Form.Items with names. */
  children?: ReactNode;
  initial?: Record<string, unknown>;
  optional?: boolean;
  onConfirm: (values: { reason: string } & Record<string, unknown>) => void;
  onCancel: () => void;
};
export function ReasonModal({ open, onConfirm, onCancel, confirm, danger, busy, ...rest }: Props) {
  const { t } = useWords();
  const [form] = Form.useForm();
  const fields = useRef<HTMLDivElement>(null);
  return (
    <Modal
      open={open}
      title={rest.title}
      okText={confirm}
      cancelText={t('app.common.cancel')}
      okButtonProps={{ danger, htmlType: 'submit' }}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onCancel}
      afterOpenChange={(isOpen) => isOpen && rest.children && focusFirst(fields.current)}
      destroyOnHidden
    >
      {rest.consequence && <p>{rest.consequence}</p>}
      <Form
        form={form}
        name="reason"
        layout="vertical"
        preserve={false}
        initialValues={rest.initial}
        onFinish={(values) => onConfirm(values)}
      >
        <div ref={fields}>{rest.children}</div>
        <Form.Item
          name="reason"
          label={t('app.common.reason')}
          rules={
            rest.optional
              ? []
              : [{ required: true, min: 2, whitespace: true, message: t('app.common.reasonNeeded') }]
          }
        >
          <Input.TextArea
            // Whoever came by a key goes on typing; where more is asked, that comes first.
            autoFocus={!rest.children}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            showCount
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

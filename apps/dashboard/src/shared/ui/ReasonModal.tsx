// Asks for a reason before an act that needs one, and names the consequence.
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words';
import { FormModal } from './FormModal';

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
export function ReasonModal({ children, optional, busy = false, onCancel, ...rest }: Props) {
  const { t } = useWords();
  return (
    <FormModal {...rest} name="reason" busy={busy} preserve={false} onClose={onCancel}>
      {children}
      <Form.Item
        name="reason"
        label={t('app.common.reason')}
        rules={
          optional
            ? []
            : [{ required: true, min: 2, whitespace: true, message: t('app.common.reasonNeeded') }]
        }
      >
        <Input.TextArea
          // Whoever came by a key goes on typing; where more is asked, that comes first.
          autoFocus={!children}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          showCount
        />
      </Form.Item>
    </FormModal>
  );
}

// A dialogue with a form: what will happen in a sentence, its fields, and the one button that sends them.
import { Form, type FormInstance, Modal, type ModalProps } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useWords } from '../words';
import { focusFirst } from './first-field';

type Props<V extends object> = Pick<ModalProps, 'open' | 'width'> & {
  /** Of the form; the ids of its fields begin with it. */
  name: string;
  title: string;
  /** What will happen, in a sentence. */
  consequence?: ReactNode;
  /** What the button says; "save" where nothing is said. */
  confirm?: string;
  cancel?: string;
  danger?: boolean;
  disabled?: boolean;
  busy: boolean;
  initial?: object | undefined;
  /** Given where its values are looked at or set from outside. */
  form?: FormInstance<V>;
  /** False: what a field held goes when it leaves the page. */
  preserve?: boolean;
  /** The field that takes the focus when it opens; the first one where none is named. */
  startAt?: (keyof V & string) | undefined;
  /** A further button, at the other end of the foot. */
  beside?: ReactNode;
  /** Form.Items with names. */
  children: ReactNode;
  onConfirm: (values: V) => unknown;
  onClose: () => void;
};
export function FormModal<V extends object>(props: Props<V>) {
  const { t } = useWords();
  const { danger = false, disabled = false } = props;
  const [form] = Form.useForm<V>(props.form);
  const fields = useRef<HTMLDivElement>(null);
  const start = () => (props.startAt ? form.focusField(props.startAt) : focusFirst(fields.current));
  return (
    <Modal
      open={props.open ?? true}
      title={props.title}
      okText={props.confirm ?? t('app.common.save')}
      cancelText={props.cancel ?? t('app.common.cancel')}
      okButtonProps={{ danger, disabled, className: 'dialogue-confirm' }}
      confirmLoading={props.busy}
      onOk={() => form.submit()}
      onCancel={props.onClose}
      afterOpenChange={(isOpen) => isOpen && start()}
      width={props.width}
      destroyOnHidden
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          {props.beside && <div style={{ float: 'inline-start' }}>{props.beside}</div>}
          <CancelBtn />
          <OkBtn />
        </>
      )}
    >
      {props.consequence && <p>{props.consequence}</p>}
      <Form<V>
        form={form}
        name={props.name}
        layout="vertical"
        preserve={props.preserve ?? true}
        {...(props.initial && { initialValues: props.initial })}
        onFinish={props.onConfirm}
      >
        <div ref={fields}>{props.children}</div>
      </Form>
    </Modal>
  );
}

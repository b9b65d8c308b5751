// Over a page whose session has ended: the password once more, and what was being done goes on; nothing typed is lost.
import { Button, Form, Input, Modal } from 'antd';
import { useRef } from 'react';
import { call } from '../shared/api';
import { useLeaving, useReturn, useSession } from '../shared/session';
import { focusFirst } from '../shared/ui/first-field';
import { useWords } from '../shared/words';
import { PasswordField, Refused } from './SignInParts';
import { useOpening } from './useOpening';

/** Above whatever dialogue the page has open. */
const ABOVE_ALL = 2000;

export function SignInAgain({ open }: { open: boolean }) {
  const { t } = useWords();
  const { officer } = useSession().session;
  const leave = useLeaving();
  const { open: ask, problem, asking } = useOpening(useReturn());
  const [form] = Form.useForm<{ password: string }>();
  const field = useRef<HTMLDivElement>(null);
  return (
    <Modal
      open={open}
      title={t('app.again.title')}
      width={420}
      zIndex={ABOVE_ALL}
      mask={{ blur: true, closable: false }}
      closable={false}
      keyboard={false}
      footer={null}
      destroyOnHidden
      afterOpenChange={(isOpen) => isOpen && focusFirst(field.current)}
    >
      <p>{t('app.again.kept')}</p>
      <Refused problem={problem} />
      <Form
        form={form}
        name="sign-in-again"
        layout="vertical"
        preserve={false}
        requiredMark={false}
        onFinish={({ password }) =>
          void ask(() => call('session.open', { body: { name: officer.signInName, password } }))
        }
      >
        <Form.Item label={t('app.signIn.name')} htmlFor="sign-in-again-name">
          <Input
            id="sign-in-again-name"
            value={officer.signInName}
            readOnly
            tabIndex={-1}
            autoComplete="username"
          />
        </Form.Item>
        <div ref={field}>
          <PasswordField />
        </div>
        <Button type="primary" htmlType="submit" block loading={asking}>
          {t('app.again.go')}
        </Button>
        <Button type="link" block onClick={() => void leave()}>
          {t('app.again.leave')}
        </Button>
      </Form>
    </Modal>
  );
}

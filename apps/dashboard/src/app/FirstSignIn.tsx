// The first sign-in: the one-time code from the administrator, and a password of one's own.
import { Button, Form, Input } from 'antd';
import { call } from '../shared/api';
import { useWelcome } from '../shared/session';
import { useWords } from '../shared/words';
import { NameField, Refused } from './SignInParts';
import { useOpening } from './useOpening';

type Fields = { name: string; code: string; password: string; again: string };

export function FirstSignIn({ onBack }: { onBack: () => void }) {
  const { t } = useWords();
  const { open, problem, asking } = useOpening(useWelcome());
  const submit = ({ name, code, password }: Fields) =>
    open(() => call('session.first', { body: { name, code, password } }));
  return (
    <>
      <p className="quiet">{t('app.first.intro')}</p>
      <Refused problem={problem} />
      <Form<Fields>
        name="first-sign-in"
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => void submit(fields)}
      >
        <NameField />
        <Form.Item
          name="code"
          label={t('app.first.code')}
          rules={[{ required: true, message: t('app.first.codeNeeded') }]}
        >
          <Input autoComplete="one-time-code" maxLength={60} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('app.password.next')}
          extra={t('app.setup.passwordRule')}
          rules={[{ required: true, min: 10, message: t('app.password.short') }]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('app.password.again')}
          dependencies={['password']}
          rules={[
            { required: true, message: t('app.password.differ') },
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue('password')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('app.password.differ'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={asking}>
          {t('app.first.submit')}
        </Button>
        <Button type="link" block onClick={onBack}>
          {t('app.first.back')}
        </Button>
      </Form>
    </>
  );
}

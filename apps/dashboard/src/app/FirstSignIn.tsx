// The first sign-in: the one-time code from the administrator, and a password of one's own.
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { asProblem, call, type ProblemError } from '../shared/api';
import { useWelcome } from '../shared/session';
import { useWords } from '../shared/words';

type Fields = { name: string; code: string; password: string; again: string };

export function FirstSignIn({ onBack }: { onBack: () => void }) {
  const { t, lang } = useWords();
  const welcome = useWelcome();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [asking, setAsking] = useState(false);
  const submit = async ({ name, code, password }: Fields) => {
    setAsking(true);
    setProblem(null);
    try {
      welcome(await call('session.first', { body: { name, code, password } }));
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setAsking(false);
    }
  };
  return (
    <>
      <p className="quiet">{t('app.first.intro')}</p>
      {problem && (
        <Alert type="error" showIcon title={problem.in(lang)} style={{ marginBottom: 12 }} role="alert" />
      )}
      <Form<Fields>
        name="first-sign-in"
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => void submit(fields)}
      >
        <Form.Item
          name="name"
          label={t('app.signIn.name')}
          rules={[{ required: true, message: t('app.signIn.nameNeeded') }]}
        >
          <Input autoComplete="username" autoFocus maxLength={80} />
        </Form.Item>
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

// What the ways to sign in show: what stood against it, and the fields for one's name and password.
import { Alert, Form, Input } from 'antd';
import type { ProblemError } from '../shared/api';
import { useWords } from '../shared/words';

export function Refused({ problem }: { problem: ProblemError | null }) {
  const { lang } = useWords();
  if (!problem) return null;
  return <Alert type="error" showIcon title={problem.in(lang)} style={{ marginBottom: 12 }} role="alert" />;
}

export function NameField() {
  const { t } = useWords();
  return (
    <Form.Item
      name="name"
      label={t('app.signIn.name')}
      rules={[{ required: true, message: t('app.signIn.nameNeeded') }]}
    >
      <Input autoComplete="username" autoFocus maxLength={80} />
    </Form.Item>
  );
}

export function PasswordField() {
  const { t } = useWords();
  return (
    <Form.Item
      name="password"
      label={t('app.signIn.password')}
      rules={[{ required: true, message: t('app.signIn.passwordNeeded') }]}
    >
      <Input.Password autoComplete="current-password" maxLength={200} />
    </Form.Item>
  );
}

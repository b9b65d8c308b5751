// Signing in. The address stays as it is, so that the page the person wanted opens afterwards.
import { Button, Form } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../shared/api';
import { paths } from '../shared/paths';
import { useWelcome } from '../shared/session';
import { useWords } from '../shared/words';
import { FirstSignIn } from './FirstSignIn';
import { LanguageSwitch } from './LanguageSwitch';
import { NameField, PasswordField, Refused } from './SignInParts';
import { useOpening } from './useOpening';

type Fields = { name: string; password: string };

export function SignIn() {
  const { t } = useWords();
  const [isFirst, setFirst] = useState(false);
  useEffect(() => {
    document.title = `${t('app.signIn.title')}`;
  }, [t]);
  return (
    <main className="door">
      <div className="panel door-card">
        <div className="row apart">
          <h1>{t(isFirst ? 'app.first.title' : 'app.signIn.title')}</h1>
          <LanguageSwitch />
        </div>
        {isFirst ? (
          <FirstSignIn onBack={() => setFirst(false)} />
        ) : (
          <PasswordForm onFirst={() => setFirst(true)} />
        )}
        <p style={{ marginBottom: 0 }}>
          <a href={paths.publicReleases}>{t('app.signIn.public')}</a>
        </p>
      </div>
    </main>
  );
}

function PasswordForm({ onFirst }: { onFirst: () => void }) {
  const { t } = useWords();
  const { open, problem, asking } = useOpening(useWelcome());
  const submit = (body: Fields) => open(() => call('session.open', { body }));
  return (
    <>
      <p className="quiet">{t('app.tagline')}</p>
      <Refused problem={problem} />
      <Form<Fields>
        name="sign-in"
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => void submit(fields)}
      >
        <NameField />
        <PasswordField />
        <Button type="primary" htmlType="submit" block loading={asking}>
          {t('app.signIn.submit')}
        </Button>
        <Button type="link" block onClick={onFirst}>
          {t('app.first.title')}
        </Button>
      </Form>
    </>
  );
}

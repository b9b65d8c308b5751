// The first run: the code from the terminal, the jurisdiction, the administrator, the departments; ends signed in.
import { App, Button, type ButtonProps, Form, Input, Select, Steps } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { DepartmentInput } from '#contract';
import { asProblem, call, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useWelcome } from '../shared/session';
import { Loading } from '../shared/ui';
import { useWords } from '../shared/words';
import { LanguageSwitch } from './LanguageSwitch';
import { OfferedDepartments } from './OfferedDepartments';

const tiers = ['province', 'city', 'county', 'town'] as const;
type Fields = {
  code: string;
  place: string;
  level: (typeof tiers)[number];
  administrator: string;
  signInName: string;
  password: string;
};
export function Setup() {
  const { t } = useWords();
  const setup = useAsk('setup.read', {});
  useEffect(() => {
    document.title = `${t('app.setup.title')} · ${t('app.product')}`;
  }, [t]);
  return (
    <main className="door">
      <div className="panel door-card wide stack">
        <div className="row apart">
          <h1>{t('app.setup.title')}</h1>
          <LanguageSwitch />
        </div>
        {setup.isPending && <Loading />}
        {setup.data && !setup.data.needed && (
          <p>
            {t('app.setup.signInInstead')} <Link to="/">{t('app.signIn.submit')}</Link>
          </p>
        )}
        {setup.data?.needed && <SetupSteps />}
      </div>
    </main>
  );
}

/** Sends everything and signs the administrator in. */
function useFinish() {
  const welcome = useWelcome();
  const navigate = useNavigate();
  return async (fields: Fields, departments: DepartmentInput[]) => {
    await call('setup.complete', {
      body: {
        code: fields.code,
        jurisdiction: { name: fields.place, level: fields.level },
        administrator: {
          name: fields.administrator,
          signInName: fields.signInName,
          password: fields.password,
        },
        departments,
      },
    });
    welcome(await call('session.open', { body: { name: fields.signInName, password: fields.password } }));
    void navigate(paths.organise);
  };
}

function SetupSteps() {
  const { t, lang } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [step, setStep] = useState(0);
  const [offeredFor, setOfferedFor] = useState('');
  const [departments, setDepartments] = useState<DepartmentInput[]>([]);
  const [busy, setBusy] = useState(false);
  const [wrongCode, setWrongCode] = useState<string | null>(null);
  const finish = useFinish();

  /** The starting set belongs to a place and tier; what was edited is kept while those stay. */
  const offer = async () => {
    const { place, level } = form.getFieldsValue(true) as Fields;
    if (offeredFor === `${level} ${place}`) return;
    const { departments: offered } = await call('setup.offer', { query: { name: place, level } });
    setDepartments(offered);
    setOfferedFor(`${level} ${place}`);
  };
  const forward = async () => {
    if (step === 1) await offer();
    if (step < 2) return setStep(step + 1);
    if (departments.length === 0) return void message.error(t('app.setup.departmentsNeeded'));
    await finish(form.getFieldsValue(true) as Fields, departments);
  };
  const run = async () => {
    setBusy(true);
    try {
      await forward();
    } catch (thrown) {
      // A field that is not filled in shows its own sentence.
      if (!(thrown instanceof Error)) return;
      const problem = asProblem(thrown);
      const sentence = problem.in(lang);
      void message.error(sentence, 6);
      if (problem.code !== 'setup.code') return;
      // The code was typed two steps ago: back to where it can be put right.
      setStep(0);
      setWrongCode(sentence);
    } finally {
      setBusy(false);
    }
  };
  const buttons = (how: Pick<ButtonProps, 'htmlType' | 'onClick'>) => (
    <div className="row" style={{ marginTop: 12 }}>
      {step > 0 && <Button onClick={() => setStep(step - 1)}>{t('app.setup.back')}</Button>}
      <Button type="primary" loading={busy} {...how}>
        {t(step < 2 ? 'app.setup.next' : 'app.setup.finish')}
      </Button>
    </div>
  );
  const titles = [
    t('app.setup.steps.place'),
    t('app.setup.steps.administrator'),
    t('app.setup.steps.departments'),
  ];
  return (
    <>
      <p className="quiet" style={{ margin: 0 }}>
        {t('app.setup.intro')}
      </p>
      <Steps current={step} size="small" items={titles.map((title) => ({ title }))} responsive={false} />
      <Form<Fields>
        form={form}
        name="setup"
        layout="vertical"
        initialValues={{ level: 'county' }}
        onFinish={() => void run()}
        style={{ maxWidth: 420 }}
      >
        {step === 0 && <PlaceFields wrongCode={wrongCode} onCode={() => setWrongCode(null)} />}
        {step === 1 && <AdministratorFields />}
        {step < 2 && buttons({ htmlType: 'submit' })}
      </Form>
      {step === 2 && (
        <>
          <OfferedDepartments value={departments} onChange={setDepartments} />
          {buttons({ onClick: () => void run() })}
        </>
      )}
    </>
  );
}

function PlaceFields({ wrongCode, onCode }: { wrongCode: string | null; onCode: () => void }) {
  const { t, name } = useWords();
  return (
    <>
      <Form.Item
        name="code"
        label={t('app.setup.code')}
        extra={t('app.setup.codeHelp')}
        rules={[{ required: true, min: 4, message: t('app.setup.codeNeeded') }]}
        {...(wrongCode && { validateStatus: 'error', help: wrongCode })}
      >
        <Input onChange={onCode} autoComplete="one-time-code" autoFocus maxLength={64} />
      </Form.Item>
      <Form.Item
        name="place"
        label={t('app.setup.jurisdiction')}
        extra={t('app.setup.jurisdictionExample')}
        rules={[{ required: true, whitespace: true, message: t('app.setup.jurisdictionNeeded') }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="level" label={t('app.setup.level')}>
        <Select options={tiers.map((tier) => ({ value: tier, label: name('jurisdictionLevel', tier) }))} />
      </Form.Item>
    </>
  );
}

function AdministratorFields() {
  const { t } = useWords();
  return (
    <>
      <Form.Item
        name="administrator"
        label={t('app.setup.name')}
        rules={[{ required: true, whitespace: true, message: t('app.setup.nameNeeded') }]}
      >
        <Input autoComplete="name" maxLength={60} />
      </Form.Item>
      <Form.Item
        name="signInName"
        label={t('app.setup.signInName')}
        rules={[
          { required: true, pattern: /^[\p{L}\p{N}._-]{2,40}$/u, message: t('app.setup.signInNameRule') },
        ]}
      >
        <Input autoComplete="username" maxLength={40} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('app.setup.password')}
        rules={[{ required: true, min: 10, message: t('app.setup.passwordRule') }]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </>
  );
}

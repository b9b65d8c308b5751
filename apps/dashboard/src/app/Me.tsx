// The signed-in person: their roles, their password, the keys, the way out.
import { UserOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { asProblem, useAct } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession, useSignOut } from '../shared/session';
import { FormModal } from '../shared/ui';
import { useWords } from '../shared/words';

export function Me({ onHelp }: { onHelp: () => void }) {
  const { t, name, lang } = useWords();
  const { session } = useSession();
  const { message } = App.useApp();
  const signOut = useSignOut();
  const [changing, setChanging] = useState(false);
  const { officer } = session;
  const leave = () => signOut().catch((thrown: unknown) => void message.error(asProblem(thrown).in(lang)));
  const roles = officer.roles.map((role) => name('role', role)).join(lang === 'zh' ? '、' : ', ');
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'who',
              type: 'group',
              label: [officer.departmentName, officer.post, roles].filter(Boolean).join(' · '),
            },
            { key: 'password', label: t('app.me.password'), onClick: () => setChanging(true) },
            {
              key: 'notices',
              label: <Link to={paths.myNotices}>{t('notices.mine')}</Link>,
            },
            { key: 'keys', label: t('app.me.keys'), onClick: onHelp },
            { type: 'divider' },
            { key: 'out', label: t('app.signOut'), onClick: () => void leave() },
          ],
        }}
      >
        <Button
          type="text"
          icon={<UserOutlined />}
          aria-label={t('app.me.menu', { name: officer.name })}
          aria-haspopup="menu"
        >
          <span className="not-phone">{officer.name}</span>
        </Button>
      </Dropdown>
      <ChangePassword open={changing} onClose={() => setChanging(false)} />
    </>
  );
}

type Passwords = { current: string; next: string; again: string };
function ChangePassword({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords();
  const { act, acting } = useAct('session.password', { done: t('app.password.done'), onDone: onClose });
  return (
    <FormModal<Passwords>
      name="password"
      title={t('app.password.title')}
      confirm={t('app.password.save')}
      busy={acting}
      open={open}
      preserve={false}
      onClose={onClose}
      onConfirm={({ current, next }) => act({ body: { current, next } })}
    >
      <Form.Item
        name="current"
        label={t('app.password.current')}
        rules={[{ required: true, message: t('app.signIn.passwordNeeded') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('app.password.next')}
        rules={[{ required: true, min: 10, message: t('app.password.short') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('app.password.again')}
        dependencies={['next']}
        rules={[
          ({ getFieldValue }) => ({
            required: true,
            validator: (_, value) =>
              value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('app.password.differ'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </FormModal>
  );
}

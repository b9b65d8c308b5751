// Adds an officer, or changes one: post, roles, department, password, whether in use.
import { Button, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import type { Officer } from '#contract';
import { useAct, useAsk } from '../shared/api';
import type { Role } from '../shared/session';
import { FormModal, Instant } from '../shared/ui';
import { ShowOnce } from '../shared/ui/ShowOnce';
import { useWords } from '../shared/words';

type Fields = {
  name: string;
  signInName: string;
  post: string;
  roles: Role[];
  departmentId: string | null;
  password?: string;
  active: boolean;
};
const roles: readonly Role[] = [
  'news-office',
  'department-officer',
  'reviewer',
  'leader',
  'auditor',
  'administrator',
];

export function EditOfficer({ officer, onClose }: { officer: Officer | null; onClose: () => void }) {
  const { t } = useWords();
  const done = { done: t('organisation.officers.saved'), onDone: onClose };
  const adding = useAct('officers.add', done);
  const changing = useAct('officers.change', done);
  const save = (given: Fields) => {
    const { name, signInName, post, roles: chosen, active } = given;
    const departmentId = given.departmentId ?? null;
    const password = given.password || undefined;
    if (officer) {
      const body = { name, post, roles: chosen, departmentId, active, ...(password ? { password } : {}) };
      return changing.act({ params: { id: officer.id }, body });
    }
    adding.act({ body: { name, signInName, post, roles: chosen, departmentId, password: password ?? '' } });
  };
  return (
    <FormModal<Fields>
      name="officer"
      title={
        officer ? t('organisation.officers.edit', { name: officer.name }) : t('organisation.officers.add')
      }
      busy={adding.acting || changing.acting}
      initial={officer ?? { post: '', roles: [], departmentId: null, active: true }}
      onClose={onClose}
      onConfirm={save}
    >
      <OfficerFields isNew={!officer} />
      {officer?.active && <FirstCode officer={officer} />}
    </FormModal>
  );
}

function OfficerFields({ isNew }: { isNew: boolean }) {
  const { t, name } = useWords();
  const active = Form.useWatch<boolean | undefined>('active');
  const departments = useAsk('departments.list', {});
  return (
    <>
      <Form.Item
        name="name"
        label={t('organisation.officers.name')}
        rules={[{ required: true, whitespace: true, message: t('app.setup.nameNeeded') }]}
      >
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      {isNew && (
        <Form.Item
          name="signInName"
          label={t('organisation.officers.signInName')}
          rules={[
            { required: true, pattern: /^[\p{L}\p{N}._-]{2,40}$/u, message: t('app.setup.signInNameRule') },
          ]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="post" label={t('organisation.officers.post')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="roles"
        label={t('organisation.officers.roles')}
        rules={[
          { required: true, type: 'array', min: 1, message: t('organisation.officers.roleNeeded') },
          {
            validator: (_, chosen: Role[] = []) =>
              chosen.includes('auditor') && chosen.includes('administrator')
                ? Promise.reject(new Error(t('organisation.officers.auditorAlone')))
                : Promise.resolve(),
          },
        ]}
      >
        <Select mode="multiple" options={roles.map((role) => ({ value: role, label: name('role', role) }))} />
      </Form.Item>
      <Form.Item
        name="departmentId"
        label={t('organisation.officers.department')}
        dependencies={['roles', 'active']}
        rules={[
          ({ getFieldValue }) => ({
            required:
              getFieldValue('active') !== false &&
              ((getFieldValue('roles') ?? []) as Role[]).includes('department-officer'),
            message: t('organisation.officers.departmentNeeded'),
          }),
        ]}
      >
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={(departments.data?.items ?? [])
            .filter(({ active }) => active)
            .map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t(isNew ? 'organisation.officers.password' : 'organisation.officers.newPassword')}
        extra={isNew ? t('app.setup.passwordRule') : t('organisation.officers.newPasswordHelp')}
        rules={[{ required: isNew, min: 10, message: t('app.setup.passwordRule') }]}
      >
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
      {!isNew && (
        <Form.Item
          name="active"
          label={t('organisation.officers.active')}
          valuePropName="checked"
          extra={active === false && t('organisation.officers.leaves')}
        >
          <Switch />
        </Form.Item>
      )}
    </>
  );
}

/** Instead of a password typed for somebody else: a code with which they choose their own. */
function FirstCode({ officer }: { officer: Officer }) {
  const { t } = useWords();
  const [made, setMade] = useState<{ code: string; expiresAt: string } | null>(null);
  const { act, acting } = useAct('officers.code', { onDone: setMade });
  return (
    <div className="stack">
      <p className="quiet" style={{ margin: 0 }}>
        {t('organisation.officers.codeHelp')}
      </p>
      <Button loading={acting} onClick={() => act({ params: { id: officer.id } })}>
        {t('organisation.officers.codeMake')}
      </Button>
      {made && (
        <ShowOnce
          secret={made.code}
          title={t('organisation.officers.code')}
          detail={t('organisation.officers.codeOnce', { name: officer.name })}
          onKept={() => setMade(null)}
        >
          <p>
            {t('organisation.officers.codeUntil')} <Instant at={made.expiresAt} />
          </p>
        </ShowOnce>
      )}
    </div>
  );
}

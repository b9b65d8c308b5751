// The people of the jurisdiction: their posts, roles and departments.
import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { Officer } from '#contract';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Ago, Answered, EmptyState, Find, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { EditOfficer } from './EditOfficer';
import { Head } from './Head';

export function Officers() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('officers.list', {});
  const [editing, setEditing] = useState<Officer | 'new' | null>(null);
  const [find, setFind] = useState('');
  const mayManage = may('officer.manage');
  const add = mayManage && (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('organisation.officers.add')}
    </Button>
  );
  return (
    <>
      <Head actions={add} />
      <Answered of={asked}>
        {({ items }) => (
          <div className="stack">
            <Find asTyped label={t('organisation.officers.searchLabel')} onFind={setFind} />
            <List
              officers={items.filter((one) => matches(one, find))}
              onEdit={mayManage ? setEditing : null}
            />
            {items.length < 2 && (
              <EmptyState
                title={t('organisation.officers.empty')}
                next={t('organisation.officers.emptyNext')}
                action={add}
              />
            )}
          </div>
        )}
      </Answered>
      {editing && (
        <EditOfficer officer={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

const matches = (one: Officer, find: string) =>
  !find || [one.name, one.signInName, one.post, one.departmentName ?? ''].some((text) => text.includes(find));

function List({ officers, onEdit }: { officers: Officer[]; onEdit: ((one: Officer) => void) | null }) {
  const { t, name } = useWords();
  const columns: TableColumnsType<Officer> = [
    {
      title: t('organisation.officers.name'),
      dataIndex: 'name',
      render: (_, one) =>
        onEdit ? (
          <Button
            type="link"
            size="small"
            style={{ padding: 0 }}
            aria-label={t('organisation.officers.edit', { name: one.name })}
            onClick={() => onEdit(one)}
          >
            {one.name}
          </Button>
        ) : (
          one.name
        ),
    },
    { title: t('organisation.officers.signInName'), dataIndex: 'signInName' },
    { title: t('organisation.officers.post'), dataIndex: 'post' },
    {
      title: t('organisation.officers.department'),
      dataIndex: 'departmentName',
      render: (value: string | null) => value ?? '—',
    },
    {
      title: t('organisation.officers.roles'),
      dataIndex: 'roles',
      render: (roles: Officer['roles']) => (
        <span className="row tight">
          {roles.map((role) => (
            <span key={role} className="tag">
              {name('role', role)}
            </span>
          ))}
        </span>
      ),
    },
    {
      title: t('organisation.officers.lastSignedIn'),
      dataIndex: 'lastSignedInAt',
      render: (at: string | null) =>
        at ? <Ago at={at} /> : <span className="quiet">{t('organisation.officers.never')}</span>,
    },
    {
      title: t('organisation.officers.state'),
      dataIndex: 'active',
      render: (active: boolean) => (
        <StateTag tone={active ? 'good' : 'plain'}>
          {t(active ? 'organisation.officers.active' : 'organisation.officers.inactive')}
        </StateTag>
      ),
    },
  ];
  return <ListTable items={officers} columns={columns} pageSize={100} width={820} />;
}

// Departments and what each answers for.
import { Button, type TableColumnsType, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import type { Department } from '#contract';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Answered, EmptyState, Find, StateTag, TopicTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { EditDepartment } from './EditDepartment';
import { Head } from './Head';

export function Departments() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('departments.list', {});
  const [editing, setEditing] = useState<Department | 'new' | null>(null);
  const [find, setFind] = useState('');
  const mayManage = may('organisation.manage');
  const add = mayManage && (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('organisation.departments.add')}
    </Button>
  );
  return (
    <>
      <Head actions={add} />
      <Answered of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('organisation.departments.empty')}
              next={t('organisation.departments.emptyNext')}
              action={add}
            />
          ) : (
            <div className="stack">
              <Find asTyped label={t('organisation.departments.searchLabel')} onFind={setFind} />
              <List
                departments={items.filter((one) => matches(one, find))}
                all={items}
                onEdit={mayManage ? setEditing : null}
              />
            </div>
          )
        }
      </Answered>
      {editing && (
        <EditDepartment department={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

const matches = (one: Department, find: string) =>
  !find || [one.name, ...one.aliases, ...one.topics].some((text) => text.includes(find));

type ListProps = {
  departments: Department[];
  all: Department[];
  onEdit: ((one: Department) => void) | null;
};
function List({ departments, all, onEdit }: ListProps) {
  const { t, name } = useWords();
  const officers = useAsk('officers.list', {});
  const nameOf = useMemo(
    () => new Map((officers.data?.items ?? []).map((one) => [one.id, one.name])),
    [officers.data],
  );
  const nameOfDepartment = (id: string) => all.find((one) => one.id === id)?.name ?? '';
  const columns: TableColumnsType<Department> = [
    {
      title: t('organisation.departments.name'),
      dataIndex: 'name',
      width: 200,
      render: (_, one) => (
        <div className="row tight">
          {onEdit ? (
            <Button
              type="link"
              size="small"
              style={{ padding: 0 }}
              aria-label={t('organisation.departments.edit', { name: one.name })}
              onClick={() => onEdit(one)}
            >
              {one.name}
            </Button>
          ) : (
            one.name
          )}
          {!one.active && (
            <StateTag tone="plain">
              {one.mergedInto
                ? t('roster.merge.merged', { name: nameOfDepartment(one.mergedInto) })
                : t('organisation.departments.inactive')}
            </StateTag>
          )}
        </div>
      ),
    },
    {
      title: t('organisation.departments.kind'),
      dataIndex: 'kind',
      width: 130,
      render: (kind: string) => name('departmentKind', kind),
    },
    {
      title: t('organisation.departments.topics'),
      dataIndex: 'topics',
      render: (topics: string[]) => (
        <span className="row tight">
          {topics.map((topic) => (
            <TopicTag key={topic} topic={topic} />
          ))}
        </span>
      ),
    },
    {
      title: t('organisation.departments.officers'),
      dataIndex: 'officers',
      width: 90,
      align: 'right',
      sorter: (a, b) => a.officers - b.officers,
      render: (count: number) =>
        count > 0 ? (
          count
        ) : (
          <Tooltip title={t('organisation.departments.nobodyHelp')}>
            <span>
              <StateTag tone="warn">{t('organisation.departments.nobody')}</StateTag>
            </span>
          </Tooltip>
        ),
    },
    {
      title: t('organisation.departments.supervisor'),
      dataIndex: 'supervisorId',
      width: 110,
      render: (id: string | null) => (id ? (nameOf.get(id) ?? '—') : '—'),
    },
  ];
  return <ListTable items={departments} columns={columns} pageSize={100} width={760} />;
}

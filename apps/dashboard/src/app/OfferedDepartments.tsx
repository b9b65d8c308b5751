// The starting set of departments, edited in place before the first run is finished.
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Select, Table } from 'antd';
import { useMemo } from 'react';
import type { DepartmentInput } from '#contract';
import { useWords } from '../shared/words';

type Kind = DepartmentInput['kind'];
const kinds: readonly Kind[] = ['news-office', 'government-office', 'department', 'town'];
type Props = { value: DepartmentInput[]; onChange: (next: DepartmentInput[]) => void };

export function OfferedDepartments({ value, onChange }: Props) {
  const { t, name } = useWords();
  const topics = useMemo(() => [...new Set(value.flatMap((one) => one.topics))], [value]);
  const change = (at: number, part: Partial<DepartmentInput>) =>
    onChange(value.map((one, place) => (place === at ? { ...one, ...part } : one)));
  const columns = [
    {
      title: t('organisation.departments.name'),
      width: 200,
      render: (_: unknown, one: DepartmentInput, at: number) => (
        <Input
          aria-label={`${t('organisation.departments.name')} ${at + 1}`}
          name={`department-${at}-name`}
          value={one.name}
          maxLength={60}
          onChange={(event) => change(at, { name: event.target.value })}
        />
      ),
    },
    {
      title: t('organisation.departments.kind'),
      width: 150,
      render: (_: unknown, one: DepartmentInput, at: number) => (
        <Select<Kind>
          aria-label={`${t('organisation.departments.kind')} ${one.name}`}
          value={one.kind}
          style={{ width: '100%' }}
          options={kinds.map((kind) => ({ value: kind, label: name('departmentKind', kind) }))}
          onChange={(kind) => change(at, { kind })}
        />
      ),
    },
    {
      title: t('organisation.departments.topics'),
      render: (_: unknown, one: DepartmentInput, at: number) => (
        <Select<string[]>
          aria-label={`${t('organisation.departments.topics')} ${one.name}`}
          mode="tags"
          value={one.topics}
          style={{ width: '100%', minWidth: 180 }}
          options={topics.map((topic) => ({ value: topic, label: topic }))}
          onChange={(chosen) => change(at, { topics: chosen })}
        />
      ),
    },
    {
      title: <span className="hidden-visually">{t('app.common.actions')}</span>,
      width: 44,
      render: (_: unknown, one: DepartmentInput, at: number) => (
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('organisation.departments.removeNamed', { name: one.name })}
          onClick={() => onChange(value.filter((_one, place) => place !== at))}
        />
      ),
    },
  ];
  return (
    <div className="stack">
      <p className="quiet" style={{ margin: 0 }}>
        {t('app.setup.departmentsIntro')}
      </p>
      {!value.some(({ kind }) => kind === 'news-office') && (
        <Alert type="warning" showIcon title={t('app.setup.newsOfficeMissing')} />
      )}
      <Table
        size="small"
        rowKey={(one) => value.indexOf(one)}
        dataSource={value}
        columns={columns}
        pagination={false}
        scroll={{ x: 720, y: '52vh' }}
      />
      <div>
        <Button
          icon={<PlusOutlined />}
          onClick={() => onChange([...value, { name: '', kind: 'department', topics: [], aliases: [] }])}
        >
          {t('organisation.departments.add')}
        </Button>
      </div>
    </div>
  );
}

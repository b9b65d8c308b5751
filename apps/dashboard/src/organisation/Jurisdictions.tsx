// The tree of jurisdictions in view: one added below another, one renamed.
import { Button, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Jurisdiction, Request } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Answered, EmptyState, FormModal } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { Head } from './Head';

type Branch = Jurisdiction & { departments: number; children?: Branch[] };
const tiers = ['province', 'city', 'county', 'town'] as const;

export function Jurisdictions() {
  const { t, name } = useWords();
  const { may } = useSession();
  const asked = useAsk('jurisdictions.list', {});
  const departments = useAsk('departments.list', {});
  const [search, setSearch] = useSearchParams();
  // The name of one that a spelling names and that is missing here.
  const wanted = search.get('add') ?? undefined;
  const mayManage = may('organisation.manage');
  const [editing, setEditing] = useState<Jurisdiction | 'new' | null>(wanted && mayManage ? 'new' : null);
  const add = mayManage && (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('roster.jurisdictions.add')}
    </Button>
  );
  const count = (id: string) =>
    (departments.data?.items ?? []).filter((one) => one.active && one.jurisdictionId === id).length;
  return (
    <>
      <Head actions={add} />
      <Answered of={asked}>
        {({ items }) => (
          <div className="stack">
            <ListTable
              items={treeOf(items, count)}
              expandable={{ defaultExpandAllRows: true }}
              columns={[
                {
                  title: t('roster.jurisdictions.name'),
                  dataIndex: 'name',
                  render: (_, one) =>
                    mayManage ? (
                      <Button
                        type="link"
                        size="small"
                        style={{ padding: 0 }}
                        aria-label={t('roster.jurisdictions.edit', { name: one.name })}
                        onClick={() => setEditing(one)}
                      >
                        {one.name}
                      </Button>
                    ) : (
                      one.name
                    ),
                },
                {
                  title: t('roster.jurisdictions.level'),
                  dataIndex: 'level',
                  render: (level: string) => name('jurisdictionLevel', level),
                },
                { title: t('roster.jurisdictions.departments'), dataIndex: 'departments', align: 'right' },
              ]}
            />
            {items.length < 2 && (
              <EmptyState
                title={t('roster.jurisdictions.only')}
                next={t('roster.jurisdictions.onlyNext')}
                action={add}
              />
            )}
            {editing && (
              <Edit
                jurisdiction={editing === 'new' ? null : editing}
                wanted={wanted}
                all={items}
                onClose={() => {
                  setEditing(null);
                  setSearch({}, { replace: true });
                }}
              />
            )}
          </div>
        )}
      </Answered>
    </>
  );
}

function treeOf(items: Jurisdiction[], count: (id: string) => number): Branch[] {
  const known = new Set(items.map(({ id }) => id));
  const below = (parentId: string | null): Branch[] =>
    items
      .filter((one) =>
        parentId === null ? !one.parentId || !known.has(one.parentId) : one.parentId === parentId,
      )
      .map((one) => {
        const children = below(one.id);
        return { ...one, departments: count(one.id), ...(children.length > 0 && { children }) };
      });
  return below(null);
}

type Fields = Request<'jurisdictions.add'>['body'];
type EditProps = {
  jurisdiction: Jurisdiction | null;
  wanted?: string | undefined;
  all: Jurisdiction[];
  onClose: () => void;
};
function Edit({ jurisdiction, wanted, all, onClose }: EditProps) {
  const { t, name } = useWords();
  const done = { done: t('roster.jurisdictions.saved'), onDone: onClose };
  const adding = useAct('jurisdictions.add', done);
  const changing = useAct('jurisdictions.change', done);
  const top = all.find(({ parentId }) => !all.some(({ id }) => id === parentId));
  return (
    <FormModal<Fields>
      name="jurisdiction"
      title={
        jurisdiction
          ? t('roster.jurisdictions.edit', { name: jurisdiction.name })
          : t('roster.jurisdictions.add')
      }
      busy={adding.acting || changing.acting}
      initial={jurisdiction ?? { name: wanted, parentId: top?.id, level: 'town', withDepartments: true }}
      onClose={onClose}
      onConfirm={(body) =>
        jurisdiction
          ? changing.act({ params: { id: jurisdiction.id }, body: { name: body.name } })
          : adding.act({ body })
      }
    >
      <Form.Item
        name="name"
        label={t('roster.jurisdictions.name')}
        rules={[{ required: true, whitespace: true, message: t('roster.jurisdictions.nameNeeded') }]}
      >
        <Input maxLength={60} autoFocus />
      </Form.Item>
      {!jurisdiction && (
        <>
          <Form.Item name="parentId" label={t('roster.jurisdictions.parent')}>
            <Select options={all.map((one) => ({ value: one.id, label: one.name }))} />
          </Form.Item>
          <Form.Item name="level" label={t('roster.jurisdictions.level')}>
            <Select options={tiers.map((one) => ({ value: one, label: name('jurisdictionLevel', one) }))} />
          </Form.Item>
          <Form.Item
            name="withDepartments"
            label={t('roster.jurisdictions.withDepartments')}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
        </>
      )}
    </FormModal>
  );
}

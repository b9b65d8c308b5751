// Posts and stand-ins: who steps in for whom, and who is away now or soon.
import { Button, type TableColumnsType, Tooltip } from 'antd';
import { useState } from 'react';
import type { Absence, Post } from '#contract';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Answered, EmptyState, Find, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { Away } from './Away';
import { EditPost } from './EditPost';
import { Head } from './Head';

export function Posts() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('posts.list', {});
  const [editing, setEditing] = useState<string | null>(null);
  const [find, setFind] = useState('');
  return (
    <>
      <Head />
      <Answered of={asked}>
        {({ items }) => (
          <div className="stack">
            <p className="quiet" style={{ margin: 0 }}>
              {t('roster.posts.intro')}
            </p>
            <Find asTyped label={t('roster.posts.search')} onFind={setFind} />
            {items.length < 2 && (
              <EmptyState title={t('roster.posts.empty')} next={t('roster.posts.emptyNext')} />
            )}
            <List
              posts={items.filter((one) => one.active && matches(one, find))}
              onEdit={may('roster.manage') ? setEditing : null}
            />
            {editing && (
              <EditPost
                post={items.find(({ officer }) => officer.id === editing)!}
                onClose={() => setEditing(null)}
              />
            )}
          </div>
        )}
      </Answered>
    </>
  );
}

const matches = ({ officer, post, department }: Post, find: string) =>
  !find || [officer.name, post, department?.name ?? ''].some((text) => text.includes(find));

function List({ posts, onEdit }: { posts: Post[]; onEdit: ((id: string) => void) | null }) {
  const { t } = useWords();
  const columns: TableColumnsType<Post> = [
    {
      title: t('roster.posts.officer'),
      dataIndex: 'officer',
      width: 130,
      render: (_, { officer }) =>
        onEdit ? (
          <Button
            type="link"
            size="small"
            style={{ padding: 0 }}
            aria-label={t('roster.posts.edit', { name: officer.name })}
            onClick={() => onEdit(officer.id)}
          >
            {officer.name}
          </Button>
        ) : (
          officer.name
        ),
    },
    { title: t('roster.posts.post'), dataIndex: 'post', width: 150, render: (post: string) => post || '—' },
    {
      title: t('roster.posts.department'),
      dataIndex: 'department',
      width: 170,
      render: (department: Post['department']) => department?.name ?? '—',
    },
    {
      title: t('roster.posts.standIns'),
      dataIndex: 'standIns',
      render: (standIns: Post['standIns']) =>
        standIns.length > 0 ? (
          standIns.map(({ name, active }) => (active ? name : `${name}（${t('roster.left')}）`)).join(' → ')
        ) : (
          <Tooltip title={t('roster.posts.noneHelp')}>
            <span>
              <StateTag tone="warn">{t('roster.posts.none')}</StateTag>
            </span>
          </Tooltip>
        ),
    },
    {
      title: t('roster.posts.away'),
      dataIndex: 'absences',
      render: (absences: Absence[]) => absences.map((one) => <Away key={one.id} absence={one} />),
    },
  ];
  return (
    <ListTable
      rowKey={({ officer }) => officer.id}
      items={posts}
      columns={columns}
      pageSize={100}
      width={760}
    />
  );
}

// What is being escalated: a line each with who was told last, who has it in hand and what comes next; all of it on opening the line.
import { Segmented } from 'antd';
import { useState } from 'react';
import { useAskPages } from '../shared/api';
import { useRowKeys } from '../shared/row-keys';
import { EmptyState, Paged } from '../shared/ui';
import { useWords } from '../shared/words';
import { ClimbLine } from './ClimbLine';
import { Head } from './Head';
import './notices.css';

type Range = 'running' | 'all';
export function ClimbsPage() {
  const { t } = useWords();
  const [range, setRange] = useState<Range>('running');
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const query = range === 'running' ? { running: 'true' as const } : {};
  const asked = useAskPages('escalations.list', { query }, { every: 15_000 });
  const { items } = asked;
  const idOf = ({ clockId, since }: (typeof items)[number]) => `${clockId}.${since}`;
  const toggle = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  const { rowProps } = useRowKeys({ rows: items, idOf, open: (climb) => toggle(idOf(climb)) });
  return (
    <>
      <Head title={t('notices.climbs.question')} />
      <div className="row apart">
        <Segmented<Range>
          value={range}
          onChange={setRange}
          aria-label={t('notices.climbs.filter')}
          options={[
            { value: 'running', label: t('notices.climbs.running') },
            { value: 'all', label: t('notices.climbs.all') },
          ]}
        />
        {items.length > 0 && <span className="quiet not-phone">{t('notices.climbs.keys')}</span>}
      </div>
      <Paged
        of={asked}
        empty={<EmptyState title={t('notices.climbs.empty')} next={t('notices.climbs.emptyNext')} />}
      >
        {() => (
          <ul className="rows panel climbs" aria-label={t('notices.climbs.list')}>
            {items.map((climb) => (
              <ClimbLine
                key={idOf(climb)}
                climb={climb}
                isOpen={opened.has(idOf(climb))}
                onToggle={() => toggle(idOf(climb))}
                {...rowProps(climb)}
              />
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

// The frame of a page: its question as the title, the tabs of its room, its panels.
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useWords } from '../words';

/** One page, one question. `actions` stand at the right. */
export function PageTitle({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${title} · ${t('app.product')}`;
  }, [title, t]);
  return (
    <div className="page-head">
      <div className="stack" style={{ gap: 4 }}>
        <h1>{title}</h1>
        {children}
      </div>
      {actions && <div className="row no-print">{actions}</div>}
    </div>
  );
}

type RoomTab = { to: string; label: string; end?: boolean };
/** The pages of one room; give only those the person may open. */
export function RoomTabs({ tabs }: { tabs: RoomTab[] }) {
  const { t } = useWords();
  if (tabs.length < 2) return null;
  return (
    <nav aria-label={t('app.roomNav')} className="no-print">
      <Tabs tabs={tabs} />
    </nav>
  );
}

/** The same for a room of many pages: in groups, each under what its pages have in common. */
export function GroupedTabs({ groups }: { groups: { name: string; tabs: RoomTab[] }[] }) {
  const { t } = useWords();
  return (
    <nav aria-label={t('app.roomNav')} className="no-print tab-groups">
      {groups.map(({ name, tabs }) => (
        <div key={name} className="tab-group">
          <span className="tab-group-name" aria-hidden="true">
            {name}
          </span>
          <Tabs tabs={tabs} label={name} />
        </div>
      ))}
    </nav>
  );
}

function Tabs({ tabs, label }: { tabs: RoomTab[]; label?: string }) {
  const list = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  // On a narrow screen the tab of the open page may lie beyond the edge.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current tab is another one when the address is
  useEffect(() => {
    const current = list.current?.querySelector('[aria-current="page"]');
    current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <ul ref={list} className="room-tabs" {...(label && { 'aria-label': label })}>
      {tabs.map(({ to, label: called, end = true }) => (
        <li key={to}>
          <NavLink to={to} end={end}>
            {called}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

type PanelProps = {
  title: string;
  extra?: ReactNode;
  children: ReactNode;
  flush?: boolean;
  className?: string;
};
/** A titled section. `flush`: no inner margin (tables and lists). */
export function Panel({ title, extra, children, flush = false, className = '' }: PanelProps) {
  const headId = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={headId}>
      <div className="panel-head">
        <h2 id={headId}>{title}</h2>
        {extra}
      </div>
      <div className={flush ? undefined : 'panel-body'}>{children}</div>
    </section>
  );
}

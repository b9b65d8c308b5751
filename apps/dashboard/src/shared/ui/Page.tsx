// The frame of a page: its question as the title, the tabs of its room, its panels.
import { type ReactNode, useEffect, useId } from 'react';
import { NavLink } from 'react-router';
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

/** The pages of one room; give only those the person may open. */
export function RoomTabs({ tabs }: { tabs: { to: string; label: string; end?: boolean }[] }) {
  const { t } = useWords();
  if (tabs.length < 2) return null;
  return (
    <nav aria-label={t('app.roomNav')} className="no-print">
      <ul className="room-tabs">
        {tabs.map(({ to, label, end = true }) => (
          <li key={to}>
            <NavLink to={to} end={end}>
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
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

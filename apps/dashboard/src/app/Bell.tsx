// Unread alerts and the latest of them.
import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useLive } from '../shared/live';
import { pathOf, paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Instant, SeverityTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { NoticeSwitches } from './NoticeSwitches';

/** The last number the person has seen, kept by this browser for each officer. */
function useSeen(officerId: string): [number, (seq: number) => void] {
  const key = `wenying.seen.${officerId}`;
  const [seen, setSeen] = useState(() => Number(localStorage.getItem(key) ?? '0') || 0);
  const see = (seq: number) => {
    localStorage.setItem(key, String(seq));
    setSeen(seq);
  };
  return [seen, see];
}

export function Bell() {
  const { t } = useWords();
  const { session } = useSession();
  const { alerts, seq } = useLive();
  const [seen, see] = useSeen(session.officer.id);
  const [open, setOpen] = useState(false);
  const unread = alerts.filter((alert) => alert.seq > seen && !alert.acknowledgedBy).length;
  const close = () => setOpen(false);
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) see(seq);
      }}
      trigger="click"
      placement="bottomRight"
      content={<Latest onGo={close} />}
    >
      <Badge count={unread} size="small" overflowCount={99} offset={[-6, 6]}>
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-label={unread ? t('app.live.bell', { count: unread }) : t('app.live.bellNone')}
        />
      </Badge>
    </Popover>
  );
}

function Latest({ onGo }: { onGo: () => void }) {
  const { t, pick, name } = useWords();
  const { alerts } = useLive();
  return (
    <section className="stack" aria-label={t('live.alerts')} style={{ width: 'min(380px, 82vw)' }}>
      <strong>{t('live.alerts')}</strong>
      {alerts.length === 0 && <span className="quiet">{t('app.live.none')}</span>}
      <ol style={{ listStyle: 'none', margin: 0, padding: 0, maxHeight: '50vh', overflow: 'auto' }}>
        {alerts.slice(0, 8).map((alert) => (
          <li key={alert.seq} style={{ padding: '6px 0', borderBottom: '1px solid var(--line-2)' }}>
            <div className="row tight">
              <SeverityTag severity={alert.severity} />
              <span className="quiet">{name('alert', alert.kind)}</span>
              <span className="quiet">
                #{alert.seq} · <Instant at={alert.at} />
              </span>
            </div>
            <Link to={pathOf(alert.subject, alert.incidentId) ?? paths.live} onClick={onGo}>
              {alert.title}
            </Link>
            <div className="quiet">{pick(alert.text)}</div>
          </li>
        ))}
      </ol>
      <NoticeSwitches />
      <Link to={paths.live} onClick={onGo}>
        {t('app.live.openAll')}
      </Link>
    </section>
  );
}

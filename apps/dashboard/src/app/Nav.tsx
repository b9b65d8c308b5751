// The seven rooms; a room that the person may not enter is not shown.
import {
  AlertOutlined,
  AuditOutlined,
  ClockCircleOutlined,
  InboxOutlined,
  NotificationOutlined,
  RadarChartOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import { Link, useLocation } from 'react-router';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { useWords } from '../shared/words';

type Room = {
  key: 'live' | 'intake' | 'understanding' | 'duty' | 'release' | 'accountability' | 'organisation';
  Icon: ComponentType<{ 'aria-hidden'?: boolean }>;
  /** The first page of the room that the person may open. */
  doors: readonly { to: string; right: string }[];
  /** Addresses that belong to the room. */
  within: readonly string[];
};
const rooms: readonly Room[] = [
  { key: 'live', Icon: AlertOutlined, doors: [{ to: paths.live, right: 'live.read' }], within: [paths.live] },
  {
    key: 'intake',
    Icon: InboxOutlined,
    doors: [
      { to: paths.intake, right: 'source.read' },
      { to: paths.imports, right: 'import.run' },
    ],
    within: [paths.intake],
  },
  {
    key: 'understanding',
    Icon: RadarChartOutlined,
    doors: [{ to: paths.incidents, right: 'incident.read' }],
    within: [
      paths.incidents,
      paths.messages,
      paths.policyRisks,
      '/consultations',
      paths.bursts,
      paths.rules,
      paths.model,
    ],
  },
  {
    key: 'duty',
    Icon: ClockCircleOutlined,
    doors: [{ to: paths.duties, right: 'duty.read' }],
    within: [paths.duties, '/packs'],
  },
  {
    key: 'release',
    Icon: NotificationOutlined,
    doors: [{ to: paths.releases, right: 'release.read' }],
    within: [paths.releases],
  },
  {
    key: 'accountability',
    Icon: AuditOutlined,
    doors: [
      { to: paths.overview, right: 'overview.read' },
      { to: paths.ledger, right: 'ledger.read' },
    ],
    within: [paths.overview, paths.ledger],
  },
  {
    key: 'organisation',
    Icon: TeamOutlined,
    doors: [{ to: paths.organise, right: 'organisation.read' }],
    within: [paths.organise],
  },
];

export function Nav({ onGo }: { onGo?: () => void }) {
  const { t } = useWords();
  const { may } = useSession();
  const { pathname } = useLocation();
  return (
    <nav aria-label={t('app.mainNav')}>
      <ul className="nav-list">
        {rooms.map(({ key, Icon, doors, within }) => {
          const door = doors.find(({ right }) => may(right));
          if (!door) return null;
          const here = within.some((path) => pathname === path || pathname.startsWith(`${path}/`));
          return (
            <li key={key}>
              <Link to={door.to} aria-current={here ? 'page' : undefined} onClick={onGo}>
                <Icon aria-hidden />
                {t(`app.nav.${key}`)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

// Each role has its own home.
import { Navigate } from 'react-router';
import { paths } from '../shared/paths';
import { type Role, useSession } from '../shared/session';

const homes: Record<Role, string> = {
  'news-office': paths.live,
  'department-officer': paths.myDuties,
  leader: paths.overview,
  reviewer: paths.toReview,
  auditor: paths.ledger,
  administrator: paths.organise,
};
export const homeOf = (roles: readonly Role[]): string => {
  const first = (Object.keys(homes) as Role[]).find((role) => roles.includes(role));
  return first ? homes[first] : paths.live;
};

export function Home() {
  const { session } = useSession();
  return <Navigate to={homeOf(session.officer.roles)} replace />;
}

// The releases of one incident with their state, and the way to draft another.
import { Link } from 'react-router';
import { useAsk } from '../shared/api';
import { Answered } from '../shared/ui';

export function IncidentReleases({ incidentId }: { incidentId: string }) {
  const asked = useAsk('releases.list', { query: { incidentId, limit: 50 } });
  return (
    <Answered of={asked}>
      {({ items }) => (
        <ul>
          {items.map((release) => (
            <li key={release.id}>
              <Link to={`/releases/${release.id}`}>{release.title}</Link>
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}

// The releases of one incident with their state, and the way to draft another.
import { Link } from 'react-router';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, EmptyState, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { ReleaseList } from './ReleaseList';

export function IncidentReleases({ incidentId }: { incidentId: string }) {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('releases.list', { query: { incidentId, limit: 100 } });
  const draft = may('release.draft') && (
    <Link className="release-draft" to={paths.draftFor(incidentId)}>
      {t('release.incident.draft')}
    </Link>
  );
  return (
    <Panel title={t('release.incident.title')} extra={draft} flush>
      <Answered of={asked} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('release.incident.none')} next={t('release.incident.noneNext')} />
          ) : (
            <ReleaseList releases={items} withIncident={false} />
          )
        }
      </Answered>
    </Panel>
  );
}

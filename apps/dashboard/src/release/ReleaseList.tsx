// Releases one beneath the other: what each is about, how far it is, who has had it in hand.
import { Link } from 'react-router';
import type { ReleaseCard } from '#contract';
import { paths } from '../shared/paths';
import { Instant } from '../shared/ui';
import { useWords } from '../shared/words';
import { ReleaseState } from './ReleaseState';
import './release.css';

type Props = { releases: readonly ReleaseCard[]; withIncident?: boolean };
export function ReleaseList({ releases, withIncident = true }: Props) {
  return (
    <ul className="release-list">
      {releases.map((release) => (
        <Line key={release.id} release={release} withIncident={withIncident} />
      ))}
    </ul>
  );
}

function Line({ release, withIncident }: { release: ReleaseCard; withIncident: boolean }) {
  const { t, name } = useWords();
  const { id, title, state, form, edition, publishedAt, updatedAt } = release;
  return (
    <li className="release-line">
      <div className="release-what">
        <Link to={paths.release(id)}>{title}</Link>
        {withIncident && (
          <span className="quiet">
            {release.incidentId ? (
              <Link to={paths.incident(release.incidentId)}>{release.incidentTitle}</Link>
            ) : release.matterId ? (
              <Link to={paths.matter(release.matterId)}>{release.matterTitle}</Link>
            ) : (
              t('release.list.noIncident')
            )}
          </span>
        )}
      </div>
      <div className="release-how">
        <ReleaseState state={state} />
        <span className="quiet">
          {name('releaseForm', form)} · {t('release.list.edition', { edition })}
        </span>
      </div>
      <Hands release={release} />
      <span className="quiet release-when">
        {t(publishedAt ? 'release.list.published' : 'release.list.updated')}{' '}
        <Instant at={publishedAt ?? updatedAt} />
      </span>
    </li>
  );
}

function Hands({ release }: { release: ReleaseCard }) {
  const { t } = useWords();
  const { author, reviewer, approver, department } = release;
  return (
    <span className="quiet release-hands">
      <span>
        {t('release.list.author', { name: [department?.name, author.name].filter(Boolean).join(' ') })}
      </span>
      {reviewer && <span>{t('release.list.reviewer', { name: reviewer.name })}</span>}
      {approver && <span>{t('release.list.approver', { name: approver.name })}</span>}
    </span>
  );
}

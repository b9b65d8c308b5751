// The actor and the subject of an entry, as they are shown wherever entries are.
import { Link } from 'react-router';
import type { LedgerEntryView } from '#contract';
import { pathOf } from '../shared/paths';
import { useWords } from '../shared/words';

/** The head of an id: enough to tell two apart in a table. */
export const short = (id: string) => (id.length > 13 ? `${id.slice(0, 8)}…` : id);

export function ActorName({ actor }: { actor: LedgerEntryView['actor'] }) {
  const { t } = useWords();
  if (actor.kind === 'system') {
    // Whoever sits at the server's terminal is no part of the system: an auditor must see that a person was at it.
    const typed = actor.name.startsWith('命令行');
    return (
      <span className="quiet">
        {t(typed ? 'accountability.entry.actorKind.command' : 'app.common.system')}
      </span>
    );
  }
  return (
    <>
      {actor.name}
      {actor.kind === 'token' && <span className="quiet"> {t('accountability.entry.actorKind.token')}</span>}
    </>
  );
}

/** The subject by its kind and the head of its id; a link where it has a page of its own. */
export function Subject({ entry, whole = false }: { entry: LedgerEntryView; whole?: boolean }) {
  const { name } = useWords();
  const { subject, body } = entry;
  const incidentId = typeof body.incidentId === 'string' ? body.incidentId : null;
  const path = pathOf(subject, incidentId);
  const words = (
    <>
      {name('subject', subject.type)} <code>{whole ? subject.id : short(subject.id)}</code>
    </>
  );
  return path ? <Link to={path}>{words}</Link> : <span>{words}</span>;
}

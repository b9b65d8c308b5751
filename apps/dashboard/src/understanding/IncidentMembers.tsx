// The messages of an incident, each with why it belongs; and the ways to move one out or in.
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import type { Answer, Incident } from '#contract';
import { useAskPages } from '../shared/api';
import { useSession } from '../shared/session';
import { useSettled } from '../shared/settled';
import { EmptyState, ErrorState, Loading } from '../shared/ui';
import { useWords } from '../shared/words';
import { actsOf } from './acting';
import { FreshButton } from './FreshButton';
import { MessageLine } from './MessageLine';
import { MoveIn } from './MoveIn';
import { MoveOut } from './MoveOut';
import { useCorrecting } from './useCorrecting';

export type Member = Answer<'incidents.messages'>['items'][number];
const idOf = ({ id }: Member) => id;

export function IncidentMembers({ incident }: { incident: Incident }) {
  const { t } = useWords();
  const { may } = useSession();
  const { items, isPending, error, refetch, hasMore, more, loadingMore } = useAskPages(
    'incidents.messages',
    {
      params: { id: incident.id },
      query: { limit: 30 },
    },
    { every: 60_000 },
  );
  const { shown, waiting, gone, letIn, drop, release, handlers } = useSettled(items, idOf);
  const [movingOut, setMovingOut] = useState<Member | null>(null);
  const [movingIn, setMovingIn] = useState(false);
  const { isAllowed, pick, picker } = useCorrecting();
  const mayMove = may('incident.assess') && actsOf(incident).length > 0;
  if (error && items.length === 0) return <ErrorState problem={error} retry={() => void refetch()} />;
  if (isPending) return <Loading />;
  const moveIn = mayMove && (
    <Button size="small" onClick={() => setMovingIn(true)}>
      {t('understanding.members.moveIn')}
    </Button>
  );
  return (
    <div {...handlers}>
      {picker}
      {shown.length > 0 && moveIn && <div className="panel-body row">{moveIn}</div>}
      <FreshButton waiting={waiting} onLetIn={letIn} />
      {shown.length === 0 && (
        <EmptyState
          title={t('understanding.members.empty')}
          next={t('understanding.members.emptyNext')}
          action={moveIn}
        />
      )}
      <ol className="rows" aria-label={t('understanding.members.list')}>
        {shown.map((member) => (
          <li key={member.id} className={`line member${gone(member) ? ' was-here' : ''}`}>
            <div>
              <MessageLine
                message={member}
                withIncident={false}
                {...(isAllowed && { onCorrect: () => pick(member, 'topic') })}
              />
              <WhyHere member={member} />
            </div>
            {mayMove && !gone(member) && (
              <MoveButton
                member={member}
                isOnly={incident.messages <= 1}
                onMove={() => setMovingOut(member)}
              />
            )}
          </li>
        ))}
      </ol>
      {hasMore && (
        <div className="alerts-more">
          <Button type="link" onClick={more} loading={loadingMore}>
            {t('app.common.more')}
          </Button>
        </div>
      )}
      {movingOut && (
        <MoveOut
          incident={incident}
          message={movingOut}
          onClose={() => setMovingOut(null)}
          onDone={() => drop(movingOut.id)}
        />
      )}
      {movingIn && <MoveIn incident={incident} onClose={() => setMovingIn(false)} onDone={release} />}
    </div>
  );
}

/** The terms it shares with the incident, or whose hand put it here. */
function WhyHere({ member }: { member: Member }) {
  const { t } = useWords();
  const { shared, movedBy } = member;
  return (
    <div className="row tight quiet" style={{ marginTop: 4 }}>
      {movedBy && <span>{t('understanding.members.movedBy', { name: movedBy })}</span>}
      {shared && shared.terms.length > 0 ? (
        <>
          <span>
            {t('understanding.members.why')}: {t('understanding.members.shared')}
          </span>
          {shared.terms.map((term) => (
            <span key={term} className="tag">
              {term}
            </span>
          ))}
          <span className="tabular">
            {t('understanding.members.similarity', { value: shared.similarity.toFixed(2) })}
          </span>
        </>
      ) : (
        !movedBy && <span>{t('understanding.members.founding')}</span>
      )}
    </div>
  );
}

type MoveButtonProps = { member: Member; isOnly: boolean; onMove: () => void };
function MoveButton({ member, isOnly, onMove }: MoveButtonProps) {
  const { t } = useWords();
  const label = t('understanding.members.moveOutLabel', { title: member.title });
  const why = isOnly ? t('understanding.members.only') : undefined;
  return (
    <Tooltip title={why}>
      <Button size="small" disabled={isOnly} aria-label={why ? `${label} (${why})` : label} onClick={onMove}>
        {t('understanding.members.moveOut')}
      </Button>
    </Tooltip>
  );
}

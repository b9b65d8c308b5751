// The messages of an incident, each with why it belongs; and the ways to move one out or in.
import { Button, Checkbox, Tooltip } from 'antd';
import { useState } from 'react';
import type { Incident } from '#contract';
import { useAskPages } from '../shared/api';
import { useSession } from '../shared/session';
import { useSettled } from '../shared/settled';
import { EmptyState, ErrorState, FreshButton, Loading, More } from '../shared/ui';
import { useWords } from '../shared/words';
import { actsOf } from './acting';
import { MessageLine } from './MessageLine';
import { MoveIn } from './MoveIn';
import { type Member, MoveOut } from './MoveOut';
import { SplitOff } from './SplitOff';
import { useCorrecting } from './useCorrecting';
import { WhyHere } from './WhyHere';

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
  const { shown, waiting, gone, letIn, drop, restore, release, handlers } = useSettled(items, idOf);
  const [movingOut, setMovingOut] = useState<Member | null>(null);
  const [movingIn, setMovingIn] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [splitting, setSplitting] = useState(false);
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
      {shown.length > 0 && moveIn && (
        <div className="panel-body row">
          {moveIn}
          <SplitButton count={chosen.length} all={incident.messages} onSplit={() => setSplitting(true)} />
        </div>
      )}
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
            {mayMove && !gone(member) && (
              <Checkbox
                aria-label={t('understanding.assessing.choose', { title: member.title || member.excerpt })}
                checked={chosen.includes(member.id)}
                onChange={({ target }) =>
                  setChosen((now) =>
                    target.checked ? [...now, member.id] : now.filter((one) => one !== member.id),
                  )
                }
              />
            )}
            <div className="member-words">
              <MessageLine
                message={member}
                withIncident={false}
                {...(isAllowed && { onCorrect: () => pick(member, 'topic') })}
              />
              <WhyHere placing={member} movedBy={member.movedBy} />
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
      <More hasMore={hasMore} more={more} loadingMore={loadingMore} />
      {movingOut && (
        <MoveOut
          incident={incident}
          message={movingOut}
          onClose={() => setMovingOut(null)}
          onDone={() => drop(movingOut.id)}
          onUndone={() => restore(movingOut.id)}
        />
      )}
      {splitting && (
        <SplitOff
          incident={incident}
          messageIds={chosen}
          onClose={() => setSplitting(false)}
          onDone={() => {
            setChosen([]);
            release();
          }}
        />
      )}
      {movingIn && <MoveIn incident={incident} onClose={() => setMovingIn(false)} onDone={release} />}
    </div>
  );
}

type SplitButtonProps = { count: number; all: number; onSplit: () => void };
/** At least one message stays. */
function SplitButton({ count, all, onSplit }: SplitButtonProps) {
  const { t } = useWords();
  const isAll = count > 0 && count >= all;
  return (
    <>
      <Tooltip title={isAll ? t('understanding.assessing.splitAll') : undefined}>
        <Button size="small" disabled={count === 0 || isAll} onClick={onSplit}>
          {t('understanding.assessing.split')}
        </Button>
      </Tooltip>
      <span className="quiet" role="status">
        {count > 0 && t('understanding.assessing.chosen', { count })}
      </span>
    </>
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

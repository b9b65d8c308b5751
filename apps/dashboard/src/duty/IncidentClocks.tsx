// The clocks of one incident, side by side on one line.
import { useAsk } from '../shared/api';
import { Answered, ClockBar } from '../shared/ui';
import { useWords } from '../shared/words';

export function IncidentClocks({ incidentId }: { incidentId: string }) {
  const { pick } = useWords();
  const asked = useAsk('duties.list', { query: { incidentId, limit: 50 } }, { every: 60_000 });
  return (
    <Answered of={asked}>
      {({ items }) => (
        <div className="row">
          {items.map((clock) => (
            <ClockBar
              key={clock.id}
              startAt={clock.startAt}
              dueAt={clock.dueAt}
              stoppedAt={clock.metAt}
              label={pick(clock.name)}
            />
          ))}
        </div>
      )}
    </Answered>
  );
}

// The climbs of one clock: who was told rung by rung; nothing where nobody had to be.
import { useAsk } from '../shared/api';
import { ClimbNext, ClimbState, ClimbSteps, TakeUp } from '../shared/ui';
import { useWords } from '../shared/words';

export function Climbs({ clockId }: { clockId: string }) {
  const { t, name } = useWords();
  const { data } = useAsk('escalations.list', { query: { clockId } }, { every: 30_000 });
  if (!data || data.items.length === 0) return null;
  return (
    <>
      <h3>{t('notices.climbs.steps')}</h3>
      {data.items.map((climb) => (
        <section key={climb.since} aria-label={name('ladderStart', climb.since)}>
          <div className="row">
            <span className="quiet">{name('ladderStart', climb.since)}</span>
            <ClimbState climb={climb} />
            <ClimbNext climb={climb} />
            <TakeUp climb={climb} />
          </div>
          <ClimbSteps climb={climb} />
        </section>
      ))}
    </>
  );
}

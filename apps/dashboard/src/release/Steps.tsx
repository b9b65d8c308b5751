// How far a release is, and every step so far with name and time.
import type { Release } from '#contract';
import { Instant, Panel } from '../shared/ui';
import { useWords } from '../shared/words';

const stages = ['draft', 'secrecy-review', 'approval', 'published'] as const;
const reached: Record<Release['state'], number> = {
  draft: 0,
  'secrecy-review': 1,
  approval: 2,
  approved: 3,
  published: 4,
  withdrawn: 4,
};

export function Steps({ release }: { release: Release | null }) {
  const { t, name } = useWords();
  const steps = release?.steps ?? [];
  return (
    <Panel title={t('release.steps.title')} className="desk-steps">
      <Journey release={release} />
      {steps.length === 0 ? (
        <p className="quiet">{t('release.steps.none')}</p>
      ) : (
        <ol className="steps">
          {steps.map(({ move, actor, at, note }) => (
            <li key={`${move}${at}`}>
              <span>
                <strong>{name('releaseMove', move)}</strong> {actor.name}
              </span>
              <span className="quiet">
                <Instant at={at} />
              </span>
              {note && <span className="step-note">“{note}”</span>}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Journey({ release }: { release: Release | null }) {
  const { t } = useWords();
  const at = release ? reached[release.state] : 0;
  const who = [
    release?.author.name,
    release?.reviewer?.name,
    release?.approver?.name,
    release?.editions.at(-1)?.publishedBy,
  ];
  return (
    <ol className="journey" aria-label={t('release.steps.journey')}>
      {stages.map((stage, place) => {
        const state = place < at ? 'done' : place === at ? 'here' : 'ahead';
        const marks = { done: '✓', here: '●', ahead: '○' };
        return (
          <li key={stage} className={state} aria-current={state === 'here' ? 'step' : undefined}>
            <span aria-hidden="true">{marks[state]}</span> {t(`release.steps.stage.${stage}`)}
            {state === 'done' && <span className="hidden-visually"> {t('release.steps.doneWord')}</span>}
            <span className="journey-who">
              {state === 'here' ? t('release.steps.here') : state === 'done' ? who[place] : ''}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

// The running clocks, soonest first, one bar each.
import type { Clock } from '#contract';
import { useAsk } from '../shared/api';
import { AboutLink, AboutTag, Answered, aboutTitle, ClockBar, EmptyState, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { Left } from './Left';
import { LeansOn } from './Recounts';
import { SkewNote } from './SkewNote';

const shown = 40;

export function ClocksAtRisk() {
  const { t } = useWords();
  const asked = useAsk('duties.list', { query: { state: 'running', limit: 100 } }, { every: 60_000 });
  return (
    <Panel title={t('live.atRisk')} flush className="live-panel">
      <SkewNote />
      <Answered of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('live.emptyClocks')} next={t('live.emptyClocksNext')} />
          ) : (
            <ol className="live-list">
              {soonestFirst(items).map((clock) => (
                <ClockLine key={clock.id} clock={clock} />
              ))}
            </ol>
          )
        }
      </Answered>
    </Panel>
  );
}

const soonestFirst = (clocks: readonly Clock[]) =>
  [...clocks].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt)).slice(0, shown);

function ClockLine({ clock }: { clock: Clock }) {
  const { t, pick } = useWords();
  return (
    <li className="live-line">
      <div className="row apart">
        <strong>{pick(clock.name)}</strong>
        <Left clock={clock} />
      </div>
      <ClockBar
        startAt={clock.startAt}
        dueAt={clock.dueAt}
        stoppedAt={clock.pausedAt}
        label={`${pick(clock.name)} · ${aboutTitle(clock)}`}
      />
      <div className="row tight">
        <AboutTag of={clock} />
        <AboutLink of={clock} className="ellipsis" />
      </div>
      <LeansOn years={clock.leansOn} />
      <span className="quiet">
        {clock.department
          ? t('live.owner', { name: [clock.department.name, clock.holder?.name].filter(Boolean).join(' · ') })
          : t('live.noOwner')}
      </span>
    </li>
  );
}

// One clock in full: its bar, its owner, its acts, and why it is due when it is.
import type { Clock } from '#contract';
import { aboutTitle, ClockBar } from '../shared/ui';
import { useWords } from '../shared/words';
import { CalledFor } from './Climbs';
import { Acts, Owner, Strictest, stopOf } from './ClockCard';
import { ClockState, isRunning } from './ClockState';
import './duty.css';
import { IncidentStarts } from './IncidentStarts';
import { Left } from './Left';
import { Pauses } from './Pauses';
import { LeansOn, Recounts } from './Recounts';
import { mayStillExtend, useClockActs } from './useClockActs';
import { WhyDue } from './WhyDue';

export function ClockFacts({ clock }: { clock: Clock }) {
  const { t, pick } = useWords();
  const acts = useClockActs();
  const running = isRunning(clock);
  return (
    <div className="stack clock-facts">
      <div className="row apart">
        <span className="row tight">
          <ClockState clock={clock} />
          {clock.strictest && running && <Strictest />}
          {clock.acknowledgedBy && (
            <span className="quiet">✓ {t('duty.clock.acknowledgedBy', { name: clock.acknowledgedBy })}</span>
          )}
        </span>
        {running && <Left clock={clock} />}
      </div>
      <ClockBar
        startAt={clock.startAt}
        dueAt={clock.dueAt}
        stoppedAt={stopOf(clock)}
        label={t('duty.clock.bar', { name: pick(clock.name), title: aboutTitle(clock) })}
      />
      <Owner clock={clock} />
      {running && <CalledFor clock={clock} />}
      {running && <Acts clock={clock} acts={acts} />}
      {acts.mayRule(clock) && !mayStillExtend(clock) && <p className="quiet">{t('duty.extend.late')}</p>}
      <Pauses clock={clock} acts={acts} />
      <LeansOn years={clock.leansOn} />
      <Recounts clock={clock} />
      <WhyDue clock={clock} />
      {clock.incident && <IncidentStarts incidentId={clock.incident.id} />}
      {acts.dialogue}
    </div>
  );
}

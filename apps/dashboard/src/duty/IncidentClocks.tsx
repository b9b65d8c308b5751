// The clocks of one incident, side by side on one line; hover or focus explains each, a press opens everything.
import { Popover } from 'antd';
import { useState } from 'react';
import type { Clock } from '#contract';
import { useAsk } from '../shared/api';
import { useTicking } from '../shared/now';
import { Answered, aboutTitle, ClockBar, shortInstant } from '../shared/ui';
import { useWords } from '../shared/words';
import { Owner, Strictest, stopOf } from './ClockCard';
import { ClockDrawer } from './ClockDrawer';
import { ClockState, isRunning } from './ClockState';
import { Left } from './Left';
import './duty.css';
import { LeansOn } from './Recounts';
import { WhyDue } from './WhyDue';

export function IncidentClocks({ incidentId }: { incidentId: string }) {
  const { t } = useWords();
  const asked = useAsk('duties.list', { query: { incidentId, limit: 50 } }, { every: 60_000 });
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section className="incident-clocks" aria-label={t('duty.incident.title')}>
      <Answered of={asked} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet incident-clocks-none">{t('duty.incident.none')}</p>
          ) : (
            <>
              <ul className="clock-line">
                {runningFirst(items).map((clock) => (
                  <li key={clock.id}>
                    <OneClock clock={clock} onOpen={() => setOpen(clock.id)} />
                  </li>
                ))}
              </ul>
              <ClockDrawer
                clock={items.find(({ id }) => id === open) ?? null}
                onClose={() => setOpen(null)}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}

export const runningFirst = (clocks: readonly Clock[]) =>
  [...clocks].sort(
    (a, b) => Number(isRunning(b)) - Number(isRunning(a)) || Date.parse(a.dueAt) - Date.parse(b.dueAt),
  );

/** How long it was given: whole hours up to two days, else days. */
function useLength({ startAt, dueAt }: Clock): string {
  const { t } = useWords();
  const hours = Math.round((Date.parse(dueAt) - Date.parse(startAt)) / 3_600_000);
  return hours <= 48
    ? t('duty.incident.hours', { hours })
    : t('duty.incident.days', { days: Math.round(hours / 24) });
}

function OneClock({ clock, onOpen }: { clock: Clock; onOpen: () => void }) {
  const { t, pick, lang } = useWords();
  const due = useTicking((now) => shortInstant(Date.parse(clock.dueAt), now, t, lang));
  const running = isRunning(clock);
  const length = useLength(clock);
  return (
    <Popover
      trigger={['hover', 'focus']}
      placement="bottomLeft"
      mouseEnterDelay={0.25}
      content={<WhyDue clock={clock} brief />}
      title={t('duty.why.title', { name: pick(clock.name) })}
    >
      <button type="button" className="clock-chip" onClick={onOpen}>
        <span className="row apart nowrap-row">
          <strong className="ellipsis">{pick(clock.name)}</strong>
          {running ? <Left clock={clock} /> : <ClockState clock={clock} />}
        </span>
        <ClockBar
          startAt={clock.startAt}
          dueAt={clock.dueAt}
          stoppedAt={stopOf(clock)}
          label={t('duty.clock.bar', { name: pick(clock.name), title: aboutTitle(clock) })}
        />
        <span className="quiet tabular">
          {due} {t('duty.clock.due')} · {length}
        </span>
        <span className="row tight">
          {running && <ClockState clock={clock} />}
          {running && clock.strictest && <Strictest />}
          <Owner clock={clock} />
          <LeansOn years={clock.leansOn} link={false} />
        </span>
      </button>
    </Popover>
  );
}

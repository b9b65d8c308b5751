// The wall: what is at risk, what is critical, and how fresh this is, to be read from five metres.
import { useEffect } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Clock } from '#contract';
import { Left } from '../duty/Left';
import { LeansOn } from '../duty/Recounts';
import { useAsk } from '../shared/api';
import { useLive } from '../shared/live';
import { useTicking } from '../shared/now';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import {
  AboutTag,
  Answered,
  aboutTitle,
  ClockBar,
  Instant,
  SeverityTag,
  timeOf,
  useHotkeys,
} from '../shared/ui';
import { useWords } from '../shared/words';
import { HonestyDot } from './Honesty';
import './wall.css';

/** As many as fit on one screen in letters of this size. */
const clocksShown = 5;
const alertsShown = 4;

export function Wall() {
  const { t } = useWords();
  const { session, may } = useSession();
  const navigate = useNavigate();
  useHotkeys({ Escape: () => void navigate(paths.duties) });
  useEffect(() => {
    document.title = `${t('duty.wall.title')} · ${t('app.product')}`;
  }, [t]);
  return (
    <div className="wall">
      <header className="wall-head">
        <h1>
          {t('app.product')} · {session.jurisdiction.name}
        </h1>
        <Counts />
        <HonestyDot />
        <Time />
        <Link to={paths.duties} className="wall-leave">
          {t('duty.wall.leave')}
        </Link>
      </header>
      <div className="wall-body">
        <Clocks />
        {may('live.read') && <Critical />}
      </div>
    </div>
  );
}

function Time() {
  const time = useTicking((now) => timeOf(now, false));
  return <span className="wall-time tabular">{time}</span>;
}

function Counts() {
  const { t } = useWords();
  const { data } = useAsk('figures.duties', {}, { every: 30_000 });
  if (!data) return null;
  const { open, atRisk, breached } = data;
  return <span className="wall-counts tabular">{t('duty.wall.counts', { open, atRisk, breached })}</span>;
}

function Clocks() {
  const { t } = useWords();
  const asked = useAsk('duties.list', { query: { state: 'running', limit: 50 } }, { every: 30_000 });
  return (
    <section aria-labelledby="wall-clocks">
      <h2 id="wall-clocks">{t('duty.wall.clocks')}</h2>
      <Answered of={asked} rows={10}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="wall-none">✓ {t('duty.wall.noClocks')}</p>
          ) : (
            <>
              <ol className="wall-clocks">
                {soonestFirst(items).map((clock) => (
                  <WallClock key={clock.id} clock={clock} />
                ))}
              </ol>
              {items.length > clocksShown && (
                <p className="wall-more">{t('duty.wall.more', { count: items.length - clocksShown })}</p>
              )}
            </>
          )
        }
      </Answered>
    </section>
  );
}

const soonestFirst = (clocks: readonly Clock[]) =>
  [...clocks]
    .sort(
      (a, b) =>
        Number(a.pausedAt !== null) - Number(b.pausedAt !== null) ||
        Date.parse(a.dueAt) - Date.parse(b.dueAt),
    )
    .slice(0, clocksShown);

function WallClock({ clock }: { clock: Clock }) {
  const { t, pick } = useWords();
  const { department, holder } = clock;
  return (
    <li>
      <div className="wall-line">
        <strong className="ellipsis">{pick(clock.name)}</strong>
        <Left clock={clock} />
      </div>
      <ClockBar
        startAt={clock.startAt}
        dueAt={clock.dueAt}
        stoppedAt={clock.pausedAt}
        label={t('duty.clock.bar', { name: pick(clock.name), title: aboutTitle(clock) })}
      />
      <div className="wall-line wall-about">
        <span className="ellipsis">
          <AboutTag of={clock} /> {aboutTitle(clock)}
        </span>
        <span className="nowrap">
          {[department?.name ?? t('duty.clock.noOwner'), holder?.name].filter(Boolean).join(' · ')}
        </span>
      </div>
      <LeansOn years={clock.leansOn} link={false} />
    </li>
  );
}

function Critical() {
  const { t, name, pick } = useWords();
  const { alerts } = useLive();
  const critical = alerts.filter(({ severity }) => severity === 'critical').slice(0, alertsShown);
  return (
    <section aria-labelledby="wall-alerts">
      <h2 id="wall-alerts">{t('duty.wall.alerts')}</h2>
      {critical.length === 0 && <p className="wall-none">✓ {t('duty.wall.noAlerts')}</p>}
      <ol className="wall-alerts" aria-live="polite">
        {critical.map((alert) => (
          <li key={alert.seq}>
            <div className="wall-line">
              <span className="row tight nowrap-row">
                <SeverityTag severity={alert.severity} />
                <strong>{name('alert', alert.kind)}</strong>
              </span>
              <Instant at={alert.at} />
            </div>
            <div className="wall-title">{alert.title}</div>
            <div className="wall-about">{pick(alert.text)}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}

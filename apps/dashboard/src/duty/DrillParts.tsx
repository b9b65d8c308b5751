// What every page of a drill shows: that it is one, and its own time.
import { useTicking } from '../shared/now';
import { timeOf } from '../shared/ui';
import { useWords } from '../shared/words';

export function DrillBanner() {
  const { t } = useWords();
  return (
    <p className="drill-banner" role="note">
      <span className="drill-mark">{t('drills.mark')}</span> {t('drills.banner')}
    </p>
  );
}

type Pace = { startedAt: string | null; speed: number; endedAt: string | null };
/** The drill's own time at a real instant. */
export const drillMs = ({ startedAt, speed }: Pace, realMs: number): number => {
  const start = Date.parse(startedAt ?? '');
  return start + (realMs - start) * speed;
};

export function DrillTime({ pace }: { pace: Pace }) {
  const { t } = useWords();
  const text = useTicking((now) => dayTime(drillMs(pace, pace.endedAt ? Date.parse(pace.endedAt) : now)));
  const real = useTicking((now) => timeOf(now));
  return (
    <span className="drill-time tabular">
      {t('drills.time')} <strong>{text}</strong>{' '}
      <span className="quiet">
        {t('drills.real', { time: real })} · {t('drills.speedSays', { n: pace.speed })}
      </span>
    </span>
  );
}

/** Month, day and time in China of an instant of the drill. */
export const dayTime = (ms: number): string => {
  const at = new Date(ms + 8 * 3_600_000).toISOString();
  return `${at.slice(5, 10)} ${at.slice(11, 16)}`;
};

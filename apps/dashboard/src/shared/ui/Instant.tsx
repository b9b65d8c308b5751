// An instant in short words with the full one on hover; the time remaining, ticking; the bar of a clock.
import { Tooltip } from 'antd';
import { isPastMs } from '../../../../../libs/duty/due-second';
import { serverNow, useTicking } from '../now';
import { useWords } from '../words';
import { fullInstant, shortInstant, span } from './instants';

/** "今天 14:03"; the full instant and its zone on hover and to a screen reader. */
export function Instant({ at, fallback = '—' }: { at: string | null | undefined; fallback?: string }) {
  const { t, lang } = useWords();
  const ms = at ? Date.parse(at) : Number.NaN;
  const text = useTicking((now) => (Number.isNaN(ms) ? fallback : shortInstant(ms, now, t, lang)));
  if (!at || Number.isNaN(ms)) return <span className="quiet">{fallback}</span>;
  return (
    <Tooltip title={fullInstant(ms, t)}>
      <time dateTime={at} className="tabular nowrap">
        {text}
      </time>
    </Tooltip>
  );
}

/** How long ago, in one unit less: "12 分前". */
export function Ago({ at }: { at: string }) {
  const { t } = useWords();
  const ms = Date.parse(at);
  const text = useTicking((now) =>
    now - ms < 60_000 ? t('app.time.justNow') : t('app.time.ago', { span: span(now - ms, t) }),
  );
  return (
    <Tooltip title={fullInstant(ms, t)}>
      <time dateTime={at} className="tabular nowrap">
        {text}
      </time>
    </Tooltip>
  );
}

export type Pressure = 'calm' | 'near' | 'late';
/** Late, near (a fifth of the time left, or under an hour), or calm. */
export function pressureAt(nowMs: number, startAt: string, dueAt: string): Pressure {
  const due = Date.parse(dueAt);
  if (isPastMs(nowMs, due)) return 'late';
  return due - nowMs < Math.max(3_600_000, (due - Date.parse(startAt)) / 5) ? 'near' : 'calm';
}

/** "余 1 小时 12 分" or "超 3 分", counting each second. Give `startAt` for a measured warning colour. */
export function Remaining({ dueAt, startAt }: { dueAt: string; startAt?: string }) {
  const { t } = useWords();
  const due = Date.parse(dueAt);
  const text = useTicking((now) =>
    isPastMs(now, due)
      ? t('app.time.late', { span: span(now - due, t) })
      : t('app.time.left', { span: span(Math.max(0, due - now), t) }),
  );
  const pressure = useTicking((now) =>
    pressureAt(now, startAt ?? new Date(due - 3_600_000).toISOString(), dueAt),
  );
  return (
    <Tooltip title={t('app.time.due', { time: fullInstant(due, t) })}>
      <span className={`left ${pressure}`}>{text}</span>
    </Tooltip>
  );
}

type BarProps = {
  startAt: string;
  dueAt: string;
  /** When it stopped (met or waived); running otherwise. */
  stoppedAt?: string | null;
  /** What the bar measures, for a screen reader. */
  label: string;
};
/** How much of a clock's time is used. */
export function ClockBar({ startAt, dueAt, stoppedAt, label }: BarProps) {
  const start = Date.parse(startAt);
  const length = Math.max(1, Date.parse(dueAt) - start);
  const shareAt = (now: number) =>
    Math.min(100, Math.max(0, Math.round(((now - start) / length) * 1000) / 10));
  const until = stoppedAt ? Date.parse(stoppedAt) : null;
  const share = useTicking((now) => shareAt(until ?? now));
  const pressure = useTicking((now) => (until === null ? pressureAt(now, startAt, dueAt) : 'done'));
  return (
    <div
      className={`clock-bar ${pressure}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share)}
    >
      <i style={{ width: `${share}%` }} />
    </div>
  );
}

/** Whether an instant has passed, by the server's clock. */
export const isPast = (at: string): boolean => Date.parse(at) <= serverNow();
/** Whether a due time is over, by the server's clock: the due second itself is still in time. */
export const isOver = (dueAt: string): boolean => isPastMs(serverNow(), Date.parse(dueAt));

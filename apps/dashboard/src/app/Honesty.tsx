// How fresh the page is, always in sight: live and ticking, stale since, or offline; and what came while away.
import { App, Tooltip } from 'antd';
import { useEffect } from 'react';
import { useLive } from '../shared/live';
import { useTicking } from '../shared/now';
import { timeOf } from '../shared/ui';
import { useWords } from '../shared/words';

/** As `getTimezoneOffset` has it. */
const CHINA_OFFSET_MIN = -480;
const momentOf = (asOf: string | null) => (asOf ? timeOf(Date.parse(asOf), false) : '—');

export function HonestyDot() {
  const { t } = useWords();
  const { status, seq, asOf } = useLive();
  const time = useTicking((now) => timeOf(now));
  const words = {
    connecting: () => t('app.live.connecting'),
    live: () => t('app.live.now', { time, seq }),
    stale: () => t('app.live.stale', { time: momentOf(asOf) }),
    offline: () => t('app.live.offline', { time: momentOf(asOf) }),
  };
  return (
    <span className="honesty tabular">
      <span className={`dot ${status}`} aria-hidden="true" />
      <span>{words[status]()}</span>
      <ZoneMark />
    </span>
  );
}

/** Shown where this device keeps another zone: whose time all of this is. */
function ZoneMark() {
  const { t } = useWords();
  const isElsewhere = useTicking((now) => new Date(now).getTimezoneOffset() !== CHINA_OFFSET_MIN);
  if (!isElsewhere) return null;
  return (
    <Tooltip title={t('app.time.zoneWhy')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what it says on hover must be heard by keyboard too */}
      <span className="zone-mark" tabIndex={0}>
        {t('app.time.zoneShort')}
      </span>
    </Tooltip>
  );
}

/** A line across the page while what it shows may be old. */
export function StaleBanner() {
  const { t } = useWords();
  const { status, asOf } = useLive();
  const isOld = (status === 'stale' || status === 'offline') && asOf !== null;
  return (
    <div role="status" aria-live="polite">
      {isOld && (
        <div className={`banner ${status}`}>
          {t(status === 'stale' ? 'app.live.staleBanner' : 'app.live.offlineBanner', {
            time: momentOf(asOf),
          })}
        </div>
      )}
    </div>
  );
}

/** After a reconnect: one sentence with the number, not a flood. */
export function AwayNote() {
  const { t } = useWords();
  const { away, status, awayTold } = useLive();
  const { notification } = App.useApp();
  useEffect(() => {
    if (away === 0 || status !== 'live') return;
    notification.info({ title: t('app.live.away', { count: away }), placement: 'bottomRight', duration: 8 });
    awayTold();
  }, [away, status, awayTold, notification, t]);
  return null;
}

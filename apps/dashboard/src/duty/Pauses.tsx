// When a clock stood still, on whose word and why; and where its rule allows it, the button that stops it or lets it run again.

import { Button } from 'antd';
import type { Clock } from '#contract';
import { citationOf } from '../../../../libs/organisation/citation';
import { Instant } from '../shared/ui';
import { useWords } from '../shared/words';
import { type ClockActs, mayStillExtend, useLimits } from './useClockActs';

export function Pauses({ clock, acts }: { clock: Clock; acts: ClockActs }) {
  const { t, pick } = useWords();
  const may = acts.mayRule(clock);
  const pausable = useLimits(may && !clock.pausedAt ? clock : null).data?.pausableFor;
  return (
    <>
      {clock.pauses.length > 0 && (
        <ul className="year-list">
          {clock.pauses.map(({ from, to, by, reason }) => (
            <li key={from}>
              {t('duty.pause.stood')} <Instant at={from} /> –{' '}
              {to ? <Instant at={to} /> : t('duty.pause.goesOn')}
              <div className="quiet">{t('duty.pause.by', { name: by, reason })}</div>
            </li>
          ))}
        </ul>
      )}
      {may && clock.pausedAt && (
        <div className="clock-acts no-print">
          <Button type="primary" onClick={() => acts.ask('resume', clock)}>
            {t('duty.pause.resume')}
          </Button>
        </div>
      )}
      {may && !clock.pausedAt && pausable && mayStillExtend(clock) && (
        <div className="clock-acts no-print">
          <Button onClick={() => acts.ask('pause', clock)}>{t('duty.pause.pause')}</Button>
          <span className="quiet">
            {t('duty.pause.allowed', { what: pick(pausable.what) })} {citationOf(pausable.clause)}
          </span>
        </div>
      )}
    </>
  );
}

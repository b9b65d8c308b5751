// The state of a clock in one word with its shape; a clock past its due time is late before the server has swept it.
import type { Clock } from '#contract';
import { isPastMs } from '../../../../libs/duty/due-second';
import { useTicking } from '../shared/now';
import { StateTag, type Tone } from '../shared/ui';
import { useWords } from '../shared/words';

export const isRunning = ({ state }: Pick<Clock, 'state'>): boolean =>
  state === 'open' || state === 'breached';

type Shown = 'paused' | 'calm' | 'risk' | 'breached' | 'met' | 'met-late' | 'waived';
const tones: Record<Shown, Tone> = {
  paused: 'plain',
  calm: 'plain',
  risk: 'warn',
  breached: 'bad',
  met: 'good',
  'met-late': 'warn',
  waived: 'plain',
};
const shownAt = (nowMs: number, { state, dueAt, atRisk, pausedAt }: Clock): Shown => {
  if (state !== 'open') return state;
  if (pausedAt) return 'paused';
  if (isPastMs(nowMs, Date.parse(dueAt))) return 'breached';
  return atRisk ? 'risk' : 'calm';
};

export function ClockState({ clock }: { clock: Clock }) {
  const { t, name } = useWords();
  const shown = useTicking((now) => shownAt(now, clock));
  const words = {
    paused: () => t('duty.pause.paused'),
    calm: () => name('clockState', 'open'),
    risk: () => t('duty.clock.atRisk'),
    breached: () => name('clockState', 'breached'),
    met: () => name('clockState', 'met'),
    'met-late': () => name('clockState', 'met-late'),
    waived: () => name('clockState', 'waived'),
  };
  return <StateTag tone={tones[shown]}>{words[shown]()}</StateTag>;
}

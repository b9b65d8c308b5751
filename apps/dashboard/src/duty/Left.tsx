// How much time a running clock has left; of one that stands still, that it does.
import type { Clock } from '#contract';
import { Remaining } from '../shared/ui';
import { useWords } from '../shared/words';

export function Left({ clock }: { clock: Pick<Clock, 'startAt' | 'dueAt' | 'pausedAt'> }) {
  const { t } = useWords();
  if (clock.pausedAt) return <span className="left paused">❚❚ {t('duty.pause.paused')}</span>;
  return <Remaining dueAt={clock.dueAt} startAt={clock.startAt} />;
}

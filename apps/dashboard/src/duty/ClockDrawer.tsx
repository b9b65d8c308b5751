// Everything about one clock at the side of the page, the board staying where it is.
import { Drawer } from 'antd';
import type { Clock } from '#contract';
import { AboutLink } from '../shared/ui';
import { useWords } from '../shared/words';
import { ClockFacts } from './ClockFacts';

export function ClockDrawer({ clock, onClose }: { clock: Clock | null; onClose: () => void }) {
  const { t, pick } = useWords();
  return (
    <Drawer
      open={clock !== null}
      onClose={onClose}
      size={520}
      title={clock ? t('duty.why.title', { name: pick(clock.name) }) : ''}
      destroyOnHidden
    >
      {clock && (
        <div className="stack">
          <AboutLink of={clock} />
          <ClockFacts clock={clock} />
        </div>
      )}
    </Drawer>
  );
}

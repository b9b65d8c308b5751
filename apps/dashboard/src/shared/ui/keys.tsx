// Keys that act on the page, never while somebody is typing; and the page that lists them.
import { Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { useWords } from '../words';

export type Hotkeys = Partial<
  Record<
    | 'j'
    | 'k'
    | 'Enter'
    | 'a'
    | 'c'
    | 'd'
    | 'x'
    | 'm'
    | 'l'
    | 'u'
    | 't'
    | 'w'
    | 'e'
    | 'o'
    | 'z'
    | '?'
    | '/'
    | 'Escape',
    () => void
  >
>;

/** Whether the keyboard belongs to a field or an open dialogue just now. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  const at = event.target;
  if (!(at instanceof HTMLElement)) return false;
  if (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return true;
  if (at.closest('[role=combobox],[role=listbox],[role=menu]')) return true;
  return document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null;
}
/** Enter on a link or a button is theirs. */
const isPress = (event: KeyboardEvent) =>
  event.key === 'Enter' &&
  event.target instanceof Element &&
  event.target.closest('a,button,summary') !== null;

/** Binds keys while the component is on the page. Later components win, and a key handled once goes no further. */
export function useHotkeys(keys: Hotkeys, enabled = true): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      const run = latest.current[event.key as keyof Hotkeys];
      if (!run || event.defaultPrevented || isTaken(event) || isPress(event)) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled]);
}

const lines = [
  [['j', 'k'], 'move'],
  [['Enter'], 'open'],
  [['a'], 'acknowledge'],
  [['c'], 'confirm'],
  [['l'], 'level'],
  [['m'], 'merge'],
  [['x'], 'dismiss'],
  [['u'], 'undo'],
  [['t', 'w', 'e', 'o'], 'correct'],
  [['z'], 'uncorrect'],
  [['/'], 'search'],
  [['?'], 'help'],
  [['Esc'], 'close'],
] as const;

export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal open={open} title={t('app.keys.title')} onCancel={onClose} footer={null} width={360}>
      <dl className="keys">
        {lines.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`app.keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

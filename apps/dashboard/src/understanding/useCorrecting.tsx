// Puts a label right with one key: opens the picker, applies the choice, and offers to undo it.
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import type { Aspect } from '#contract';
import { useAct } from '../shared/api';
import { useSession } from '../shared/session';
import { useHotkeys } from '../shared/ui';
import { useWords } from '../shared/words';
import { LabelPicker, type Picked } from './LabelPicker';
import { useCodes } from './labelCodes';

type Open = { message: Picked; aspect: Exclude<Aspect, 'off-topic'> };
const TOLD_S = 8;
const toastKey = 'correction';

export function useCorrecting() {
  const { t, name } = useWords();
  const { may } = useSession();
  const { message: toast } = App.useApp();
  const codes = useCodes();
  const [open, setOpen] = useState<Open | null>(null);
  /** What `z` undoes: the last correction made on this page. */
  const last = useRef<{ id: string; correctionId: string } | null>(null);
  const undoing = useAct('messages.uncorrect', { done: t('learning.correct.undone') });
  const undo = () => {
    const params = last.current;
    if (!params) return;
    last.current = null;
    toast.destroy(toastKey);
    undoing.act({ params });
  };
  const correcting = useAct('messages.correct', {
    onDone: ({ correctionId, message }, { body }) => {
      last.current = { id: message.id, correctionId };
      const { now = [] } = message.corrections.find(({ id }) => id === correctionId) ?? {};
      void toast.open({
        key: toastKey,
        type: 'success',
        duration: TOLD_S,
        content: (
          <>
            {t('learning.correct.done', { what: name('aspect', body.aspect), now: codes(body.aspect, now) })}{' '}
            <Button size="small" type="link" onClick={undo}>
              {t('learning.correct.undo')} (z)
            </Button>
          </>
        ),
      });
    },
  });
  const isAllowed = may('label.correct');
  useHotkeys({ z: undo }, isAllowed);
  const toggleOffTopic = ({ id, offTopic }: Picked) =>
    correcting.act({ params: { id }, body: { aspect: 'off-topic', offTopic: !offTopic } });
  return {
    isAllowed,
    undo: (id: string, correctionId: string) => undoing.act({ params: { id, correctionId } }),
    pick: (message: Picked, aspect: Open['aspect']) => setOpen({ message, aspect }),
    toggleOffTopic,
    /** The keys for the message that is chosen in a list, or shown on the page. */
    keys: isAllowed
      ? {
          t: (message: Picked) => setOpen({ message, aspect: 'topic' }),
          w: (message: Picked) => setOpen({ message, aspect: 'areas' }),
          e: (message: Picked) => setOpen({ message, aspect: 'emergency' }),
          o: toggleOffTopic,
        }
      : {},
    picker: open && (
      <LabelPicker
        {...open}
        onClose={() => setOpen(null)}
        onPick={(body) => {
          setOpen(null);
          correcting.act({ params: { id: open.message.id }, body });
        }}
      />
    ),
  };
}

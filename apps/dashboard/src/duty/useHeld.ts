// Keeps the board still while a hand is on it: what is new waits until the hand leaves or asks for it.
import { type FocusEvent, useMemo, useRef, useState } from 'react';

/** `current` is the layout as it should be now (as text, so that equal layouts are equal). */
export function useHeld(current: string) {
  const [held, setHeld] = useState<string | null>(null);
  const inside = useRef({ pointer: false, focus: false });
  const latest = useRef(current);
  latest.current = current;
  const handlers = useMemo(() => {
    const update = (part: Partial<{ pointer: boolean; focus: boolean }>) => {
      Object.assign(inside.current, part);
      const isInside = inside.current.pointer || inside.current.focus;
      setHeld((before) => (isInside ? (before ?? latest.current) : null));
    };
    return {
      onPointerEnter: () => update({ pointer: true }),
      onPointerLeave: () => update({ pointer: false }),
      onFocus: () => update({ focus: true }),
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) update({ focus: false });
      },
    };
  }, []);
  return {
    shown: held ?? current,
    waiting: held !== null && held !== current,
    letIn: () => setHeld((before) => (before === null ? null : latest.current)),
    handlers,
  };
}

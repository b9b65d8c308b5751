// Keeps a list still under the hand: while the pointer or the focus is inside, rows stay where they are and new ones wait.
import { type FocusEvent, useRef, useState } from 'react';

type Id = string | number;

/**
 * What to show of what is `given`: as they are, or, while the pointer or focus is inside, in the order they had when it came in.
 * Rows that go meanwhile stay until it leaves (`gone` tells which), unless they went by the person's own hand (`drop`).
 * `isHeld`: so too while a dialogue that the list opened stands outside it and has the focus.
 * Items after the last held row (a further page asked for) are added at the end; the others wait, counted in `waiting`.
 */
export function useSettled<T>(given: readonly T[], idOf: (item: T) => Id, isHeld = false) {
  const [dropped, setDropped] = useState<readonly Id[]>([]);
  const items = dropped.length > 0 ? given.filter((item) => !dropped.includes(idOf(item))) : given;
  const [order, setOrder] = useState<readonly Id[] | null>(null);
  const inside = useRef({ pointer: false, focus: false });
  const dialogue = useRef(isHeld);
  dialogue.current = isHeld;
  const known = useRef(new Map<Id, T>());
  const ids = items.map(idOf);
  if (order === null) known.current = new Map();
  for (const item of items) known.current.set(idOf(item), item);

  const held = new Set(order ?? ids);
  const lastHeld = ids.reduce<number>((last, id, at) => (held.has(id) ? at : last), -1);
  const present = new Set(ids);
  const shown = order
    ? [...order.flatMap((id) => known.current.get(id) ?? []), ...items.slice(lastHeld + 1)]
    : [...items];

  const update = (part: Partial<{ pointer: boolean; focus: boolean }>) => {
    Object.assign(inside.current, part);
    const isInside = inside.current.pointer || inside.current.focus || dialogue.current;
    setOrder((now) => (isInside ? (now ?? ids) : null));
    if (!isInside) setDropped([]);
  };
  return {
    shown,
    waiting: order ? ids.slice(0, lastHeld + 1).filter((id) => !held.has(id)).length : 0,
    gone: (item: T) => !present.has(idOf(item)),
    /** Held no longer, until the hand comes in anew: after an act whose outcome belongs in the list. */
    release: () => setOrder(null),
    letIn: () => setOrder((now) => (now ? ids : null)),
    /** Came back by the person's own hand (an act undone): no longer kept out. */
    restore: (id: Id) => {
      setDropped((now) => now.filter((one) => one !== id));
      setOrder(null);
    },
    drop: (id: Id) => {
      setOrder((now) => now?.filter((one) => one !== id) ?? null);
      setDropped((now) => [...now, id]);
    },
    handlers: {
      onPointerEnter: () => update({ pointer: true }),
      onPointerLeave: () => update({ pointer: false }),
      onFocus: () => update({ focus: true }),
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) update({ focus: false });
      },
    },
  };
}

// Tables wider than the screen can be moved by keyboard too: they take the focus while they overflow.
import { type RefObject, useEffect } from 'react';

const scrolling = '.ant-table-content, .ant-table-body';

function mark(within: HTMLElement): void {
  for (const box of within.querySelectorAll<HTMLElement>(scrolling)) {
    const isWide = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    if (isWide) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
}

/** Keeps watch over the tables inside `area` (Ant Design leaves their scrolling box out of the tab order). */
export function useScrollableTables(area: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const within = area.current;
    if (!within) return;
    // Once a frame at most, and in the very next one: whoever comes by keyboard must not find a table that cannot be moved.
    let frame = 0;
    const later = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        mark(within);
      });
    };
    const changes = new MutationObserver(later);
    changes.observe(within, { childList: true, characterData: true, subtree: true });
    const width = new ResizeObserver(later);
    width.observe(within);
    later();
    return () => {
      cancelAnimationFrame(frame);
      changes.disconnect();
      width.disconnect();
    };
  }, [area]);
}

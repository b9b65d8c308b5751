// Tables wider than the screen can be moved by keyboard too: they take the focus while they overflow.
import { type RefObject, useEffect } from 'react';

const scrolling = '.ant-table-content, .ant-table-body';
const settleMs = 150;

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
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => mark(within), settleMs);
    };
    const changes = new MutationObserver(later);
    changes.observe(within, { childList: true, subtree: true });
    window.addEventListener('resize', later);
    later();
    return () => {
      clearTimeout(timer);
      changes.disconnect();
      window.removeEventListener('resize', later);
    };
  }, [area]);
}

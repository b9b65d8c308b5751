// Words not yet saved, kept in this tab only: they survive a lapsed session and a reload, and go with the tab.
import type { Content } from './content';

type Kept = { content: Content; version: number };
const under = (place: string) => `wenying.draft.${place}`;

export function keep(place: string, kept: Kept): void {
  try {
    sessionStorage.setItem(under(place), JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing: the words are still on the page.
  }
}
export function forget(place: string): void {
  try {
    sessionStorage.removeItem(under(place));
  } catch {
    // Nothing was kept, so nothing is left.
  }
}
export function kept(place: string): Kept | null {
  try {
    const text = sessionStorage.getItem(under(place));
    return text === null ? null : (JSON.parse(text) as Kept);
  } catch {
    return null;
  }
}

// What a page says of itself to the shell: the right it needs, and whether it stands without chrome.
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';

export type PageHandle = {
  /** Any one of these rights opens the page. */
  rights?: readonly string[];
  /** Without header and menu (a wall screen). */
  bare?: boolean;
};

/** A page fetched when it is first opened: `page('/duties', () => import('./Board').then((m) => m.Board), {rights: ['duty.read']})`. */
export function page(path: string, load: () => Promise<ComponentType>, handle: PageHandle = {}): RouteObject {
  return { path, handle, lazy: async () => ({ Component: await load() }) };
}

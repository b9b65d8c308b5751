// The pages of release and the right each needs.
import type { RouteObject } from 'react-router';
import { page } from '../shared/routing';

const reading = { rights: ['release.read'] };
export const routes: RouteObject[] = [
  page('/releases', () => import('./Releases').then((m) => m.Releases), reading),
  // "new" is one of the ids, so that a text being written stays on the page when it is first saved.
  page('/releases/:id', () => import('./ReleasePage').then((m) => m.ReleasePage), reading),
];

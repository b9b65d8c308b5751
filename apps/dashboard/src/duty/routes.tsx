// The pages of duty and the right each needs.
import type { RouteObject } from 'react-router';
import { page } from '../shared/routing';

const reading = { rights: ['duty.read'] };
export const routes: RouteObject[] = [
  page('/duties', () => import('./Board').then((m) => m.Board), reading),
  page('/duties/packs', () => import('./Packs').then((m) => m.Packs), reading),
  page('/duties/:id', () => import('./ClockPage').then((m) => m.ClockPage), reading),
];

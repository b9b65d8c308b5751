// The pages of accountability and the right each needs.
import type { RouteObject } from 'react-router';
import { paths } from '../shared/paths';
import { page } from '../shared/routing';

export const routes: RouteObject[] = [
  page(paths.ledger, () => import('./Ledger').then((m) => m.Ledger), { rights: ['ledger.read'] }),
  page(paths.checkpoints, () => import('./Checkpoints').then((m) => m.Checkpoints), {
    rights: ['ledger.read'],
  }),
  page('/ledger/:seq', () => import('./LedgerEntry').then((m) => m.LedgerEntry), { rights: ['ledger.read'] }),
];

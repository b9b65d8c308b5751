// The pages of intake and the right each needs.
import type { RouteObject } from 'react-router';
import { paths } from '../shared/paths';
import { page } from '../shared/routing';

export const routes: RouteObject[] = [
  page(paths.intake, () => import('./Sources').then((m) => m.Sources), { rights: ['source.read'] }),
  page(paths.entry, () => import('./Entry').then((m) => m.Entry), { rights: ['message.enter'] }),
  page(paths.imports, () => import('./Imports').then((m) => m.Imports), { rights: ['import.run'] }),
  page(paths.import(':id'), () => import('./ImportRun').then((m) => m.ImportRunPage), {
    rights: ['import.run'],
  }),
];

// The pages of understanding and the right each needs.
import type { RouteObject } from 'react-router';
import { paths } from '../shared/paths';
import { page } from '../shared/routing';

export const routes: RouteObject[] = [
  page(paths.incidents, () => import('./Incidents').then((m) => m.Incidents), { rights: ['incident.read'] }),
  page(paths.messages, () => import('./Messages').then((m) => m.Messages), { rights: ['message.read'] }),
  page(paths.model, () => import('./Models').then((m) => m.Models), { rights: ['model.read'] }),
  page(paths.modelOf(':id'), () => import('./ModelPage').then((m) => m.ModelPage), {
    rights: ['model.read'],
  }),
  page(paths.message(':id'), () => import('./MessagePage').then((m) => m.MessagePage), {
    rights: ['message.read'],
  }),
];

// The pages of organisation and the right each needs.
import type { RouteObject } from 'react-router';
import { paths } from '../shared/paths';
import { page } from '../shared/routing';

export const routes: RouteObject[] = [
  page(paths.organise, () => import('./Departments').then((m) => m.Departments), {
    rights: ['organisation.read'],
  }),
  page(paths.officers, () => import('./Officers').then((m) => m.Officers), { rights: ['organisation.read'] }),
  page(paths.roster, () => import('./Roster').then((m) => m.Roster), { rights: ['organisation.read'] }),
  page(paths.posts, () => import('./Posts').then((m) => m.Posts), { rights: ['organisation.read'] }),
  page(paths.matrix, () => import('./Matrix').then((m) => m.Matrix), { rights: ['organisation.read'] }),
  page(paths.jurisdictions, () => import('./Jurisdictions').then((m) => m.Jurisdictions), {
    rights: ['organisation.read'],
  }),
  page(paths.aliases, () => import('./Aliases').then((m) => m.Aliases), { rights: ['organisation.read'] }),
  page(paths.transfer, () => import('./Transfer').then((m) => m.Transfer), { rights: ['organisation.read'] }),
  page(paths.hooks, () => import('./Hooks').then((m) => m.Hooks), { rights: ['token.manage'] }),
  page(paths.partners, () => import('./Partners').then((m) => m.Partners), { rights: ['partner.read'] }),
  page(paths.tokens, () => import('./Tokens').then((m) => m.Tokens), { rights: ['token.manage'] }),
];

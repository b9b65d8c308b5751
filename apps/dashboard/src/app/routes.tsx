// Every address and the page that stands there; the only place that knows all rooms.
import type { RouteObject } from 'react-router';
import { routes as accountability } from '../accountability/routes';
import { routes as duty } from '../duty/routes';
import { routes as intake } from '../intake/routes';
import { routes as notices } from '../notices/routes';
import { routes as organisation } from '../organisation/routes';
import { routes as release } from '../release/routes';
import { page } from '../shared/routing';
import { Loading } from '../shared/ui';
import { routes as understanding } from '../understanding/routes';
import { NotFound, PageFailed } from './Failures';
import { Gate } from './Gate';
import { Home } from './Home';
import { Shell } from './Shell';

export const routes: RouteObject[] = [
  {
    ...page('/setup', () => import('./Setup').then((m) => m.Setup)),
    ErrorBoundary: PageFailed,
    HydrateFallback: Loading,
  },
  {
    path: '/',
    Component: Gate,
    ErrorBoundary: PageFailed,
    HydrateFallback: Loading,
    children: [
      {
        Component: Shell,
        children: [
          {
            ErrorBoundary: PageFailed,
            children: [
              { index: true, Component: Home },
              // Whoever was sent to sign in goes home once they have.
              { path: '/sign-in', Component: Home },
              page('/live', () => import('./LivePage').then((m) => m.LivePage), { rights: ['live.read'] }),
              ...intake,
              ...understanding,
              page('/incidents/:id', () => import('./IncidentDesk').then((m) => m.IncidentDesk), {
                rights: ['incident.read'],
              }),
              ...notices,
              page('/duties', () => import('./MyWork').then((m) => m.MyWork), { rights: ['duty.read'] }),
              ...duty,
              ...release,
              page('/overview', () => import('./Overview').then((m) => m.Overview), {
                rights: ['overview.read'],
              }),
              page('/wall', () => import('./Wall').then((m) => m.Wall), {
                rights: ['duty.read'],
                bare: true,
              }),
              ...accountability,
              ...organisation,
              { path: '*', Component: NotFound },
            ],
          },
        ],
      },
    ],
  },
];

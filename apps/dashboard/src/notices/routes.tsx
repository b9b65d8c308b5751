// The pages of escalation and notices and the right each needs.
import type { RouteObject } from 'react-router';
import { paths } from '../shared/paths';
import { page } from '../shared/routing';

const reading = { rights: ['duty.read'] };
const telling = { rights: ['notice.read'] };
export const routes: RouteObject[] = [
  page(paths.climbs, () => import('./ClimbsPage').then((m) => m.ClimbsPage), reading),
  page(paths.ladder, () => import('./LadderPage').then((m) => m.LadderPage), reading),
  page(paths.noticeChannels, () => import('./Channels').then((m) => m.Channels), telling),
  page(paths.notices, () => import('./Notices').then((m) => m.Notices), telling),
  page(paths.myNotices, () => import('./MyNotices').then((m) => m.MyNotices)),
];

// The pages of duty and the right each needs; the board itself stands in `app`, with what other rooms add to one's own work.
import type { RouteObject } from 'react-router';
import { page } from '../shared/routing';

const reading = { rights: ['duty.read'] };
export const routes: RouteObject[] = [
  page('/duties/packs', () => import('./Packs').then((m) => m.Packs), reading),
  page('/duties/packs/:id', () => import('./PackPage').then((m) => m.PackPage), reading),
  page('/duties/calendar', () => import('./CalendarPage').then((m) => m.CalendarPage), reading),
  page('/duties/changes', () => import('./Changes').then((m) => m.Changes), reading),
  page('/duties/changes/:id', () => import('./ChangePage').then((m) => m.ChangePage), reading),
  page('/duties/forecast', () => import('./Forecast').then((m) => m.Forecast), reading),
  page('/duties/hotline', () => import('./HotlineClocks').then((m) => m.HotlineClocks), reading),
  page('/duties/standing', () => import('./Standing').then((m) => m.Standing), reading),
  page('/duties/plans', () => import('./Plans').then((m) => m.Plans), reading),
  page('/duties/plans/new', () => import('./PlanPage').then((m) => m.NewPlan), { rights: ['plan.write'] }),
  page('/duties/plans/:id', () => import('./PlanPage').then((m) => m.PlanPage), reading),
  page('/duties/drills', () => import('./Drills').then((m) => m.Drills), reading),
  page('/duties/drills/new', () => import('./PrepareDrill').then((m) => m.PrepareDrill), {
    rights: ['drill.run'],
  }),
  page('/duties/drills/:id', () => import('./DrillPage').then((m) => m.DrillPage), reading),
  page('/duties/matters', () => import('./Matters').then((m) => m.Matters), reading),
  page('/duties/matters/:id', () => import('./MatterPage').then((m) => m.MatterPage), reading),
  page('/duties/orders', () => import('./Orders').then((m) => m.Orders), reading),
  page('/duties/orders/:id', () => import('./OrderPage').then((m) => m.OrderPage), reading),
  page('/duties/:id', () => import('./ClockPage').then((m) => m.ClockPage), reading),
];

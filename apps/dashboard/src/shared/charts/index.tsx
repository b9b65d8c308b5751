// The only door to the chart library: what draws with it is fetched when a page first needs it.
import { lazy, Suspense } from 'react';
import { Loading } from '../ui/States';
import type { SeriesHoursProps } from './SeriesHours';
import type { StackedHoursProps } from './StackedHours';
import type { TimelineBarsProps } from './TimelineBars';

export type { SeriesHoursProps } from './SeriesHours';
export { Sparkline } from './Sparkline';
export type { Mark, StackedHoursProps } from './StackedHours';
export type { TimelineBarsProps, TimelineRow } from './TimelineBars';

const LazyHours = lazy(() => import('./StackedHours').then((m) => ({ default: m.StackedHours })));
const LazySeries = lazy(() => import('./SeriesHours').then((m) => ({ default: m.SeriesHours })));
const LazyBars = lazy(() => import('./TimelineBars').then((m) => ({ default: m.TimelineBars })));

export const StackedHours = (props: StackedHoursProps) => (
  <Suspense fallback={<Loading rows={5} />}>
    <LazyHours {...props} />
  </Suspense>
);
export const SeriesHours = (props: SeriesHoursProps) => (
  <Suspense fallback={<Loading rows={5} />}>
    <LazySeries {...props} />
  </Suspense>
);
export const TimelineBars = (props: TimelineBarsProps) => (
  <Suspense fallback={<Loading rows={5} />}>
    <LazyBars {...props} />
  </Suspense>
);

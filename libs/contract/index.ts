// What crosses the wire: every route with its shapes, the live stream, and the map of all facts.
import type { AccountabilityFacts } from '#accountability';
import type { DutyFacts } from '#duty';
import type { IntakeFacts } from '#intake';
import type { OrganisationFacts } from '#organisation';
import type { ReleaseFacts } from '#release';
import type { UnderstandingFacts } from '#understanding';
import { accountabilityRoutes } from './accountability';
import { assessmentRoutes } from './assessment';
import { burstRoutes } from './bursts';
import { consultationRoutes } from './consultation';
import { drillRoutes } from './drills';
import { dutyRoutes } from './duty';
import { dutyRuleRoutes } from './duty-rules';
import { importRoutes } from './imports';
import { incidentRoutes } from './incidents';
import { intakeRoutes } from './intake';
import { ladderRoutes } from './ladder';
import { learningRoutes } from './learning';
import { liveRoutes } from './live';
import { matterRoutes } from './matters';
import { messageRoutes } from './messages';
import { type NoticeFacts, noticeRoutes } from './notices';
import { orderRoutes } from './orders';
import { organisationRoutes } from './organisation';
import { outlookRoutes } from './outlook';
import { planRoutes } from './plans';
import { policyRiskRoutes } from './policy-risk';
import { releaseRoutes } from './release';
import { responsibilityRoutes } from './responsibility';
import { rosterRoutes } from './roster';
import type { Answered, Asked, Handled } from './route';
import { ruleRoutes } from './rules';
import { searchRoutes } from './search';
import { type SharingFacts, sharingRoutes } from './sharing';
import { sourceRoutes } from './sources';
import { stepRoutes } from './steps';
import { transferRoutes } from './transfer';

export * from './accountability';
export * from './assessment';
export * from './bursts';
export * from './consultation';
export * from './corrections';
export * from './drills';
export * from './duty';
export * from './duty-rules';
export * from './imports';
export * from './incidents';
export * from './intake';
export * from './ladder';
export * from './learning';
export * from './live';
export * from './matters';
export * from './messages';
export * from './notices';
export * from './orders';
export * from './organisation';
export * from './outlook';
export * from './plans';
export * from './policy-risk';
export * from './release';
export * from './responsibility';
export * from './roster';
export type { Method, RouteSpec } from './route';
export * from './rules';
export * from './search';
export * from './shape';
export * from './sharing';
export * from './sources';
export * from './steps';
export * from './transfer';

/** Every route of the API by name, in the order of the flow. */
export const allRoutes = {
  ...organisationRoutes,
  ...responsibilityRoutes,
  ...transferRoutes,
  ...rosterRoutes,
  ...sourceRoutes,
  ...intakeRoutes,
  ...importRoutes,
  ...messageRoutes,
  ...incidentRoutes,
  ...searchRoutes,
  ...assessmentRoutes,
  ...consultationRoutes,
  ...policyRiskRoutes,
  ...ruleRoutes,
  ...burstRoutes,
  ...learningRoutes,
  ...dutyRoutes,
  ...dutyRuleRoutes,
  ...outlookRoutes,
  ...matterRoutes,
  ...orderRoutes,
  ...stepRoutes,
  ...planRoutes,
  ...drillRoutes,
  ...releaseRoutes,
  ...accountabilityRoutes,
  ...liveRoutes,
  ...sharingRoutes,
  ...ladderRoutes,
  ...noticeRoutes,
};
export type RouteName = keyof typeof allRoutes;
type RouteOf<N extends RouteName> = (typeof allRoutes)[N];
/** What the handler of a route receives. */
export type Input<N extends RouteName> = Handled<RouteOf<N>>;
/** What the caller of a route sends. */
export type Request<N extends RouteName> = Asked<RouteOf<N>>;
/** What a route answers. */
export type Answer<N extends RouteName> = Answered<RouteOf<N>>;

/** Every kind of fact with the shape of its body. */
export type FactMap = OrganisationFacts &
  IntakeFacts &
  UnderstandingFacts &
  DutyFacts &
  ReleaseFacts &
  AccountabilityFacts &
  SharingFacts &
  NoticeFacts;
export type FactKind = keyof FactMap;

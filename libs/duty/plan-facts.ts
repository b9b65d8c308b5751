// The facts of response plans: written, put in force by a second person, proposed to an incident, taken or declined.
type Proposal = { incidentId: string; planId: string; edition: number };
export type PlanFacts = {
  'plan.written': { planId: string; edition: number; digest: string };
  'plan.approved': { planId: string; edition: number; digest: string };
  'plan.withdrawn': { planId: string; edition: number; reason: string };
  'plan.proposed': Proposal;
  /** `tasks`: how many it brought. */
  'plan.taken': Proposal & { tasks: number };
  'plan.declined': Proposal & { reason: string };
};

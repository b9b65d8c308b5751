// The facts of what duty has people do besides publishing in time: orders, the two lanes of an incident, plans, drills.
import type { DrillFacts } from './drill-facts';
import type { OrderFacts } from './order-facts';
import type { PlanFacts } from './plan-facts';
import type { StepFacts } from './step-facts';

export type WorkFacts = OrderFacts & StepFacts & PlanFacts & DrillFacts;

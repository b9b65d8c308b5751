// The facts of what duty has people do besides publishing in time: orders, the two lanes of an incident.
import type { OrderFacts } from './order-facts';
import type { StepFacts } from './step-facts';

export type WorkFacts = OrderFacts & StepFacts;

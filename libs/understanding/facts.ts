// The facts of understanding: what was made of the messages, by the model or by a person, and why.
import type { Level } from './levels';
import type { RuleFacts } from './rule-facts';

export type UnderstandingFacts = RuleFacts & {
  'message.labelled': { batchId: string; count: number; model: string; digest: string };
  'incident.opened': {
    incidentId: string;
    messageId: string;
    topic: string | null;
    emergencyKind: string | null;
    proposedLevel: Level | null;
    messages: number;
    /** The newest of its messages is older than three days: filed, but not news. */
    old: boolean;
  };
  'incident.grew': { incidentId: string; added: number; messages: number; channels: string[] };
  'level.proposed': {
    incidentId: string;
    level: Level;
    kind: string;
    clause: string;
    facts: { name: string; value: number }[];
  };
  'incident.confirmed': {
    incidentId: string;
    level: Level;
    emergency: boolean;
    emergencyKind: string | null;
    topic: string | null;
    areas: string[];
    occurredAt: string | null;
    detectedAt: string;
    leadDepartmentId: string | null;
    supportDepartmentIds: string[];
    rule: string;
    reason: string | null;
  };
  'incident.level-changed': { incidentId: string; from: Level; to: Level; reason: string };
  'incident.assigned': { incidentId: string; from: string | null; leadDepartmentId: string; reason: string };
  'incident.dismissed': { incidentId: string; reason: string };
  'incident.merged': { incidentId: string; intoId: string; messages: number; reason: string };
  'incident.message-moved': { incidentId: string; messageId: string; toIncidentId: string; reason: string };
  'incident.closed': { incidentId: string; reason: string };
};

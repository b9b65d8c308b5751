// The facts of understanding: what was made of the messages, by the model or by a person, and why.
import type { Level } from './levels';
import type { RuleFacts } from './rule-facts';

export type ConsultationTask = {
  consultationId: string;
  incidentId: string;
  taskId: string;
  departmentId: string;
  dueAt: string;
  toOfficerIds: string[];
};
export type UndoableAct =
  | 'dismiss'
  | 'level'
  | 'assign'
  | 'merge'
  | 'move'
  | 'split'
  | 'take-in'
  | 'title'
  | 'place';
export type UnderstandingFacts = RuleFacts & {
  'message.labelled': { batchId: string; count: number; model: string; digest: string };
  /** A labelled batch is worked in; `count`: its messages that concern the place, now in incidents. */
  'message.grouped': { batchId: string; count: number };
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
  /** Who is to take it on: the department named, whom it came from, and who is told. */
  'incident.lead-named': {
    incidentId: string;
    leadDepartmentId: string;
    from: string | null;
    reason: string | null;
    toOfficerIds: string[];
  };
  /** The department named has taken it on. */
  'incident.accepted': { incidentId: string; leadDepartmentId: string; namedAt: string | null };
  /** A department was merged into another: these open incidents, and so many open tasks, are now the other's. */
  'incident.parties-merged': { departmentId: string; intoId: string; incidentIds: string[]; tasks: number };
  'incident.dismissed': { incidentId: string; reason: string };
  'incident.merged': { incidentId: string; intoId: string; messages: number; reason: string };
  'incident.message-moved': { incidentId: string; messageId: string; toIncidentId: string; reason: string };
  /** A message that belonged to none; where it began a new one, `incident.opened` says so. */
  'incident.message-taken-in': { incidentId: string; messageId: string; reason: string };
  'incident.closed': { incidentId: string; reason: string };
  /** A search kept by name. Neither name nor words: both are a person's own. */
  'search.saved': { searchId: string; shared: boolean };
  'search.changed': { searchId: string; changed: string[]; shared: boolean };
  'search.removed': { searchId: string; shared: boolean };
  'incident.split': { incidentId: string; toIncidentId: string; messages: number; reason: string };
  /** A person named it; `digest`: SHA-256 of the title. */
  'incident.titled': { incidentId: string; digest: string };
  /** The text that it was named after was erased: another name took its place. */
  'incident.untitled': { incidentId: string };
  /** `digest`: SHA-256 of the place, a name in words. */
  'incident.placed': { incidentId: string; digest: string };
  /** An assessment was taken back: how the incident stands now, and how many messages went back with it. */
  'incident.undone': {
    assessmentId: string;
    act: UndoableAct;
    incidentId: string;
    otherId: string | null;
    messages: number;
    state: string;
    level: Level | null;
    reason: string;
  };
  'consultation.drafted': { consultationId: string; incidentId: string; heldAt: string };
  'consultation.edited': { consultationId: string; incidentId: string; edition: number };
  /** `digest`: SHA-256 of its content; nobody changes it from here on. */
  'consultation.closed': {
    consultationId: string;
    incidentId: string;
    edition: number;
    heldAt: string;
    departmentIds: string[];
    tasks: { departmentId: string; dueAt: string }[];
    digest: string;
  };
  /** A department has a task of a consultation that was closed; its officers are told. */
  'consultation.tasked': ConsultationTask;
  /** Nobody did it in time; told once. `late`: noticed afterwards, as after a stop of the server. */
  'consultation.task-overdue': ConsultationTask & { late: boolean };
  'consultation.added': { consultationId: string; incidentId: string; digest: string };
  'consultation.task-done': {
    consultationId: string;
    incidentId: string;
    departmentId: string;
    late: boolean;
  };
  'policy-risk.drafted': { policyRiskId: string };
  'policy-risk.edited': { policyRiskId: string; edition: number };
  'policy-risk.assessed': {
    policyRiskId: string;
    edition: number;
    risks: number;
    highest: number;
    digest: string;
  };
  'policy-risk.returned': { policyRiskId: string; edition: number; reason: string };
  'policy-risk.approved': { policyRiskId: string; edition: number; digest: string };
  'policy-risk.linked': { policyRiskId: string; incidentId: string };
  /** `was` and `now` are names of the tree, of an area, of a kind and level: never words of the message. */
  'label.corrected': Correcting & { was: string[]; now: string[]; model: string };
  'label.correction-undone': Correcting & { now: string[] };
  /** One message asked for by a person, or some of a relabelling. `changed`: labelled otherwise than before. */
  'message.relabelled': {
    relabellingId: string | null;
    count: number;
    changed: number;
    kept: number;
    models: string[];
    digest: string;
  };
  'relabelling.started': { relabellingId: string; since: string; messages: number };
  'relabelling.ended': {
    relabellingId: string;
    outcome: 'finished' | 'cancelled' | 'failed';
    done: number;
    changed: number;
    kept: number;
  };
  'model.training-started': { modelId: string; corrections: number };
  'model.trained': {
    modelId: string;
    version: string;
    /** SHA-256 of the file, of the shipped file it was trained on from, and of the ids of the corrections it learnt. */
    digest: string;
    baseDigest: string;
    examplesDigest: string;
    learnt: number;
    keptBack: number;
  };
  'model.training-ended': { modelId: string; outcome: 'failed' | 'cancelled' };
  /** `modelId` null: the shipped one is in force again. */
  'model.promoted': {
    modelId: string | null;
    version: string;
    digest: string;
    replacedId: string | null;
    replaced: string;
    reason: string | null;
  };
  'model.refused': { modelId: string; version: string; reason: string };
};

type Correcting = {
  correctionId: string;
  messageId: string;
  aspect: 'topic' | 'areas' | 'off-topic' | 'emergency';
};

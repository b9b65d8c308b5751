// The facts of understanding: what was made of the messages, by the model or by a person, and why.
import type { Level } from './levels';

export type UnderstandingFacts = {
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

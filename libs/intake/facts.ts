// The facts of intake: one for a batch of messages, never one a message, and never a citizen's words.
import type { Channel } from './channels';

/** That a source is not well: why, since when, who was named to see to it, and how often that was said. */
type SourceTrouble = {
  sourceId: string;
  code: string;
  failures: number;
  since: string | null;
  keeperId: string | null;
  times: number;
};

export type IntakeFacts = {
  'intake.received': {
    batchId: string;
    channel: Channel;
    sourceId: string | null;
    importId: string | null;
    count: number;
    /** sha-256 over the fingerprints of the batch's messages, in order: which words came in, without the words. */
    digest: string;
    firstAt: string;
    lastAt: string;
  };
  'source.added': { sourceId: string; name: string; host: string };
  'source.changed': { sourceId: string; changed: string[] };
  'source.removed': { sourceId: string };
  'source.failing': { sourceId: string; code: string; failures: number; since: string | null };
  'source.failing.2': SourceTrouble;
  'source.empty': SourceTrouble;
  'source.quiet': SourceTrouble;
  /** Somebody said that they see to it; it is not told again meanwhile. */
  'source.taken': { sourceId: string; code: string };
  /** Its site answered that it has moved for good. */
  'source.moved': { sourceId: string; from: string; to: string };
  'source.recovered': { sourceId: string };
  /** A door for signed pushes: made, its secret replaced, closed. */
  'hook.added': { hookId: string; name: string };
  'hook.rotated': { hookId: string; until: string };
  'hook.revoked': { hookId: string };
  'import.started': { importId: string; name: string; digest: string };
  'import.finished': { importId: string; received: number; repeated: number; refused: number };
  'import.failed': { importId: string; code: string };
};

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
  /** Messages that came again with other words or a new state; which, the batch's revisions tell. */
  'message.revised': {
    batchId: string;
    channel: Channel;
    sourceId: string | null;
    importId: string | null;
    count: number;
    /** sha-256 over a line a revision, in order: message id, number, keyed digest of the words, of the state. */
    digest: string;
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
  /** `revised`: known rows that brought something new; absent in facts from before they were told apart. */
  'import.finished': {
    importId: string;
    received: number;
    repeated: number;
    revised?: number;
    refused: number;
  };
  'import.failed': { importId: string; code: string };
  /** Somebody stopped it; what had come in by then stays. */
  'import.cancelled': {
    importId: string;
    received: number;
    repeated: number;
    revised: number;
    refused: number;
  };
  /** Somebody took the refused rows away, masked, to put them right. */
  'import.refusals-taken': { importId: string; rows: number };
  'mapping.saved': { mappingId: string; name: string };
  'mapping.removed': { mappingId: string; name: string };
  /** A person read the words as they came. `reason` is theirs, with personal data masked. */
  'original.opened': { messageId: string; reason: string };
  /** Sealed originals past their time: how many, and a sha-256 over the fingerprints that stay, in order of message id. */
  'original.erased': { count: number; days: number; before: string; digest: string };
  /** The key of a past month of which no sealed original is left: nothing that was ever sealed with it can be opened again. */
  'original.key-destroyed': { month: string };
  /**
   * Masked texts past their time, with whatever was still sealed of them: how many, between which arrivals, and a
   * sha-256 over the fingerprints that stay, in order of arrival.
   */
  'text.erased': {
    count: number;
    days: number;
    before: string;
    firstAt: string;
    lastAt: string;
    digest: string;
  };
};

// The facts of the registry of matters: ids, numbers and digests; never a title, never an applicant.
import type { MatterKind, StartsFrom } from './packs';
import type { ReleaseForm } from './release-forms';

type OfMatter = { matterId: string; kind: MatterKind };
export type MatterFacts = {
  'matter.registered': OfMatter & {
    number: string;
    departmentId: string | null;
    titleDigest: string;
    starts: { start: StartsFrom; at: string }[];
  };
  /** A start that nobody had said before; a correction is a change of the rules (`rules.changed`). */
  'matter.start-said': OfMatter & { start: StartsFrom; at: string };
  /** Number, title or department put right. */
  'matter.amended': OfMatter & {
    number: string;
    departmentId: string | null;
    titleDigest: string;
    reason: string;
  };
  /** What was due went out: the proof is the digest of the text, or the release that carried it. */
  'matter.answered': OfMatter & {
    answerId: string;
    form: ReleaseForm;
    publishedAt: string;
    digest: string;
    releaseId: string | null;
  };
  /** A list was brought in: the digest of the file, and what became of its rows. */
  'matters.imported': { digest: string; registered: number; repeated: number; refused: number };
  'matter.withdrawn': OfMatter & { reason: string };
  /** An incident has to do with it, as a person says; and that it has not. */
  'matter.joined': OfMatter & { number: string; incidentId: string };
  'matter.parted': OfMatter & { number: string; incidentId: string };
};

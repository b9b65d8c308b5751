// The facts of release: who drafted, who reviewed, who approved, what went out, where, and its digest.
import type { ReleaseForm } from '#duty';

/** What it is about: an incident, else a matter of the registry, or neither. */
type Of = { releaseId: string; incidentId: string | null; matterId?: string };

export type ReleaseFacts = {
  'release.drafted': Of & { form: ReleaseForm; edition: number };
  'release.edited': Of & { edition: number; digest: string };
  'release.submitted': Of & { edition: number; digest: string };
  'release.reviewed': Of & { edition: number; note: string | null };
  'release.returned': Of & { edition: number; reason: string };
  'release.approved': Of & { edition: number };
  'release.published': Of & {
    edition: number;
    form: ReleaseForm;
    url: string;
    place: string;
    digest: string;
    publishedAt: string;
    reason: string | null;
  };
  'release.withdrawn': Of & { edition: number; reason: string };
};

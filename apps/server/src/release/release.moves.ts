// What each step of the procedure does to a release, and the fact that says so; who may take it was decided before.
import type { FactKind, FactMap } from '#contract';
import { type Move, publishedFact } from '#release';
import { actorOf, type Principal } from '../platform/access';
import { fact, type NewFact } from '../platform/commit';
import { draftDigest, placeOf } from './release.content';
import type { ReleaseRow } from './release.row';
import type { Edition } from './release.store';

export type Stepped = { row: ReleaseRow; fact: NewFact; edition?: Edition };
export type Step = {
  row: ReleaseRow;
  to: ReleaseRow['state'];
  who: Principal;
  at: Date;
  note: string | null;
  /** The newest edition before the public. */
  publishedEdition: number | null;
  /** Where the public reads it. */
  url: string;
};

/** A release in a fact, and what it is about. */
export const aboutOf = ({ id, incidentId, matterId }: ReleaseRow) => ({
  releaseId: id,
  incidentId,
  ...(matterId ? { matterId } : {}),
});
export const ofRelease = (id: string) => ({ type: 'release', id });
const nobodyYet = { reviewerId: null, approverId: null };

/** The step itself, by name. */
export function take(move: Move, step: Step): Stepped {
  const row: ReleaseRow = { ...step.row, state: step.to, updatedAt: step.at };
  return steps[move]({ ...step, row });
}

const steps: Record<Move, (step: Step) => Stepped> = {
  submit: (step) => {
    const { row } = step;
    const body = { ...aboutOf(row), edition: row.edition, digest: draftDigest(row) };
    return { row, fact: said('release.submitted', step, body) };
  },
  'pass-review': (step) => {
    const row = { ...step.row, reviewerId: step.who.id };
    const body = { ...aboutOf(row), edition: row.edition, note: step.note };
    return { row, fact: said('release.reviewed', step, body) };
  },
  return: (step) => {
    // Whoever passed the text has not passed the one that comes next.
    const row = { ...step.row, ...nobodyYet };
    const body = { ...aboutOf(row), edition: row.edition, reason: step.note ?? '' };
    return { row, fact: said('release.returned', step, body) };
  },
  approve: (step) => {
    const row = { ...step.row, approverId: step.who.id };
    return { row, fact: said('release.approved', step, { ...aboutOf(row), edition: row.edition }) };
  },
  publish: (step) => {
    const row: ReleaseRow = { ...step.row, publishedAt: step.at };
    const text = {
      title: row.title,
      body: row.body,
      place: placeOf(row),
      publishedAt: step.at.toISOString(),
    };
    const body = publishedFact({
      ...{ ...aboutOf(row), form: row.form, edition: row.edition, url: step.url, text },
      reason: row.edition > 1 ? row.correctionReason : null,
    });
    const { digest, url, reason, edition } = body;
    return {
      row,
      fact: said('release.published', step, body),
      edition: {
        ...text,
        ...{ digest, url, reason, edition },
        publishedAt: step.at,
        publishedBy: step.who.name,
      },
    };
  },
  correct: (step) => {
    // Whoever begins a correction writes it, and so neither reviews nor approves it; it stays the department's text.
    const row: ReleaseRow = {
      ...step.row,
      ...nobodyYet,
      edition: step.row.edition + 1,
      version: step.row.version + 1,
      authorId: step.who.id,
      departmentId: step.row.departmentId ?? step.who.departmentId,
      correctionReason: step.note,
    };
    const body = { ...aboutOf(row), form: row.form, edition: row.edition };
    return { row, fact: said('release.drafted', step, body) };
  },
  withdraw: (step) => {
    const row: ReleaseRow = { ...step.row, withdrawnAt: step.at, withdrawnReason: step.note };
    const edition = step.publishedEdition ?? row.edition;
    const body = { ...aboutOf(row), edition, reason: step.note ?? '' };
    return { row, fact: said('release.withdrawn', step, body) };
  },
};

function said<K extends FactKind>(kind: K, { row, who }: Step, body: FactMap[K]): NewFact {
  return fact(kind, actorOf(who), ofRelease(row.id), row.jurisdictionId, body);
}

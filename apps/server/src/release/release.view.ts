// A release as the wire shows it: the text, who passed it, and what this viewer may do with it now.
import type { Release, ReleaseCard } from '#contract';
import { type MoveQuestion, mayEdit, movesFor } from '#release';
import type { Principal } from '../platform/access';
import { problemsOf } from './release.content';
import type { ReleaseRow } from './release.row';
import type { Edition, ReleaseFound, Step, Stop } from './release.store';

const named = (id: string | null, name: string | null) => (id && name !== null ? { id, name } : null);

export function cardOf(row: ReleaseFound): ReleaseCard {
  const { id, incidentId, incidentTitle, matterId, matterTitle, form, state, title, edition } = row;
  return {
    ...{ id, incidentId, incidentTitle, matterId, matterTitle, form, state, title, edition },
    author: { id: row.authorId, name: row.authorName },
    reviewer: named(row.reviewerId, row.reviewerName),
    approver: named(row.approverId, row.approverName),
    department: named(row.departmentId, row.departmentName),
    updatedAt: row.updatedAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
  };
}

export type Beside = {
  editions: readonly Edition[];
  steps: readonly Step[];
  stops: readonly Stop[];
  who: Principal;
};

export function viewOf(row: ReleaseFound, { editions, steps, stops, who }: Beside): Release {
  const isWritten = row.state !== 'published' && row.state !== 'withdrawn';
  const problems = isWritten ? problemsOf(row) : [];
  return {
    ...cardOf(row),
    body: row.body,
    place: row.place,
    checklist: row.checklist,
    version: row.version,
    editions: editions.map((edition) => ({ ...edition, publishedAt: edition.publishedAt.toISOString() })),
    steps: steps.map(({ move, actorId, actorName, at, note }) => ({
      ...{ move, note },
      actor: { id: actorId, name: actorName },
      at: at.toISOString(),
    })),
    problems,
    moves: movesOf({ ...questionOf(row, who, editions.at(-1)?.edition ?? null), problems }),
    stops: isWritten ? stops.map((stop) => ({ ...stop, dueAt: stop.dueAt.toISOString() })) : [],
  };
}

/** What is asked of the procedure about this release and this person. */
export const questionOf = (
  row: ReleaseRow,
  who: Principal,
  publishedEdition: number | null,
): Omit<MoveQuestion, 'move'> => ({
  state: row.state,
  actor: { id: who.id, rights: who.rights },
  release: {
    authorId: row.authorId,
    reviewerId: row.reviewerId,
    approverId: row.approverId,
    publishedEdition,
  },
});

function movesOf(question: Omit<MoveQuestion, 'move'>): Release['moves'] {
  const moves = movesFor(question).map(({ move, allowed, reason }) => ({ move, allowed, reason }));
  if (question.state !== 'draft') return moves;
  const edit = mayEdit(question);
  const reason = 'refused' in edit ? edit.refused.reason : null;
  return [{ move: 'edit', allowed: reason === null, reason }, ...moves];
}

// The facts that a change of the rules leaves: that it was proposed, that it is in force, and each clock it moved.
import { createHash } from 'node:crypto';
import { actorOf, type Principal } from '../platform/access';
import { fact, type NewFact } from '../platform/commit';
import type { Outcome } from './change.plan';
import type { ChangeRow } from './change.store';
import { ofClock, toldOf } from './clock.acts';
import { aboutIn } from './subject';

export const ofChange = (id: string) => ({ type: 'rule-change', id });
/** SHA-256, lowercase hex. */
const digestOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');

const said = (row: ChangeRow) => ({
  changeId: row.id,
  change: row.kind,
  of: row.subject,
  ...aboutIn(row),
  reason: row.reason,
  contentDigest: digestOf(row.content),
});

export const proposedFact = (row: ChangeRow, who: Principal): NewFact =>
  fact('rules.proposed', actorOf(who), ofChange(row.id), row.jurisdictionId, said(row));

export const changedFact = (
  row: ChangeRow,
  who: Principal,
  outcome: Outcome,
  version: string | null,
): NewFact =>
  fact('rules.changed', actorOf(who), ofChange(row.id), row.jurisdictionId, {
    ...said(row),
    ...{ version, digest: outcome.digest, counts: outcome.counts, proposedBy: row.proposedName },
  });

/** One for each clock whose times the change moves. */
export function movedFacts(row: ChangeRow, who: Principal, { update, moves }: Outcome): NewFact[] {
  const moved = new Set(moves.flatMap(({ kind, clockId }) => (kind === 'moved' && clockId ? [clockId] : [])));
  return update
    .filter(({ clock }) => moved.has(clock.id))
    .map(({ clock, after }) =>
      fact('duty.moved', actorOf(who), ofClock(clock.id), clock.jurisdictionId, {
        ...{ ...toldOf(clock), changeId: row.id },
        ...{ from: clock.dueAt.toISOString(), to: after.dueAt },
        ...{ startFrom: clock.startAt.toISOString(), startTo: after.startAt },
      }),
    );
}

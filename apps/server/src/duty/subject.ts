// What a duty arises from, as its rules read it: an incident or a matter of the registry; and which of its clocks is the newest round.
import type { MatterForDuty, OfClock, StartInstants, SubjectForDuty } from '#duty';
import type { IncidentCard, MatterCard } from './cards.store';

/** A clock's incident, or else its matter. */
export type AboutIds = { incidentId: string | null; matterId: string | null };
export type Card = IncidentCard | MatterCard;

/** The id of whichever it is. */
export const aboutId = ({ incidentId, matterId }: AboutIds): string => incidentId ?? matterId ?? '';

/** The same in a fact: those of an incident look as they always did. */
export const aboutIn = ({ incidentId, matterId }: AboutIds): Pick<OfClock, 'incidentId' | 'matterId'> =>
  matterId === null ? { incidentId } : { incidentId: null, matterId };

export const isMatter = (card: Card): card is MatterCard => 'kind' in card;

/** Whether new clocks may open for it. */
export const goesOn = (card: Card): boolean =>
  isMatter(card) ? !card.withdrawn : card.state === 'confirmed';

export const aboutOf = (card: Card): AboutIds =>
  isMatter(card) ? { incidentId: null, matterId: card.id } : { incidentId: card.id, matterId: null };

/** The department that owes what "the responsible party" owes. */
export const responsibleOf = (card: Card): string | null =>
  isMatter(card) ? card.departmentId : card.leadDepartmentId;

export const sameDuty =
  (a: { packId: string; duty: string }) =>
  (b: { packId: string; duty: string }): boolean =>
    a.packId === b.packId && a.duty === b.duty;

/** The newest round of each duty. */
export const newestOf = <T extends { packId: string; duty: string; round: number }>(
  clocks: readonly T[],
): T[] =>
  clocks.filter((clock) => !clocks.some((other) => sameDuty(clock)(other) && other.round > clock.round));

/** The incident with its starts as they were said last; what was never said is as the incident came. */
export const incidentOf = (card: IncidentCard, starts: StartInstants = {}) => ({
  id: card.id,
  level: card.level,
  emergency: card.emergencyKind !== null,
  confirmedAt: (card.confirmedAt ?? card.detectedAt).toISOString(),
  assignedAt: starts.assignedAt ?? null,
  signedAt: starts.signedAt ?? null,
  publishedAt: starts.publishedAt ?? null,
  occurredAt: starts.occurredAt ?? card.occurredAt?.toISOString() ?? null,
  detectedAt: starts.detectedAt ?? card.detectedAt.toISOString(),
});

/** A matter knows of no start but those that were said. */
export const matterOf = (
  card: Pick<MatterCard, 'id' | 'kind'>,
  starts: StartInstants = {},
): MatterForDuty => ({
  ...starts,
  id: card.id,
  subject: card.kind,
});

export const subjectOf = (card: Card, starts?: StartInstants): SubjectForDuty =>
  isMatter(card) ? matterOf(card, starts) : incidentOf(card, starts);

// An incident as the rules of duty read it, and which of its clocks is the newest round of each duty.
import type { IncidentForDuty, StartInstants } from '#duty';
import type { IncidentCard } from './cards.store';

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
export const incidentOf = (card: IncidentCard, starts: StartInstants = {}): IncidentForDuty => ({
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

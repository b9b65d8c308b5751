// An incident as it goes over the wire: instants as ISO strings, departments by name.
import type { Incident, IncidentCard, Named } from '#contract';
import type { IncidentFound } from './incident-list.store';

const iso = (at: Date | null) => at?.toISOString() ?? null;
const HOURS = 24;

/** Twenty-four counts, oldest first. */
export function hoursOf(counted: readonly { ago: number; count: number }[]): number[] {
  const hours = new Array<number>(HOURS).fill(0);
  for (const { ago, count } of counted) if (ago >= 0 && ago < HOURS) hours[HOURS - 1 - ago]! += count;
  return hours;
}

export function incidentCardOf(row: IncidentFound, hours: number[]): IncidentCard {
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    topic: row.topic,
    areas: row.areas,
    level: row.level,
    proposedLevel: row.proposedLevel,
    emergencyKind: row.emergencyKind,
    place: row.place,
    heat: row.heat,
    hours,
    messages: row.messages,
    channels: row.channels,
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    detectedAt: row.detectedAt.toISOString(),
    lead: row.leadDepartmentId ? { id: row.leadDepartmentId, name: row.leadName ?? '' } : null,
    leadNamedAt: iso(row.leadNamedAt),
    acceptedAt: iso(row.acceptedAt),
  };
}

export function incidentOf(
  row: IncidentFound,
  hours: number[],
  names: readonly Named[],
  officers: readonly Named[],
): Incident {
  const named = (id: string | null) => names.find((n) => n.id === id) ?? null;
  return {
    ...incidentCardOf(row, hours),
    jurisdictionId: row.jurisdictionId,
    occurredAt: iso(row.occurredAt),
    confirmedAt: iso(row.confirmedAt),
    confirmedBy: row.confirmedBy,
    closedAt: iso(row.closedAt),
    acceptedBy: row.acceptedBy,
    support: row.supportDepartmentIds.flatMap((id) => named(id) ?? []),
    spokesperson: named(row.spokespersonDepartmentId),
    speaker: officers.find(({ id }) => id === row.spokespersonId) ?? null,
    supervisor: officers.find(({ id }) => id === row.supervisorId) ?? null,
    rule: row.rule,
    emergency: row.emergency && { ...row.emergency, words: row.emergency.words ?? [] },
    heatParts: row.heatParts,
    titledBy: row.titledBy,
    placedBy: row.placedBy,
    heatCounts: row.heatCounts,
    mergedInto: row.mergedInto,
    dismissedReason: row.dismissedReason,
  };
}

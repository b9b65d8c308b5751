// Which department the rules would name for an incident at a level, and whom a person may choose instead: asked of the server beforehand.
import type { IncidentCard } from '#contract';
import { useAsk } from '../shared/api';

/** `proposed` is null until the answer is there. */
export function useProposedLead(incident: IncidentCard, level: NonNullable<IncidentCard['level']>) {
  const { data } = useAsk('incidents.parties', { params: { id: incident.id }, query: { level } });
  return { choices: data?.choices ?? [], proposed: data ?? null };
}

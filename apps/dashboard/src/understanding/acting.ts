// What may be done with an incident as it stands now, for pages to offer and keys to reach.
import type { IncidentCard } from '#contract';

export const incidentActs = ['confirm', 'level', 'assign', 'merge', 'dismiss', 'close'] as const;
export type IncidentAct = (typeof incidentActs)[number];

/** The acts of each state, the likeliest first. Whatever is over stays as it is. */
const possible: Record<IncidentCard['state'], readonly IncidentAct[]> = {
  proposed: ['confirm', 'merge', 'dismiss'],
  confirmed: ['level', 'assign', 'merge', 'close'],
  dismissed: [],
  merged: [],
  closed: [],
};
export const actsOf = ({ state }: Pick<IncidentCard, 'state'>): readonly IncidentAct[] => possible[state];

/** Which acts a page shows for a state: the possible ones, and those that a confirmation would bring. */
export const shownActs = ({ state }: Pick<IncidentCard, 'state'>): readonly IncidentAct[] =>
  state === 'proposed' ? ['confirm', 'merge', 'dismiss', 'level', 'assign', 'close'] : possible[state];

/** An act that is asked for, and the field that the key meant. */
export type Asking = { act: IncidentAct; focus?: 'level' | 'lead' };
/** What a key asks for: level and lead of what is only proposed are set by confirming it. Null where it is not possible. */
export function askedOf(act: IncidentAct, incident: Pick<IncidentCard, 'state'>): Asking | null {
  if (actsOf(incident).includes(act)) return { act };
  if (incident.state !== 'proposed' || (act !== 'level' && act !== 'assign')) return null;
  return { act: 'confirm', focus: act === 'level' ? 'level' : 'lead' };
}

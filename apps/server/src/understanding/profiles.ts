// Profiles when people change what belongs together: two made one, or one made anew from the messages that are left.
import { type IncidentProfile, openGrouper, type ToGroup } from '#understanding';
import { type Arrived, saidAt } from './reading';

type Told = Pick<Arrived, 'id' | 'title' | 'body' | 'publishedAt' | 'receivedAt'>;

/** A message as the grouping sees it. */
export const toGroup = (message: Told): ToGroup => ({
  id: message.id,
  title: message.title,
  body: message.body,
  publishedAt: saidAt(message).toISOString(),
});

/** What the target is known by once the other's messages are its own. */
export function joinProfiles(from: IncidentProfile, into: IncidentProfile): IncidentProfile {
  const grouper = openGrouper();
  grouper.restore([from, into]);
  grouper.merge(from.id, into.id);
  return grouper.profile(into.id);
}

/** What an incident of these messages is known by, whatever they share. */
export function profileOf(id: string, messages: readonly Told[]): IncidentProfile {
  return openGrouper().profileOf(id, messages.map(toGroup));
}

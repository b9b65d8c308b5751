// Profiles when people change what belongs together: two made one, or one made anew from the messages that are left.
import { Grouper } from '#understanding';
import type { Member } from './incident.store';

type Profiled = { id: string; profile: object };

/** What the target is known by once the other's messages are its own. */
export function joinProfiles(from: Profiled, into: Profiled): object {
  const grouper = new Grouper();
  grouper.restore([from.profile as never, into.profile as never]);
  grouper.merge(from.id, into.id);
  return grouper.profile(into.id);
}

/** What an incident of these messages is known by, whatever they share. */
export function profileOf(id: string, members: readonly Member[], now: Date): object {
  void id;
  void members;
  void now;
  return {};
}

// What an incident is about, as its messages say together: its title, its topic, where it is. Chosen anew as they come.
import { type PlaceTold, placeTold } from './place';
import { chooseTitle } from './title';

export type AboutTold = PlaceTold & {
  topic: string | null;
  areas: readonly string[];
  /** The jurisdiction of which it speaks; where no place is named, that is where it is. */
  speaksOf?: string | null;
};
export type About = { title: string; topic: string | null; areas: string[]; place: string | null };

/**
 * The title that says most of what the others say; the topic that most of them have, the one told first between equals;
 * every watch area that any of them touches; the place that most of them name. Pure.
 * @param messages at least one, oldest first
 */
export function aboutOf(messages: readonly AboutTold[]): About {
  return {
    title: chooseTitle(messages),
    topic: most(messages.map(({ topic }) => topic)),
    areas: [...new Set(messages.flatMap(({ areas }) => areas))].sort(),
    place: placeTold(messages) ?? most(messages.map(({ speaksOf }) => speaksOf)),
  };
}

function most(told: readonly (string | null | undefined)[]): string | null {
  const counts = new Map<string, number>();
  for (const one of told) if (one) counts.set(one, (counts.get(one) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}

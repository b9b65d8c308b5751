// From a message as it came to what may be stored and read: every citizen's field masked, what was masked counted.
import { type Channel, firstWords, redact } from '#intake';
import type { Original } from './seal';

/** What the hotline knows beside the message; instants ISO 8601 UTC. */
export type HotlineInput = {
  kind: string | null;
  agency: string | null;
  receivedAt: string | null;
  assignedAt: string | null;
  dueAt: string | null;
  repliedAt: string | null;
  replyBody: string | null;
  satisfaction: string | null;
  flags: string[];
};
/** One message as a channel hands it in: checked, not yet masked. `publishedAt` ISO 8601 UTC. */
export type Incoming = {
  channel: Channel;
  /** Its name where it comes from; null when it has none. */
  externalId: string | null;
  title: string;
  body: string;
  url: string | null;
  publishedAt: string | null;
  place: string | null;
  agency: string | null;
  hotline: HotlineInput | null;
};
export type Masked = {
  title: string;
  body: string;
  url: string | null;
  place: string | null;
  agency: string | null;
  hotline: HotlineInput | null;
  /** Kinds of personal data that were masked, with how many of each. */
  masked: Record<string, number>;
  original: Original;
};

/** PostgreSQL takes neither a zero character nor half of a surrogate pair. */
export const storable = (text: string): string =>
  text.replace(/\0/g, '').replace(/\p{Surrogate}/gu, '\ufffd');

export function mask(message: Incoming): Masked {
  const masked: Record<string, number> = {};
  // What a feed brings is published: whoever acts there in office is named as the paper names him.
  const press = message.channel === 'feed';
  const one = (text: string): string => {
    const { text: safe, removed } = redact(storable(text), { press });
    for (const { kind } of removed) masked[kind] = (masked[kind] ?? 0) + 1;
    return safe;
  };
  const maybe = (text: string | null): string | null => (text === null ? null : one(text));
  const body = one(message.body);
  // A title made from the text may end in the middle of a number, which nobody would know for one: it is made anew.
  const title = isMadeFrom(message.title, message.body) ? firstWords(body) : one(message.title);
  const { hotline } = message;
  return {
    title: title.trim() || firstWords(body),
    body,
    url: maybe(message.url),
    place: maybe(message.place),
    agency: maybe(message.agency),
    hotline: hotline && {
      ...hotline,
      kind: maybe(hotline.kind),
      agency: maybe(hotline.agency),
      replyBody: maybe(hotline.replyBody),
      satisfaction: maybe(hotline.satisfaction),
    },
    masked,
    original: {
      title: message.title,
      body: message.body,
      ...(message.place === null ? {} : { place: message.place }),
      ...(hotline?.replyBody ? { replyBody: hotline.replyBody } : {}),
    },
  };
}

/** Whether a title is the first words of the text; most begin with a word that is not in it, which is soon seen. */
const isMadeFrom = (title: string, body: string): boolean =>
  body.includes(title.split(/\s/u, 1)[0]!.slice(0, 4)) && title === firstWords(body);

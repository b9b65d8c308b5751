// The proof that a text went out: what is hashed, what the record says, and what stops a clock.
import { createHash } from 'node:crypto';
import type { Evidence, ReleaseForm } from '#duty';
import type { ReleaseFacts } from './facts';

export type PublishedEdition = {
  title: string;
  body: string;
  /** ISO 8601; any zone. */
  publishedAt: string;
  /** Where it went out: the public page, the hall of the press conference. */
  place: string;
};

/** The name of the canonical form; it changes when the form does, and old digests keep meaning what they meant. */
const FORM = 'wenying-edition-1';

const canonical = (text: string) => text.replace(/\r\n?/g, '\n').normalize('NFC');

/**
 * The digest of an edition, SHA-256 in hex, over the canonical form: a JSON array of the form's name, title, body,
 * instant (UTC, milliseconds) and place, texts in Unicode NFC with plain line feeds. Whoever has the page can
 * recompute it. Throws RangeError for an instant that is none. Source: E3.
 */
export function editionDigest({ title, body, publishedAt, place }: PublishedEdition): string {
  const at = new Date(publishedAt).toISOString();
  const text = JSON.stringify([FORM, canonical(title), canonical(body), at, canonical(place)]);
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** What the fact `release.published` carries: identifiers, place, time and digest, and not the text. */
export function publishedFact(given: {
  releaseId: string;
  incidentId: string | null;
  matterId?: string;
  form: ReleaseForm;
  edition: number;
  url: string;
  /** Why there is a further edition; null for the first. */
  reason: string | null;
  text: PublishedEdition;
}): ReleaseFacts['release.published'] {
  const { text, ...rest } = given;
  return {
    ...rest,
    place: text.place,
    digest: editionDigest(text),
    publishedAt: new Date(text.publishedAt).toISOString(),
  };
}

/** The evidence for duty's clocks, from the fact. */
export function evidenceOf(fact: ReleaseFacts['release.published']): Evidence {
  const { releaseId, edition, url, digest, publishedAt, form, place } = fact;
  return { releaseId, edition, url, digest, publishedAt, form, place };
}

/** Whether a text is the one that a digest stands for. */
export function isTextOf(text: PublishedEdition, digest: string): boolean {
  return editionDigest(text) === digest;
}

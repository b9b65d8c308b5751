// What a revision of a message is to be compared with: the words before it, and the state of the record before it.
import type { Revision } from '#contract';

type Record = NonNullable<Revision['hotline']>;
export type LifeChange = { field: string; before: string | null; now: string | null };

const fields = [
  'kind',
  'agency',
  'receivedAt',
  'assignedAt',
  'dueAt',
  'repliedAt',
  'satisfaction',
  'replyBody',
] as const satisfies readonly (keyof Record)[];

/** The words that the message showed before; null where these are the first, or those are too old to be in the answer. */
export function textBefore(
  revision: Revision,
  all: readonly Revision[],
): { no: number; text: { title: string; body: string } } | null {
  const before = all.find(({ no }) => no === revision.before);
  return before?.text ? { no: before.no, text: before.text } : null;
}

/** The parts of the record that changed, with what they were: of the message's own record, or of the same other place's. */
export function lifeChanges(revision: Revision, all: readonly Revision[]): LifeChange[] {
  const { hotline } = revision;
  if (hotline === null) return [];
  const earlier = all.filter((one) => one.no < revision.no && one.hotline !== null);
  const own = earlier.filter((one) => (one.how === 'elsewhere') === (revision.how === 'elsewhere'));
  const before = (own.at(-1) ?? earlier.at(-1))?.hotline ?? null;
  return fields
    .filter((field) => revision.changed.includes(field))
    .map((field) => ({ field, before: before?.[field] ?? null, now: hotline[field] }));
}

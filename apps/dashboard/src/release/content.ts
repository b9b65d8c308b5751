// What is being written, as the page holds it, and as it is sent.
import { checklistItems, type Input as Handled, type Release, releaseForms } from '#contract';

export { checklistItems, releaseForms };
export type Item = (typeof checklistItems)[number];
export type Tick = { quote: string } | { notApplicable: string };
export type Checklist = Partial<Record<Item, Tick>>;
export type Content = {
  form: Release['form'];
  title: string;
  body: string;
  place: string;
  checklist: Checklist;
};
type Sent = Omit<Handled<'releases.edit'>['body'], 'version'>;

export const contentOf = ({ form, title, body, place, checklist }: Release): Content => ({
  form,
  title,
  body,
  place,
  checklist,
});
export const sameContent = (a: Content, b: Content): boolean => JSON.stringify(a) === JSON.stringify(b);

/** As the server takes it: half-written reasons stay behind until they say something. */
export const sendable = ({ form, title, body, place, checklist }: Content): Sent => ({
  form,
  title: title.trim(),
  body,
  place: form === 'press-conference' ? place : '',
  checklist: Object.fromEntries(
    Object.entries(checklist).filter(([, tick]) =>
      'quote' in tick ? tick.quote.trim().length > 0 : tick.notApplicable.trim().length >= 2,
    ),
  ),
});

export const requiredItems: readonly Item[] = ['facts', 'measures', 'results'];
/** The clause wants whole sentences: fewer letters than this prove nothing. */
const shortestQuote = 6;
export const isSentence = (text: string): boolean =>
  (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= shortestQuote;

const squeeze = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');
export type TickState = 'open' | 'ticked' | 'lost' | 'not-applicable';
export function tickState(tick: Tick | undefined, body: string): TickState {
  if (!tick) return 'open';
  if ('notApplicable' in tick) return tick.notApplicable.trim().length >= 2 ? 'not-applicable' : 'open';
  return squeeze(body).includes(squeeze(tick.quote)) ? 'ticked' : 'lost';
}

// What a release says: cleaned of what no page can show, checked before review, and known by its digest.
import { createHash } from 'node:crypto';
import type { ReleaseProblem } from '#contract';
import type { ReleaseForm } from '#duty';
import { type Checklist, checkContent } from '#release';

export type Content = {
  form: ReleaseForm;
  title: string;
  body: string;
  place: string;
  checklist: Checklist;
};

/** Where a text goes out that is not spoken in a hall. */
const PUBLIC_PAGE = '本单位公开发布页';
export const placeOf = ({ place }: Pick<Content, 'place'>): string => place || PUBLIC_PAGE;

/** Line ends made one kind; control characters and halves of characters taken out, for no feed and no table can hold them. */
export const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cs}\uFFFE\uFFFF]/gu, '')
    .replace(/(?![\n\t])\p{Cc}/gu, '');

export const cleanContent = ({ form, title, body, place, checklist }: Content): Content => ({
  form,
  title: clean(title).replace(/\s+/g, ' ').trim(),
  body: clean(body),
  place: clean(place),
  checklist: Object.fromEntries(
    Object.entries(checklist).map(([item, tick]) => [
      item,
      'quote' in tick ? { quote: clean(tick.quote) } : { notApplicable: clean(tick.notApplicable) },
    ]),
  ),
});

/** Everything that is wrong with a text; a press conference must also say where. */
export function problemsOf(content: Content): ReleaseProblem[] {
  const problems = checkContent(content).map(({ code, zh, en, start, end, blocking }) => ({
    ...{ code, zh, en, blocking },
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  }));
  if (content.form !== 'press-conference' || content.place) return problems;
  const noPlace = {
    code: 'release.place-empty',
    zh: '请写明新闻发布会的地点。',
    en: 'Say where the press conference is held.',
    blocking: true,
  };
  return [...problems, noPlace];
}

/** The digest of a text that has not gone out yet: shows that what was passed is what was submitted. */
export function draftDigest({ form, title, body, place }: Omit<Content, 'checklist'>): string {
  const text = JSON.stringify(
    ['wenying-draft-1', form, title, body, place].map((part) => part.normalize('NFC')),
  );
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

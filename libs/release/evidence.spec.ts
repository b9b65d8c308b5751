// The digest stands for one text, place and time, however the bytes were written; the fact holds no text.
import { stop } from '#duty';
import { editionDigest, evidenceOf, isTextOf, type PublishedEdition, publishedFact } from './evidence';

const text: PublishedEdition = {
  title: '云溪县情况通报',
  body: '第一行。\n第二行。',
  publishedAt: '2026-03-03T04:00:00.000Z',
  place: '云溪县人民政府网站',
};
const digest = editionDigest(text);

test('64 hex characters, the same every time; the canonical form is kept', () => {
  expect(digest).toBe('328d4fbe695aaa0182bbc518c44f7f5beaa27f0a6e4eea4ecb0fa37b636a8b4f');
});

const same: [string, Partial<PublishedEdition>][] = [
  ['line ends of Windows', { body: '第一行。\r\n第二行。' }],
  ['the instant in another zone', { publishedAt: '2026-03-03T12:00:00+08:00' }],
];
test.each(same)('the same: %s', (_name, part) => {
  expect(editionDigest({ ...text, ...part })).toBe(digest);
});

const other: [string, Partial<PublishedEdition>][] = [
  ['a word', { body: '第一行。\n第三行。' }],
  ['a blank', { body: '第一行。\n第二行。 ' }],
  ['a second', { publishedAt: '2026-03-03T04:00:01.000Z' }],
  ['the place', { place: '新闻发布厅' }],
  ['text moved from title to body', { title: '云溪县', body: '情况通报第一行。\n第二行。' }],
];
test.each(other)('another: %s', (_name, part) => {
  expect(editionDigest({ ...text, ...part })).not.toBe(digest);
  expect(isTextOf({ ...text, ...part }, digest)).toBe(false);
});

test('composed and decomposed are one text', () => {
  expect(editionDigest({ ...text, title: 'café' })).toBe(editionDigest({ ...text, title: 'cafe\u0301' }));
});

test('an instant that is none is refused', () => {
  expect(() => editionDigest({ ...text, publishedAt: 'noon' })).toThrow(RangeError);
});

test('the fact holds place, time and digest, not the text, and its evidence stops a clock', () => {
  const fact = publishedFact({
    releaseId: 'r1',
    incidentId: 'i1',
    form: 'statement',
    edition: 1,
    url: 'https://yunxi.example/public/releases/r1',
    reason: null,
    text,
  });
  expect(JSON.stringify(fact)).not.toContain('第一行');
  expect(fact).toMatchObject({ digest, place: text.place, publishedAt: text.publishedAt, edition: 1 });
  const clock = {
    startAt: '2026-03-03T00:30:00.000Z',
    dueAt: '2026-03-03T05:30:00.000Z',
    answeredBy: ['statement'] as const,
  };
  expect(stop(clock, evidenceOf(fact), '2026-03-03T04:01:00.000Z')).toMatchObject({
    stoppedAt: text.publishedAt,
    late: false,
    evidence: { releaseId: 'r1', digest },
  });
});

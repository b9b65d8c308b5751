// A revision is compared with what the message said before it, its record with the record before it.
import type { Revision } from '#contract';
import { lifeChanges, textBefore } from './revised';

const record = (satisfaction: string | null, replyBody: string | null = null): Revision['hotline'] => ({
  kind: null,
  agency: null,
  receivedAt: null,
  assignedAt: null,
  dueAt: null,
  repliedAt: null,
  replyBody,
  satisfaction,
  flags: [],
});
const revision = (no: number, one: Partial<Revision>): Revision => ({
  no,
  at: '2026-11-01T00:00:00.000Z',
  how: 'edited',
  changed: [],
  channel: 'hotline',
  sourceName: null,
  url: null,
  text: null,
  before: null,
  hotline: null,
  ...one,
});
const all = [
  revision(1, { how: 'first', text: { title: '题', body: '一' }, hotline: record(null) }),
  revision(2, { changed: ['satisfaction'], hotline: record('不满意') }),
  revision(3, { how: 'elsewhere', changed: ['replyBody'], hotline: record(null, '在办。') }),
  revision(4, {
    changed: ['satisfaction', 'body'],
    before: 1,
    text: { title: '题', body: '二' },
    hotline: record('满意'),
  }),
  revision(5, { how: 'elsewhere', changed: ['replyBody'], hotline: record(null, '办结。') }),
];

test.each([
  [1, []],
  [2, [{ field: 'satisfaction', before: null, now: '不满意' }]],
  [3, [{ field: 'replyBody', before: null, now: '在办。' }]],
  [4, [{ field: 'satisfaction', before: '不满意', now: '满意' }]],
  [5, [{ field: 'replyBody', before: '在办。', now: '办结。' }]],
])('the record at number %i', (no, expected) => expect(lifeChanges(all[no - 1]!, all)).toEqual(expected));

test('the words before', () => {
  expect(textBefore(all[3]!, all)).toEqual({ no: 1, text: { title: '题', body: '一' } });
  expect(textBefore(all[0]!, all)).toBeNull();
  expect(textBefore(all[3]!, all.slice(1))).toBeNull();
});

// What is new when a known message comes again, and what it leaves as it was: decided without a database, case by case.
import { createHash } from 'node:crypto';
import { fingerprints } from '#intake';
import { type HotlineInput, type Incoming, mask } from './mask';
import type { MaskedRow, Row } from './receive.parts';
import { keyOf } from './receive.store';
import { decide, furtherRows, type Held, type Name, saysNothingNew } from './revise.parts';

const digest = (text: string) => createHash('sha256').update(text).digest();
const record = (life: Partial<HotlineInput> = {}): HotlineInput => ({
  kind: null,
  agency: null,
  receivedAt: null,
  assignedAt: null,
  dueAt: null,
  repliedAt: null,
  replyBody: null,
  satisfaction: null,
  flags: [],
  ...life,
});
type Said = Partial<Incoming> & { name?: string };
function row({ name = 'n', ...said }: Said): MaskedRow {
  const message: Incoming = {
    channel: 'hotline',
    externalId: name,
    title: '题',
    body: '路灯坏了。',
    url: null,
    publishedAt: null,
    place: null,
    agency: null,
    hotline: null,
    ...said,
  };
  const prints = fingerprints(message.title, message.body).map(digest);
  const { title: _, ...state } = message;
  const key = { origin: message.channel, externalId: name };
  return {
    message,
    name,
    key,
    called: keyOf(key),
    print: prints[0]!,
    hex: prints[0]!.toString('hex'),
    prints,
    said: digest(JSON.stringify([prints[0]!.toString('hex'), state.hotline, state.place])).subarray(0, 16),
    masked: mask(message),
    keys: [],
    address: null,
  };
}
const first = row({});
const held = (one: Partial<Held> = {}): Held => ({
  title: '题',
  body: '路灯坏了。',
  place: null,
  agency: null,
  hotline: null,
  owner: null,
  prints: new Set([first.print.toString('hex')]),
  ...one,
});
const name = (one: Partial<Name> = {}): Name => ({
  key: 'hotline\nn',
  lead: true,
  fresh: false,
  lastPrint: first.print.toString('hex'),
  ownRecord: null,
  ...one,
});
const replied = record({ replyBody: '已修。', flags: [] });

type Case = [string, Held, Name, MaskedRow, null | { how: string; changed: string[] }];
const cases: Case[] = [
  ['the same words', held(), name(), first, null],
  ['the same words in other marks', held(), name(), row({ body: '路灯坏了 . ' }), null],
  ['other words', held(), name(), row({ body: '路灯修好了。' }), { how: 'edited', changed: ['body'] }],
  ['another title', held(), name(), row({ title: '新题' }), { how: 'edited', changed: ['title'] }],
  [
    'only a masked number',
    held({ body: '电139****5678。', prints: new Set() }),
    name({ lastPrint: 'another' }),
    row({ body: '电13912345678。' }),
    { how: 'edited', changed: ['masked'] },
  ],
  [
    'elsewhere in other words',
    held(),
    name({ lead: false, fresh: true }),
    row({ body: '路灯全坏。' }),
    { how: 'elsewhere', changed: ['body'] },
  ],
  ['elsewhere in the same words', held(), name({ lead: false, fresh: true }), first, null],
  ['elsewhere, now as the message has it', held(), name({ lead: false, lastPrint: 'its own' }), first, null],
  ['a place, and then none', held({ place: '东桥' }), name(), row({ place: null }), null],
  [
    'another place',
    held({ place: '东桥' }),
    name(),
    row({ place: '西桥' }),
    { how: 'edited', changed: ['place'] },
  ],
  ['a first record', held(), name(), row({ hotline: replied }), { how: 'edited', changed: ['replyBody'] }],
  [
    'a record without what is known',
    held({ hotline: replied, owner: 'hotline\nn' }),
    name(),
    row({ hotline: record() }),
    null,
  ],
  [
    'a record that goes on',
    held({ hotline: replied, owner: 'hotline\nn' }),
    name(),
    row({ hotline: record({ satisfaction: '满意' }) }),
    { how: 'edited', changed: ['satisfaction'] },
  ],
  [
    'the record of another case',
    held({ hotline: replied, owner: 'hotline\nother' }),
    name({ lead: false, fresh: true }),
    row({ hotline: record({ replyBody: '在办。' }) }),
    { how: 'elsewhere', changed: ['replyBody'] },
  ],
];
test.each(cases)('%s', (_, before, who, next, expected) => {
  const decision = decide(before, who, next);
  if (expected === null) expect(decision).toBeNull();
  else expect(decision).toMatchObject(expected);
});

test('an edit moves the message, another place does not; a record moves only under its own name', () => {
  const edited = decide(held(), name(), row({ body: '路灯修好了。' }))!;
  expect(edited.next).toMatchObject({ title: '题', body: '路灯修好了。' });
  const elsewhere = decide(held(), name({ lead: false, fresh: true }), row({ body: '路灯全坏。' }))!;
  expect(elsewhere.next).toMatchObject({ body: '路灯坏了。' });
  expect(elsewhere.next.prints.size).toBe(2);
  const owned = held({ hotline: replied, owner: 'hotline\nn' });
  const own = decide(owned, name(), row({ hotline: record({ satisfaction: '满意', flags: ['no-reply'] }) }))!;
  expect(own.next.hotline).toEqual({ ...replied, satisfaction: '满意', flags: [] });
  const other = name({ key: 'hotline\nm', lead: false });
  expect(decide(owned, other, row({ hotline: record({ satisfaction: '差' }) }))!.next.hotline).toEqual(
    replied,
  );
});

test('a feed shows the present, a file may be an old one', () => {
  const [a, b] = [row({ body: '一。' }), row({ body: '二。' })];
  const seen = { print: b.print, said: [a.said, b.said] };
  expect([saysNothingNew(a, seen), saysNothingNew(b, seen)]).toEqual([true, true]);
  const feed = (one: Row): Row => ({ ...one, message: { ...one.message, channel: 'feed' } });
  expect([saysNothingNew(feed(a), seen), saysNothingNew(feed(b), seen)]).toEqual([false, true]);
  const before = { print: a.print, said: null };
  expect([saysNothingNew(a, before), saysNothingNew(b, before)]).toEqual([true, false]);
  expect(saysNothingNew(row({ body: '一。', hotline: record() }), before)).toBe(false);
});

test('names that speak again in one call: any as often as it says something else, a feed once', () => {
  const rows = ['一', '二', '一', '二'].map((body) => row({ body }));
  expect(furtherRows(rows, new Map())).toEqual([rows[1]]);
  expect(furtherRows(rows, new Map([['hotline\nn', 1]]))).toEqual([rows[0], rows[1]]);
  const items = ['一', '二'].map((body) => row({ body, channel: 'feed' }));
  expect(furtherRows(items, new Map())).toEqual([]);
  expect(furtherRows(items, new Map([['feed\nn', 1]]))).toEqual([items[0]]);
});

// A message entered by hand: seen as it would be stored before anything is kept, and the same whether clicked once or twice.
import { handChannels } from '#contract';
import type { Client } from '../support/client';
import { startServer, type TestServer } from '../support/server';

const PHONE = '13512349876';
// A busy machine takes its time.
jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;
beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
});
afterAll(() => server.close());

/** The seal of a full hour is no doing of a preview. */
const counts = async () =>
  (
    await server.db.query(
      `select (select count(*)::int from message) as messages, (select count(*)::int from sighting) as sightings,
              (select count(*)::int from batch) as batches, (select count(*)::int from fact where kind <> 'ledger.checkpoint') as facts,
              (select count(*)::int from wrapped_key) as keys`,
    )
  ).rows[0];
const letter = {
  channel: 'mailbox',
  externalId: 'X-2026-7',
  body: `我叫田小满，电话${PHONE}。芦苇街井盖松动，夜里很响。`,
  place: `芦苇街，联系${PHONE}`,
  agency: '城管局',
  publishedAt: '2026-11-19T01:30:00.000Z',
};

test('the preview is what is then stored, and keeps nothing itself', async () => {
  const before = await counts();
  const { stored, refused, knownId } = await staff.call('messages.preview', { body: letter });
  expect([refused, knownId]).toEqual([null, null]);
  expect(JSON.stringify(stored)).not.toContain(PHONE);
  expect(stored).toMatchObject({
    masked: { mobile: expect.any(Number), name: expect.any(Number) },
    agency: '城管局',
  });
  expect(await counts()).toEqual(before);

  const { items } = await staff.call('messages.send', { body: letter });
  const read = await staff.call('messages.read', { params: { id: items[0]!.id! } });
  for (const field of [
    'channel',
    'externalId',
    'title',
    'body',
    'place',
    'agency',
    'publishedAt',
    'masked',
  ] as const)
    expect([field, read[field]]).toEqual([field, stored![field]]);
  const { rows } = await server.db.query(
    "select actor_name from fact where kind = 'intake.received' order by seq desc limit 1",
  );
  expect(rows).toEqual([{ actor_name: '测试news-office' }]);
});

test('a title made from the text does not end in the middle of a number that was masked', async () => {
  const body = `${'井盖松动，夜里很响，'.repeat(4).slice(0, 31)}联系${PHONE}。`;
  const { stored } = await staff.call('messages.preview', { body: { channel: 'phone', body } });
  expect(stored!.title).toMatch(/联系135\*/);
  expect(JSON.stringify(stored)).not.toMatch(/1351\d/);
});

test('what is there already is told before, by its number or by its words; without naming those of others', async () => {
  const { items } = await staff.call('messages.send', { body: letter });
  const known = async (body: Record<string, unknown>) =>
    (await staff.call('messages.preview', { body })).knownId;
  expect(await known({ ...letter, body: '同一编号，别的话。' })).toBe(items[0]!.id);
  expect(await known({ ...letter, externalId: 'X-other' })).toBe(items[0]!.id);
  expect(await known({ ...letter, externalId: 'X-other', body: '别的话。' })).toBeNull();
});

test('a number that is itself personal data is not shown as it would not be stored', async () => {
  const { stored } = await staff.call('messages.preview', { body: { ...letter, externalId: PHONE } });
  expect(stored!.externalId).toMatch(/^digest:/);
});

test.each([
  ['nothing to read', { channel: 'phone', body: '  ' }, 'message.no-text'],
  ['a channel that is none', { channel: 'pigeon', body: '试' }, 'message.channel'],
  ['a date that is none', { channel: 'phone', body: '试', publishedAt: '前天' }, 'message.date'],
])('%s is refused in the preview as it would be', async (_, body, code) => {
  const answer = await staff.call('messages.preview', { body });
  expect(answer).toMatchObject({ stored: null, refused: { code }, knownId: null });
  const sent = await staff.call('messages.send', { body });
  expect(sent.items[0]).toMatchObject({ state: 'refused', reason: answer.refused!.reason });
});

test.each(handChannels)('%s: two clicks at once are one message, and both are led to it', async (channel) => {
  const body = { channel, body: `双击试录：${channel}，渡口路灯不亮。` };
  const [one, two] = await Promise.all([
    staff.call('messages.send', { body }),
    staff.call('messages.send', { body }),
  ]);
  expect(one.received + two.received).toBe(1);
  expect(one.items[0]!.id).toBe(two.items[0]!.id);
  const { rows } = await server.db.query('select channel, sightings from message where id = $1', [
    one.items[0]!.id,
  ]);
  expect(rows).toEqual([{ channel, sightings: 1 }]);
});

test('only those who may enter messages may try one', async () => {
  for (const role of ['leader', 'department-officer', 'reviewer', 'auditor', 'administrator'] as const)
    expect(await (await server.as(role)).refused('messages.preview', { body: letter })).toMatchObject({
      status: 403,
    });
  expect(await server.anonymous().refused('messages.preview', { body: letter })).toMatchObject({
    status: 401,
  });
});

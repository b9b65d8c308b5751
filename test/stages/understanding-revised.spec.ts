// An edited message is read again: found by its new words, and a higher toll in it proposes a higher level.
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { crash, grouped } from './understanding.parts';

// The first message waits for the model to be loaded. A busy machine takes its time.
jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;
let machine: Client;
beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  machine = await server.withToken('intake:write');
}, 120_000);
afterAll(() => server?.close());

const found = async (q: string) =>
  (await staff.call('messages.list', { query: { q } })).items.map(({ title }) => title);
const levels = async () =>
  (
    await server.db.query(
      "select body->>'level' as level from fact where kind = 'level.proposed' order by seq",
    )
  ).rows.map((r) => r.level as string);

it('finds the new words, no longer the old ones, and proposes the graver level once', async () => {
  const { items } = await machine.call('messages.send', { body: [crash.hotline] });
  const params = { id: items[0]!.id! };
  await grouped(server);
  expect(await staff.call('messages.read', { params })).toMatchObject({ emergencyLevel: '较大' });
  const edited = {
    ...crash.hotline,
    body: crash.hotline.body
      .replace('3人死亡、11人受伤', '10人死亡、4人受伤')
      .replace('市民询问', '县里通报'),
  };
  expect(await machine.call('messages.send', { body: [edited] })).toMatchObject({ revised: 1 });
  const read = await eventually(async () => {
    const now = await staff.call('messages.read', { params });
    expect(now.emergencyLevel).toBe('重大');
    return now;
  });
  expect(await found('县里通报')).toEqual([crash.hotline.title]);
  expect(await found('"市民询问"')).toEqual([]);
  expect(await staff.call('incidents.read', { params: { id: read.incidentId! } })).toMatchObject({
    proposedLevel: '重大',
    messages: 1,
  });
  expect(await levels()).toEqual(['较大', '重大']);
  // Corrected downwards: the label follows, the level is a person's to lower.
  const milder = { ...crash.hotline, body: `${crash.hotline.body}（此前所报人数有误，现予更正。）` };
  expect(await machine.call('messages.send', { body: [milder] })).toMatchObject({ revised: 1 });
  await eventually(async () =>
    expect(await staff.call('messages.read', { params })).toMatchObject({ emergencyLevel: '较大' }),
  );
  expect(await levels()).toEqual(['较大', '重大']);
});

// The built program learns: killed in the midst of training it keeps the model in force and trains anew; the command line reads with what was promoted.
import { eventually } from '../support/eventually';
import {
  dataDirectory,
  linesOf,
  type Program,
  postmasterOf,
  removeDirectory,
  run,
  secretKey,
  startProgram,
} from '../support/program';
import { type County, settle, untilAnswered } from './kill.parts';

jest.setTimeout(600_000);

const villages = ['石桥', '柏树', '东坪', '梨花', '松林', '云溪', '白鹭', '青石', '杏坪', '榆树'];
const about = (village: string) => ({
  title: `${village}村村务账目不公开`,
  body: `${village}村的村务公开栏一直空着，村民要求村委会公开集体账目，没有人答复。`,
});
let dataDir: string;
let server: Program;
let county: County;

beforeAll(async () => {
  dataDir = dataDirectory();
  server = await startProgram(dataDir);
  county = await settle(server.url, server.code!);
});
afterAll(async () => {
  await server?.kill();
  await eventually(() => expect(() => process.kill(postmasterOf(dataDir), 0)).toThrow()).catch(() => {});
  removeDirectory(dataDir);
});

/** The model's row, as often as it can be asked. */
const stateOf = async (id: string) => (await county.staff.call('models.read', { params: { id } })).state;

test('killed while it trains, it goes on with the model in force, and trains anew when it is back', async () => {
  const { staff, machine } = county;
  const body = villages.slice(0, 8).map((village) => ({ channel: 'mailbox' as const, ...about(village) }));
  const { items } = await machine.call('messages.send', { body });
  for (const { id } of items) {
    const params = { id: id! };
    await eventually(async () => {
      expect((await staff.call('messages.read', { params })).labels).not.toBeNull();
    }, 60_000);
    await staff.call('messages.correct', { params, body: { aspect: 'topic', topic: '党务政务' } });
  }
  const { id } = await staff.call('models.train');
  await eventually(async () => expect(await stateOf(id)).toBe('training'), 60_000);
  await server.kill();
  const port = new URL(server.url).port;
  server = await startProgram(dataDir, { PORT: port });
  const { inForce, shipped } = await untilAnswered(() => staff.call('models.list'));
  expect(inForce).toMatchObject({ modelId: null, version: shipped.version });
  // The queue finds out within half a minute that the worker is dead.
  await eventually(async () => expect(await stateOf(id)).toBe('candidate'), 150_000);
  const started = (await county.auditor.call('ledger.list', { query: { kind: 'model.trained' } })).items;
  expect(started).toHaveLength(1);

  const promoted = await county.leader.call('models.promote', { params: { id } });
  const [sent] = (
    await machine.call('messages.send', { body: [{ channel: 'mailbox', ...about(villages[8]!) }] })
  ).items;
  await eventually(async () => {
    const { topic, labels } = await staff.call('messages.read', { params: { id: sent!.id! } });
    expect({ topic, model: labels?.model }).toEqual({ topic: '党务政务', model: promoted.version });
  }, 60_000);

  const input = `${JSON.stringify({ id: 1, channel: 'mailbox', ...about(villages[9]!) })}\n`;
  const env = { DATA_DIR: dataDir, SECRET_KEY: secretKey };
  const asServed = await run(['classify', '--in-force', '-'], { input, env });
  expect(asServed.err).toContain(promoted.version!);
  expect(linesOf(asServed)).toMatchObject([{ id: 1, topic: '党务政务', model: promoted.version }]);
  const asShipped = await run(['classify', '-'], { input });
  expect(linesOf(asShipped)).toMatchObject([{ id: 1, model: shipped.version }]);
  expect(asShipped.code).toBe(0);
});

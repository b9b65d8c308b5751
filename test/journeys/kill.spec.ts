// Kill -9, of the server and of its database, at the worst points of the story: on restart every stage catches up, nothing lost, nothing twice.
import { Client as Postgres } from 'pg';
import type { ImportRun, MessageReceipt } from '#contract';
import { runningUrl } from '../../apps/server/src/platform/embedded-postgres';
import { Client } from '../support/client';
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
import {
  allMessages,
  type County,
  caughtUp,
  incidentOf,
  messageNo,
  nothingTwice,
  settle,
  untilAnswered,
} from './kill.parts';
import { statement, uploadHotline } from './story.parts';

// Each test is a round on the same county. A busy machine takes its time.
jest.setTimeout(180_000);

const ROWS = 900;
const BATCH = 20;
let dataDir: string;
let server: Program;
let port: string;
let county: County;
let imported: ImportRun;
let fire: string;
/** What was accepted: the receipt by externalId. */
const accepted = new Map<string, MessageReceipt>();

beforeAll(async () => {
  dataDir = dataDirectory();
  server = await startProgram(dataDir);
  port = new URL(server.url).port;
  county = await settle(server.url, server.code!);
});
afterAll(async () => {
  await server?.kill();
  await eventually(() => expect(() => process.kill(postmasterOf(dataDir), 0)).toThrow()).catch(() => {});
  removeDirectory(dataDir);
});

/** On the same address, so that whoever was calling finds it again. */
const restart = async (env: Record<string, string> = {}): Promise<void> => {
  server = await startProgram(dataDir, { PORT: port, ...env });
};
const killDatabase = () => process.kill(postmasterOf(dataDir), 'SIGKILL');

/** Sends batch after batch; one that nobody answered is sent again as it was. `during` runs beside it from the second batch on. */
async function post(round: string, batches: number, during: () => Promise<void>): Promise<void> {
  let beside: Promise<void> | undefined;
  for (let b = 0; b < batches; b += 1) {
    const body = Array.from({ length: BATCH }, (_, i) => messageNo(round, b * BATCH + i));
    if (b === 2) beside = during();
    const { items } = await untilAnswered(() => county.machine.call('messages.send', { body }));
    for (const receipt of items) accepted.set(receipt.externalId!, receipt);
  }
  await beside;
}

/** Every accepted message is there exactly once, and nothing else is. */
async function everyMessageOnce(): Promise<void> {
  const there = await allMessages(county.staff);
  const ids = [...accepted.values()].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const fromImport = there.filter((m) => !ids.includes(m.id));
  expect(there.length - fromImport.length).toBe(ids.length);
  expect(new Set(there.map((m) => m.id)).size).toBe(there.length);
  expect(there.filter((m) => m.sightings !== 1)).toEqual([]);
  const { received } = await county.staff.call('imports.read', { params: { id: imported.id } });
  expect(fromImport).toHaveLength(received);
}

test('the database is killed under the server: it comes back on the same port and requests succeed again', async () => {
  await post('a', 8, async () => void killDatabase());
  expect(accepted.size).toBe(8 * BATCH);
  expect(await untilAnswered(() => county.staff.call('session.read'))).toMatchObject({
    officer: { name: '测试press' },
  });
  await caughtUp(county.staff);
});

test('the power fails: server and database are gone at once', async () => {
  await post('b', 6, async () => {
    const postmaster = postmasterOf(dataDir);
    const gone = server.kill();
    process.kill(postmaster, 'SIGKILL');
    await gone;
    await restart();
  });
  expect(accepted.size).toBe(14 * BATCH);
});

test('killed after a confirmation, before any clock was opened: the four clocks open, once each', async () => {
  const { machine, staff, auditor } = county;
  const sent = await machine.call('messages.send', {
    body: {
      externalId: 'fire',
      channel: 'phone',
      title: '和平商厦发生火灾',
      body: '和平商厦发生火灾，造成11人死亡、6人受伤，明火已扑灭。',
    },
  });
  accepted.set('fire', sent.items[0]!);
  fire = await incidentOf(staff, sent.items[0]!.id!);
  await server.kill();
  // A process that serves people but follows nothing: what it is told, nobody hears before it is killed.
  await restart({ ROLE: 'web' });
  const occurredAt = new Date(Date.now() - 3600_000).toISOString();
  await staff.call('incidents.confirm', {
    params: { id: fire },
    body: { level: '重大', occurredAt, reason: '伤亡数字已核实' },
  });
  expect((await staff.call('duties.list', { query: { incidentId: fire } })).items).toEqual([]);
  await server.kill();
  await restart();
  await eventually(async () => {
    const { items } = await staff.call('duties.list', { query: { incidentId: fire } });
    expect(items.map((c) => c.duty).sort()).toEqual([
      'authoritative-information',
      'authoritative-release',
      'next-update',
      'press-conference',
    ]);
  });
  const opened = await auditor.call('ledger.list', { query: { kind: 'duty.opened', subject: fire } });
  expect(opened.items).toHaveLength(4);
});

test('killed the moment a publication was answered: its evidence stops the clocks, once each', async () => {
  const { staff, author, reviewer, leader, auditor } = county;
  const { id } = await author.call('releases.draft', { body: { ...statement(), incidentId: fire } });
  const params = { id };
  await author.call('releases.submit', { params });
  await reviewer.call('releases.review', { params, body: {} });
  await leader.call('releases.approve', { params });
  await staff.call('releases.publish', { params });
  await server.kill();
  await restart();
  await eventually(async () => {
    const { items } = await staff.call('duties.list', { query: { incidentId: fire } });
    expect(
      items
        .filter((c) => c.state === 'met')
        .map((c) => c.duty)
        .sort(),
    ).toEqual(['authoritative-information', 'authoritative-release', 'next-update']);
  });
  const met = await auditor.call('ledger.list', { query: { kind: 'duty.met', subject: fire } });
  expect(met.items).toHaveLength(3);
  expect(await (await new Client(server.url).fetch(`/public/releases/${id}`)).text()).toContain('兴隆大街');
});

/** What comes after the first rows of an import waits as long as this connection stands; it goes with the server. */
async function holdImport(): Promise<void> {
  const db = new Postgres({ connectionString: runningUrl(dataDir)! });
  db.on('error', () => {});
  await db.connect();
  await db.query('select pg_advisory_lock(4711)');
  await db.query(
    `create function wait_here() returns trigger language plpgsql as $$ begin
       if old.received > 0 then perform pg_advisory_xact_lock(4711); end if; return new; end $$`,
  );
  await db.query(
    'create trigger wait_here before update on import for each row execute function wait_here()',
  );
}

test('the server is killed while messages come in and a file is being imported', async () => {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const { title, body } = messageNo('file', i);
    return `F${i},${title},${i % 90 === 7 ? '' : body},2026-05-0${1 + (i % 9)}`;
  });
  imported = await uploadHotline(
    county.staff,
    'hotline.csv',
    ['工单编号,标题,诉求内容,受理时间', ...rows].join('\n'),
  );
  const params = { id: imported.id };
  await holdImport();
  await county.staff.call('imports.start', { params, body: { mapping: imported.mapping } });
  await post('c', 8, async () => {
    // Some of the file is in, but not all of it.
    await eventually(async () => {
      const at = await county.staff.call('imports.read', { params });
      expect(at.state).toBe('running');
      expect(at.received).toBeGreaterThan(0);
    });
    await server.kill();
    await restart();
  });
  expect([...accepted.values()].filter((r) => r.state === 'refused')).toEqual([]);
  expect(accepted.size).toBe(22 * BATCH + 1);
});

test('at the end the file is in, every message is there once and labelled once, and the ledger proves it', async () => {
  const { staff, auditor } = county;
  const params = { id: imported.id };
  await eventually(async () => {
    const run = await staff.call('imports.read', { params });
    expect(run).toMatchObject({ state: 'finished', received: ROWS - 10, repeated: 0, refused: 10 });
  }, 90_000);
  expect((await staff.call('imports.refusals', { params, query: { limit: 200 } })).items).toHaveLength(10);
  const ledger = await nothingTwice(staff, auditor);
  await everyMessageOnce();
  expect(ledger.filter((e) => e.kind === 'import.finished')).toHaveLength(1);

  const bundle = `${dataDirectory()}/bundle`;
  const env = { DATA_DIR: dataDir, SECRET_KEY: secretKey };
  expect(await run(['ledger', 'export', bundle], { env })).toMatchObject({ code: 0 });
  expect(await server.stop()).toBe(0);
  const verified = await run(['ledger', 'verify', bundle]);
  expect(verified).toMatchObject({ code: 0, err: expect.stringContaining('核验通过') });
  expect(linesOf(verified)).toMatchObject([{ ok: true, firstBad: null }]);
  removeDirectory(bundle);
});

// Kill -9 while known messages are being revised: sent again, each revision is there once, none is lost, and the ledger counts them.
import { Client as Postgres } from 'pg';
import { runningUrl } from '../../apps/server/src/platform/embedded-postgres';
import { eventually } from '../support/eventually';
import { dataDirectory, type Program, removeDirectory, startProgram } from '../support/program';
import { type County, caughtUp, messageNo, settle, untilAnswered } from './kill.parts';
import { wholeLedger } from './story.parts';

jest.setTimeout(180_000);

const MESSAGES = 120;
const BATCH = 20;
let dataDir: string;
let server: Program;
let port: string;
let county: County;
const ids = new Map<string, string>();

beforeAll(async () => {
  dataDir = dataDirectory();
  server = await startProgram(dataDir);
  port = new URL(server.url).port;
  county = await settle(server.url, server.code!);
  for (const body of batches(0)) {
    const { items } = await county.machine.call('messages.send', { body });
    for (const { externalId, id } of items) ids.set(externalId!, id!);
  }
});
afterAll(async () => {
  await server?.kill();
  removeDirectory(dataDir);
});

/** Every message as it stands in its `version`th text, in batches. */
function batches(version: number) {
  const all = Array.from({ length: MESSAGES }, (_, i) => {
    const row = messageNo('r', i);
    return version === 0 ? row : { ...row, body: `${row.body}第${version}次补充：至今无人处理。` };
  });
  return Array.from({ length: MESSAGES / BATCH }, (_, b) => all.slice(b * BATCH, (b + 1) * BATCH));
}
const send = (body: ReturnType<typeof batches>[number]) =>
  untilAnswered(() => county.machine.call('messages.send', { body }));
const restart = async () => {
  server = await startProgram(dataDir, { PORT: port });
};

/** Every message has its first text and each of these, once and in order, and shows the last. */
async function eachOnce(versions: number): Promise<void> {
  const last = batches(versions).flat();
  for (const row of last) {
    const { revisions, body } = await county.staff.call('messages.read', {
      params: { id: ids.get(row.externalId)! },
    });
    expect(body).toBe(row.body);
    expect(revisions.map(({ no, text }) => [no, text?.body.includes(`第${no - 1}次`) ?? null])).toEqual(
      Array.from({ length: versions + 1 }, (_, i) => [i + 1, i > 0]),
    );
  }
}

test('killed in the midst of a batch, before it was committed: nothing of it is there; sent again it is, once', async () => {
  const [first, ...rest] = batches(1);
  await caughtUp(county.staff);
  // Whoever writes revisions waits here: the batch has masked, sealed and compared, and is not committed.
  const db = new Postgres({ connectionString: runningUrl(dataDir)! });
  db.on('error', () => {}); // the database goes with the server
  await db.connect();
  await db.query('begin');
  await db.query('lock table message_revision in share row exclusive mode');
  const cut = county.machine.call('messages.send', { body: first! }).then(
    () => 'answered',
    () => 'cut',
  );
  await eventually(async () => {
    const { rows } = await db.query(
      "select 1 from pg_locks where relation = 'message_revision'::regclass and not granted",
    );
    expect(rows.length).toBeGreaterThan(0);
  });
  await server.kill();
  expect(await cut).toBe('cut');
  await db.end().catch(() => {});
  await restart();
  for (const row of first!) {
    const { revisions } = await county.staff.call('messages.read', {
      params: { id: ids.get(row.externalId)! },
    });
    expect(revisions).toEqual([]);
  }
  for (const body of [first!, ...rest])
    expect(await send(body)).toMatchObject({
      items: Array.from({ length: BATCH }, () => ({ state: 'revised' })),
    });
  await eachOnce(1);
});

test('killed while batch after batch comes in: those that nobody answered are sent again, and are there once', async () => {
  let killed: Promise<void> | undefined;
  const states: string[] = [];
  for (const [b, body] of batches(2).entries()) {
    const sent = send(body);
    // Some of these are committed and not answered, some not committed.
    if (b === 1 || b === 4) killed = server.kill().then(restart);
    const { items } = await sent;
    states.push(...items.map(({ state }) => state));
    await killed;
  }
  expect(states).toHaveLength(MESSAGES);
  expect(states.filter((state) => state !== 'revised' && state !== 'repeated')).toEqual([]);
  await eachOnce(2);
});

test('once more, all of it: nothing new; and the ledger holds each revision once', async () => {
  for (const version of [1, 2])
    for (const body of batches(version))
      expect(await send(body)).toMatchObject({ received: 0, repeated: BATCH });
  await eachOnce(2);
  await caughtUp(county.staff);
  const ledger = await wholeLedger(county.auditor);
  expect(ledger.map((e) => e.seq)).toEqual(ledger.map((_, i) => i + 1));
  const revised = ledger.filter(({ kind }) => kind === 'message.revised');
  expect(revised.reduce((sum, { body }) => sum + Number(body.count), 0)).toBe(2 * MESSAGES);
  const batchIds = revised.map(({ body }) => String(body.batchId));
  expect(new Set(batchIds).size).toBe(batchIds.length);
  // Each was read again, once.
  const read = ledger.filter((e) => e.kind === 'message.labelled').map(({ body }) => String(body.batchId));
  expect(read.filter((id) => batchIds.includes(id)).sort()).toEqual([...batchIds].sort());
});

// `wenying rotate-key` on the built program: the key in DATA_DIR or in the environment, repeated, refused, and beside what was sealed.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '../support/client';
import {
  dataDirectory,
  type Ended,
  linesOf,
  type Program,
  removeDirectory,
  run,
  startProgram,
} from '../support/program';
import { password } from '../support/server';

// Each test stands on the earlier. A busy machine takes its time.
jest.setTimeout(240_000);

const PHONE = '13687654321';
let dataDir: string;
let server: Program | undefined;
let message: string;
const keyFile = () => path.join(dataDir, 'secret-key');
const keyNow = () => readFileSync(keyFile(), 'utf8').trim();
const wenying = (args: string[], env: Record<string, string> = {}, input?: string): Promise<Ended> =>
  run(args, { env: { DATA_DIR: dataDir, ...env }, input });

beforeAll(async () => {
  dataDir = dataDirectory();
  const admin = ['user', 'add', '--name', 'admin', '--role', 'administrator', '--jurisdiction', '雁西县'];
  expect((await wenying(admin, {}, password)).code).toBe(0);
  expect((await wenying(['user', 'add', '--name', 'wang', '--role', 'news-office'], {}, password)).code).toBe(
    0,
  );
});
afterAll(async () => {
  await server?.stop();
  removeDirectory(dataDir);
});

/** Starts the server, signs the news office in, works, and stops it. */
async function asStaff<T>(env: Record<string, string>, work: (staff: Client) => Promise<T>): Promise<T> {
  server = await startProgram(dataDir, { SECRET_KEY: '', ...env });
  const staff = new Client(server.url);
  await staff.signIn('wang', password);
  const value = await work(staff);
  await server.stop();
  server = undefined;
  return value;
}
const openIt = (staff: Client) =>
  staff.call('messages.original', { params: { id: message }, body: { reason: '核对来信' } });

test('the key in DATA_DIR is made anew; what was sealed before still opens', async () => {
  message = await asStaff({}, async (staff) => {
    const { items } = await staff.call('messages.send', {
      body: { channel: 'phone', title: '断水', body: `青竹路断水，回电${PHONE}。` },
    });
    return items[0]!.id!;
  });
  const before = keyNow();
  const rotated = await wenying(['rotate-key']);
  expect(rotated).toMatchObject({ code: 0, err: expect.stringContaining('secret-key') });
  expect(rotated.err).toContain('everybody signs in once more');
  expect(linesOf(rotated)).toMatchObject([{ keys: 4, from: expect.any(String), to: expect.any(String) }]);
  expect(keyNow()).not.toBe(before);
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  expect(existsSync(`${keyFile()}.next`)).toBe(false);
  for (const key of [before, keyNow()]) expect(rotated.out + rotated.err).not.toContain(key);
  await asStaff({}, async (staff) => {
    expect((await openIt(staff)).body).toContain(PHONE);
    const again = { channel: 'phone', title: '断水', body: `青竹路断水，回电${PHONE}。` };
    expect(await staff.call('messages.send', { body: again })).toMatchObject({ repeated: 1 });
  });
});

test('a change that was killed between the database and the file is finished at the next start', async () => {
  const before = keyNow();
  expect((await wenying(['rotate-key'])).code).toBe(0);
  // As if killed before the rename: the file holds the old key, the new one lies beside it.
  writeFileSync(`${keyFile()}.next`, `${keyNow()}\n`, { mode: 0o600 });
  writeFileSync(keyFile(), `${before}\n`);
  await asStaff({}, async (staff) => expect((await openIt(staff)).body).toContain(PHONE));
  expect(keyNow()).not.toBe(before);
  expect(existsSync(`${keyFile()}.next`)).toBe(false);
});

test('a key from the environment: the new one is given, harmless to repeat, and the old one no longer starts', async () => {
  const old = keyNow();
  const next = 'a new key from the environment, long enough';
  const given = { SECRET_KEY: old };
  expect(await wenying(['rotate-key'], given)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('--new-key'),
  });
  expect(await wenying(['rotate-key', '--new-key', '-'], given, 'short')).toMatchObject({ code: 2, out: '' });
  expect(await wenying(['rotate-key', '--new-key', 'no-such-file'], given)).toMatchObject({ code: 2 });
  expect(linesOf(await wenying(['rotate-key', '--new-key', '-'], given, `${next}\n`))).toMatchObject([
    { keys: 4 },
  ]);
  const again = await wenying(['rotate-key', '--new-key', '-'], given, next);
  expect([again.code, linesOf(again)]).toEqual([0, [{ keys: 0 }]]);
  await expect(startProgram(dataDir, given)).rejects.toThrow(/SECRET_KEY/);
  await asStaff({ SECRET_KEY: next }, async (staff) => expect((await openIt(staff)).body).toContain(PHONE));
});

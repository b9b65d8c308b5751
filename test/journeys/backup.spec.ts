// An office moves: backed up beside its running server while messages arrive, put back on another machine, and gone on with there; and what must be refused.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createWriteStream,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ArchiveReader, ArchiveWriter } from '../../apps/server/src/backup/archive';
import { MANIFEST, SUMS } from '../../apps/server/src/backup/manifest';
import { Client } from '../support/client';
import {
  dataDirectory,
  type Ended,
  linesOf,
  type Program,
  removeDirectory,
  run,
  secretKey,
  startProgram,
} from '../support/program';
import { allMessages, caughtUp, messageNo } from './kill.parts';
import { importOver, uploadHotline, wholeLedger } from './story.parts';

// Each test stands on the earlier. A busy machine takes its time.
jest.setTimeout(240_000);

const PHONE = '13687654321';
const SEALED = { channel: 'phone' as const, title: '断水', body: `青竹路断水三天，回电${PHONE}。` };
const dirs: string[] = [];
const directory = () => {
  const dir = dataDirectory();
  dirs.push(dir);
  return dir;
};
let here: string;
let there: string;
let files: string;
let file: string;
let server: Program | undefined;
let password: string;
let sealed: string;
let imported: string;
/** What was accepted before the backup began, and after that while it was made. */
const before: string[] = [];
const during: string[] = [];

const wenying = (dir: string, args: string[], how: Parameters<typeof run>[1] = {}): Promise<Ended> =>
  run(args, { ...how, env: { DATA_DIR: dir, SECRET_KEY: secretKey, ...how?.env } });
const as = async (name: string): Promise<Client> => {
  const client = new Client(server!.url);
  await client.signIn(name, password);
  return client;
};
const refusedWith = (ended: Ended, said: RegExp) =>
  expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringMatching(said) });
/** The command line in a shell, for what only a shell can set. */
const inShell = (line: string) =>
  spawnSync('/bin/sh', ['-c', line], {
    encoding: 'utf8',
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: here,
      SECRET_KEY: secretKey,
      NODE: process.execPath,
      CLI: path.resolve(__dirname, '../../dist/apps/server/src/cli.js'),
    },
  });

beforeAll(async () => {
  [here, there, files] = [directory(), directory(), directory()];
  file = path.join(files, 'office.zip');
  const seeded = await wenying(here, ['seed']);
  expect(seeded.code).toBe(0);
  ({ password } = linesOf(seeded)[0] as { password: string });
  // No worker: what is to be done waits, as it does when a machine dies.
  server = await startProgram(here, { ROLE: 'web' });
});
afterAll(async () => {
  await server?.stop();
  for (const dir of dirs) removeDirectory(dir);
});

test('backed up beside a running server while messages arrive', async () => {
  const added = await wenying(here, ['token', 'add', '--name', '热线', '--scope', 'intake:write']);
  const machine = new Client(server!.url, (linesOf(added)[0] as { token: string }).token);
  const send = async (into: string[], i: number) => {
    const { items } = await machine.call('messages.send', { body: [messageNo('backup', i)] });
    into.push(items[0]!.id!);
  };
  const staff = await as('wangmin');
  sealed = (await staff.call('messages.send', { body: SEALED })).items[0]!.id!;
  const uploaded = await uploadHotline(
    staff,
    '热线.csv',
    '编号,来电内容,来电日期\nh1,北苑街窨井盖缺失，夜里很危险,2026-11-20\nh2,文昌巷垃圾无人清运已有一周,2026-11-21\n',
  );
  imported = uploaded.id;
  await staff.call('imports.start', { params: { id: imported }, body: { mapping: uploaded.mapping } });
  for (let i = 0; i < 20; i += 1) await send(before, i);

  let made: Ended | undefined;
  const backup = wenying(here, ['backup', file]).then((ended) => (made = ended));
  for (let i = 20; !made; i += 1) await send(during, i);
  await backup;
  expect(made).toMatchObject({ code: 0, err: expect.stringContaining('SECRET_KEY is not in it') });
  expect(during.length).toBeGreaterThan(0);
  const bytes = readFileSync(file);
  expect(linesOf(made!)).toMatchObject([
    { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(files)).toEqual(['office.zip']);
  for (const secret of [secretKey, PHONE]) expect(bytes.includes(secret)).toBe(false);
  const told = (await wholeLedger(await as('hejing'))).filter(({ kind }) => kind.startsWith('backup.'));
  expect(told.map(({ kind, actor }) => [kind, actor.name])).toEqual([
    ['backup.begun', '命令行 command line'],
    ['backup.made', '命令行 command line'],
  ]);
  expect(told[1]!.body).toMatchObject({
    bytes: bytes.length,
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('people can look into it with nothing of ours: the sums are those of its parts, and nothing personal lies open', async () => {
  const archive = await ArchiveReader.open(file);
  const sums = (await archive.text(SUMS, 1e6)).trim().split('\n');
  expect(sums.length).toBe(archive.names().length - 1);
  for (const line of sums) {
    const [sum, part] = line.split('  ');
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.read(part!)) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    expect([part, createHash('sha256').update(bytes).digest('hex')]).toEqual([part, sum]);
    if (!part!.startsWith('data/uploads/')) expect(bytes.includes(PHONE)).toBe(false);
    expect(bytes.includes(secretKey)).toBe(false);
  }
  expect(archive.names()).toEqual(
    expect.arrayContaining(['tables/public.message.csv', `data/uploads/${imported}`]),
  );
  archive.close();
});

test('a backup that is killed, or finds the disk full, leaves nothing under its name', async () => {
  const never = path.join(files, 'never.zip');
  const parts = () => readdirSync(files).filter((name) => name.endsWith('.part'));
  const killed = await wenying(here, ['backup', never], { killWhen: () => parts().length > 0 });
  expect([killed.code, existsSync(never)]).toEqual([null, false]);
  const left = parts();
  for (const part of left) expect(statSync(path.join(files, part)).mode & 0o777).toBe(0o600);
  // So many blocks of 512 bytes a file may have.
  const full = inShell(`ulimit -f 16 && exec "$NODE" "$CLI" backup "${never}"`);
  expect(full).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('too large') });
  expect([existsSync(never), parts()]).toEqual([false, left]);
  if (existsSync('/dev/full')) {
    const out = inShell('exec "$NODE" "$CLI" backup - > /dev/full');
    expect(out).toMatchObject({ status: 2, stderr: expect.stringContaining('the disk is full') });
    refusedWith(await wenying(here, ['backup', '/dev/full']), /no plain file/);
  }
  const cut = inShell('("$NODE" "$CLI" backup - ; echo "rc $?" >&2) | head -c 100 > /dev/null');
  expect(cut.stderr).toContain('rc 2');
  const whole = inShell(`"$NODE" "$CLI" backup - > "${files}/piped.zip"`);
  expect(whole).toMatchObject({ status: 0, stderr: expect.stringContaining('Backed up') });
  expect((await ArchiveReader.open(path.join(files, 'piped.zip'))).names()).toContain(MANIFEST);
});

/** The same backup with another manifest, and sums that agree with it. */
async function rewritten(name: string, change: (manifest: Record<string, unknown>) => void) {
  const archive = await ArchiveReader.open(file);
  const manifest = JSON.parse(await archive.text(MANIFEST, 1e7));
  change(manifest);
  const to = path.join(files, name);
  const writer = new ArchiveWriter(createWriteStream(to));
  for (const part of archive.names())
    if (part !== MANIFEST && part !== SUMS) await writer.add(part, await archive.read(part));
  await writer.addText(MANIFEST, JSON.stringify(manifest));
  await writer.addText(SUMS, writer.parts.map(({ part, sha256 }) => `${sha256}  ${part}\n`).join(''));
  await writer.end();
  archive.close();
  return to;
}

test('what must be refused is refused before anything is written', async () => {
  const broken = path.join(files, 'broken.zip');
  copyFileSync(file, broken);
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 3)]! ^= 0x55;
  writeFileSync(broken, bytes);
  refusedWith(await wenying(there, ['restore', broken]), /damaged/);
  copyFileSync(file, broken);
  truncateSync(broken, bytes.length - 1000);
  refusedWith(await wenying(there, ['restore', broken]), /damaged/);
  const altered = await rewritten(
    'altered.zip',
    (m) => ((m.tables as { rows: number; sha256: string }[])[5]!.sha256 = '0'.repeat(64)),
  );
  refusedWith(await wenying(there, ['restore', altered]), /damaged/);
  const newer = await rewritten('newer.zip', (m) => (m.migrations as string[]).push('Tomorrow1700000009999'));
  refusedWith(await wenying(there, ['restore', newer]), /newer edition/);
  const newest = await rewritten('newest.zip', (m) => (m.format = 2));
  refusedWith(await wenying(there, ['restore', newest]), /newer edition/);
  writeFileSync(broken, 'no zip at all');
  refusedWith(await wenying(there, ['restore', broken]), /damaged/);
  refusedWith(await wenying(there, ['restore', '-']), /name the file/);
  refusedWith(await wenying(there, ['restore', path.join(files, 'none')]), /no such file/);
  const other = { env: { SECRET_KEY: 'another key for tests, long enough to pass' } };
  refusedWith(await wenying(there, ['restore', file], other), /SECRET_KEY is not the one/);
  refusedWith(await wenying(here, ['restore', file]), /not empty/);
  expect(existsSync(path.join(there, 'uploads'))).toBe(false);
});

test('with another key a person may go on knowingly; the server waits for the right one', async () => {
  const dir = directory();
  const env = { SECRET_KEY: 'another key for tests, long enough to pass' };
  expect(await wenying(dir, ['restore', file, '--other-key'], { env })).toMatchObject({ code: 0 });
  await expect(startProgram(dir, env)).rejects.toThrow(/SECRET_KEY/);
});

test('a restore that is killed leaves the database empty: it is simply run again', async () => {
  const staged = () => {
    const tmp = path.join(there, 'tmp');
    return existsSync(tmp) && readdirSync(tmp).some((name) => name.startsWith('restore-'));
  };
  let since = Number.POSITIVE_INFINITY;
  const killed = await wenying(there, ['restore', file], {
    killWhen: () => {
      if (staged()) since = Math.min(since, performance.now());
      return performance.now() - since > 100;
    },
  });
  expect(killed.code).toBeNull();
  const done = await wenying(there, ['restore', file]);
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining('everybody signs in again') });
  expect(linesOf(done)).toMatchObject([{ migrated: 0, files: expect.any(Number) }]);
  refusedWith(await wenying(there, ['restore', file]), /not empty/);
});

test('on the other machine the office goes on: the same is seen, the original opens, what waited is done once', async () => {
  const earlier = await wenying(here, ['ledger', 'export', path.join(files, 'earlier')]);
  expect(earlier.code).toBe(0);
  const seenBefore = await (await as('wangmin')).call('incidents.list');
  const releases = await (await as('wangmin')).call('releases.list');
  await server!.stop();

  server = await startProgram(there);
  const staff = await as('wangmin');
  expect((await importOver(staff, imported, 90_000)).received).toBe(2);
  await caughtUp(staff);
  const messages = (await allMessages(staff)).map(({ id }) => id);
  expect(new Set(messages).size).toBe(messages.length);
  // Of one moment: all of before, and of what came meanwhile the first so many, without a hole.
  expect(before.filter((id) => !messages.includes(id))).toEqual([]);
  const came = during.map((id) => messages.includes(id));
  expect(came).toEqual([...came].sort().reverse());
  const opened = await staff.call('messages.original', {
    params: { id: sealed },
    body: { reason: '核对来信' },
  });
  expect(opened.body).toContain(PHONE);
  const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);
  const now = ids(await staff.call('incidents.list', { query: { limit: 200 } }));
  expect(ids(seenBefore).filter((id) => !now.includes(id))).toEqual([]);
  expect(ids(await staff.call('releases.list'))).toEqual(ids(releases));
  // The same words again are known to be the same: the key of fingerprints came along.
  expect(await staff.call('messages.send', { body: SEALED })).toMatchObject({ repeated: 1 });
});

test('the ledger there verifies, agrees with the bundle of before, and says where it came from', async () => {
  const ledger = await wholeLedger(await as('hejing'));
  expect(ledger.map(({ seq }) => seq)).toEqual(ledger.map((_, i) => i + 1));
  const restored = ledger.find(({ kind }) => kind === 'backup.restored')!;
  const { entries, digest } = restored.body as { entries: number; digest: string };
  expect(digest).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
  expect(restored.seq).toBe(entries + 1);
  const bundle = path.join(files, 'later');
  expect((await wenying(there, ['ledger', 'export', bundle])).code).toBe(0);
  for (const dir of ['earlier', 'later'])
    expect(await run(['ledger', 'verify', path.join(files, dir)])).toMatchObject({ code: 0 });
  const rows = (dir: string) =>
    readFileSync(path.join(files, dir, 'entries.jsonl'), 'utf8')
      .split('\n')
      .slice(0, entries);
  expect(rows('later')).toEqual(rows('earlier'));
  expect(readFileSync(path.join(bundle, 'public-key.txt'), 'utf8')).toBe(
    readFileSync(path.join(files, 'earlier/public-key.txt'), 'utf8'),
  );
});

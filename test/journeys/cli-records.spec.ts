// The commands that need a database, on the built program with its embedded one: alone, then beside a running server.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '../support/client';
import { eventually } from '../support/eventually';
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
import { password } from '../support/server';

// Each test stands on the earlier. A busy machine takes its time.
jest.setTimeout(240_000);

let dataDir: string;
let files: string;
let server: Program | undefined;
beforeAll(() => {
  [dataDir, files] = [dataDirectory(), dataDirectory()];
});
afterAll(async () => {
  await server?.stop();
  removeDirectory(dataDir);
  removeDirectory(files);
});

const wenying = (args: string[], input?: string, dir = dataDir): Promise<Ended> =>
  run(args, { env: { DATA_DIR: dir, SECRET_KEY: secretKey }, input });
const file = (name: string, content: string) => {
  const at = path.join(files, name);
  writeFileSync(at, content);
  return at;
};
const hotline = (prefix: string) =>
  [
    '编号,来电内容,来电日期,单位',
    `${prefix}1,柏树巷路灯坏了一周没人修（${prefix}）,2026-05-01,住建局`,
    `${prefix}2,,2026-05-02,住建局`,
    `${prefix}3,东关街自来水发黄有异味（${prefix}）,2026年5月3日,水务局`,
    `${prefix}4,南湾路公交改线不便（${prefix}）,前天,交通局`,
  ].join('\n');

describe('alone, on an empty data directory', () => {
  test('migrate makes the tables, and again changes nothing', async () => {
    const first = await wenying(['migrate']);
    expect(first.code).toBe(0);
    expect((linesOf(first)[0] as { applied: string[] }).applied.length).toBeGreaterThan(4);
    expect(linesOf(await wenying(['migrate']))).toEqual([{ applied: [] }]);
  });

  test('a command that is killed at its work leaves nothing that the next would have to put right', async () => {
    const dir = dataDirectory();
    const env = { DATA_DIR: dir, SECRET_KEY: secretKey };
    const isUp = () => existsSync(path.join(dir, 'postgres/postmaster.pid'));
    // In the middle of making an empty database, and once it has begun.
    const isMaking = () =>
      readdirSync(dir).some((name) => existsSync(path.join(dir, name, 'PG_VERSION')) && name !== 'postgres');
    expect((await run(['migrate'], { env, killWhen: isMaking })).code).toBeNull();
    expect((await run(['migrate'], { env, killWhen: isUp })).code).toBeNull();
    expect(await run(['migrate'], { env })).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(dir).filter((name) => name.includes('making'))).toEqual([]);
    removeDirectory(dir);
  });

  test('the first person is an administrator, who brings the county', async () => {
    const refused = async (args: string[], input: string, said: RegExp) =>
      expect(await wenying(['user', 'add', ...args], input)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringMatching(said),
      });
    await refused(['--name', 'wang', '--role', 'leader'], password, /add an administrator first/);
    await refused(['--name', 'wang', '--role', 'emperor'], password, /unknown: emperor.*known: news-office/);
    await refused(['--name', 'wang', '--role', 'administrator'], '', /standard input/);
    const added = await wenying(
      ['user', 'add', '--name', 'admin', '--role', 'administrator', '--jurisdiction', '雁西县'],
      `${password}\n`,
    );
    expect(added.code).toBe(0);
    expect(linesOf(added)).toMatchObject([
      { name: 'admin', roles: ['administrator'], jurisdiction: '雁西县' },
    ]);
    expect(added.out + added.err).not.toContain(password);
  });

  test('a hotline file goes in: 1 with the refused rows told; again it is all repeated', async () => {
    const at = file('hotline.csv', hotline('A'));
    const first = await wenying(['import-hotline', at]);
    expect(first.code).toBe(1);
    expect(linesOf(first)).toEqual([
      {
        received: 2,
        repeated: 0,
        revised: 0,
        refused: [
          { row: 3, reason: expect.any(String) },
          { row: 5, reason: expect.any(String) },
        ],
        numberTwice: [],
      },
    ]);
    expect(first.err).toMatch(/第 3 行 \/ row 3: .*\n第 5 行 \/ row 5: /);
    expect(linesOf(await wenying(['import-hotline', at]))).toMatchObject([{ received: 0, repeated: 2 }]);
    expect(await wenying(['import-hotline', path.join(files, 'nowhere.csv')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no such file'),
    });
  });
});

describe('beside a running server', () => {
  const bundle = () => path.join(files, 'bundle');

  test('a person and a token are added, and both work at once', async () => {
    server = await startProgram(dataDir);
    const added = await wenying(['user', 'add', '--name', 'press', '--role', 'news-office'], password);
    expect(linesOf(added)).toMatchObject([{ name: 'press', roles: ['news-office'] }]);
    const again = await wenying(['user', 'add', '--name', 'press', '--role', 'leader'], password);
    expect(again).toMatchObject({ code: 2, err: expect.stringMatching(/\p{Script=Han}/u) });
    const officer = ['user', 'add', '--name', 'li', '--role', 'department-officer'];
    expect(await wenying(officer, password)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/要属于一个部门.*--department/),
    });
    const nowhere = await wenying([...officer, '--department', '天文局'], password);
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringMatching(/天文局。已有 \/ known: .*水利局/) });
    const press = new Client(server.url);
    await press.signIn('press', password);

    const made = await wenying([
      'token',
      'add',
      '--name',
      '热线系统',
      '--scope',
      'intake:write',
      'messages:read',
    ]);
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('not shown again') });
    const { token } = linesOf(made)[0] as { token: string };
    const machine = new Client(server.url, token);
    await machine.call('messages.send', { body: { externalId: 'x1', body: '北苑街夜间施工噪声扰民' } });
    await eventually(async () => expect((await machine.call('messages.list')).items).toHaveLength(3));
    const wrong = await wenying(['token', 'add', '--name', 'x', '--scope', 'everything']);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('everything') });
  });

  test('a hotline file goes in by a mapping of one’s own, and the server reads it at once', async () => {
    const at = file('more.csv', hotline('B'));
    const mapping = file('mapping.json', JSON.stringify({ externalId: '编号', body: '来电内容' }));
    expect(linesOf(await wenying(['import-hotline', at, '--mapping', mapping]))).toMatchObject([
      { received: 3, repeated: 0, refused: [{ row: 3 }] },
    ]);
    const press = new Client(server!.url);
    await press.signIn('press', password);
    await eventually(async () => {
      const { items } = await press.call('messages.list');
      expect(items).toHaveLength(6);
      expect(items.every((m) => m.topic !== null)).toBe(true);
    });
    const bad = file('bad.json', '{"body": 5}');
    expect(await wenying(['import-hotline', at, '--mapping', bad])).toMatchObject({
      code: 2,
      err: expect.stringContaining('must be JSON'),
    });
    expect(
      await wenying(['import-hotline', at, '--mapping', file('strange.json', '{"body":"没有"}')]),
    ).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no such columns: 没有/),
    });
  });

  test('seed keeps its hands off a database in use', async () => {
    expect(await wenying(['seed'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('is in use'),
    });
  });

  test('a bundle is exported beside the server, and verified with the server stopped', async () => {
    const exported = await wenying(['ledger', 'export', bundle()]);
    expect(exported.code).toBe(0);
    const [{ size }] = linesOf(exported) as [{ size: number }];
    expect(await wenying(['ledger', 'export', bundle()])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/not empty/),
    });
    expect(await server!.stop()).toBe(0);
    server = undefined;
    const verified = await run(['ledger', 'verify', bundle()]);
    expect(verified).toMatchObject({ code: 0, err: expect.stringContaining(`${size} entries`) });
    expect(linesOf(verified)).toMatchObject([{ ok: true, entries: size, firstBad: null }]);
    const key = readFileSync(path.join(bundle(), 'public-key.txt'), 'utf8').trim();
    expect(linesOf(await run(['ledger', 'verify', bundle(), '--key', key]))).toMatchObject([
      { ok: true, key: { pinned: true } },
    ]);
  });

  test('after one row is altered, verify names it', async () => {
    const rows = path.join(bundle(), 'entries.jsonl');
    const lines = readFileSync(rows, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes('"news-office"'));
    lines[at] = lines[at]!.replace('news-office', 'administrator');
    writeFileSync(rows, lines.join('\n'));
    const verified = await run(['ledger', 'verify', bundle()]);
    expect(verified).toMatchObject({ code: 1, err: expect.stringContaining(String(at + 1)) });
    expect(linesOf(verified)).toMatchObject([{ ok: false, firstBad: at + 1 }]);
    expect(await run(['ledger', 'verify', path.join(files, 'nowhere')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be opened'),
    });
  });
});

test('seed puts the invented county into an empty database', async () => {
  const empty = dataDirectory();
  try {
    const seeded = await wenying(['seed'], undefined, empty);
    expect(seeded).toMatchObject({ code: 0 });
    const [{ county, people }] = linesOf(seeded) as [{ county: string; people: unknown[] }];
    expect(county).toBe('望澜县');
    expect(people.length).toBeGreaterThan(5);
  } finally {
    removeDirectory(empty);
  }
});

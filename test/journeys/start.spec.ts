// Bad starts of the built program: each is told in one clear sentence, in both languages, with an exit code and without a stack trace.

import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import {
  dataDirectory,
  type Ended,
  type Program,
  removeDirectory,
  run,
  startProgram,
} from '../support/program';

// A busy machine takes its time.
jest.setTimeout(150_000);

let dir: string;
beforeAll(() => {
  dir = dataDirectory();
});
afterAll(() => removeDirectory(dir));

const start = (env: Record<string, string>): Promise<Ended> =>
  run([], {
    program: 'main.js',
    env: { DATA_DIR: path.join(dir, 'none'), PORT: '0', LOG_LEVEL: 'info', ...env },
  });
const nobody = 'postgres://nobody:wrong@127.0.0.1:9/none';

function expectClear({ code, out, err }: Ended): void {
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toMatch(/\p{Script=Han}/u);
  expect(err).toMatch(/[a-z]{3}/);
  expect(err).not.toMatch(/\n\s+at |Error:|node_modules|"level"/);
  expect(err.trim().split('\n').length).toBeLessThan(8);
}

test.each<[string, Record<string, string>, RegExp[]]>([
  [
    'several wrong values are told together',
    {
      PORT: 'eighty',
      ROLE: 'boss',
      PUBLIC_URL: 'ftp://here',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
      SECRET_KEY: 'short',
    },
    [/PORT/, /ROLE/, /PUBLIC_URL/, /LOG_LEVEL/, /DATABASE_URL/, /SECRET_KEY/],
  ],
  [
    'production without a key',
    { NODE_ENV: 'production', DATABASE_URL: nobody },
    [/SECRET_KEY: required when NODE_ENV=production/],
  ],
  [
    'a data directory under a file',
    { DATA_DIR: '/dev/null/data' },
    [/DATA_DIR: cannot write to \/dev\/null\/data/, /choose a folder/],
  ],
  ['a database that is not there', { DATABASE_URL: nobody }, [/127\.0\.0\.1:9/, /DATABASE_URL/]],
])('%s', async (_, env, said) => {
  const ended = await start(env);
  expectClear(ended);
  for (const words of said) expect(ended.err).toMatch(words);
});

test('a data directory that is itself a file', async () => {
  const file = path.join(dir, 'file');
  writeFileSync(file, '');
  const ended = await start({ DATA_DIR: file });
  expectClear(ended);
  expect(ended.err).toContain(file);
});

describe('beside a running server', () => {
  let server: Program;
  let web: Server;
  beforeAll(async () => {
    server = await startProgram(dir);
    web = createServer().listen(0);
    await new Promise((resolve) => web.once('listening', resolve));
  });
  afterAll(async () => {
    web.close();
    await server.kill();
  });

  test('a second one on the same data directory is refused, and harms nothing', async () => {
    const ended = await start({ DATA_DIR: dir });
    expectClear(ended);
    expect(ended.err).toContain(`Another Wenying server is already using ${dir}`);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  });

  test('a port in use is named, with what to do', async () => {
    const { port } = web.address() as AddressInfo;
    const other = dataDirectory();
    try {
      const ended = await start({ DATA_DIR: other, PORT: String(port) });
      expectClear(ended);
      expect(ended.err).toContain(`Port ${port} is in use`);
      expect(ended.err).toContain('PORT=3001 npm start');
    } finally {
      removeDirectory(other);
    }
  });

  test('stopped by Ctrl-C it ends well, and the same directory can be used at once', async () => {
    expect(await server.stop()).toBe(0);
    server = await startProgram(dir);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  });
});

// The built server as a process of its own, on an embedded database of its own, with a county, a machine and a person in it.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../apps/build.mjs';

const require = createRequire(import.meta.url);
/** A part of the built server. */
export const built = (file) => require(path.join(root, 'dist/apps/server/src', file));
export const password = '望澜县-量度-2026';

export function temporary(name) {
  const dir = mkdtempSync(path.join(os.tmpdir(), `wenying-bench-${name}-`));
  chmodSync(dir, 0o755); // PostgreSQL runs as another user when we are root
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Asks until it answers 200; rejects when the process ended before. */
export async function ready(url, child, withinMs = 120_000) {
  const until = Date.now() + withinMs;
  for (;;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    if (child.exitCode !== null)
      throw new Error(`the server ended with ${child.exitCode} before it was ready`);
    if (Date.now() > until) throw new Error('the server was not ready in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function freePort() {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts a program of ours with this environment; `stop` waits until it has ended. */
export function start(file, env, cwd = root) {
  const child = spawn(process.execPath, [file], {
    cwd,
    env: { ...process.env, NODE_ENV: '', DATABASE_URL: '', PUBLIC_URL: '', ROLE: '', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    child,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A county, its administrator, one person of the news office, and a token to hand in messages with. */
export async function startCounty() {
  const { dir, remove } = temporary('server');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const secretKey = randomBytes(32).toString('base64url');
  const server = start('dist/apps/server/src/main.js', {
    PORT: String(port),
    DATA_DIR: dir,
    SECRET_KEY: secretKey,
    LOG_LEVEL: 'error',
  });
  const stop = async () => {
    await server.stop();
    remove();
  };
  try {
    await ready(url, server.child);
    return { ...(await furnish(url, secretKey, server.child.pid, dir)), stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** How many facts each stage that is not done is behind. */
export async function behind({ url }) {
  // A connection kept for the next question may be closed by the server in the moment of asking.
  const answer = await fetch(`${url}/health/ready`, { headers: { connection: 'close' } });
  const { stages } = await answer.json();
  return Object.fromEntries(stages.filter((s) => s.behind > 0).map((s) => [s.stage, s.behind]));
}

/** Until every stage has worked in all there is. */
export async function settled(county) {
  while (Object.keys(await behind(county)).length > 0)
    await new Promise((resolve) => setTimeout(resolve, 200));
}

/** The first run, one officer and one token. */
async function furnish(url, secretKey, pid, dir) {
  const { Caller } = built('demo/caller.js');
  const admin = new Caller(url);
  const { departments } = await admin.call('setup.offer', { query: { name: '望澜县', level: 'county' } });
  await admin.call('setup.complete', {
    body: {
      code: built('organisation/setup-code.js').setupCode({ secretKey }),
      jurisdiction: { name: '望澜县', level: 'county' },
      administrator: { name: '管理员', signInName: 'admin', password },
      departments,
    },
  });
  await admin.signIn('admin', password);
  await admin.call('officers.add', {
    body: { name: '王敏', signInName: 'wangmin', roles: ['news-office'], departmentId: null, password },
  });
  const { secret } = await admin.call('tokens.add', {
    body: { name: '量度', scopes: ['intake:write', 'live:read'] },
  });
  return { url, token: secret, pid, databaseUrl: built('platform/embedded-postgres.js').runningUrl(dir) };
}

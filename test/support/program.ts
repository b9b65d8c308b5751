// The built program as people run it: a server of its own that can be killed, and the command line; both as child processes.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const built = (program: string) => path.join(root, 'dist/apps/server/src', program);
export const secretKey = 'a key for tests only, long enough to pass';

/** What a person would have in their environment, without what this test run was started with. */
function environment(env: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG } = process.env;
  return { PATH, HOME, LANG, LOG_LEVEL: 'error', ...env };
}

function start(program: string, args: string[], env: Record<string, string>): ChildProcess {
  if (!existsSync(built(program)))
    throw new Error(`dist has no ${program}: run these tests through npm test, which builds first`);
  return spawn(process.execPath, [built(program), ...args], {
    cwd: os.tmpdir(),
    env: environment(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** A new data directory that PostgreSQL's own user may enter. */
export function dataDirectory(): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'wenying-program-'));
  chmodSync(dir, 0o755);
  return dir;
}
export const removeDirectory = (dir: string) => rmSync(dir, { recursive: true, force: true, maxRetries: 10 });

export type Ended = { code: number | null; out: string; err: string };

type HowToRun = {
  env?: Record<string, string>;
  input?: string | Buffer;
  program?: string;
  /** Killed as soon as this is so. */
  killWhen?: () => boolean;
};

/** Runs a program to its end; by default the command line. */
export function run(
  args: string[],
  { env = {}, input, program = 'cli.js', killWhen }: HowToRun = {},
): Promise<Ended> {
  const child = start(program, args, env);
  const watch = killWhen && setInterval(() => killWhen() && child.kill('SIGKILL'), 5);
  child.once('close', () => clearInterval(watch));
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text) => (ended.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text) => (ended.err += text));
  child.stdin?.on('error', () => {}); // it may end without having read
  child.stdin?.end(input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...ended, code }));
  });
}

/** The JSON lines that a command printed. */
export const linesOf = ({ out }: Ended): unknown[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

export type Program = {
  url: string;
  /** The one-time code of the first run, while the database is empty. */
  code: string | null;
  /** As a power cut would: no goodbye. Resolves when it is gone. */
  kill: () => Promise<void>;
  /** As Ctrl-C would; resolves to the exit code. */
  stop: () => Promise<number | null>;
};

/** Starts the server and waits for its welcome; rejects with what it said when it ends instead. */
export function startProgram(dataDir: string, env: Record<string, string> = {}): Promise<Program> {
  const child = start('main.js', [], { DATA_DIR: dataDir, PORT: '0', SECRET_KEY: secretKey, ...env });
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return gone;
  };
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text) => (said += text));
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      said += text;
      const url = /ready:\s+(http\S+)/.exec(said)?.[1];
      if (url && said.includes('Ctrl-C'))
        resolve({
          url,
          code: /one-time code\s+(\S+)/.exec(said)?.[1] ?? null,
          kill: async () => void (await end('SIGKILL')),
          stop: () => end('SIGTERM'),
        });
    });
    void gone.then((code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

/** The postmaster of a data directory. */
export const postmasterOf = (dataDir: string): number =>
  Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

// Installs what is missing and builds what is stale, so that no command needs another one first. Uses Node alone.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);
const say = (line) => process.stderr.write(`${line}\n`);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(
    `需要 Node 20.19 或更新版本，现在是 ${process.version} / Node 20.19 or newer is needed, this is ${process.version}`,
  );
  process.exit(2);
}

const parts = {
  server: {
    sources: ['apps/server', 'libs', 'tsconfig.base.json', 'nest-cli.json', 'package-lock.json'],
    made: 'dist/apps/server/src/main.js',
    command: ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'server'],
    label: '服务端 server',
  },
  dashboard: {
    sources: ['apps/dashboard', 'libs', 'tsconfig.base.json', 'package-lock.json'],
    made: 'dist/dashboard/index.html',
    command: [
      'node_modules/vite/bin/vite.js',
      'build',
      '--config',
      'apps/dashboard/vite.config.ts',
      '--logLevel',
      'error',
    ],
    label: '界面 dashboard',
  },
};

function digestOf(sources) {
  const hash = createHash('sha256').update(process.version);
  const visit = (file) => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) return;
    if (found.isDirectory()) for (const name of readdirSync(file).sort()) visit(path.join(file, name));
    else if (!/\.spec\.tsx?$|\.md$/.test(file))
      hash.update(path.relative(root, file)).update(readFileSync(file));
  };
  for (const source of sources) visit(at(source));
  return hash.digest('hex');
}

/** Runs a program of ours; its output goes to standard error, and only when it failed or `loud`. */
function run(args, loud) {
  return new Promise((resolve, reject) => {
    let said = '';
    const child = spawn(args[0], args.slice(1), {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        if (loud) process.stderr.write(chunk);
        else said += chunk;
      });
    }
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${path.basename(args[1] ?? args[0])} failed\n${said}`)),
    );
  });
}

/** Installs the packages of the lock file where they are missing or other than it says. */
export async function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
  const stamp = at('node_modules/.wenying-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!existsSync(stamp) && isInstalled()) return writeFileSync(stamp, wanted);
  say('正在安装依赖（首次约 1 分钟）/ installing packages (about a minute the first time) …');
  await run(['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'], true);
  writeFileSync(stamp, wanted);
}

/** npm's own record of what it installed is not older than the lock file: someone ran `npm ci` by hand. */
function isInstalled() {
  const record = statSync(at('node_modules/.package-lock.json'), { throwIfNoEntry: false });
  return record !== undefined && record.mtimeMs >= statSync(at('package-lock.json')).mtimeMs;
}

async function build(name) {
  const { sources, made, command, label } = parts[name];
  const digest = digestOf(sources);
  const stamp = at('dist', `.${name}-built`);
  if (existsSync(at(made)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  say(`正在构建 building ${label} …`);
  await run([process.execPath, ...command], false);
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(stamp, digest);
}

/** Installs and builds; `names` picks parts, all by default. */
export async function prepare(names = Object.keys(parts)) {
  await install();
  await Promise.all(names.map(build));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const only = process.argv.includes('--install-only') ? [] : process.argv.slice(2);
  await prepare(process.argv.includes('--install-only') ? [] : only.length ? only : undefined).catch(
    (cause) => {
      say(cause.message);
      process.exit(2);
    },
  );
}

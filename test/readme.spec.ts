// What the READMEs say exists: scripts, commands, environment names, links; the harmless commands are run as shown.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const readmes = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => path.basename(file) === 'README.md' && existsSync(path.join(root, file)));
const readme = read('README.md');
const scripts = Object.keys(
  (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts,
);
const cli = path.join(root, 'dist/apps/server/src/cli.js');

/** The lines of the fenced `sh` blocks. */
const shellLines = (text: string): string[] =>
  [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) =>
    block!.split('\n').filter((line) => line.trim() !== ''),
  );

/** Scripts of package.json that a text has npm run. */
const scriptsIn = (text: string): string[] => [
  ...[...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name!),
  ...[...text.matchAll(/\bnpm (start|test)\b/g)].map(([, name]) => name!),
];

/** Targets of links and pictures that lie in the repository. */
const linksIn = (text: string): string[] =>
  [...text.replace(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^([a-z]+:|#|\/)/i.test(target));

/** First cells of the table that follows a heading, taken out of their backquotes. */
function tableUnder(heading: RegExp): string[][] {
  const section = readme.split(/^## /m).find((part) => heading.test(part.split('\n')[0]!)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => [...line.split(' | ')[0]!.matchAll(/`([^`]+)`/g)].map(([, code]) => code!));
}

/** `ledger verify DIR` is the command `ledger verify`: the words before the first that stands for something. */
const commandOf = (usage: string): string => /^[a-z][a-z-]*(?: [a-z][a-z-]*)*/.exec(usage)![0];
const run = (args: string[]) =>
  spawnSync(process.execPath, [cli, ...args], { cwd: root, encoding: 'utf8', input: '' });

describe('every README', () => {
  it.each(readmes)('%s: links lead somewhere', (file) => {
    const lost = linksIn(read(file)).filter(
      (target) => !existsSync(path.join(root, path.dirname(file), decodeURI(target.split('#')[0]!))),
    );
    expect(lost).toEqual([]);
  });
  it.each(readmes)('%s: npm scripts exist', (file) =>
    expect(scriptsIn(read(file)).filter((name) => !scripts.includes(name))).toEqual([]),
  );
});

describe('the README', () => {
  it('leads to every other README', () => {
    const reached = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file) || !existsSync(path.join(root, file))) return;
      reached.add(file);
      for (const target of linksIn(read(file)).filter((link) => link.endsWith('README.md')))
        visit(path.normalize(path.join(path.dirname(file), target)));
    };
    visit('README.md');
    expect(readmes.filter((file) => !reached.has(file))).toEqual([]);
  });

  it('names the environment that is read, and no other', () => {
    const config = read('apps/server/src/platform/config.ts');
    const environment = /z\.object\(\{\n([\s\S]*?)\n\}\);/.exec(config)![1]!;
    const names = [...environment.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(5);
    expect(
      tableUnder(/environment/)
        .flat(1)
        .sort(),
    ).toEqual(names.sort());
  });

  const commands = tableUnder(/command line/).flatMap((usages) => usages.map(commandOf));
  it('names every command there is', () => {
    const help = run(['--help']).stdout;
    const known = [...help.matchAll(/^ {2}([a-z][a-z-]+)(?= |$)/gm)].map(([, name]) => name!);
    const shown = new Set(commands.map((command) => command.split(' ')[0]));
    expect(known.filter((name) => name !== 'help' && !shown.has(name))).toEqual([]);
  });
  it.each(commands)('the command exists: %s', (command) => {
    const { status, stdout } = run([...command.split(' '), '--help']);
    expect(stdout).toContain(`Usage: wenying ${command} `);
    expect(status).toBe(0);
  });

  const harmless = /wenying -- (redact|classify|group|due|parse-feed)\b/;
  const shown = shellLines(readme).filter((line) => line.includes('wenying -- '));
  it('shows commands that a reader can try', () => {
    expect(shown.length).toBeGreaterThan(4);
    expect(shown.filter((line) => !harmless.test(line))).toEqual([]);
  });
  it.each(shown)('runs as shown: %s', (line) => {
    const direct = line.replace('npm run -s wenying --', `"${process.execPath}" "${cli}"`);
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', direct], { cwd: root, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const row of stdout.trim().split('\n')) expect(JSON.parse(row)).toEqual(expect.any(Object));
  });
});

describe('the checks can fail', () => {
  it('finds scripts, lines and links', () => {
    const text = '```sh\nnpm run nothing\n```\n[a](b/README.md) [c](https://d) ![e](f.png) [g](#h)';
    expect([scriptsIn(text), shellLines(text), linksIn(text)]).toEqual([
      ['nothing'],
      ['npm run nothing'],
      ['b/README.md', 'f.png'],
    ]);
  });
});

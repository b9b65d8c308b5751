// The law of the house, as functions over source texts: who may import whom, who may touch which table, which door is guarded.
import ts from 'typescript';

export type Source = { file: string; text: string };
export type Breach = { file: string; says: string };

const stages = ['organisation', 'intake', 'understanding', 'duty', 'release', 'accountability'] as const;
const libs = [...stages, 'contract'];
/** Sharing, notices and live come after the stages: they tell what happened, and publish nothing that a stage may read. */
const rooms = [...stages, 'sharing', 'notices', 'live'];
const before = (one: string, other: string) => libs.indexOf(other) < libs.indexOf(one);

/** Outside packages that have one door each: who may import them. */
const doors: [RegExp, RegExp][] = [
  [/^rss-parser$/, /^libs\/intake\/read-rss-parser\.ts$/],
  [/^feedparser$/, /^libs\/intake\/read-feedparser\.ts$/],
  [/^(@node-rs\/jieba|natural)(\/|$)/, /^libs\/understanding\/text\.ts$/],
  [/^(socket\.io|@nestjs\/websockets|@nestjs\/platform-socket\.io)$/, /^apps\/server\/src\/live\//],
  [/^socket\.io-client$/, /^apps\/dashboard\/src\/shared\/live/],
  [/^nodemailer(\/|$)/, /^apps\/server\/src\/notices\/mail\.ts$/],
  [/^recharts$/, /^apps\/dashboard\/src\/shared\/charts\//],
  [
    /^(typeorm|@nestjs\/typeorm)$/,
    /^apps\/server\/src\/(platform\/|migrations\/|.*\.(store|row|module)\.ts$)/,
  ],
];
/** A pure lib knows nothing of frameworks, the network or a database. */
const impure =
  /^(@nestjs\/|typeorm$|pg$|react|express|undici|socket\.io|node:(http|https|net|tls|dgram|child_process|cluster|worker_threads))/;

export function importsOf({ text }: Source): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map((f) => f.fileName);
}

function resolve(from: string, name: string): string {
  if (!name.startsWith('.')) return name;
  const parts = from.split('/').slice(0, -1);
  for (const step of name.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

/** Every import that goes where it may not. */
export function importBreaches(sources: Source[]): Breach[] {
  return sources.flatMap((source) =>
    importsOf(source).flatMap((name) =>
      judge(source.file, name).map((says) => ({ file: source.file, says: `imports ${name}: ${says}` })),
    ),
  );
}

function judge(file: string, name: string): string[] {
  if (/\.spec\.tsx?$/.test(file)) return [];
  const target = resolve(file, name);
  const said: string[] = [];
  const outside = doors.find(([pattern]) => pattern.test(name));
  if (outside && !outside[1].test(file)) said.push('that package has one door, and this is not it');
  const lib = /^libs\/(\w+)\//.exec(file)?.[1];
  const toLib = /^#(\w+)$/.exec(name)?.[1] ?? /^libs\/(\w+)/.exec(target)?.[1];
  if (lib) {
    if (impure.test(name)) said.push('libs are pure');
    if (target.startsWith('apps/')) said.push('libs stand below the apps');
    if (toLib && toLib !== lib && !before(lib, toLib)) said.push(`${lib} comes before ${toLib} in the flow`);
    if (toLib && toLib !== lib && target.startsWith('libs/'))
      said.push(`reach another lib by its name, #${toLib}`);
  }
  const floor = /^apps\/(server|dashboard)\/src\/([\w-]+)(\/|\.)/.exec(file);
  const toFloor = /^apps\/(server|dashboard)\/src\/([\w-]+)/.exec(target);
  if (floor && toFloor) {
    if (floor[1] !== toFloor[1]) said.push('the floors meet only through the contract and the libs');
    const [from, to] = [floor[2]!, toFloor[2]!];
    if (rooms.includes(from) && rooms.includes(to) && from !== to)
      said.push(`the rooms ${from} and ${to} do not know each other`);
    if (['platform', 'shared', 'migrations'].includes(from) && rooms.includes(to))
      said.push(`${from} stands below every stage`);
  }
  if (floor?.[1] === 'server' && /^react/.test(name)) said.push('the server has no windows');
  return said;
}

/** Tables belong to the stage whose migration made them; other stages read its published views, and only later ones do. */
export function tableBreaches(migrations: Source[], sources: Source[]): Breach[] {
  const owners = new Map<string, string>();
  for (const { file, text } of migrations) {
    const stage = /\d{4}[a-z]?-(\w+)\.ts$/.exec(file)?.[1];
    for (const [, name] of text.matchAll(/create (?:table|view) (\w+)/g))
      if (stage && name) owners.set(name, stage);
  }
  return sources.flatMap(({ file, text }) => {
    const room = /^apps\/server\/src\/(\w+)\//.exec(file)?.[1];
    if (!room || !rooms.includes(room) || file.endsWith('.spec.ts')) return [];
    const touched = new Set(
      [...text.matchAll(/\b(?:from|join|into|update)\s+(?:only\s+)?"?(\w+)"?/g)].map(([, name]) => name!),
    );
    return [...touched].flatMap((name) => {
      const owner = owners.get(name);
      if (!owner || owner === room) return [];
      if (owner === 'ledger')
        return room === 'accountability'
          ? []
          : [{ file, says: `touches ${name}: the ledger is written by commit and read by follow` }];
      const published = name.endsWith('_card') && rooms.indexOf(owner) < rooms.indexOf(room);
      return published ? [] : [{ file, says: `touches ${name}, which belongs to ${owner}` }];
    });
  });
}

const verbs = new Set(['Route', 'Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Head', 'Options']);
const guards = new Set(['Requires', 'SignedIn', 'Open']);

/** Controller methods that declare no access right. */
export function unguarded(sources: Source[]): Breach[] {
  const found: Breach[] = [];
  for (const { file, text } of sources.filter((s) => s.file.endsWith('.controller.ts'))) {
    const visit = (node: ts.Node): void => {
      if (ts.isMethodDeclaration(node)) {
        const names = (ts.getDecorators(node) ?? []).map((d) =>
          ts.isCallExpression(d.expression) ? d.expression.expression.getText() : d.expression.getText(),
        );
        if (names.some((n) => verbs.has(n)) && !names.some((n) => guards.has(n)))
          found.push({ file, says: `${node.name.getText()} declares no access right` });
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  }
  return found;
}

/** Routes of the contract and where they are served: each exactly once. */
export function routeBreaches(names: string[], sources: Source[]): Breach[] {
  const served = new Map<string, string[]>();
  for (const { file, text } of sources)
    for (const [, name] of text.matchAll(/@Route\('([\w.]+)'\)/g))
      served.set(name!, [...(served.get(name!) ?? []), file]);
  return names.flatMap((name) => {
    const files = served.get(name) ?? [];
    if (files.length === 1) return [];
    return [
      {
        file: files.join(', ') || 'libs/contract',
        says: files.length ? `${name} is served twice` : `${name} is promised but not served`,
      },
    ];
  });
}

const CEILING = 500;
/** Files past the ceiling: there is a second thing in them. */
export function tooLong(sources: Source[]): Breach[] {
  return sources
    .filter(({ text }) => text.split('\n').length > CEILING)
    .map(({ file, text }) => ({
      file,
      says: `${text.split('\n').length} lines: there is a second thing in it`,
    }));
}

/** Files whose first line does not say what they are for. */
export function speechless(sources: Source[]): Breach[] {
  return sources
    .filter(({ file, text }) => /\.tsx?$/.test(file) && !/^(#!.*\n)?\/[/*]/.test(text))
    .map(({ file }) => ({ file, says: 'does not begin with a sentence that says what it is for' }));
}

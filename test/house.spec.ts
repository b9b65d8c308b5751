// The law of the house: directions, doors, guards, tables. Each rule is also shown a planted breach, so that it can fail.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allRoutes } from '#contract';
import {
  importBreaches,
  routeBreaches,
  type Source,
  speechless,
  tableBreaches,
  tooLong,
  unguarded,
} from './support/house';

const root = path.resolve(__dirname, '..');
const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'apps', 'libs', 'test'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
const sources: Source[] = files.flatMap((file) => {
  try {
    return [{ file, text: readFileSync(path.join(root, file), 'utf8') }];
  } catch {
    return []; // deleted, not yet committed
  }
});
const house = sources.filter(({ file }) => !file.startsWith('test/'));
const migrations = house.filter(({ file }) => file.includes('/migrations/'));

describe('the house', () => {
  it('imports run in the direction of the flow, through the doors', () =>
    expect(importBreaches(house)).toEqual([]));
  it('a stage touches its own tables and what earlier stages publish', () =>
    expect(tableBreaches(migrations, house)).toEqual([]));
  it('every controller method declares who may call it', () => expect(unguarded(house)).toEqual([]));
  it('every route of the contract is served once', () =>
    expect(routeBreaches(Object.keys(allRoutes), house)).toEqual([]));
  it('no file holds a second thing', () => expect(tooLong(sources)).toEqual([]));
  it('every file begins by saying what it is for', () => expect(speechless(sources)).toEqual([]));
  it('the top level stays as it was laid out', () => {
    const top = new Set(
      execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
        .split('\n')
        .filter(Boolean)
        .map((f) => f.split('/')[0]),
    );
    const laid = [
      'apps',
      'libs',
      'docker',
      'test',
      'nest-cli.json',
      'package.json',
      'tsconfig.base.json',
      'README.md',
      'package-lock.json',
      'LICENSE',
      'biome.json',
    ];
    expect([...top].filter((name) => !laid.includes(name!) && !name!.startsWith('.'))).toEqual([]);
  });
});

describe('the law can be broken', () => {
  const planted: [string, string, string][] = [
    ['libs/intake/x.ts', "import { openClocks } from '#duty';", 'comes before duty'],
    ['libs/duty/x.ts', "import { Injectable } from '@nestjs/common';", 'libs are pure'],
    ['libs/duty/x.ts', "import { y } from '../intake/y';", 'by its name'],
    ['libs/duty/x.ts', "import { y } from '../../apps/server/src/duty/y';", 'below the apps'],
    [
      'apps/server/src/intake/x.ts',
      "import { DutyStore } from '../duty/duty.store';",
      'do not know each other',
    ],
    ['apps/server/src/platform/x.ts', "import { a } from '../duty/a';", 'stands below'],
    ['apps/server/src/duty/x.service.ts', "import { DataSource } from 'typeorm';", 'one door'],
    ['apps/server/src/duty/x.ts', "export * from 'natural';", 'one door'],
    ['apps/dashboard/src/duty/X.tsx', "const y = import('../release/y');", 'do not know each other'],
    ['apps/dashboard/src/duty/X.tsx', "import { LineChart } from 'recharts';", 'one door'],
    ['apps/dashboard/src/duty/X.tsx', "import { a } from '../../../server/src/duty/a';", 'the floors meet'],
  ];
  it.each(planted)('%s: %s', (file, text, says) =>
    expect(
      importBreaches([{ file, text }])
        .map((b) => b.says)
        .join(),
    ).toContain(says),
  );

  it('an unguarded controller method', () => {
    const text = `class X { @Route('duties.list') list() {} @Route('duties.read') @Requires('duty.read') read() {} @Get() other() {} }`;
    expect(unguarded([{ file: 'a.controller.ts', text }]).map((b) => b.says)).toEqual([
      'list declares no access right',
      'other declares no access right',
    ]);
  });
  it('a table of another stage, or a view of a later one', () => {
    const made = [
      { file: '0005-duty.ts', text: 'create table clock (\n create view clock_card as' },
      { file: '0001-ledger.ts', text: 'create table fact (' },
    ];
    const says = (room: string, text: string) =>
      tableBreaches(made, [{ file: `apps/server/src/${room}/x.store.ts`, text }]).length;
    expect([
      says('release', 'select 1 from clock'),
      says('intake', 'select 1 from clock_card'),
      says('duty', 'insert into fact'),
    ]).toEqual([1, 1, 1]);
    expect([
      says('release', 'select 1 from clock_card'),
      says('duty', 'update clock set'),
      says('accountability', 'select 1 from fact'),
    ]).toEqual([0, 0, 0]);
  });
  it('a route served twice, or not at all', () => {
    const text = "@Route('a.b') @Route('a.b')";
    expect(routeBreaches(['a.b', 'c.d'], [{ file: 'x.ts', text }]).map((b) => b.says)).toEqual([
      'a.b is served twice',
      'c.d is promised but not served',
    ]);
  });
});

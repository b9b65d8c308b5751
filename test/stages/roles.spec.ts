// docker/roles.sql on a real PostgreSQL: the server works as the app role, and that role can only add to the ledger.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { setupCode } from '../../apps/server/src/organisation/setup-code';
import { readConfig } from '../../apps/server/src/platform/config';
import { migrate } from '../../apps/server/src/platform/database';
import { type Serving, serve } from '../../apps/server/src/serve';
import { SearchIndexStore } from '../../apps/server/src/understanding/search-index.store';
import { Client } from '../support/client';
import { dropDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { password } from '../support/server';
import { backUp, restoreTo, workingDirectory } from './backup.parts';

const roles = readFileSync(path.resolve(__dirname, '../../docker/roles.sql'), 'utf8');
const secret = 'roles-of-the-test-2026';
const ledger = ['fact', 'ledger_node', 'ledger_checkpoint'];

/** Refused for want of the right, not merely by a trigger. */
const DENIED = '42501';

describe('the database roles', () => {
  const database = `t_roles_${randomUUID().slice(0, 8)}`;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'wenying-roles-'));
  const urlOf = (role?: string) => {
    const url = new URL(process.env.WENYING_TEST_CLUSTER!);
    url.pathname = database;
    if (role) [url.username, url.password] = [role, secret];
    return url.href;
  };
  const pools: Pool[] = [];
  const open = (url: string) => {
    const pool = new Pool({ connectionString: url, max: 2 });
    pool.on('error', () => {});
    pools.push(pool);
    return pool;
  };
  let superuser: Pool;
  let app: Pool;
  let owner: Pool;
  let serving: Serving;

  /** The story of docker/README.md: roles, migrate as the owner, roles again, serve as the app. */
  beforeAll(async () => {
    await open(process.env.WENYING_TEST_CLUSTER!).query(`create database ${database}`);
    superuser = open(urlOf());
    await superuser.query(roles);
    for (const role of ['wenying_owner', 'wenying_app'])
      await superuser.query(`alter role ${role} password '${secret}'`);
    await migrate(urlOf('wenying_owner'));
    await superuser.query(roles);
    await superuser.query(roles); // repeating it is harmless
    owner = open(urlOf('wenying_owner'));
    app = open(urlOf('wenying_app'));
    const config = readConfig({
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: urlOf('wenying_app'),
      LOG_LEVEL: 'error',
    });
    serving = await serve(config, urlOf('wenying_app'));
    const first = new Client(serving.url);
    const { departments } = await first.call('setup.offer', { query: { name: '望澜县', level: 'county' } });
    await first.call('setup.complete', {
      body: {
        code: setupCode(config),
        jurisdiction: { name: '望澜县', level: 'county' },
        administrator: { name: '管理员', signInName: 'administrator', password },
        departments,
      },
    });
  }, 120_000);

  afterAll(async () => {
    await serving?.close();
    await Promise.all(pools.map((pool) => pool.end()));
    await dropDatabase(urlOf());
    rmSync(dataDir, { recursive: true, force: true });
  }, 120_000);

  const codeOf = async (pool: Pool, sql: string): Promise<string | undefined> => {
    try {
      await pool.query(sql);
      return undefined;
    } catch (cause) {
      return (cause as { code?: string }).code;
    }
  };

  it('finds nothing left to migrate when the program starts as the app', async () => {
    expect(await migrate(urlOf('wenying_app'))).toEqual([]);
  });

  it('is enough for the whole river: a message comes in, is understood, and is on the record', async () => {
    const admin = new Client(serving.url);
    await admin.signIn('administrator', password);
    const { secret: token } = await admin.call('tokens.add', {
      body: { name: '热线平台', scopes: ['intake:write'] },
    });
    const before = Number((await app.query('select max(seq) as seq from fact')).rows[0].seq);
    await new Client(serving.url, token).call('messages.send', {
      body: { externalId: 'roles-1', channel: 'hotline', body: '北渡镇卫生院旁的路灯坏了五天，请维修。' },
    });
    // The first message waits for the model to be loaded, long on a busy machine.
    await eventually(async () => {
      const kinds = (await app.query('select kind from fact where seq > $1 order by seq', [before])).rows;
      expect(kinds.map((row) => row.kind)).toEqual(
        expect.arrayContaining(['intake.received', 'incident.opened']),
      );
    }, 60_000);
    const stuck = await app.query('select stage from stage_cursor where failures > 0');
    expect(stuck.rows).toEqual([]);
  }, 120_000);

  it('lets the app queue a job and work it off', async () => {
    const queued = async () =>
      (await app.query(`select count(*)::int as n from graphile_worker._private_jobs where key = 'roles'`))
        .rows[0].n;
    await app.query(`select graphile_worker.add_job('source.poll', $1, job_key => 'roles')`, [
      JSON.stringify({ sourceId: randomUUID() }),
    ]);
    await eventually(async () => expect(await queued()).toBe(0));
    const alive = await app.query('select count(*)::int as workers from worker_process');
    expect(alive.rows[0].workers).toBeGreaterThan(0);
  });

  it('lets the app have the search index sorted in, which is the owner’s', async () => {
    const index = serving.app.get(SearchIndexStore);
    index.wrote(Number.MAX_SAFE_INTEGER);
    await index.beforeApplicationShutdown();
    const { rows } = await superuser.query(
      `select gin_clean_pending_list('message_label_search')::int as left`,
    );
    expect(rows).toEqual([{ left: 0 }]);
  });

  it.each([
    ['ledger_node', `insert into ledger_node values (40, 0, decode(repeat('00', 32), 'hex'))`],
    [
      'ledger_checkpoint',
      `insert into ledger_checkpoint values (9000000, now(), decode(repeat('00', 32), 'hex'), 'x', '{}')`,
    ],
    [
      'fact',
      `insert into fact values (9000000, now(), 'x', 'system', null, 'x', 'x', 'x', null, '{}', decode(repeat('00', 32), 'hex'))`,
    ],
  ])('lets the app add to %s', async (_table, sql) => {
    const client = await app.connect();
    try {
      await client.query('begin');
      expect((await client.query(sql)).rowCount).toBe(1);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  const changes: [string, (table: string) => string][] = [
    ['change', (table) => `update ${table} set ${table === 'ledger_node' ? 'position' : 'at'} = default`],
    ['remove', (table) => `delete from ${table}`],
    ['empty', (table) => `truncate ${table}`],
    ['switch off the trigger of', (table) => `alter table ${table} disable trigger all`],
    ['drop', (table) => `drop table ${table}`],
    ['drop the trigger of', (table) => `drop trigger ${table}_append_only on ${table}`],
  ];
  it.each(ledger.flatMap((table) => changes.map(([verb, sql]) => [verb, table, sql(table)] as const)))(
    'does not let the app %s %s',
    async (_verb, _table, sql) => {
      expect(await codeOf(app, sql)).toBe(DENIED);
    },
  );

  it.each([
    ['pass over triggers', 'set session_replication_role = replica'],
    [
      'replace the guard',
      `create or replace function ledger_is_append_only() returns trigger language plpgsql as 'begin return null; end'`,
    ],
    ['become the owner', 'set role wenying_owner'],
    ['make tables', 'create table mine (x int)'],
    ['alter what migrations were applied', 'delete from migration'],
    ['make itself more', 'alter role wenying_app createrole'],
  ])('does not let the app %s', async (_what, sql) => {
    expect(await codeOf(app, sql)).toBe(DENIED);
  });

  it('lets the app make a backup, and the owner put it back', async () => {
    const work = workingDirectory();
    const other = `${database}_restored`;
    const at = (role?: string) => urlOf(role).replace(database, other);
    try {
      await superuser.query(
        `select graphile_worker.add_job('nobody.does', run_at => now() + interval '1 year', job_key => 'waits')`,
      );
      const file = path.join(work, 'office.zip');
      const made = await backUp(urlOf('wenying_app'), file);
      await superuser.query(`create database ${other}`);
      const withRoles = async () => {
        const there = new Pool({ connectionString: at() });
        await there.query(roles);
        await there.end();
      };
      await withRoles();
      expect(await restoreTo(at('wenying_owner'), file)).toMatchObject({ rows: made.rows });
      await withRoles();
      const asApp = open(at('wenying_app'));
      const { rows } = await asApp.query(
        `select (select count(*)::int from officer) as officers,
                (select count(*)::int from graphile_worker._private_jobs where key = 'waits') as jobs`,
      );
      expect(rows).toEqual([{ officers: 1, jobs: 1 }]);
      for (const table of ledger) expect(await codeOf(asApp, `delete from ${table}`)).toBe(DENIED);
    } finally {
      await dropDatabase(at());
      rmSync(work, { recursive: true, force: true });
    }
  });

  it('stops even the owner at the trigger', async () => {
    for (const table of ledger) expect(await codeOf(owner, `delete from ${table}`)).toBe('P0001');
  });

  it('gives the app nothing of what a later migration makes until it has run again', async () => {
    await owner.query('create table made_later (x int)');
    expect(await codeOf(app, 'select * from made_later')).toBe(DENIED);
    await superuser.query(roles);
    expect(await codeOf(app, 'insert into made_later values (1)')).toBeUndefined();
    for (const table of ledger) expect(await codeOf(app, `delete from ${table}`)).toBe(DENIED);
  });
});

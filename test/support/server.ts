// A whole server for a suite, in this process: real Nest, real PostgreSQL, real port; a county and its people on demand.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import type { roles } from '#contract';
import { setupCode } from '../../apps/server/src/organisation/setup-code';
import { type Config, readConfig } from '../../apps/server/src/platform/config';
import { type Serving, serve } from '../../apps/server/src/serve';
import { Client } from './client';
import { dropDatabase, freshDatabase } from './database';

export type RoleName = (typeof roles)[number];
export const password = '望澜县-测试口令-2026';
export type TestServer = {
  url: string;
  config: Config;
  databaseUrl: string;
  /** Straight to the tables, for what no route shows. */
  db: Pool;
  serving: Serving;
  /** Signed in as a person with these roles; one person per distinct name (default: the role). */
  as: (role: RoleName | RoleName[], name?: string, departmentName?: string) => Promise<Client>;
  /** A machine with these scopes. */
  withToken: (
    ...scopes: (
      | 'intake:write'
      | 'messages:read'
      | 'incidents:read'
      | 'duties:read'
      | 'releases:read'
      | 'ledger:read'
      | 'live:read'
    )[]
  ) => Promise<Client>;
  anonymous: () => Client;
  /** Stops the server and starts another on the same database. */
  restart: () => Promise<void>;
  /** A further server on the same database. */
  another: () => Promise<Serving>;
  close: () => Promise<void>;
};

/** `bare`: leave the first run to the test. */
export async function startServer(
  options: { bare?: boolean; env?: Record<string, string> } = {},
): Promise<TestServer> {
  const databaseUrl = await freshDatabase();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'wenying-data-'));
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
    FETCH_ALLOW: '127.0.0.1',
    ...options.env,
  });
  const db = new Pool({ connectionString: databaseUrl, max: 4 });
  db.on('error', () => {});
  const people = new Map<string, Client>();
  const others: Serving[] = [];
  const server: TestServer = {
    url: '',
    config,
    databaseUrl,
    db,
    serving: await serve(config, databaseUrl),
    as: (role, name, departmentName) =>
      signedIn(server, people, [role].flat(), name ?? [role].flat().join('+'), departmentName),
    withToken: async (...scopes) => {
      const admin = await server.as('administrator');
      const { secret } = await admin.call('tokens.add', {
        body: { name: `machine ${scopes.join(' ')}`, scopes },
      });
      return new Client(server.url, secret);
    },
    anonymous: () => new Client(server.url),
    restart: async () => {
      await server.serving.close();
      server.serving = await serve(config, databaseUrl);
      server.url = server.serving.url;
      people.clear();
    },
    another: async () => {
      const other = await serve(config, databaseUrl);
      others.push(other);
      return other;
    },
    close: async () => {
      await Promise.all([...others, server.serving].map((s) => s.close()));
      await db.end();
      await dropDatabase(databaseUrl);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  server.url = server.serving.url;
  if (!options.bare) await setUp(server);
  return server;
}

/** The first run, as a person would do it. */
export async function setUp(server: TestServer): Promise<void> {
  const first = server.anonymous();
  const { departments } = await first.call('setup.offer', { query: { name: '望澜县', level: 'county' } });
  await first.call('setup.complete', {
    body: {
      code: setupCode(server.config),
      jurisdiction: { name: '望澜县', level: 'county' },
      administrator: { name: '管理员', signInName: 'administrator', password },
      departments,
    },
  });
}

async function signedIn(
  server: TestServer,
  people: Map<string, Client>,
  wanted: RoleName[],
  name: string,
  departmentName?: string,
): Promise<Client> {
  const known = people.get(name);
  if (known) return known;
  const client = server.anonymous();
  if (name !== 'administrator') {
    const admin = await signedIn(server, people, ['administrator'], 'administrator');
    const { items } = await admin.call('officers.list');
    if (!items.some((o) => o.signInName === name)) {
      const departments = await admin.call('departments.list');
      const department = departments.items.find((d) => d.name === departmentName) ?? null;
      await admin.call('officers.add', {
        body: {
          name: `测试${name}`,
          signInName: name,
          roles: wanted,
          departmentId: department?.id ?? null,
          password,
        },
      });
    }
  }
  await client.signIn(name, password);
  people.set(name, client);
  return client;
}

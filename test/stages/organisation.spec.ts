// Organisation on a real database: the first run, the door, who may do what, officers and tokens.
import { ModulesContainer } from '@nestjs/core';
import { allRoutes, type RouteName, type RouteSpec, roles } from '#contract';
import { rightsOf, rightsOfScopes } from '#organisation';
import { OfficerService } from '../../apps/server/src/organisation/officers.service';
import { setupCode } from '../../apps/server/src/organisation/setup-code';
import { TokenService } from '../../apps/server/src/organisation/tokens.service';
import { accessOf, system } from '../../apps/server/src/platform/access';
import { Now } from '../../apps/server/src/platform/now';
import { routeOf } from '../../apps/server/src/platform/route';
import { Client } from '../support/client';
import { password, startServer, type TestServer } from '../support/server';

jest.setTimeout(120_000);
const wantedDepartment = { name: '县新闻办', kind: 'news-office' as const, topics: [], aliases: [] };
let server: TestServer;
const facts = async (kind: string) =>
  (
    await server.db.query(
      'select actor_name, subject_id, jurisdiction_id, body from fact where kind = $1 order by seq',
      [kind],
    )
  ).rows;
/** Another person's own client: the kit keeps one for each name. */
const again = async (name: string, secret = password) => {
  const client = server.anonymous();
  await client.signIn(name, secret);
  return client;
};
const officerNamed = async (name: string) => {
  const { items } = await (await server.as('administrator')).call('officers.list');
  const found = items.find((o) => o.signInName === name);
  if (!found) throw new Error(`no officer ${name}`);
  return found;
};

describe('the first run', () => {
  beforeAll(async () => {
    server = await startServer({ bare: true });
  });
  afterAll(() => server.close());
  const wanted = (change: object = {}) => ({
    code: setupCode(server.config),
    jurisdiction: { name: '青槐县', level: 'county' as const },
    administrator: { name: '陆管理', signInName: 'lu', password },
    departments: [{ name: '县新闻办', kind: 'news-office' as const, topics: [], aliases: ['新闻办'] }],
    ...change,
  });

  test('is needed at first, and offers departments that name the place', async () => {
    const anyone = server.anonymous();
    expect(await anyone.call('setup.read')).toEqual({ needed: true });
    const { departments } = await anyone.call('setup.offer', { query: { name: '青槐县' } });
    expect(departments.length).toBeGreaterThan(10);
    expect(departments.some((d) => d.aliases.some((a) => a.startsWith('青槐县')))).toBe(true);
    expect(departments.some((d) => d.kind === 'news-office')).toBe(true);
  });

  test('the command line is told to do it first', async () => {
    const { app } = server.serving;
    const person = { name: '甲', roles: ['leader' as const], password };
    await expect(app.get(OfficerService).add(person, system)).rejects.toMatchObject({ code: 'setup.needed' });
    const token = { name: 'x', scopes: ['live:read' as const] };
    await expect(app.get(TokenService).add(token, system)).rejects.toMatchObject({ code: 'setup.needed' });
  });

  test.each([
    ['a wrong code', { code: 'AAAA-BBBB-CCCC' }, 403, 'setup.code'],
    [
      'a weak password',
      { administrator: { name: '陆管理', signInName: 'lu', password: '1234567890' } },
      422,
      'password.common',
    ],
    ['a department twice', { departments: [0, 1].map(() => wantedDepartment) }, 422, 'department.name-taken'],
    ['no departments', { departments: [] }, 400, 'request.invalid'],
  ])('refuses %s and changes nothing', async (_, change, status, code) => {
    const refused = await server.anonymous().refused('setup.complete', { body: wanted(change) });
    expect(refused).toMatchObject({ status, code });
    expect((await server.db.query('select 1 from jurisdiction')).rowCount).toBe(0);
  });

  test('refuses what another site sends', async () => {
    const res = await server.anonymous().fetch('/api/setup', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: JSON.stringify(wanted()),
    });
    expect(res.status).toBe(403);
  });

  test('of five at once exactly one wins, with its facts; afterwards the code is void', async () => {
    const tries = await Promise.allSettled(
      [1, 2, 3, 4, 5].map(() => server.anonymous().call('setup.complete', { body: wanted() })),
    );
    const won = tries.filter((t) => t.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const lost of tries.filter((t) => t.status === 'rejected'))
      expect(lost.reason).toMatchObject({ status: 409, problem: { code: 'setup.done' } });
    expect((await server.db.query('select 1 from officer')).rowCount).toBe(1);
    expect((await server.db.query('select 1 from department')).rowCount).toBe(1);
    const [completed] = await facts('setup.completed');
    expect(completed.body).toMatchObject({ jurisdiction: '青槐县', level: 'county', departments: 1 });
    expect(await facts('officer.added')).toHaveLength(1);
    expect(await server.anonymous().call('setup.read')).toEqual({ needed: false });
    const late = await server.anonymous().refused('setup.complete', { body: wanted() });
    expect(late.code).toBe('setup.done');
    expect((await again('LU')).session).toMatchObject({
      officer: { name: '陆管理', roles: ['administrator'] },
      jurisdiction: { name: '青槐县' },
    });
  });
});

describe('the door', () => {
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  test('passwords are argon2id, 19 MiB, two passes', async () => {
    const { rows } = await server.db.query('select password_hash from officer');
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('nobody is told so; signing in gives a fresh session id, rights and a fact; signing out ends it', async () => {
    expect(await server.anonymous().refused('session.read')).toMatchObject({
      status: 401,
      code: 'access.sign-in',
    });
    await server.as('leader');
    const client = await again('leader');
    const before = client.headers.cookie;
    await client.signIn('leader', password);
    expect(client.headers.cookie).not.toBe(before);
    expect((await server.anonymous().fetch('/api/session', { headers: { cookie: before! } })).status).toBe(
      401,
    );
    const session = await client.call('session.read');
    expect(new Set(session.rights)).toEqual(rightsOf(['leader']));
    expect(session.csrfToken).toBe(client.session?.csrfToken);
    expect((await facts('officer.signed-in')).at(-1)).toMatchObject({
      actor_name: '测试leader',
      body: { officerId: session.officer.id },
    });
    await client.call('session.close');
    expect(await client.refused('session.read')).toMatchObject({ status: 401 });
    expect(await facts('officer.signed-out')).toHaveLength(1);
  });

  test('without the CSRF token, or from another site, nothing is changed', async () => {
    const admin = await server.as('administrator');
    const body = JSON.stringify(wantedDepartment);
    const post = (headers: Record<string, string>) =>
      admin.fetch('/api/departments', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    for (const [headers, code] of [
      [{ 'x-csrf-token': '' }, 'access.csrf'],
      [{ 'x-csrf-token': 'f'.repeat(256) }, 'access.csrf'],
      [{ origin: 'https://elsewhere.example' }, 'access.origin'],
      [{ origin: 'null' }, 'access.origin'],
    ] as const) {
      const res = await post(headers);
      expect([res.status, ((await res.json()) as { code: string }).code]).toEqual([403, code]);
    }
    expect((await post({ origin: server.url })).status).toBe(201);
    const signIn = await server.anonymous().fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: JSON.stringify({ name: 'administrator', password }),
    });
    expect(signIn.status).toBe(403);
  });

  test.each(['reviewer', 'nobody-of-this-name'])(
    'five failures lock %s, right password or not, for fifteen minutes',
    async (name) => {
      if (name === 'reviewer') await server.as('reviewer');
      const attempt = (secret: string) =>
        server.anonymous().refused('session.open', { body: { name, password: secret } });
      for (let i = 0; i < 5; i += 1)
        expect(await attempt('wrong-password')).toMatchObject({ status: 401, code: 'session.refused' });
      expect(await attempt(password)).toMatchObject({ status: 429, code: 'session.locked' });
      const refused = (await facts('officer.sign-in-refused')).slice(-5);
      expect(refused.map((f) => 'lockedUntil' in f.body)).toEqual([false, false, false, false, true]);
      expect(JSON.stringify(refused).includes(name)).toBe(name === 'reviewer');
      const now = server.serving.app.get(Now);
      now.at = () => new Date(Date.now() + 16 * 60_000);
      try {
        if (name === 'reviewer') await again(name);
        else expect(await attempt(password)).toMatchObject({ status: 401 });
      } finally {
        now.at = () => new Date();
      }
    },
  );

  test('thirty attempts at once are no more than five', async () => {
    await server.as('news-office');
    const attempts = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        server.anonymous().refused('session.open', { body: { name: 'news-office', password: `guess-${i}` } }),
      ),
    );
    expect(attempts.filter((a) => a.status === 401)).toHaveLength(5);
    expect(attempts.filter((a) => a.status === 429)).toHaveLength(25);
  });

  test('a new password of one’s own ends the other sessions; the old one opens nothing', async () => {
    await server.as('department-officer');
    const [here, there] = [await again('department-officer'), await again('department-officer')];
    const next = '另一串-新口令-2026';
    const change = (body: { current: string; next: string }) => here.refused('session.password', { body });
    expect(await change({ current: 'wrong-password', next })).toMatchObject({ code: 'session.password' });
    expect(await change({ current: password, next: '1234567890' })).toMatchObject({
      code: 'password.common',
    });
    await here.call('session.password', { body: { current: password, next } });
    await here.call('session.read');
    expect(await there.refused('session.read')).toMatchObject({ status: 401 });
    await expect(again('department-officer')).rejects.toMatchObject({ status: 401 });
    await again('department-officer', next);
  });
});

describe('who may do what', () => {
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());
  const doors = () => {
    const found = new Map<RouteName, ReturnType<typeof accessOf>>();
    for (const module of server.serving.app.get(ModulesContainer).values()) {
      for (const { metatype } of module.controllers.values()) {
        const prototype = (metatype as { prototype: Record<string, unknown> }).prototype;
        for (const name of Object.getOwnPropertyNames(prototype)) {
          const handler = prototype[name];
          const route = typeof handler === 'function' ? routeOf(handler) : undefined;
          if (route) found.set(route, accessOf(handler as () => void));
        }
      }
    }
    return found;
  };
  const knock = (client: Client, route: RouteName) => {
    const { path, method, body }: RouteSpec = allRoutes[route];
    const address = path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
    const json = { headers: { 'content-type': 'application/json' }, body: '{}' };
    return client.fetch(address, { method, ...(body ? json : {}) }).then(async (res) => {
      await res.arrayBuffer();
      return res.status;
    });
  };

  test('every door names its right, and stays shut for nobody and for a wrong token', async () => {
    const stranger = new Client(server.url, `wy_${'x'.repeat(43)}`);
    for (const [route, access] of doors()) {
      expect([route, access.right !== undefined || access.open !== undefined]).toEqual([route, true]);
      if (access.open !== undefined) continue;
      expect([route, await knock(server.anonymous(), route)]).toEqual([route, 401]);
      expect([route, await knock(stranger, route)]).toEqual([route, 401]);
    }
  });

  test.each(roles.map((role) => [role]))('%s passes exactly the doors of their rights', async (role) => {
    const client = await server.as(role);
    const rights = rightsOf([role]);
    for (const [route, { right }] of doors()) {
      if (right === undefined || right === 'signed-in') continue;
      const reads = allRoutes[route].method === 'GET';
      if (!rights.has(right)) expect([route, await knock(client, route)]).toEqual([route, 403]);
      else if (reads) expect([route, await knock(client, route)]).not.toEqual([route, 403]);
    }
  });

  test('a token passes the doors of its scopes and no other, its own session included', async () => {
    const machine = await server.withToken('live:read');
    const rights = rightsOfScopes(['live:read']);
    for (const [route, { right }] of doors()) {
      if (right === undefined || right === 'signed-in' || rights.has(right)) continue;
      expect([route, await knock(machine, route)]).toEqual([route, 403]);
    }
    await machine.call('alerts.list');
    expect(await machine.refused('session.read')).toMatchObject({ code: 'access.not-permitted' });
  });
});

describe('people, departments, tokens', () => {
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());
  const person = (signInName: string, change: object = {}) => ({
    body: { name: '何小满', signInName, roles: ['leader' as const], password, ...change },
  });

  test('an officer is added once under a name, and never with roles that clash', async () => {
    const admin = await server.as('administrator');
    const added = await admin.call('officers.add', person('he.xiaoman'));
    expect(added).toMatchObject({ roles: ['leader'], active: true, lastSignedInAt: null });
    expect((await facts('officer.added')).at(-1)).toMatchObject({
      actor_name: '管理员',
      subject_id: added.id,
    });
    for (const [asked, code] of [
      [person('HE.Xiaoman'), 'officer.sign-in-name-taken'],
      [person('b1', { roles: ['auditor', 'administrator'] }), 'role.auditor-administrator'],
      [person('b2', { roles: ['auditor', 'leader'] }), 'role.auditor-writes'],
      [person('b3', { password: 'b3何小满b3何小满' }), 'password.name'],
      [person('b4', { departmentId: '00000000-0000-4000-8000-000000000000' }), 'not-found'],
    ] as const)
      expect(await admin.refused('officers.add', asked)).toMatchObject({ code });
    const change = { params: { id: added.id }, body: { roles: ['auditor' as const, 'leader' as const] } };
    expect(await admin.refused('officers.change', change)).toMatchObject({ code: 'role.auditor-writes' });
  });

  test('a change is recorded with what came and went; none is recorded where nothing changes', async () => {
    const admin = await server.as('administrator');
    await server.as('reviewer');
    const { id, name } = await officerNamed('reviewer');
    const body = { name, roles: ['leader' as const], post: '副主任' };
    const changed = await admin.call('officers.change', { params: { id }, body });
    expect(changed).toMatchObject({ roles: ['leader'], post: '副主任' });
    const [fact] = (await facts('officer.changed')).slice(-1);
    expect(fact.body.changed).toEqual(['post', 'roles', '+leader', '-reviewer']);
    const count = (await facts('officer.changed')).length;
    await admin.call('officers.change', { params: { id }, body });
    expect(await facts('officer.changed')).toHaveLength(count);
  });

  test('a new password or going out of use ends the officer’s sessions', async () => {
    const admin = await server.as('administrator');
    await server.as('leader');
    const { id } = await officerNamed('leader');
    const first = await again('leader');
    await admin.call('officers.change', { params: { id }, body: { password: '换过一次-的口令-88' } });
    expect(await first.refused('session.read')).toMatchObject({ status: 401 });
    const second = await again('leader', '换过一次-的口令-88');
    await admin.call('officers.change', { params: { id }, body: { active: false } });
    expect(await second.refused('session.read')).toMatchObject({ status: 401 });
    await expect(again('leader', '换过一次-的口令-88')).rejects.toMatchObject({ status: 401 });
    expect((await facts('officer.sign-in-refused')).at(-1).body.reason).toBe('inactive');
  });

  test('the last active administrator stays, even when two try to remove each other at once', async () => {
    const one = await server.as('administrator');
    const two = await server.as('administrator', 'second');
    const ids = [(await officerNamed('administrator')).id, (await officerNamed('second')).id] as const;
    const tries = await Promise.allSettled([
      one.call('officers.change', { params: { id: ids[1] }, body: { active: false } }),
      two.call('officers.change', { params: { id: ids[0] }, body: { roles: ['leader'] } }),
    ]);
    const lost = tries.filter((t) => t.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(['officer.last-administrator', 'access.sign-in', 'access.not-permitted']).toContain(
      lost[0]?.reason.problem.code,
    );
    const { rows } = await server.db.query(
      "select id from officer where active and 'administrator' = any(roles)",
    );
    expect(rows).toHaveLength(1);
    const left = rows[0].id === ids[0] ? one : two;
    const params = { id: rows[0].id };
    for (const body of [{ active: false }, { roles: ['leader' as const] }])
      expect(await left.refused('officers.change', { params, body })).toMatchObject({
        status: 409,
        code: 'officer.last-administrator',
      });
    await server.db.query("update officer set active = true, roles = '{administrator}' where id = any($1)", [
      ids,
    ]);
  });

  test('a department changes only in what was sent; its supervisor is one of its own', async () => {
    const admin = await again('administrator');
    const added = await admin.call('departments.add', {
      body: { name: '望澜县气象局', kind: 'department', topics: ['防灾减灾救灾'], aliases: ['气象台'] },
    });
    const params = { id: added.id };
    const change = (body: object) => admin.call('departments.change', { params, body });
    expect(await change({ topics: ['生态环境'] })).toMatchObject({
      topics: ['生态环境'],
      aliases: ['气象台'],
      name: '望澜县气象局',
    });
    expect((await facts('department.changed')).at(-1).body.changed).toEqual(['topics']);
    const supervisorId = (await officerNamed('administrator')).id;
    expect(await change({ supervisorId, active: false })).toMatchObject({ supervisorId, active: false });
    for (const [body, code] of [
      [{ supervisorId: params.id }, 'department.supervisor'],
      [{ name: '公安局' }, 'department.name-taken'],
    ] as const)
      expect(await admin.refused('departments.change', { params, body })).toMatchObject({ code });
  });

  test('what lies in a neighbouring county is not there; what lies below is', async () => {
    const admin = await again('administrator');
    const { rows } = await server.db.query(
      `insert into jurisdiction (parent_id, name, level)
       values (null, '邻县', 'county'), ((select id from jurisdiction where name = '望澜县'), '柳溪镇', 'town') returning id`,
    );
    const [elsewhere, below] = await Promise.all(
      rows.map(async ({ id: jurisdictionId }, i) => {
        const wanted = { name: '卫某', signInName: `wei${i}`, roles: ['leader' as const], password };
        return server.serving.app.get(OfficerService).add({ ...wanted, jurisdictionId }, system);
      }),
    );
    const names = (await admin.call('officers.list')).items.map((o) => o.signInName);
    expect([names.includes('wei0'), names.includes('wei1')]).toEqual([false, true]);
    const body = { post: '镇长' };
    expect(await admin.refused('officers.change', { params: { id: elsewhere!.id }, body })).toMatchObject({
      status: 404,
    });
    await admin.call('officers.change', { params: { id: below!.id }, body });
    const seen = (await admin.call('jurisdictions.list')).items.map((j) => j.name);
    expect(seen.sort()).toEqual(['望澜县', '柳溪镇'].sort());
  });

  test('a token is shown once, kept as a digest, noted at most once a minute, and gone when revoked', async () => {
    const admin = await again('administrator');
    const { secret, id } = await admin.call('tokens.add', {
      body: { name: '热线平台', scopes: ['live:read', 'live:read'] },
    });
    expect(secret).toMatch(/^wy_[\w-]{43}$/);
    const { rows } = await server.db.query('select t::text as row from api_token t');
    expect(JSON.stringify(rows)).not.toContain(secret.slice(3));
    const machine = new Client(server.url, secret);
    await machine.call('alerts.list');
    const used = async () => (await admin.call('tokens.list')).items.find((t) => t.id === id)?.lastUsedAt;
    const first = await used();
    expect(first).not.toBeNull();
    await machine.call('alerts.list');
    expect(await used()).toBe(first);
    await admin.call('tokens.revoke', { params: { id } });
    await admin.call('tokens.revoke', { params: { id } });
    expect(await facts('token.revoked')).toHaveLength(1);
    expect(await machine.refused('alerts.list')).toMatchObject({ status: 401 });
    await server.serving.app.get(TokenService).add({ name: '第二个', scopes: ['live:read'] }, system);
    const page = await admin.call('tokens.list', { query: { limit: 1 } });
    expect(page.items.map((t) => t.name)).toEqual(['第二个']);
    const next = await admin.call('tokens.list', { query: { limit: 1, cursor: page.next! } });
    expect(next).toMatchObject({ items: [{ id }], next: null });
  });
});

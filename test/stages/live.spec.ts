// Live on a real database: each fact its alert, numbers without gaps, replay, several servers, and who is let in.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import type { FactKind, FactMap } from '#contract';
import { system } from '../../apps/server/src/platform/access';
import { Commit, fact, type NewFact } from '../../apps/server/src/platform/commit';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { connectLive, type Listening } from '../support/live';
import { password, startServer, type TestServer } from '../support/server';

jest.setTimeout(120_000);
let server: TestServer;
let county: string;
const open: { close: () => void }[] = [];
const listen = async (client: Client, after?: number, url?: string): Promise<Listening> => {
  const listening = await connectLive(client, after, url);
  open.push(listening);
  return listening;
};
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const seqs = (listening: Listening) => listening.alerts.map((a) => a.seq);
const once = <T>(socket: Socket, event: string): Promise<T> =>
  new Promise((resolve) => socket.once(event, resolve));

/** What a stage would commit, without the stage. */
async function happen(facts: NewFact[]): Promise<void> {
  await server.serving.app.get(Commit).commit(async () => ({ value: undefined, facts }));
}
const of = <K extends FactKind>(kind: K, body: FactMap[K], at = county) =>
  fact(kind, system, { type: 'test', id: '1' }, at, body);
const recovered = (count: number) =>
  happen(Array.from({ length: count }, () => of('source.recovered', { sourceId: ids.source })));
const head = async (client: Client) => (await client.call('alerts.list', { query: { limit: 1 } })).seq;

const ids = {
  incident: randomUUID(),
  clock: randomUUID(),
  release: randomUUID(),
  source: randomUUID(),
  import: randomUUID(),
};
/** Something for the alerts to be about, written where the earlier stages keep it. */
async function furnish(): Promise<void> {
  const [{ id }] = (await server.db.query("select id from jurisdiction where name = '望澜县'")).rows;
  county = id;
  const [{ department }] = (
    await server.db.query("select id as department from department where name = '应急管理局'")
  ).rows;
  const [{ officer }] = (await server.db.query('select id as officer from officer limit 1')).rows;
  await server.db.query(
    `insert into source (id, jurisdiction_id, name, url) values ($1, $2, '望澜新闻网', 'http://127.0.0.1:9/feed')`,
    [ids.source, county],
  );
  await server.db.query(
    `insert into import (id, jurisdiction_id, name, bytes, digest, file, state, started_by, created_at, progressed_at)
     values ($1, $2, '十一月热线.csv', 1, '', '', 'finished', '{}', now(), now())`,
    [ids.import, county],
  );
  await server.db.query(
    `insert into incident (id, jurisdiction_id, title, detected_at, first_at, last_at, profile, search, lead_department_id)
     values ($1, $2, '城北粮库冒烟', now(), now(), now(), '{}', '', $3)`,
    [ids.incident, county, department],
  );
  await server.db.query(
    `insert into clock (id, jurisdiction_id, incident_id, duty, pack_id, pack_version, name, clause, owed_by, answered_by,
                        department_id, starts_from, start_at, due_at, basis, explain, opened_at)
     values ($1, $2, $3, 'authoritative-information', 'national', '1', $4, '{}', 'lead', '{}', $5, 'detected', now(),
             '2030-01-02T06:30:00Z', 'running', '[]', now())`,
    [
      ids.clock,
      county,
      ids.incident,
      { zh: '首次权威信息', en: 'First authoritative information' },
      department,
    ],
  );
  await server.db.query(
    `insert into release (id, jurisdiction_id, incident_id, form, state, title, body, author_id, created_at, updated_at)
     values ($1, $2, $3, 'statement', 'draft', '关于城北粮库冒烟的情况通报', '', $4, now(), now())`,
    [ids.release, county, ids.incident, officer],
  );
}

beforeAll(async () => {
  server = await startServer();
  await furnish();
});
afterEach(() => {
  for (const { close } of open.splice(0)) close();
});
afterAll(() => server.close());

describe('who is let in', () => {
  const knock = (path: string, options: object = {}) =>
    new Promise<{ message: string; data: { code: string } }>((resolve, reject) => {
      const socket = io(`${server.url}${path}`, { transports: ['websocket'], forceNew: true, ...options });
      open.push({ close: () => socket.disconnect() });
      socket.onAny((event) => reject(new Error(`heard ${event}`)));
      socket.once('connect', () => reject(new Error('was let in')));
      socket.once('connect_error', (err) =>
        resolve(err as unknown as { message: string; data: { code: string } }),
      );
    });

  test('nobody: a clear sentence and nothing else', async () => {
    const refused = await knock('/live');
    expect(refused.message).toContain('请先登录');
    expect(refused.message).toContain('Please sign in');
    expect(refused.data.code).toBe('access.sign-in');
  });
  test.each([
    ['a wrong token', { auth: { token: `wy_${'x'.repeat(43)}` } }],
    ['a forged cookie', { extraHeaders: { cookie: 'wenying.sid=s%3Aforged.forged' } }],
  ])('%s: the same', async (_, options) => {
    expect((await knock('/live', options)).data.code).toBe('access.sign-in');
  });
  test('a token without the scope is not permitted; another site’s page does not even connect', async () => {
    const machine = await server.withToken('messages:read');
    expect((await knock('/live', { extraHeaders: machine.headers })).data.code).toBe('access.not-permitted');
    const person = await server.as('leader');
    const extraHeaders = { ...person.headers, origin: 'https://elsewhere.example' };
    await expect(knock('/live', { extraHeaders })).resolves.toMatchObject({ message: 'websocket error' });
  });
  test('the namespace that Socket.IO leaves open holds nothing', async () => {
    const person = await server.as('leader');
    expect((await knock('/', { extraHeaders: person.headers })).data.code).toBe('live.namespace');
  });
  test('a session, a token in the header, a token in the handshake', async () => {
    await listen(await server.as('department-officer'));
    const machine = await server.withToken('live:read');
    await listen(machine);
    const token = machine.headers.authorization?.split(' ')[1];
    const socket = io(`${server.url}/live`, { transports: ['websocket'], forceNew: true, auth: { token } });
    open.push({ close: () => socket.disconnect() });
    expect(await once(socket, 'tick')).toMatchObject({ seq: expect.any(Number), at: expect.any(String) });
  });

  test.each(['signs out', 'goes out of use', 'loses its token'])(
    'who %s loses the socket within seconds, told why',
    async (how) => {
      const admin = await server.as('administrator');
      const person = await server.as('auditor', `auditor-${how.length}`);
      const machine = await server.withToken('live:read');
      const { socket } = await listen(how === 'loses its token' ? machine : person);
      const problem = once<{ code: string }>(socket, 'problem');
      const ended = once(socket, 'disconnect');
      if (how === 'signs out') await person.call('session.close');
      if (how === 'goes out of use') {
        const params = { id: person.session!.officer.id };
        await admin.call('officers.change', { params, body: { active: false } });
      }
      if (how === 'loses its token') {
        const { id } = (await admin.call('tokens.list')).items[0]!;
        await admin.call('tokens.revoke', { params: { id } });
      }
      expect((await problem).code).toBe('access.sign-in');
      expect(await ended).toBe('io server disconnect');
    },
  );
});

describe('each fact its alert', () => {
  const notice = { clockId: ids.clock, incidentId: ids.incident, duty: 'authoritative-information' };
  const dueAt = '2030-01-02T06:30:00.000Z';
  const opened = {
    incidentId: ids.incident,
    messageId: randomUUID(),
    topic: null,
    emergencyKind: null,
    proposedLevel: null,
    messages: 2,
    old: false,
  };
  const published = {
    releaseId: ids.release,
    incidentId: ids.incident,
    edition: 1,
    form: 'statement' as const,
    url: 'http://localhost/public/r/1',
    place: '县政府网',
    digest: 'd',
    publishedAt: dueAt,
    reason: null,
  };
  const cases: [() => NewFact, kind: string, severity: string, title: string, zh: RegExp][] = [
    [() => of('incident.opened', opened), 'incident.opened', 'info', '城北粮库冒烟', /^新事件，由 2 条/],
    [
      () => of('incident.opened', { ...opened, proposedLevel: '较大' }),
      'incident.opened',
      'warning',
      '城北粮库冒烟',
      /建议定为“较大”（Ⅲ级）/,
    ],
    [
      () => of('incident.opened', { ...opened, proposedLevel: '重大' }),
      'incident.opened',
      'critical',
      '城北粮库冒烟',
      /“重大”（Ⅱ级）/,
    ],
    [
      () =>
        of('level.proposed', {
          incidentId: ids.incident,
          level: '特别重大',
          kind: '事故灾难',
          clause: '第三条',
          facts: [],
        }),
      'level.proposed',
      'critical',
      '城北粮库冒烟',
      /依据：第三条/,
    ],
    [
      () =>
        of('incident.level-changed', { incidentId: ids.incident, from: '一般', to: '较大', reason: '查明' }),
      'level.changed',
      'warning',
      '城北粮库冒烟',
      /由“一般”（Ⅳ级）改为“较大”（Ⅲ级）。理由：查明/,
    ],
    [
      () => of('duty.half', { ...notice, dueAt, late: false }),
      'clock.half',
      'notice',
      '城北粮库冒烟',
      /“首次权威信息”时限已过半，还剩 \d+ 天（1月2日 14:30 到期）/,
    ],
    [
      () => of('duty.near', { ...notice, dueAt, late: true }),
      'clock.near',
      'warning',
      '城北粮库冒烟',
      /即将到期.*责任单位：应急管理局.*事后补报/,
    ],
    [
      () => of('duty.breached', { ...notice, dueAt, late: false }),
      'clock.breached',
      'critical',
      '城北粮库冒烟',
      /已超期，应于 1月2日 14:30 前完成/,
    ],
    [
      () => of('duty.escalated', { ...notice, rung: 1, toOfficerId: null, reason: '' }),
      'clock.escalated',
      'critical',
      '城北粮库冒烟',
      /没有可以通知的人/,
    ],
    [
      () => of('duty.met', { ...notice, metAt: dueAt, late: true, evidence: published }),
      'clock.met',
      'notice',
      '城北粮库冒烟',
      /已完成，但超期/,
    ],
    [
      () => of('release.submitted', { ...published, digest: 'd' }),
      'release.submitted',
      'notice',
      '关于城北粮库冒烟的情况通报',
      /第 1 版已提交/,
    ],
    [
      () => of('release.withdrawn', { ...published, reason: '数字有误' }),
      'release.withdrawn',
      'warning',
      '关于城北粮库冒烟的情况通报',
      /理由：数字有误/,
    ],
    [
      () => of('source.failing', { sourceId: ids.source, code: 'timeout', failures: 3, since: null }),
      'source.failing',
      'warning',
      '望澜新闻网',
      /连续 3 次/,
    ],
    [
      () => of('source.recovered', { sourceId: ids.source }),
      'source.recovered',
      'info',
      '望澜新闻网',
      /恢复正常/,
    ],
    [
      () => of('import.finished', { importId: ids.import, received: 7, repeated: 2, refused: 1 }),
      'import.finished',
      'notice',
      '十一月热线.csv',
      /新收 7 条，重复 2 条，拒收 1 行/,
    ],
    [
      () => of('import.failed', { importId: ids.import, code: 'unreadable' }),
      'import.failed',
      'warning',
      '十一月热线.csv',
      /没有完成/,
    ],
  ];

  test('with its kind, severity, title and sentence, in order, once; what is old or has no alert is quiet', async () => {
    const client = await server.as('leader');
    const from = await head(client);
    const live = await listen(client, from);
    await happen([
      of('incident.opened', { ...opened, old: true }),
      of('source.added', { sourceId: ids.source, name: '望澜新闻网', host: '127.0.0.1' }),
      ...cases.map(([make]) => make()),
    ]);
    await eventually(() => expect(live.alerts.length).toBe(cases.length));
    live.alerts.forEach((alert, i) => {
      const [, kind, severity, title, zh] = cases[i]!;
      expect(alert).toMatchObject({ seq: from + 1 + i, kind, severity, title, acknowledgedBy: null });
      expect(alert.text.zh).toMatch(zh);
      expect(alert.text.en).not.toMatch(/undefined|null/);
      expect(alert.incidentId).toBe(/^(source|import)/.test(kind) ? null : ids.incident);
    });
  });

  test('a place above hears it under a number of its own; a neighbour does not hear it', async () => {
    const { rows } = await server.db.query(
      "insert into jurisdiction (name, level) values ('云澜市', 'city'), ('邻市', 'city') returning id",
    );
    const [city, neighbour] = rows.map((row) => row.id as string);
    await server.db.query('update jurisdiction set parent_id = $1 where id = $2', [city, county]);
    const admin = await server.as('administrator');
    const place = async (client: Client, jurisdiction: string) =>
      server.db.query('update officer set jurisdiction_id = $1 where id = $2', [
        jurisdiction,
        client.session!.officer.id,
      ]);
    const [above, beside] = [await server.as('leader', 'above'), await server.as('leader', 'beside')];
    await place(above, city!);
    await place(beside, neighbour!);
    const [high, near] = [await listen(above), await listen(beside)];
    const before = await head(admin);
    await recovered(3);
    await eventually(() => expect(seqs(high)).toEqual([1, 2, 3]));
    expect(await head(admin)).toBe(before + 3);
    expect(near.alerts).toEqual([]);
    expect((await beside.call('alerts.list')).items).toEqual([]);
  });
});

describe('nothing missed, nothing twice', () => {
  test('a thousand missed over a restart come in order, while new ones keep arriving', async () => {
    const client = await server.as('news-office');
    const first = await listen(client);
    const from = await head(client);
    await recovered(5);
    await eventually(() => expect(seqs(first)).toEqual(upTo(from + 1, from + 5)));
    for (let i = 0; i < 5; i += 1) await recovered(100);
    first.close();
    const seen = first.alerts.at(-1)!.seq;
    await server.restart();
    for (let i = 0; i < 5; i += 1) await recovered(100);
    const missed = from + 5 + 1000;
    await eventually(async () => {
      const { rows } = await server.db.query(
        'select max(seq)::int as max from alert_stream where jurisdiction_id = $1',
        [county],
      );
      expect(rows[0].max).toBe(missed);
    });
    // The same cookie opens the new server: sessions outlive it.
    const back = await connectLive(client, undefined, server.url);
    open.push(back);
    const resumed = once<{ seq: number }>(back.socket, 'resumed');
    back.socket.emit('resume', { after: seen });
    for (let i = 0; i < 20; i += 1) await recovered(7);
    const last = missed + 140;
    await eventually(() => expect(back.alerts.at(-1)?.seq).toBe(last));
    expect(seqs(back)).toEqual(upTo(seen + 1, last));
    expect((await resumed).seq).toBeGreaterThanOrEqual(missed);
    const stream = await server.db.query(
      'select count(*)::int as count, max(seq)::int as max from alert_stream where jurisdiction_id = $1',
      [county],
    );
    expect(stream.rows[0]).toEqual({ count: last, max: last });
  });

  test('a socket that connects starts at the head, ticks at once and again, and says how far it is', async () => {
    const client = await server.as('leader');
    const live = await listen(client);
    const at = await head(client);
    expect(live.ticks[0]).toMatchObject({ seq: at });
    await recovered(2);
    await eventually(() => expect(live.ticks.at(-1)?.seq).toBe(at + 2));
    expect(seqs(live)).toEqual([at + 1, at + 2]);
  });

  test.each([[{}], [{ after: -1 }], [{ after: 1.5 }], [{ after: '1' }], ['x'], [null]])(
    'resume %j is told what it should be',
    async (from) => {
      const { socket, alerts } = await listen(await server.as('leader'));
      const problem = once<{ code: string; detail: string }>(socket, 'problem');
      (socket as Socket).emit('resume', from);
      expect(await problem).toMatchObject({ code: 'live.resume', detail: expect.stringContaining('after') });
      expect(alerts).toEqual([]);
    },
  );

  test('a number beyond the stream is told, and the stream goes on from its head', async () => {
    const client = await server.as('leader');
    const live = await listen(client);
    const at = await head(client);
    const problem = once<{ code: string }>(live.socket, 'problem');
    const resumed = once<{ seq: number }>(live.socket, 'resumed');
    live.socket.emit('resume', { after: at + 1000 });
    expect((await problem).code).toBe('live.ahead');
    expect(await resumed).toEqual({ seq: at });
    await recovered(1);
    await eventually(() => expect(seqs(live)).toEqual([at + 1]));
  });

  test('asking again and again, each replay begins where it was asked to', async () => {
    const client = await server.as('leader');
    const live = await listen(client);
    const at = await head(client);
    for (let i = 0; i < 50; i += 1) live.socket.emit('resume', { after: 0 });
    const last = once<{ seq: number }>(live.socket, 'resumed');
    await last;
    await eventually(() => expect(live.alerts.at(-1)?.seq).toBe(at));
    expect(seqs(live).slice(-at)).toEqual(upTo(1, at));
  });
});

describe('several servers on one database', () => {
  test('every socket hears every alert and every acknowledgement, whichever server it is at', async () => {
    const other = await server.another();
    const client = await server.as('leader');
    const from = await head(client);
    const [here, there] = [await listen(client), await listen(client, undefined, other.url)];
    for (let i = 0; i < 10; i += 1) await recovered(3);
    for (const live of [here, there])
      await eventually(() => expect(seqs(live)).toEqual(upTo(from + 1, from + 30)));
    const heard = [here, there].map((l) => once<{ seq: number; by: string }>(l.socket, 'acknowledged'));
    await client.call('alerts.acknowledge', { params: { seq: from + 4 } });
    for (const ack of await Promise.all(heard)) expect(ack).toEqual({ seq: from + 4, by: '测试leader' });
    // What one server has shown, another must not call unheard of.
    await recovered(1);
    await eventually(() => expect(here.alerts.at(-1)?.seq).toBe(from + 31));
    const moved = await listen(client, undefined, other.url);
    moved.socket.on('problem', (problem) => moved.alerts.push(problem as never));
    const resumed = once<{ seq: number }>(moved.socket, 'resumed');
    moved.socket.emit('resume', { after: from + 31 });
    expect(await resumed).toEqual({ seq: from + 31 });
    expect(moved.alerts).toEqual([]);
  });
});

describe('the list', () => {
  test('goes from the newest back, filtered, with the head of the stream', async () => {
    const client = await server.as('leader');
    await recovered(5);
    const before = await eventually(async () => {
      const page = await client.call('alerts.list', { query: { limit: 2 } });
      // The head is read before the items: it may lag behind what is just coming in.
      expect(page.items).toMatchObject([0, 1].map((n) => ({ seq: page.seq - n, kind: 'source.recovered' })));
      return page;
    });
    const next = await client.call('alerts.list', { query: { limit: 3, cursor: before.next! } });
    expect([...before.items, ...next.items].map((a) => a.seq)).toEqual(
      upTo(before.seq - 4, before.seq).reverse(),
    );
    const critical = await client.call('alerts.list', { query: { severity: 'critical' } });
    expect([...new Set(critical.items.map((a) => a.severity))]).toEqual(['critical']);
    const failed = await client.call('alerts.list', { query: { kind: 'import.failed' } });
    expect(failed).toMatchObject({ items: [{ kind: 'import.failed' }], next: null });
  });

  test('an alert is acknowledged once, by a person who may change things', async () => {
    const client = await server.as('news-office');
    const params = { seq: await head(client) };
    expect(await client.call('alerts.acknowledge', { params })).toMatchObject({
      acknowledgedBy: '测试news-office',
    });
    const later = await (await server.as('leader')).call('alerts.acknowledge', { params });
    expect(later.acknowledgedBy).toBe('测试news-office');
    const machine = await server.withToken('live:read');
    expect(await machine.refused('alerts.acknowledge', { params })).toMatchObject({ status: 403 });
    const auditor = await server.as('auditor');
    expect(await auditor.refused('alerts.acknowledge', { params })).toMatchObject({ status: 403 });
    const unknown = await client.refused('alerts.acknowledge', { params: { seq: 10_000_000 } });
    expect(unknown).toMatchObject({ status: 404 });
  });

  test('a server that stops does not wait for its sockets', async () => {
    await listen(await server.as('leader'));
    const begun = performance.now();
    await server.restart();
    expect(performance.now() - begun).toBeLessThan(20_000);
    const client = server.anonymous();
    await client.signIn('leader', password);
  });
});

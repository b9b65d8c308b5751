// The main story over HTTP and the live stream: from an empty system to a published answer and a proof that an auditor can check.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { verifyBundle } from '#accountability';
import type { AlertKind, Clock, Incident, MessageRead, Release } from '#contract';
import { SweepService } from '../../apps/server/src/duty/sweep.service';
import { PollService } from '../../apps/server/src/intake/poll.service';
import { setupCode } from '../../apps/server/src/organisation/setup-code';
import { fromBase64, leafHash, verifyInclusion } from '../../libs/accountability/in-browser';
import { grouped } from '../stages/understanding.parts';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { connectLive, type Listening } from '../support/live';
import { password, startServer, type TestServer } from '../support/server';
import {
  bringOut,
  exportedBundle,
  type Hands,
  hotlineFile,
  importOver,
  openNewspaper,
  PHONE,
  statement,
  uploadHotline,
  wholeLedger,
} from './story.parts';

// Each test is a chapter: the later ones stand on the earlier. A busy machine takes its time.
jest.setTimeout(240_000);

const HOUR = 3600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

let server: TestServer;
let newspaper: Awaited<ReturnType<typeof openNewspaper>>;
let admin: Client;
let staff: Client;
let hands: Hands;
let fire: Incident;
let lamps: Incident;
let published: Release;
const screens: Listening[] = [];
const bundles: string[] = [];

beforeAll(async () => {
  [server, newspaper] = await Promise.all([startServer({ bare: true }), openNewspaper()]);
});
afterAll(async () => {
  for (const screen of screens) screen.close();
  for (const dir of bundles) rmSync(dir, { recursive: true, force: true });
  await server?.close();
  await newspaper?.close();
});

const kinds = (screen: Listening): AlertKind[] => screen.alerts.map((a) => a.kind);
const clocksOf = async (who: Client, incidentId: string): Promise<Clock[]> =>
  (await who.call('duties.list', { query: { incidentId } })).items;
const about = (words: string): Promise<Incident> =>
  eventually(async () => {
    const { items } = await staff.call('incidents.list', { query: { limit: 200 } });
    const found = items.find((i) => i.title.includes(words));
    expect(found).toBeDefined();
    return staff.call('incidents.read', { params: { id: found!.id } });
  });
const facts = async (kind: string) =>
  (await server.db.query('select body, actor_name from fact where kind = $1 order by seq', [kind])).rows;

test('the first run makes the administrator, the county and its departments, once', async () => {
  const nobody = server.anonymous();
  expect(await nobody.call('setup.read')).toEqual({ needed: true });
  const { departments } = await nobody.call('setup.offer', { query: { name: '雁西县', level: 'county' } });
  const edited = departments.map((d) => (d.name.includes('气象') ? { ...d, name: '雁西县气象局' } : d));
  const body = {
    jurisdiction: { name: '雁西县', level: 'county' as const },
    administrator: { name: '管理员', signInName: 'administrator', password },
    departments: edited,
  };
  expect(await nobody.refused('setup.complete', { body: { ...body, code: 'WRONG-CODE' } })).toMatchObject({
    status: 403,
  });
  const code = setupCode(server.config);
  await nobody.call('setup.complete', { body: { ...body, code } });
  expect(await nobody.call('setup.read')).toEqual({ needed: false });
  expect((await nobody.refused('setup.complete', { body: { ...body, code } })).status).toBe(409);

  admin = await server.as('administrator');
  expect((await admin.call('departments.list')).items).toHaveLength(edited.length);
  staff = await server.as('news-office', 'press', '宣传部（新闻办）');
  await server.as('auditor');
  expect(staff.session?.jurisdiction.name).toBe('雁西县');
  screens.push(await connectLive(staff), await connectLive(await server.as('leader')));
});

test('a feed is tried, added and polled; its items arrive masked', async () => {
  const tried = await staff.call('sources.test', { body: { url: newspaper.feed } });
  expect(tried).toMatchObject({ title: '雁西日报', count: 2 });
  expect(JSON.stringify(tried)).not.toContain(PHONE);
  expect(await staff.call('messages.list')).toMatchObject({ items: [] });
  const added = await staff.call('sources.add', { body: { name: '雁西日报', url: newspaper.feed } });
  await staff.call('sources.poll', { params: { id: added.id } });
  await eventually(async () => {
    const source = (await staff.call('sources.list')).items.find((s) => s.id === added.id);
    expect(source).toMatchObject({ state: 'healthy', messages: 2, trouble: null });
  });
});

test('a hotline file goes in by its proposed columns; bad rows are told; the same file again changes nothing', async () => {
  // Its times are counted back from now: the same file is the same bytes.
  const file = hotlineFile();
  const uploaded = await uploadHotline(staff, '热线工单.csv', file);
  expect(uploaded.mapping).toMatchObject({
    externalId: '工单编号',
    title: '标题',
    body: '诉求内容',
    receivedAt: '来电时间',
    agency: '承办单位',
  });
  const params = { id: uploaded.id };
  await staff.call('imports.start', { params, body: { mapping: uploaded.mapping } });
  expect(await importOver(staff, uploaded.id)).toMatchObject({
    state: 'finished',
    received: 4,
    repeated: 0,
    refused: 2,
  });
  expect((await staff.call('imports.refusals', { params })).items).toEqual([
    { row: 5, code: 'row.no-text', reason: expect.stringMatching(/\p{Script=Han}/u) },
    { row: 6, code: 'row.bad-date', reason: expect.stringMatching(/\p{Script=Han}/u) },
  ]);
  const again = await uploadHotline(staff, '热线工单.csv', file);
  await staff.call('imports.start', { params: { id: again.id }, body: { mapping: again.mapping } });
  expect(await importOver(staff, again.id)).toMatchObject({ received: 0, repeated: 4, refused: 2 });
  const { rows } = await server.db.query('select count(*)::int as n from message');
  expect(rows[0].n).toBe(6);
});

test('within seconds every message is labelled, with the reason for each label', async () => {
  const read = await eventually(async () => {
    const { items } = await staff.call('messages.list');
    const all = await Promise.all(items.map(({ id }) => staff.call('messages.read', { params: { id } })));
    expect(all).toHaveLength(6);
    expect(all.every((m) => m.labels !== null)).toBe(true);
    return all;
  });
  for (const { labels } of read) {
    expect(labels!.topics.length).toBeLessThanOrEqual(5);
    expect(labels!.topics.reduce((sum, { score }) => sum + score, 0)).toBeLessThanOrEqual(1.001);
    if (!labels!.offTopic) expect(labels!.reasons.length).toBeGreaterThan(0);
    // Each label by the words, the sentence or the clause it rests on; where there is none, that is said.
    for (const { value, words, quote = '', clause = '' } of labels!.reasons)
      if (!value.startsWith('无：')) expect(`${words}${quote}${clause}`).not.toBe('');
  }
  const report = read.find((m) => m.title.includes('救援结束')) as MessageRead;
  expect(report.labels!.emergency).toMatchObject({ kind: '事故灾难', level: '重大' });
  expect(report.labels!.emergency!.clause).toBeTruthy();
  for (const { quote } of report.labels!.emergency!.facts) expect(report.body).toContain(quote);
  expect(report.masked).toMatchObject({ mobile: 1 });
});

test('a masked telephone number is readable nowhere: not in an answer, not in a table', async () => {
  const { items } = await staff.call('messages.list');
  for (const { id } of items)
    expect(JSON.stringify(await staff.call('messages.read', { params: { id } }))).not.toContain(PHONE);
  const tables = await server.db.query(
    "select table_schema || '.\"' || table_name || '\"' as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')",
  );
  for (const { name } of tables.rows as { name: string }[]) {
    const found = await server.db.query(`select count(*)::int as n from ${name} t where t::text like $1`, [
      `%${PHONE}%`,
    ]);
    expect({ name, n: found.rows[0].n }).toEqual({ name, n: 0 });
  }
});

test('feed and hotline are gathered on one matter, another matter stays apart', async () => {
  await grouped(server);
  fire = await about('商场');
  lamps = await about('路灯');
  expect(lamps.id).not.toBe(fire.id);
  expect(fire).toMatchObject({ state: 'proposed', level: null, proposedLevel: '重大', messages: 3 });
  expect(fire.channels).toEqual(['feed', 'hotline']);
  expect(lamps).toMatchObject({ messages: 2, channels: ['hotline'] });
  const { items } = await staff.call('incidents.messages', { params: { id: fire.id } });
  expect(items.filter((m) => m.shared !== null).every((m) => m.shared!.terms.length > 0)).toBe(true);
  expect(items.filter((m) => m.shared === null)).toHaveLength(1);
});

test('confirmed as 重大, exactly its four clocks run side by side, each with owner, due and clause', async () => {
  const occurredAt = ago(4.8);
  fire = await staff.call('incidents.confirm', {
    params: { id: fire.id },
    body: { level: '重大', occurredAt, reason: '伤亡数字已由消防部门核实' },
  });
  expect(fire).toMatchObject({ state: 'confirmed', level: '重大', confirmedBy: '测试press' });
  const clocks = await eventually(async () => {
    const open = await clocksOf(staff, fire.id);
    expect(open).toHaveLength(4);
    return open;
  });
  const due = (from: string, hours: number) => new Date(Date.parse(from) + hours * HOUR).toISOString();
  const by = Object.fromEntries(clocks.map((c) => [c.duty, c]));
  expect(Object.keys(by).sort()).toEqual([
    'authoritative-information',
    'authoritative-release',
    'next-update',
    'press-conference',
  ]);
  for (const [duty, hours] of [
    ['authoritative-information', 5],
    ['press-conference', 24],
    ['authoritative-release', 24],
  ] as const)
    expect(by[duty]).toMatchObject({ state: 'open', startAt: occurredAt, dueAt: due(occurredAt, hours) });
  expect(by['authoritative-release']).toMatchObject({ packId: 'xinxing-2017', packVersion: '1' });
  expect(by['next-update']!.startNote).not.toBeNull();
  for (const clock of clocks) {
    expect(clock.department).toEqual(fire.lead);
    expect(clock.department).not.toBeNull();
    expect(Object.values(clock.clause).every((words) => words.length > 0)).toBe(true);
    expect(clock.explain.length).toBeGreaterThan(1);
  }
  expect(by['authoritative-information']!.strictest).toBe(true);
});

test('an ordinary one opens one clock of 48 hours', async () => {
  await staff.call('incidents.confirm', { params: { id: lamps.id }, body: { level: '一般' } });
  const clocks = await eventually(async () => {
    const open = await clocksOf(staff, lamps.id);
    expect(open).toHaveLength(1);
    return open;
  });
  expect(clocks[0]).toMatchObject({ duty: 'response', state: 'open' });
  expect(Date.parse(clocks[0]!.dueAt) - Date.parse(clocks[0]!.startAt)).toBe(48 * HOUR);
});

test('two screens hear every alert as it happens, numbered without a gap', async () => {
  const machine = await server.withToken('intake:write');
  await machine.call('messages.send', {
    body: [
      {
        externalId: 'late-1',
        channel: 'phone',
        title: '石桥乡化工厂储罐爆炸',
        body: '石桥乡化工厂储罐昨夜爆炸，造成12人死亡，周边村民正在转移。',
      },
    ],
  });
  const late = await about('储罐');
  await staff.call('incidents.confirm', {
    params: { id: late.id },
    body: { level: '重大', occurredAt: ago(6), reason: '应急管理局已核实' },
  });
  await eventually(async () => expect(await clocksOf(staff, late.id)).toHaveLength(4));
  await server.serving.app.get(SweepService).sweep();

  const dead = await staff.call('sources.add', { body: { name: '雁西论坛', url: newspaper.dead } });
  for (let i = 0; i < 3; i += 1) await server.serving.app.get(PollService).poll(dead.id);

  const wanted: AlertKind[] = [
    'incident.opened',
    'level.proposed',
    'clock.opened',
    'clock.half',
    'clock.near',
    'clock.breached',
    'source.failing',
  ];
  for (const screen of screens) {
    await eventually(() => expect(kinds(screen)).toEqual(expect.arrayContaining(wanted)));
    const seqs = screen.alerts.map((a) => a.seq);
    expect(seqs).toEqual(upTo(1, seqs.length));
  }
  const [first, second] = screens;
  await eventually(() => expect(second!.alerts).toEqual(first!.alerts));
  const told = (kind: AlertKind, id: string) =>
    first!.alerts.filter((a) => a.kind === kind && a.incidentId === id).length;
  expect([told('clock.opened', fire.id), told('clock.opened', lamps.id)]).toEqual([4, 1]);
  expect([told('clock.half', fire.id), told('clock.near', fire.id), told('clock.breached', fire.id)]).toEqual(
    [1, 1, 0],
  );
  expect(told('clock.breached', late.id)).toBe(1);
});

test('after a reconnect, and after the server itself was restarted, a screen misses nothing', async () => {
  const [first, second] = screens;
  const seen = second!.alerts.at(-1)!.seq;
  second!.close();
  const machine = await server.withToken('intake:write');
  await machine.call('messages.send', {
    body: {
      externalId: 'gap-1',
      channel: 'hotline',
      title: '南湾村自来水发黄',
      body: '南湾村自来水发黄有异味，村民不敢饮用，请水务局检测。',
    },
  });
  await eventually(() => expect(first!.alerts.at(-1)!.seq).toBeGreaterThan(seen));
  const back = await connectLive(await server.as('leader'), seen);
  screens.push(back);
  await eventually(() => expect(back.alerts).toEqual(first!.alerts.slice(seen)));

  const last = back.alerts.at(-1)!.seq;
  await server.restart();
  [admin, staff] = [await server.as('administrator'), await server.as('news-office', 'press')];
  const afresh = await server.withToken('intake:write');
  await afresh.call('messages.send', {
    body: {
      externalId: 'gap-2',
      channel: 'hotline',
      title: '东关小学门口没有斑马线',
      body: '东关小学门口车流量大没有斑马线，孩子过马路危险，请交警部门增设。',
    },
  });
  await about('斑马线');
  const returned = await connectLive(await server.as('leader'), last);
  screens.push(returned);
  await eventually(() => {
    expect(kinds(returned)).toContain('incident.opened');
    expect(returned.alerts[0]!.seq).toBe(last + 1);
  });
  const seqs = returned.alerts.map((a) => a.seq);
  expect(seqs).toEqual(upTo(last + 1, last + seqs.length));
});

test('the owner acknowledges and drafts; nobody passes or approves their own text', async () => {
  const owner = fire.lead!.name;
  const author = await server.as(['department-officer', 'reviewer', 'leader', 'news-office'], 'owner', owner);
  hands = { author, reviewer: await server.as('reviewer'), leader: await server.as('leader'), press: staff };
  for (const { id } of await clocksOf(author, fire.id)) {
    const taken = await author.call('duties.acknowledge', { params: { id } });
    expect(taken).toMatchObject({ acknowledgedBy: '测试owner', acknowledgedAt: expect.any(String) });
  }
  const { problems } = await author.call('releases.check', {
    body: { ...statement(), body: `联系人电话${PHONE}`, checklist: {} },
  });
  expect(problems.some((p) => p.blocking)).toBe(true);

  const drafted = await author.call('releases.draft', { body: { ...statement(), incidentId: fire.id } });
  expect(drafted.stops.length).toBe(3);
  const params = { id: drafted.id };
  const same = { status: 403, code: 'release.same-person' };
  await author.call('releases.submit', { params });
  expect(await author.refused('releases.review', { params, body: {} })).toMatchObject(same);
  expect((await staff.refused('releases.publish', { params })).status).toBe(409);
  await hands.reviewer.call('releases.review', { params, body: { note: '不涉密' } });
  expect(await author.refused('releases.approve', { params })).toMatchObject(same);
  await hands.leader.call('releases.approve', { params });
  published = await staff.call('releases.publish', { params });
  expect(published).toMatchObject({ state: 'published', edition: 1, author: { name: '测试owner' } });
});

test('the public page and the three feeds show it, without a sign-in', async () => {
  const nobody = server.anonymous();
  const read = async (address: string) => {
    const res = await nobody.fetch(address);
    expect(res.status).toBe(200);
    return res.text();
  };
  const { url } = published.editions[0]!;
  const page = await read(new URL(url).pathname);
  expect(page).toContain(published.title);
  expect(page).toContain('消防救援力量已扑灭明火');
  for (const feed of ['rss', 'atom', 'json'])
    expect(await read(`/public/releases.${feed}`)).toContain(published.title);
});

test('that evidence, and nothing else, stops the clocks', async () => {
  const clocks = await eventually(async () => {
    const now = await clocksOf(staff, fire.id);
    expect(now.filter((c) => c.state === 'met')).toHaveLength(3);
    return now;
  });
  const { digest, url, publishedAt } = published.editions[0]!;
  const evidence = { releaseId: published.id, edition: 1, url, digest, publishedAt };
  for (const clock of clocks.filter((c) => c.state === 'met'))
    expect(clock).toMatchObject({ metAt: publishedAt, evidence });
  const open = clocks.filter((c) => c.state === 'open').map((c) => c.duty);
  // A statement is no press conference; and what was answered is answered again a day later.
  expect(open.sort()).toEqual(['next-update', 'press-conference']);
  const held = await bringOut(hands, {
    ...statement('兴隆大街商场火灾新闻发布会'),
    form: 'press-conference',
    place: '县政府新闻发布厅',
    incidentId: fire.id,
  });
  await eventually(async () => {
    const conference = (await clocksOf(staff, fire.id)).find((c) => c.duty === 'press-conference');
    expect(conference).toMatchObject({ state: 'met', evidence: { releaseId: held.id } });
  });
  const live = screens.at(-1)!;
  await eventually(() => expect(kinds(live).filter((k) => k === 'release.published')).toHaveLength(2));
  expect(kinds(live)).toContain('clock.met');
});

test('a leader reads the timeline from first message to release, with each stage’s time and holder', async () => {
  const leader = await server.as('leader');
  const { facts: told, stages } = await leader.call('incidents.timeline', { params: { id: fire.id } });
  const seen = told.map((f) => f.kind);
  for (const kind of ['incident.opened', 'incident.confirmed', 'duty.acknowledged', 'release.published'])
    expect(seen).toContain(kind);
  expect(stages.slice(0, 7).map((s) => s.stage)).toEqual([
    '发现',
    '研判',
    '派发',
    '签收',
    '草稿',
    '审签',
    '审签',
  ]);
  for (const stage of stages) {
    expect(stage.holder).toBeTruthy();
    expect(stage.ms).toBeGreaterThanOrEqual(0);
  }
  expect(stages.find((s) => s.stage === '签收')!.holder).toBe(fire.lead!.name);

  const figures = await leader.call('figures.duties');
  expect(figures).toMatchObject({ breached: 1, metOnTime: 5 });
  expect(figures.open).toBeGreaterThanOrEqual(5);
  const { hours, topics } = await leader.call('figures.messages', { query: { hours: 48 } });
  const counted = hours.reduce(
    (sum, { counts }) => sum + Object.values(counts).reduce((a, b) => a + b, 0),
    0,
  );
  expect(topics.length).toBeGreaterThan(0);
  expect(counted).toBe(9);
});

test('an auditor sees every act with its actor, and a proof that can be recomputed', async () => {
  const auditor = await server.as('auditor');
  const ledger = await wholeLedger(auditor);
  expect(ledger.map((e) => e.seq)).toEqual(upTo(1, ledger.length));
  const acts: [kind: string, actor: string][] = [
    ['setup.completed', '管理员'],
    ['source.added', '测试press'],
    ['import.started', '测试press'],
    ['incident.confirmed', '测试press'],
    ['duty.acknowledged', '测试owner'],
    ['release.drafted', '测试owner'],
    ['release.submitted', '测试owner'],
    ['release.reviewed', '测试reviewer'],
    ['release.approved', '测试leader'],
    ['release.published', '测试press'],
  ];
  for (const [kind, actor] of acts)
    expect(ledger.filter((e) => e.kind === kind).map((e) => e.actor.name)).toContain(actor);
  expect(JSON.stringify(ledger)).not.toContain('兴隆大街');

  await auditor.call('ledger.seal');
  const { seq } = ledger.find((e) => e.kind === 'release.published')!;
  const proof = await auditor.call('ledger.read', { params: { seq } });
  expect(proof.checkpoint).not.toBeNull();
  const leaf = await leafHash(proof.entry as Parameters<typeof leafHash>[0]);
  const claim = {
    index: seq - 1,
    size: proof.size,
    proof: proof.path.map(fromBase64),
    root: fromBase64(proof.root),
  };
  expect(await verifyInclusion({ ...claim, leaf })).toBe(true);
  // Beside those of the full hour, which may have come meanwhile.
  const sealed = (await facts('ledger.checkpoint')).map(({ actor_name }) => actor_name);
  expect(sealed.filter((name) => name === '测试auditor')).toHaveLength(1);
});

test('the exported bundle stands without the server; an altered row is named', async () => {
  const dir = await exportedBundle(await server.as('auditor'));
  bundles.push(dir);
  expect(await verifyBundle(dir)).toMatchObject({ ok: true, firstBad: null });
  const rows = path.join(dir, 'entries.jsonl');
  const lines = readFileSync(rows, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes('"release.approved"'));
  lines[at] = lines[at]!.replace('测试leader', '测试owner');
  writeFileSync(rows, lines.join('\n'));
  expect(await verifyBundle(dir)).toMatchObject({ ok: false, firstBad: at + 1 });
});

// Messages in, labels and incidents out: reasons, one incident across channels, search, view, and nothing twice.
import type { IncidentCard, MessageRead } from '#contract';
import { taxonomy } from '#understanding';
import { HeatSchedule } from '../../apps/server/src/understanding/heat.schedule';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { crash, football, grouped, lamps, type Sent, stranger, water } from './understanding.parts';

jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;
let machine: Client;

/** Hands messages in, and awaits them labelled and grouped. */
async function send(...messages: Sent[]): Promise<MessageRead[]> {
  const { items } = await machine.call('messages.send', { body: messages });
  await grouped(server);
  return Promise.all(items.map(({ id }) => staff.call('messages.read', { params: { id: id! } })));
}
const found = async (q: string) =>
  (await staff.call('messages.list', { query: { q } })).items.map(({ title }) => title).sort();
const facts = async (kind: string) =>
  (await server.db.query('select body, actor_kind from fact where kind = $1 order by seq', [kind])).rows.map(
    (r) => r.body as Record<string, unknown>,
  );
const incident = (id: string | null) => staff.call('incidents.read', { params: { id: id! } });

beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  machine = await server.withToken('intake:write');
}, 120_000);
afterAll(() => server?.close());

describe('reading and grouping', () => {
  let first: MessageRead;
  let second: MessageRead;

  it('labels a message with reasons, its emergency with the words and the clause', async () => {
    [first] = (await send(crash.hotline)) as [MessageRead];
    const shares = first.labels!.topics.map(({ score }) => score);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares.length).toBeLessThanOrEqual(5);
    expect(shares.reduce((sum, score) => sum + score, 0)).toBeLessThanOrEqual(1.001);
    expect(first.labels!.reasons.length).toBeGreaterThan(0);
    expect(first.labels!.emergency).toMatchObject({ kind: '事故灾难', level: '较大' });
    expect(first.labels!.emergency!.clause).toBeTruthy();
    for (const { quote } of first.labels!.emergency!.facts)
      expect(`${first.title}${first.body}`).toContain(quote);
    expect(first.emergencyLevel).toBe('较大');
    expect(first.channel).toBe('hotline');
  });

  it('proposes the second and third level under its topic, with the words that say so', async () => {
    const asked = { params: { id: first.id } };
    const { branch } = await staff.call('messages.branch', asked);
    expect(Object.keys(taxonomy[first.topic!]!)).toContain(branch!.level2);
    for (const word of branch!.words) expect(`${first.title}${first.body}`).toContain(word);
  });

  it('gathers what came through another channel into the same incident, and says what it shares', async () => {
    [second] = (await send(crash.comment)) as [MessageRead];
    expect(second.incidentId).toBe(first.incidentId);
    const read = await incident(first.incidentId);
    expect(read).toMatchObject({ state: 'proposed', messages: 2, proposedLevel: '较大', level: null });
    expect(read.channels).toEqual(['comment', 'hotline']);
    expect(read.title.length).toBeGreaterThan(3);
    expect(read.hours).toHaveLength(24);
    expect(read.hours.at(-1)).toBe(2);
    expect(read.heat).toBeGreaterThan(0);
    const { items } = await staff.call('incidents.messages', { params: { id: read.id } });
    expect(items.map((m) => m.id).sort()).toEqual([first.id, second.id].sort());
    expect(items.find((m) => m.id === second.id)!.shared!.terms.length).toBeGreaterThan(0);
    expect(items.find((m) => m.id === first.id)!.shared).toBeNull();
  });

  it('keeps another matter apart, and opens nothing for what concerns no government', async () => {
    const [pipe, match] = (await send(water.hotline, football)) as [MessageRead, MessageRead];
    expect(pipe.incidentId).not.toBeNull();
    expect(pipe.incidentId).not.toBe(first.incidentId);
    expect(pipe.labels!.emergency).toBeNull();
    expect(match).toMatchObject({ offTopic: true, incidentId: null });
  });

  it('records it: one labelling a batch, an incident opened, grown, a level proposed', async () => {
    expect((await facts('message.labelled')).map((f) => f.count)).toEqual([1, 1, 1, 1]);
    const opened = await facts('incident.opened');
    expect(opened.map((f) => f.old)).toEqual([false, false]);
    expect(opened[0]).toMatchObject({
      incidentId: first.incidentId,
      messageId: first.id,
      proposedLevel: '较大',
    });
    expect(await facts('incident.grew')).toEqual([
      { incidentId: first.incidentId, added: 1, messages: 2, channels: ['comment', 'hotline'] },
    ]);
    expect(await facts('level.proposed')).toMatchObject([{ incidentId: first.incidentId, level: '较大' }]);
  });

  it('proposes a level again when it rises', async () => {
    const [third] = (await send(crash.worse)) as [MessageRead];
    expect(third.incidentId).toBe(first.incidentId);
    expect((await facts('level.proposed')).map((f) => f.level)).toEqual(['较大', '重大']);
    expect(await incident(first.incidentId)).toMatchObject({ proposedLevel: '重大', messages: 3 });
  });

  it('files an archive without calling it news', async () => {
    const [old] = (await send({ ...water.other, publishedAt: '2025-02-03 09:00:00' })) as [MessageRead];
    const opened = await facts('incident.opened');
    expect(opened.find((f) => f.incidentId === old.incidentId)).toMatchObject({ old: true });
  });

  it('a message sent again is not read again', async () => {
    const before = await facts('message.labelled');
    const { items } = await machine.call('messages.send', { body: [crash.hotline] });
    expect(items[0]).toMatchObject({ state: 'repeated', id: first.id });
    await send(water.third);
    expect((await facts('message.labelled')).length).toBe(before.length + 1);
    expect((await incident(first.incidentId)).messages).toBe(3);
  });
});

describe('finding', () => {
  it.each<[string, string[]]>([
    ['青石桥', [crash.hotline.title, crash.comment.title, crash.worse.title]],
    ['青石桥 客车', [crash.hotline.title, crash.comment.title, crash.worse.title]],
    ['青石桥 -通报', [crash.hotline.title, crash.worse.title]],
    ['"货车与一辆客车"', [crash.hotline.title]],
    ['足球', [football.title]],
    ['没有这样的字句', []],
    ['，。', []],
    ["'; drop table x --", []],
    ['青石桥 & | ! ( ) :* <->', [crash.hotline.title, crash.comment.title, crash.worse.title]],
  ])('%s', async (q, titles) => expect(await found(q)).toEqual([...titles].sort()));

  it('shows the words around what was found', async () => {
    const { items } = await staff.call('messages.list', { query: { q: '鱼塘' } });
    expect(items).toHaveLength(1);
    expect(items[0]!.excerpt).toContain('鱼塘');
    expect(items[0]!.excerpt.length).toBeLessThanOrEqual(160);
    expect(items[0]!.excerpt.startsWith('…')).toBe(true);
  });

  it('filters, and pages by cursor without repeating or missing one', async () => {
    const list = (query: object) => staff.call('messages.list', { query });
    // Which texts report an emergency is for the rules to say; the filter gives those of which they say so, and no others.
    const [grave, plain] = await Promise.all([list({ emergency: 'true' }), list({ emergency: 'false' })]);
    const crashes = [crash.hotline, crash.comment, crash.worse].map(({ title }) => title);
    expect(grave.items.map(({ title }) => title)).toEqual(expect.arrayContaining(crashes));
    expect(grave.items.every(({ emergencyLevel }) => emergencyLevel !== null)).toBe(true);
    expect(plain.items.length).toBeGreaterThan(0);
    expect(plain.items.every(({ emergencyLevel }) => emergencyLevel === null)).toBe(true);
    expect((await list({ offTopic: 'true' })).items.map((m) => m.title)).toEqual([football.title]);
    expect((await list({ channel: 'comment' })).items.every((m) => m.channel === 'comment')).toBe(true);
    expect((await list({ from: '2099-01-01T00:00:00Z' })).items).toEqual([]);
    const whole = (await list({})).items.map((m) => m.id);
    const pages: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await list({ limit: 2, cursor });
      pages.push(...page.items.map((m) => m.id));
      if (!page.next) break;
      cursor = page.next;
    }
    expect(pages).toEqual(whole);
    expect((await staff.refused('messages.list', { query: { cursor: 'x' } })).code).toBe('request.cursor');
  });

  it('lists incidents in three orders, each through its pages', async () => {
    for (const sort of ['recent', 'heat', 'triage'] as const) {
      const whole = (await staff.call('incidents.list', { query: { sort } })).items;
      expect(whole.length).toBeGreaterThan(2);
      const paged: IncidentCard[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await staff.call('incidents.list', { query: { sort, limit: 1, cursor } });
        paged.push(...page.items);
        if (!page.next) break;
        cursor = page.next;
      }
      expect(paged.map((i) => i.id)).toEqual(whole.map((i) => i.id));
      if (sort === 'triage') expect(whole[0]!.proposedLevel).toBe('重大');
    }
    const named = await staff.call('incidents.list', { query: { q: '青石桥', state: 'open' } });
    expect(named.items).toHaveLength(1);
  });

  it('counts messages by the hour and topic, empty hours too', async () => {
    const figures = await staff.call('figures.messages', { query: { hours: 24 } });
    expect(figures.hours).toHaveLength(24);
    const sum = figures.hours.flatMap((h) => Object.values(h.counts)).reduce((a, b) => a + b, 0);
    expect(sum).toBe((await staff.call('messages.list')).items.length);
    expect(figures.hours.every((h) => Object.keys(h.counts).length === figures.topics.length)).toBe(true);
    expect(figures.hours.every((h) => h.at.endsWith(':00:00.000Z'))).toBe(true);
    const channels = await staff.call('figures.messages', { query: { hours: 24, by: 'channel' } });
    expect(channels.hours.flatMap((h) => Object.values(h.counts)).reduce((a, b) => a + b, 0)).toBe(sum);
    expect(channels.topics.length).toBeGreaterThan(1);
    const { items } = await staff.call('incidents.list', { query: { q: '青石桥' } });
    const own = await staff.call('figures.messages', {
      query: { hours: 24, incidentId: items[0]!.id, by: 'channel' },
    });
    expect([...own.topics].sort()).toEqual(items[0]!.channels);
    expect((await staff.call('topics.list')).topics).toHaveLength(15);
  });
});

it('heat falls when nothing more is said', async () => {
  const [hot] = (await staff.call('incidents.list', { query: { sort: 'heat' } })).items;
  expect(hot!.heat).toBeGreaterThan(0);
  await server.db.query("update incident_message set at = at - interval '4 days' where incident_id = $1", [
    hot!.id,
  ]);
  await server.serving.app.get(HeatSchedule).sweep();
  expect((await incident(hot!.id)).heat).toBe(0);
  await server.db.query("update incident_message set at = at + interval '4 days' where incident_id = $1", [
    hot!.id,
  ]);
  await server.serving.app.get(HeatSchedule).sweep();
  expect((await incident(hot!.id)).heat).toBeGreaterThan(0);
});

it('what people did a moment ago holds, though the grouping has not heard of it yet', async () => {
  const [one] = (await send(lamps(1))) as [MessageRead];
  await server.db.query('update incident set acts = acts + 1 where id = $1', [one.incidentId]);
  const [two] = (await send(lamps(2))) as [MessageRead];
  expect(two.incidentId).toBe(one.incidentId);
  await server.db.query("update incident set state = 'dismissed' where id = $1", [one.incidentId]);
  const [three] = (await send(lamps(3))) as [MessageRead];
  expect(three.incidentId).not.toBe(one.incidentId);
  expect((await incident(one.incidentId)).messages).toBe(2);
});

it('what fails half-way leaves nothing behind, and is done again whole', async () => {
  await server.db.query(`
    create function stumble() returns trigger language plpgsql as $$ begin raise exception 'stumbled'; end $$;
    create trigger stumble before insert on incident_message for each statement execute function stumble()`);
  const { items } = await machine.call('messages.send', { body: [water.leak] });
  await eventually(async () => {
    const { rows } = await server.db.query("select failures from stage_cursor where stage = 'understanding'");
    expect(rows[0].failures).toBeGreaterThan(0);
  });
  const params = { id: items[0]!.id! };
  const before = await staff.call('messages.read', { params });
  expect(before.labels).not.toBeNull();
  expect(before.incidentId).toBeNull();
  await server.db.query('drop function stumble cascade');
  await grouped(server);
  const { incidentId } = await staff.call('messages.read', { params });
  expect((await facts('incident.opened')).filter((f) => f.messageId === params.id)).toMatchObject([
    { incidentId },
  ]);
  expect((await incident(incidentId)).messages).toBe(1);
});

it('another jurisdiction sees nothing of it, and its messages join nothing here', async () => {
  const other = await stranger(server);
  expect((await other.call('messages.list')).items).toEqual([]);
  expect((await other.call('incidents.list')).items).toEqual([]);
  const [seen] = (await staff.call('messages.list')).items;
  expect((await other.refused('messages.read', { params: { id: seen!.id } })).status).toBe(404);
  expect((await other.refused('messages.branch', { params: { id: seen!.id } })).status).toBe(404);
  const [card] = (await staff.call('incidents.list')).items;
  const params = { id: card!.id };
  expect((await other.refused('incidents.read', { params })).status).toBe(404);
  expect((await other.refused('incidents.messages', { params })).status).toBe(404);
  expect((await other.refused('incidents.dismiss', { params, body: { reason: '不属实' } })).status).toBe(404);
  expect((await other.refused('figures.messages', { query: { incidentId: card!.id } })).status).toBe(404);
  const { items } = await other.call('messages.send', { body: [crash.comment] });
  await eventually(async () => {
    const read = await other.call('messages.read', { params: { id: items[0]!.id! } });
    expect(read.incidentId).not.toBeNull();
    expect((await staff.refused('incidents.read', { params: { id: read.incidentId! } })).status).toBe(404);
  });
});

it('a server started again on the same database groups on into the same incident', async () => {
  const [before] = (await staff.call('incidents.list', { query: { q: '青石桥', state: 'open' } })).items;
  await server.restart();
  staff = await server.as('news-office');
  machine = await server.withToken('intake:write');
  const [later] = (await send(crash.later)) as [MessageRead];
  expect(later.incidentId).toBe(before!.id);
});

it('two processes on one database: each batch once, and both group alike', async () => {
  await server.another();
  const many: Sent[] = Array.from({ length: 12 }, (_, n) => ({
    channel: 'comment',
    title: `${n + 1}号楼住户问青石桥何时通车`,
    body: `我住在桥东${n + 1}号楼，青石桥货车与客车相撞以后一直封着，${n + 2}天了，青石桥何时恢复通车？`,
  }));
  const sent = await Promise.all(many.map((message) => send(message)));
  const [labels, members] = await Promise.all([
    server.db.query('select count(*)::int as n, count(distinct message_id)::int as once from message_label'),
    server.db.query('select count(*)::int as n from incident_message where incident_id = $1', [
      sent[0]![0]!.incidentId,
    ]),
  ]);
  expect(labels.rows[0].n).toBe(labels.rows[0].once);
  const batches = (await facts('message.labelled')).map((f) => f.batchId);
  expect(new Set(batches).size).toBe(batches.length);
  expect(new Set(sent.map(([m]) => m!.incidentId)).size).toBe(1);
  expect((await incident(sent[0]![0]!.incidentId)).messages).toBe(members.rows[0].n);
});

// What people decide is kept and can be taken back; why a message is where it is; and the machine never undoes a person's act.
import type { MessageRead } from '#contract';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { crash, grouped, type Sent, stranger } from './understanding.parts';

jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;
let machine: Client;
let other: Client;
const reason = '经核实';

async function send(message: Sent): Promise<MessageRead> {
  const { items } = await machine.call('messages.send', { body: [message] });
  await grouped(server);
  return staff.call('messages.read', { params: { id: items[0]!.id! } });
}
const read = (id: string) => staff.call('incidents.read', { params: { id } });
const where = async (messageId: string) =>
  (await staff.call('messages.read', { params: { id: messageId } })).incidentId;
const decided = async (id: string) => (await staff.call('incidents.assessments', { params: { id } })).items;
const undo = (id: string, why?: string) =>
  staff.call('assessments.undo', { params: { id }, body: { reason: why } });
const refusedUndo = async (id: string, who = staff) =>
  (await who.refused('assessments.undo', { params: { id }, body: {} })).code;
const newest = async (kind: string) =>
  (await server.db.query('select body from fact where kind = $1 order by seq desc limit 1', [kind])).rows[0]
    ?.body as Record<string, unknown>;
/** The grouping has taken up the newest act of a kind. */
const heard = (kind: string) =>
  eventually(async () => {
    const { rows } = await server.db.query(
      `select (select max(seq) from fact where kind = $1) <= seq as heard from stage_cursor where stage = 'understanding'`,
      [kind],
    );
    expect(rows[0].heard).toBe(true);
  });

const lane = (n: number): Sent => ({
  channel: 'hotline',
  externalId: `lane-${n}`,
  title: '柳叶巷工地夜间施工',
  body: `柳叶巷旧厂房拆除工地夜间施工，柳叶巷居民第${n}晚没法睡觉，请城管到柳叶巷工地看看。`,
});
const pond: Sent = {
  channel: 'mailbox',
  title: '石臼村鱼塘漂死鱼',
  body: '石臼村鱼塘这几天漂起很多死鱼，石臼村村民怀疑上游养殖场偷排污水，请环保部门到石臼村取样。',
};

const matters = [
  ['枫桥亭公厕没有灯', '枫桥亭景区入口的公厕晚上没有灯，游客摸黑，请管理处给枫桥亭公厕装灯。'],
  ['白石渡小学门口乱停车', '白石渡小学放学时校门口三轮车乱停，接孩子的家长过不去，请交警来白石渡疏导。'],
  ['墨池湾广场舞音响太大', '墨池湾广场每晚跳舞的音响开到十点半，老人睡不好，请社区管一管墨池湾的音响。'],
] as const;

beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  machine = await server.withToken('intake:write');
  other = await stranger(server);
}, 120_000);
afterAll(() => server?.close());

describe('why a message is where it is', () => {
  let first: MessageRead;
  let second: MessageRead;
  beforeAll(async () => {
    first = await send(crash.hotline);
    second = await send(crash.comment);
  });

  it('what it shares with the incident it joined: words, places, numbers, time', async () => {
    expect(second.incidentId).toBe(first.incidentId);
    const { shared, placed, title } = second.membership!;
    expect(title).toBe((await read(first.incidentId!)).title);
    expect(shared!.terms.length).toBeGreaterThan(2);
    expect([...shared!.names, ...shared!.places, ...shared!.terms].join()).toContain('桥');
    expect(shared!.numbers).toContain('11');
    expect(shared!.gapHours).toBe(0);
    expect(placed).toBeNull();
    const { items } = await staff.call('incidents.messages', { params: { id: first.incidentId! } });
    expect(items.find((m) => m.id === second.id)!.shared).toEqual(shared);
  });
  it('the incident began with it: nothing shared, nobody put it there', async () => {
    expect(first.membership).toMatchObject({ shared: null, placed: null, movedBy: null });
  });
  it('its numbers as they were told, the newest held, with who said so', async () => {
    const worse = await send(crash.worse);
    expect(worse.incidentId).toBe(first.incidentId);
    const { rows } = await staff.call('incidents.tolls', { params: { id: first.incidentId! } });
    const deaths = rows.find(({ name }) => name === 'deaths')!;
    expect(deaths.latest).toMatchObject({ value: 10, messageId: worse.id, channel: 'comment' });
    expect(deaths.sayings.map(({ value }) => value)).toEqual([10, 3]);
    expect(rows[0]!.name).toBe('deaths');
  });
});

it('another county puts no message of ours into an incident of its own', async () => {
  const { items } = await staff.call('messages.list', { query: { limit: 1 } });
  const put = { params: { id: items[0]!.id }, body: { incidentId: null, reason } };
  expect((await other.refused('messages.takeIn', put)).status).toBe(404);
});

describe('a title', () => {
  it('is chosen from the messages; one that a person gave is left alone', async () => {
    const { incidentId } = await send({ ...lane(1), title: '求助' });
    for (const n of [2, 3]) expect((await send(lane(n))).incidentId).toBe(incidentId);
    expect(await read(incidentId!)).toMatchObject({ title: '柳叶巷工地夜间施工', place: '柳叶巷' });
    const named = await staff.call('incidents.title', {
      params: { id: incidentId! },
      body: { title: '柳叶巷夜间施工扰民' },
    });
    expect(named).toMatchObject({ title: '柳叶巷夜间施工扰民', titledBy: '测试news-office' });
    for (const n of [4, 5, 6, 7, 8, 9, 10, 11]) await send(lane(n));
    expect(await read(incidentId!)).toMatchObject({ title: '柳叶巷夜间施工扰民', messages: 11 });
    expect(await newest('incident.titled')).toEqual({
      incidentId,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const found = await staff.call('incidents.list', { query: { q: '扰民' } });
    expect(found.items.map(({ id }) => id)).toEqual([incidentId]);
    expect(await undo(named.assessmentId)).toMatchObject({ title: '柳叶巷工地夜间施工', titledBy: null });
  });
});

describe('where it is, and what it is about', () => {
  const elm = (n: number, words: Partial<Sent> = {}): Sent => ({
    channel: 'hotline',
    externalId: `elm-${n}`,
    title: '榆钱路路面塌陷',
    body: `榆钱路路面塌陷出一个大坑，榆钱路第${n}天没人修，车辆绕行，请交通部门修榆钱路塌陷的路面。`,
    ...words,
  });
  it('follow its messages; a place that a person gave stays, and goes back with undo', async () => {
    const first = await send(elm(1, { place: '东城街道' }));
    const id = first.incidentId!;
    expect((await read(id)).place).toBe('东城街道');
    const topic = (await read(id)).topic;
    for (const n of [2, 3, 4, 5]) expect((await send(elm(n))).incidentId).toBe(id);
    expect(await read(id)).toMatchObject({ place: '榆钱路', topic, placedBy: null });
    const placed = await staff.call('incidents.place', { params: { id }, body: { place: '榆钱路北段' } });
    expect(placed).toMatchObject({ place: '榆钱路北段', placedBy: '测试news-office' });
    expect(
      (await staff.refused('incidents.place', { params: { id }, body: { place: '榆钱路北段' } })).code,
    ).toBe('incident.same-place');
    expect(
      (
        await (
          await server.as('auditor')
        ).refused('incidents.place', { params: { id }, body: { place: '别处' } })
      ).status,
    ).toBe(403);
    for (const n of [6, 7, 8, 9, 10]) await send(elm(n, { place: '东城街道' }));
    expect(await read(id)).toMatchObject({ place: '榆钱路北段', messages: 10 });
    expect((await decided(id))[0]).toMatchObject({
      act: 'place',
      from: '榆钱路',
      to: '榆钱路北段',
      stands: null,
    });
    expect(await newest('incident.placed')).toEqual({
      incidentId: id,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await undo(placed.assessmentId)).toMatchObject({ place: '榆钱路', placedBy: null });
  });
  it('what stays when messages leave is called and placed by those that stay; undone, as before', async () => {
    const found = (await staff.call('incidents.list', { query: { q: '榆钱路' } })).items[0]!;
    const { id } = found;
    const strange = await send({
      channel: 'mailbox',
      title: '紫藤苑小区电梯停运',
      body: '紫藤苑小区三号楼电梯停运一周，老人上不了楼，请紫藤苑物业尽快修电梯。',
    });
    const moved = await staff.call('incidents.merge', {
      params: { id: strange.incidentId! },
      body: { intoId: id, reason },
    });
    expect(moved.state).toBe('merged');
    const { items } = await staff.call('incidents.messages', { params: { id }, query: { limit: 50 } });
    const roads = items.filter((m) => m.id !== strange.id).map((m) => m.id);
    const before = await read(id);
    const split = await staff.call('incidents.split', {
      params: { id },
      body: { messageIds: roads, reason },
    });
    expect(split).toMatchObject({ title: '紫藤苑小区电梯停运', place: '紫藤苑小区', messages: 1 });
    const off = (await newest('incident.split')).toIncidentId as string;
    expect(await read(off)).toMatchObject({ title: '榆钱路路面塌陷', messages: 10 });
    const back = await undo(split.assessmentId);
    const { title, place, topic, messages } = before;
    expect(back).toMatchObject({ title, place, topic, messages });
    expect((await decided(id))[0]).toMatchObject({ act: 'split', from: null, to: null });
  });
});

describe('splitting', () => {
  let id: string;
  let off: string;
  let parted: string[];
  let assessmentId: string;
  beforeAll(async () => {
    id = (await staff.call('incidents.list', { query: { q: '柳叶巷' } })).items[0]!.id;
    const { items } = await staff.call('incidents.messages', { params: { id } });
    parted = items.slice(0, 3).map((m) => m.id);
  });

  it('is refused for all of them, for those of another, and for whoever only looks', async () => {
    const { items } = await staff.call('incidents.messages', { params: { id } });
    const all = items.map((m) => m.id);
    const split = (who: Client, messageIds: string[]) =>
      who.refused('incidents.split', { params: { id }, body: { messageIds, reason } });
    expect((await split(staff, all)).code).toBe('incident.split-all');
    const elsewhere = await send(pond);
    expect((await split(staff, [parted[0]!, elsewhere.id])).code).toBe('incident.message-elsewhere');
    expect((await split(await server.as('auditor'), parted)).status).toBe(403);
    expect((await split(other, parted)).status).toBe(404);
  });
  it('makes a new incident of the chosen messages, and says who put them there and why', async () => {
    const done = await staff.call('incidents.split', {
      params: { id },
      body: { messageIds: parted, reason, title: '柳叶巷另一处工地' },
    });
    assessmentId = done.assessmentId;
    expect(done.messages).toBe(8);
    expect(await refusedUndo(assessmentId, other)).toBe('not-found');
    off = (await newest('incident.split')).toIncidentId as string;
    expect(await read(off)).toMatchObject({
      title: '柳叶巷另一处工地',
      titledBy: '测试news-office',
      state: 'proposed',
      messages: 3,
      channels: ['hotline'],
    });
    const message = await staff.call('messages.read', { params: { id: parted[0]! } });
    expect(message.membership).toMatchObject({
      incidentId: off,
      shared: null,
      placed: { act: 'split', by: '测试news-office', reason },
    });
  });
  it('stays: what comes later, a revision, and a restart bring nothing together again', async () => {
    await heard('incident.split');
    const more = await send(lane(12));
    expect([id, off]).toContain(more.incidentId);
    await send({ ...lane(11), body: `${lane(11).body}补充：昨晚又干到两点。` });
    await server.restart();
    staff = await server.as('news-office');
    machine = await server.withToken('intake:write');
    const after = await send(lane(13));
    expect([id, off]).toContain(after.incidentId);
    for (const messageId of parted) expect(await where(messageId)).toBe(off);
    const [here, there] = [await read(id), await read(off)];
    expect([here.state, there.state]).toEqual(['proposed', 'proposed']);
    expect(here.messages + there.messages).toBe(13);
  });
  it('can be taken back: the messages come home; what joined since stays, and the old address leads on', async () => {
    const joined = (await read(off)).messages - 3;
    const back = await undo(assessmentId);
    expect(back.messages).toBe(13 - joined);
    for (const messageId of parted) expect(await where(messageId)).toBe(id);
    const message = await staff.call('messages.read', { params: { id: parted[0]! } });
    expect(message.membership!.placed).toBeNull();
    expect(message.membership!.shared!.terms.length).toBeGreaterThan(0);
    expect(await read(off)).toMatchObject(
      joined > 0 ? { state: 'proposed', messages: joined } : { state: 'merged', mergedInto: id },
    );
    expect(await newest('incident.undone')).toMatchObject({ assessmentId, act: 'split', messages: 3 });
    expect(await refusedUndo(assessmentId)).toBe('assessment.undone');
  });
});

describe('moving', () => {
  it('taken back as long as the message is where it was put', async () => {
    const id = (await staff.call('incidents.list', { query: { q: '柳叶巷' } })).items[0]!.id;
    const messageId = (await staff.call('incidents.messages', { params: { id } })).items[0]!.id;
    const fish = (await staff.call('incidents.list', { query: { q: '石臼村' } })).items[0]!;
    const moved = await staff.call('incidents.move', {
      params: { id },
      body: { messageId, toIncidentId: fish.id, reason },
    });
    expect(await where(messageId)).toBe(fish.id);
    await send({ ...lane(14), externalId: 'lane-moved' });
    expect(await where(messageId)).toBe(fish.id);
    await undo(moved.assessmentId);
    expect(await where(messageId)).toBe(id);
    expect((await read(fish.id)).messages).toBe(1);
  });
});

describe('dismissing', () => {
  it('taken back: it waits again, and messages join it again', async () => {
    const { id } = (await staff.call('incidents.list', { query: { q: '石臼村' } })).items[0]!;
    const { assessmentId } = await staff.call('incidents.dismiss', { params: { id }, body: { reason } });
    expect(await decided(id)).toEqual([
      expect.objectContaining({ act: 'dismiss', by: '测试news-office', reason, undone: null, stands: null }),
      expect.objectContaining({ act: 'move', undone: expect.anything() }),
    ]);
    const leader = await server.as('leader');
    expect(await refusedUndo(assessmentId, leader)).toBe('assessment.reason-needed');
    expect(await refusedUndo(assessmentId, await server.as('auditor'))).toBe('access.not-permitted');
    const back = await leader.call('assessments.undo', {
      params: { id: assessmentId },
      body: { reason: '又有村民反映' },
    });
    expect(back).toMatchObject({ state: 'proposed', dismissedReason: null });
    expect((await decided(id))[0]!.undone).toMatchObject({ by: '测试leader', reason: '又有村民反映' });
    await heard('incident.undone');
    const again = await send({ ...pond, channel: 'hotline', body: `${pond.body}今天石臼村鱼塘又漂了一层。` });
    expect(again.incidentId).toBe(id);
    const timeline = await staff.call('incidents.timeline', { params: { id } });
    expect(timeline.stages.at(-1)).toMatchObject({ stage: '研判', until: null });
  });
});

describe('merging', () => {
  it('taken back: each has its messages again; the clocks that fell away are owed again', async () => {
    const { id: into } = (await staff.call('incidents.list', { query: { q: '石臼村' } })).items[0]!;
    const { id: from } = (await staff.call('incidents.list', { query: { q: '青石桥' } })).items[0]!;
    await staff.call('incidents.confirm', { params: { id: into }, body: { level: '一般' } });
    const level = (await read(from)).proposedLevel!;
    await staff.call('incidents.confirm', { params: { id: from }, body: { level } });
    const before = [await read(from), await read(into)] as const;
    const clocks = async () => {
      const { items } = await staff.call('duties.list', { query: { incidentId: from } });
      return items.filter(({ state }) => state === 'open' || state === 'breached').length;
    };
    await eventually(async () => expect(await clocks()).toBeGreaterThan(0));
    const running = await clocks();
    const { assessmentId } = await staff.call('incidents.merge', {
      params: { id: from },
      body: { intoId: into, reason },
    });
    await eventually(async () => expect(await clocks()).toBe(0));
    const joined = await read(into);
    expect(joined.messages).toBe(before[0].messages + before[1].messages);
    const back = await undo(assessmentId);
    expect(back).toMatchObject({ state: 'confirmed', mergedInto: null, messages: before[0].messages });
    expect(await read(into)).toMatchObject({
      messages: before[1].messages,
      topic: before[1].topic,
      place: before[1].place,
      detectedAt: before[1].detectedAt,
      proposedLevel: before[1].proposedLevel,
      areas: [...before[1].areas].sort(),
    });
    await eventually(async () => expect(await clocks()).toBe(running));
    await heard('incident.undone');
    expect((await send(crash.later)).incidentId).toBe(from);
  });
  it('leads on over two steps, and back over two', async () => {
    const three: (string | null)[] = [];
    for (const [title, body] of matters)
      three.push((await send({ channel: 'phone', title, body })).incidentId);
    expect(new Set(three).size).toBe(3);
    const [a, b, c] = three as [string, string, string];
    const merge = (id: string, intoId: string) =>
      staff.call('incidents.merge', { params: { id }, body: { intoId, reason } });
    const one = await merge(a, b);
    const two = await merge(b, c);
    expect((await read(a)).mergedInto).toBe(c);
    expect(await refusedUndo(one.assessmentId)).toBe('assessment.changed-since');
    await undo(two.assessmentId);
    expect((await read(a)).mergedInto).toBe(b);
    await undo(one.assessmentId);
    expect([(await read(a)).messages, (await read(b)).messages, (await read(c)).messages]).toEqual([1, 1, 1]);
  });
});

describe('what stands', () => {
  it('a level and a responsible party go back with their clocks; a confirmation stays', async () => {
    const { id } = (await staff.call('incidents.list', { query: { q: '石臼村' } })).items[0]!;
    const level = await staff.call('incidents.level', { params: { id }, body: { level: '较大', reason } });
    expect(await undo(level.assessmentId)).toMatchObject({ level: '一般' });
    expect(await newest('incident.level-changed')).toMatchObject({ from: '较大', to: '一般' });
    const { items } = await staff.call('departments.list');
    const lead = (await read(id)).lead;
    const police = items.find((d) => d.name === '公安局')!;
    const assigned = await staff.call('incidents.assign', {
      params: { id },
      body: { departmentId: police.id, reason },
    });
    const back = await undo(assigned.assessmentId);
    expect(back.lead).toEqual(lead);
    const all = await decided(id);
    const confirmed = all.find(({ act }) => act === 'confirm')!;
    expect(confirmed.stands!.zh).toContain('时钟');
    expect(await refusedUndo(confirmed.id)).toBe('assessment.starts-clocks');
    expect(all.find(({ act }) => act === 'assign')).toMatchObject({ from: lead!.name, to: '公安局' });
  });
});

describe('a message in which there is nothing to read', () => {
  const emoji: Sent = { channel: 'hotline', externalId: 'emoji-1', title: '😡😡', body: '🔥🔥🔥！！！' };
  const body = { incidentId: null as string | null, reason };
  let message: MessageRead;
  const heron: Sent = {
    channel: 'mailbox',
    title: '苍鹭滩湿地填土',
    body: '苍鹭滩湿地有车队夜里倒渣土填塘，苍鹭滩的水鸟都飞走了，请自然资源局到苍鹭滩查处。',
  };
  let heronId: string;
  beforeAll(async () => {
    heronId = (await send(heron)).incidentId!;
    const link = { ...emoji, externalId: 'link-1', title: '', body: 'https://news.example.cn/a/1.html' };
    const marks = { ...emoji, externalId: 'marks-1', title: '？？？', body: '……' };
    for (const one of [link, marks]) expect(await send(one)).toMatchObject({ outside: 'nothing-to-read' });
    message = await send(emoji);
  });

  it('is kept, found, and says why it has no label and no incident', async () => {
    expect(message).toMatchObject({ incidentId: null, topic: null, outside: 'nothing-to-read' });
    expect(message.labels!.reasons[0]).toEqual({
      about: 'topic',
      value: '无：没有可读的文字（只有表情、标点、数字或网址）',
      words: [],
    });
    const { items } = await staff.call('messages.list', { query: { channel: 'hotline', limit: 10 } });
    expect(items.map(({ id }) => id)).toContain(message.id);
  });
  it('is put into an incident by a person, and stays there', async () => {
    const params = { params: { id: message.id } };
    const put = { ...params, body: { ...body, incidentId: heronId } };
    expect((await (await server.as('auditor')).refused('messages.takeIn', put)).status).toBe(403);
    const { assessmentId, messages } = await staff.call('messages.takeIn', put);
    expect(messages).toBe(2);
    expect(await newest('incident.message-taken-in')).toEqual({
      incidentId: heronId,
      messageId: message.id,
      reason,
    });
    const there = await staff.call('messages.read', params);
    expect(there).toMatchObject({ incidentId: heronId, outside: null });
    expect(there.membership!.placed).toMatchObject({ act: 'take-in', by: '测试news-office', reason });
    expect((await staff.refused('messages.takeIn', put)).code).toBe('incident.message-placed');
    await heard('incident.message-taken-in');
    expect(await send({ ...heron, body: `${heron.body}请尽快。` })).toMatchObject({
      incidentId: heronId,
    });
    expect((await undo(assessmentId)).messages).toBe(2);
    expect(await staff.call('messages.read', params)).toMatchObject({
      incidentId: null,
      outside: 'nothing-to-read',
    });
    expect((await decided(heronId))[0]).toMatchObject({ act: 'take-in', from: null, to: null });
  });
  it('may begin an incident of its own, which is dismissed rather than undone', async () => {
    const begun = await staff.call('messages.takeIn', { params: { id: message.id }, body });
    expect(begun).toMatchObject({ state: 'proposed', messages: 1 });
    expect(await newest('incident.opened')).toMatchObject({ incidentId: begun.id, messageId: message.id });
    expect(await refusedUndo(begun.assessmentId)).toBe('assessment.only-message');
  });
  it('opens one by itself once it is edited and has words', async () => {
    const first = await send({ ...emoji, externalId: 'emoji-2', title: '……' });
    expect(first.incidentId).toBeNull();
    const { title, body: words } = {
      title: '青柳渡口栏杆断了',
      body: '青柳渡口的栏杆断了一截，孩子差点掉下去。',
    };
    const edited = await send({ ...emoji, externalId: 'emoji-2', title, body: words });
    expect(edited.id).toBe(first.id);
    await eventually(async () => {
      const incidentId = await where(first.id);
      expect(incidentId).not.toBeNull();
      expect((await read(incidentId!)).title).toContain('青柳渡口');
    });
  });
});

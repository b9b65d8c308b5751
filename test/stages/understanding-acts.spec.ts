// What people decide of incidents: confirmed, dismissed, handed on, merged, taken apart, closed; and what is refused, and why.
import { randomUUID } from 'node:crypto';
import type { MessageRead } from '#contract';
import type { Client } from '../support/client';
import { startServer, type TestServer } from '../support/server';
import { doneInStep } from '../support/steps';
import { crash, grouped, type Sent, water } from './understanding.parts';

jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;
let machine: Client;

async function send(message: Sent): Promise<MessageRead> {
  const { items } = await machine.call('messages.send', { body: [message] });
  await grouped(server);
  return staff.call('messages.read', { params: { id: items[0]!.id! } });
}
const newest = async (kind: string) =>
  (await server.db.query('select body from fact where kind = $1 order by seq desc limit 1', [kind])).rows[0]
    ?.body as Record<string, unknown>;
const read = (id: string) => staff.call('incidents.read', { params: { id } });
const reason = '经核实';

beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  machine = await server.withToken('intake:write');
}, 120_000);
afterAll(() => server?.close());

describe('confirming', () => {
  let id: string;
  beforeAll(async () => {
    id = (await send(crash.hotline)).incidentId!;
  });

  it('asks for a reason where the level is not the proposed one', async () => {
    const refused = await staff.refused('incidents.confirm', { params: { id }, body: { level: '重大' } });
    expect([refused.status, refused.code]).toEqual([422, 'incident.reason-needed']);
    expect(refused.problem.errors?.[0]?.path).toBe('body.reason');
  });
  it('does not take a time that has not come', async () => {
    const body = { level: '较大' as const, occurredAt: '2099-01-01T00:00:00.000Z' };
    expect((await staff.refused('incidents.confirm', { params: { id }, body })).code).toBe('incident.future');
  });
  it('does not take a department from elsewhere', async () => {
    const body = { level: '较大' as const, leadDepartmentId: randomUUID() };
    expect((await staff.refused('incidents.confirm', { params: { id }, body })).code).toBe(
      'incident.no-such-department',
    );
  });
  it('is not for whoever only reads', async () => {
    const auditor = await server.as('auditor');
    expect(
      (await auditor.refused('incidents.confirm', { params: { id }, body: { level: '较大' } })).status,
    ).toBe(403);
  });
  it('cannot hand on, change the level of, or close what is not confirmed', async () => {
    const params = { id };
    for (const refused of [
      await staff.refused('incidents.level', { params, body: { level: '一般', reason } }),
      await staff.refused('incidents.assign', { params, body: { departmentId: randomUUID(), reason } }),
      await staff.refused('incidents.close', { params, body: { reason } }),
    ])
      expect([refused.status, refused.code]).toEqual([409, 'incident.wrong-state']);
  });

  it('names who answers and by which rule, and records all that duty needs', async () => {
    const body = { level: '重大' as const, reason: '社会关注度高', occurredAt: '2026-03-05T01:00:00.000Z' };
    const confirmed = await staff.call('incidents.confirm', { params: { id }, body });
    expect(confirmed).toMatchObject({ state: 'confirmed', level: '重大', proposedLevel: '较大' });
    expect(confirmed.lead!.name).toBe('应急管理局');
    expect(confirmed.spokesperson!.name).toBe('政府办公室');
    expect(confirmed.support.map((d) => d.name)).toContain('政府办公室');
    expect(confirmed.rule!.clause).toContain('七台河市新兴区2017年政府信息公开工作方案');
    expect(confirmed.confirmedBy).toBe('测试news-office');
    expect(await newest('incident.confirmed')).toMatchObject({
      incidentId: id,
      level: '重大',
      emergency: true,
      emergencyKind: '事故灾难',
      occurredAt: body.occurredAt,
      detectedAt: confirmed.detectedAt,
      leadDepartmentId: confirmed.lead!.id,
      rule: 'emergency-kind',
      reason: body.reason,
    });
  });
  it('happens once', async () => {
    const refused = await staff.refused('incidents.confirm', { params: { id }, body: { level: '较大' } });
    expect([refused.status, refused.code]).toEqual([409, 'incident.wrong-state']);
    expect((await staff.refused('incidents.dismiss', { params: { id }, body: { reason } })).status).toBe(409);
  });

  it('a level changes with a reason; who speaks follows it', async () => {
    const body = { level: '较大' as const, reason };
    const changed = await staff.call('incidents.level', { params: { id }, body });
    expect([changed.level, changed.spokesperson!.name]).toEqual(['较大', '应急管理局']);
    expect(await newest('incident.level-changed')).toEqual({
      incidentId: id,
      from: '重大',
      to: '较大',
      reason,
    });
    expect((await staff.refused('incidents.level', { params: { id }, body })).code).toBe(
      'incident.same-level',
    );
  });
  it('is handed on with a reason', async () => {
    const { items } = await staff.call('departments.list');
    const police = items.find((d) => d.name === '公安局')!;
    const body = { departmentId: police.id, reason };
    const handed = await staff.call('incidents.assign', { params: { id }, body });
    expect(handed.lead).toEqual({ id: police.id, name: '公安局' });
    expect(handed.rule!.zh).toContain('公安局');
    expect(await newest('incident.assigned')).toMatchObject({
      incidentId: id,
      leadDepartmentId: police.id,
      reason,
    });
    expect((await staff.refused('incidents.assign', { params: { id }, body })).code).toBe(
      'incident.same-department',
    );
  });
  it('is closed; what comes later opens another', async () => {
    // Not before both lanes are done and its effect is evaluated.
    expect((await staff.refused('incidents.close', { params: { id }, body: { reason } })).code).toBe(
      'incident.not-in-step',
    );
    await doneInStep(staff, id);
    const closed = await staff.call('incidents.close', { params: { id }, body: { reason } });
    expect(closed).toMatchObject({ state: 'closed' });
    expect(closed.closedAt).not.toBeNull();
    expect((await send(crash.comment)).incidentId).not.toBe(id);
  });
});

it('two people at once: one act holds, the other is refused', async () => {
  const { incidentId } = await send(water.hotline);
  const params = { id: incidentId! };
  const leader = await server.as('leader');
  const both = await Promise.allSettled([
    staff.call('incidents.confirm', { params, body: { level: '一般' } }),
    leader.call('incidents.dismiss', { params, body: { reason } }),
  ]);
  expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('what was dismissed stays dismissed, and nothing joins it', async () => {
  const one = await send(water.third);
  const dismissed = await staff.call('incidents.dismiss', {
    params: { id: one.incidentId! },
    body: { reason },
  });
  expect(dismissed).toMatchObject({ state: 'dismissed', dismissedReason: reason });
  const again = await send({ ...water.third, body: `${water.third.body}再次请求处理。` });
  expect(again.incidentId).not.toBe(one.incidentId);
  expect(await read(one.incidentId!)).toMatchObject({ state: 'dismissed', messages: 1 });
});

describe('merging and moving', () => {
  let road: MessageRead;
  let school: MessageRead;
  const dust: Sent = {
    channel: 'mailbox',
    title: '柳叶巷工地夜间扬尘',
    body: '柳叶巷旧厂房拆除工地连续多日夜间施工，扬尘严重，没有洒水，请环保部门到柳叶巷看看。',
  };
  const noise: Sent = {
    channel: 'hotline',
    title: '实验二小晚托收费',
    body: '实验二小的晚托班每学期收费一千二百元，没有公示标准，家长想知道实验二小晚托收费依据。',
  };
  beforeAll(async () => {
    road = await send(dust);
    school = await send(noise);
    expect(road.incidentId).not.toBe(school.incidentId);
  });

  it('merged: the messages move, the target keeps its name; what follows joins the target', async () => {
    const [from, into] = [road.incidentId!, school.incidentId!];
    const kept = await read(into);
    const merged = await staff.call('incidents.merge', {
      params: { id: from },
      body: { intoId: into, reason },
    });
    expect(merged).toMatchObject({ state: 'merged', mergedInto: into, messages: 0 });
    expect(await read(into)).toMatchObject({ title: kept.title, state: 'proposed', messages: 2 });
    expect(await newest('incident.merged')).toEqual({ incidentId: from, intoId: into, messages: 1, reason });
    const members = await staff.call('incidents.messages', { params: { id: into } });
    expect(members.items.find((m) => m.id === road.id)!.movedBy).toBe('测试news-office');
    const more = await send({ ...dust, channel: 'comment', body: `${dust.body}昨晚柳叶巷又施工到两点。` });
    expect(more.incidentId).toBe(into);
  });
  it('refused: into itself, into what is gone, out of view', async () => {
    const [from, into] = [road.incidentId!, school.incidentId!];
    const merge = (id: string, intoId: string) =>
      staff.refused('incidents.merge', { params: { id }, body: { intoId, reason } });
    expect((await merge(into, into)).code).toBe('incident.own-target');
    expect((await merge(into, from)).code).toBe('incident.wrong-state');
    expect((await merge(from, into)).code).toBe('incident.wrong-state');
    expect((await merge(into, randomUUID())).status).toBe(404);
  });
  it('a message goes out on its own, and later ones follow it', async () => {
    const id = school.incidentId!;
    const moved = await staff.call('incidents.move', {
      params: { id },
      body: { messageId: school.id, toIncidentId: null, reason },
    });
    expect(moved.messages).toBe(2);
    const { toIncidentId } = (await newest('incident.message-moved')) as { toIncidentId: string };
    expect(await read(toIncidentId)).toMatchObject({
      state: 'proposed',
      messages: 1,
      title: expect.any(String),
    });
    expect((await staff.call('messages.read', { params: { id: school.id } })).incidentId).toBe(toIncidentId);
    const more = await send({ ...noise, channel: 'comment', body: `${noise.body}实验二小还要收材料费。` });
    expect(more.incidentId).toBe(toIncidentId);
    const gone = await staff.refused('incidents.move', {
      params: { id },
      body: { messageId: school.id, toIncidentId: null, reason },
    });
    expect([gone.status, gone.code]).toEqual([409, 'incident.message-elsewhere']);
  });
  it('moves to another, but never the last', async () => {
    const { incidentId } = await send({
      channel: 'phone',
      title: '白鹭湖路灯不亮',
      body: '白鹭湖环湖步道北段路灯坏了十几盏，晚上散步看不清，白鹭湖路灯请尽快修。',
    });
    const [one] = (await staff.call('incidents.messages', { params: { id: incidentId! } })).items;
    const body = { messageId: one!.id, toIncidentId: school.incidentId!, reason };
    expect((await staff.refused('incidents.move', { params: { id: incidentId! }, body })).code).toBe(
      'incident.last-message',
    );
    const back = { messageId: road.id, toIncidentId: incidentId!, reason };
    await staff.call('incidents.move', { params: { id: school.incidentId! }, body: back });
    expect(await read(incidentId!)).toMatchObject({ messages: 2, title: '白鹭湖路灯不亮' });
  });
  it('what is confirmed is not lost in what is only proposed', async () => {
    const [other] = (await staff.call('incidents.list', { query: { state: 'proposed' } })).items;
    await staff.call('incidents.confirm', { params: { id: school.incidentId! }, body: { level: '一般' } });
    const refused = await staff.refused('incidents.merge', {
      params: { id: school.incidentId! },
      body: { intoId: other!.id, reason },
    });
    expect(refused.code).toBe('incident.merge-confirmed');
  });
});

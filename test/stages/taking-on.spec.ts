// Who takes a matter on: the department named to lead accepts it or hands it on, and what an officer who leaves had in hand goes to another, or the gap is told.
import { randomUUID } from 'node:crypto';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { password, startServer, type TestServer } from '../support/server';

jest.setTimeout(120_000);
let server: TestServer;
let admin: Client;
let east: string;
const reason = '按职责分工';
const facts = async (kind: string) =>
  (await server.db.query('select body from fact where kind = $1 order by seq', [kind])).rows.map(
    ({ body }) => body,
  );
const department = async (jurisdictionId: string, name: string) =>
  (await admin.call('departments.list')).items.find(
    (one) => one.jurisdictionId === jurisdictionId && one.name === name,
  )!;
/** An incident that is still proposed. */
async function anIncident(topic: string): Promise<string> {
  const id = randomUUID();
  await server.db.query(
    `insert into incident (id, jurisdiction_id, state, title, topic, detected_at, first_at, last_at, profile, search)
     values ($1, $2, 'proposed', '示例事件', $3, now(), now(), now(), '{}', ''::tsvector)`,
    [id, east, topic],
  );
  return id;
}
const spanOf = (days: number) => ({
  from: new Date(Date.now() - 3_600_000).toISOString(),
  to: new Date(Date.now() + days * 86_400_000).toISOString(),
});
/** An officer there, signed in. */
async function officerOf(
  departmentId: string | null,
  signInName: string,
  name: string,
  role: 'leader' | 'department-officer',
) {
  const office = departmentId ?? (await department(east, '政府办公室')).id;
  const body = { name, signInName, roles: [role], password, departmentId: office };
  const { id } = await admin.call('officers.add', { body });
  const client = server.anonymous();
  await client.signIn(signInName, password);
  return { id, client };
}

beforeAll(async () => {
  server = await startServer();
  admin = await server.as('administrator');
  east = (await admin.call('jurisdictions.list')).items[0]!.id;
});
afterAll(() => server.close());

describe('the department named to lead', () => {
  it('takes the matter on, once; until then everybody sees that it waits, and its people and the leader are told', async () => {
    const police = await department(east, '公安局');
    const clerk = await officerOf(police.id, 'east-police', '东岭民警', 'department-officer');
    const id = await anIncident('民政');
    const leader = await server.as('leader');
    const confirm = { level: '一般' as const, leadDepartmentId: police.id, reason };
    const named = await leader.call('incidents.confirm', { params: { id }, body: confirm });
    expect(named).toMatchObject({ lead: { id: police.id }, acceptedAt: null, acceptedBy: null });
    expect(named.leadNamedAt).not.toBeNull();
    expect((await facts('incident.lead-named')).at(-1)).toMatchObject({
      ...{ incidentId: id, leadDepartmentId: police.id, from: null, toOfficerIds: [clerk.id] },
    });
    await eventually(async () => {
      const { items } = await leader.call('alerts.list', { query: {} });
      const told = items.find(({ kind, incidentId }) => kind === 'incident.lead-named' && incidentId === id);
      expect(told?.text.zh).toContain('“公安局”，待接办');
      expect(told?.to).toEqual([clerk.id]);
    });
    const waiting = async (who: Client, unaccepted: 'mine' | 'any') =>
      (await who.call('incidents.list', { query: { unaccepted } })).items.map((one) => one.id);
    expect(await waiting(clerk.client, 'mine')).toContain(id);
    expect(await waiting(leader, 'any')).toContain(id);
    expect(await leader.refused('incidents.accept', { params: { id } })).toMatchObject({
      ...{ status: 403, code: 'incident.not-lead' },
    });
    const taken = await clerk.client.call('incidents.accept', { params: { id } });
    expect(taken).toMatchObject({ acceptedBy: '东岭民警', lead: { id: police.id } });
    expect((await facts('incident.accepted')).at(-1)).toEqual({
      ...{ incidentId: id, leadDepartmentId: police.id, namedAt: named.leadNamedAt },
    });
    expect(await clerk.client.refused('incidents.accept', { params: { id } })).toMatchObject({
      ...{ status: 409, code: 'incident.accepted' },
    });
    expect(await waiting(clerk.client, 'mine')).not.toContain(id);
    const auditor = await server.as('auditor');
    expect(await auditor.refused('incidents.accept', { params: { id } })).toMatchObject({ status: 403 });
  });

  it('or hands it on with a reason: the next one has to take it on, both leaders see it, and it can be taken back', async () => {
    const police = await department(east, '公安局');
    const urban = await department(east, '城市管理局');
    const chief = await officerOf(null, 'east-chief', '分管县长', 'leader');
    await admin.call('departments.change', { params: { id: police.id }, body: { supervisorId: chief.id } });
    const clerk = await officerOf(urban.id, 'east-urban', '东岭城管', 'department-officer');
    const officer = server.anonymous();
    await officer.signIn('east-police', password);
    const id = await anIncident('民政');
    const leader = await server.as('leader');
    const confirm = { level: '一般' as const, leadDepartmentId: police.id, reason };
    await leader.call('incidents.confirm', { params: { id }, body: confirm });
    await officer.call('incidents.accept', { params: { id } });
    const to = (departmentId: string) => ({
      params: { id },
      body: { departmentId, reason: '属占道经营，应由城管牵头' },
    });
    expect(await clerk.client.refused('incidents.handOn', to(police.id))).toMatchObject({
      code: 'incident.not-lead',
    });
    expect(
      await officer.refused('incidents.handOn', {
        params: { id },
        body: { departmentId: urban.id, reason: '' },
      }),
    ).toMatchObject({ status: 400 });
    const handed = await officer.call('incidents.handOn', to(urban.id));
    expect(handed).toMatchObject({ lead: { id: urban.id }, acceptedAt: null });
    const said = (await facts('incident.lead-named')).at(-1);
    expect(said).toMatchObject({
      from: police.id,
      leadDepartmentId: urban.id,
      reason: '属占道经营，应由城管牵头',
    });
    expect(said.toOfficerIds).toEqual(expect.arrayContaining([chief.id, clerk.id]));
    await eventually(async () => {
      const { items } = await leader.call('duties.list', { query: { incidentId: id } });
      expect(items.some(({ department: owing }) => owing?.id === urban.id)).toBe(true);
    });
    await clerk.client.call('incidents.accept', { params: { id } });
    const undone = { params: { id: handed.assessmentId }, body: { reason: '会商后仍由公安牵头' } };
    const back = await leader.call('assessments.undo', undone);
    expect(back).toMatchObject({ lead: { id: police.id }, acceptedAt: null });
  });
});

describe('an officer who left', () => {
  it('what they had in hand goes to who stands in, else to another of the department; where there is nobody, it is told', async () => {
    const urban = await department(east, '城市管理局');
    const traffic = await department(east, '交通运输局');
    const first = await officerOf(traffic.id, 'east-road', '东岭交通', 'department-officer');
    const second = await officerOf(urban.id, 'east-stand-in', '东岭替岗', 'department-officer');
    await admin.call('posts.standIns', {
      params: { id: first.id },
      body: { standInIds: [second.id] },
    });
    const desk = await admin.call('desks.add', {
      body: { name: '交通值班', jurisdictionId: east, departmentId: traffic.id },
    });
    const tomorrow = (hours: number) => new Date(Date.now() + (24 + hours) * 3_600_000).toISOString();
    const shift = { officerId: first.id, part: 'duty' as const, from: tomorrow(0), to: tomorrow(8) };
    const added = await admin.call('shifts.add', { params: { id: desk.id }, body: { shifts: [shift] } });
    const [stood] = added.shifts;
    await first.client.call('swaps.ask', {
      params: { id: stood!.id },
      body: { toOfficerId: second.id, otherShiftId: null, reason: '临时有事' },
    });
    const id = await anIncident('交通运输');
    const leader = await server.as('leader');
    await leader.call('incidents.confirm', {
      params: { id },
      body: { level: '一般', leadDepartmentId: traffic.id, reason },
    });
    const held = async (by: string | null) =>
      eventually(async () => {
        const { items } = await leader.call('duties.list', { query: { incidentId: id } });
        const theirs = items.filter(({ department: owing }) => owing?.id === traffic.id);
        expect(theirs.length).toBeGreaterThan(0);
        expect(theirs.map(({ holder }) => holder?.id ?? null)).toEqual(theirs.map(() => by));
        return theirs;
      });
    const [clock] = await held(first.id);
    await first.client.call('duties.acknowledge', { params: { id: clock!.id } });
    const staff = await server.as('news-office');
    const task = { departmentId: traffic.id, officerId: first.id, dueAt: tomorrow(0) };
    const { items } = await staff.call('steps.plan', {
      params: { id },
      body: { tasks: [{ ...task, lane: 'handling', what: '现场疏导' }] },
    });

    await admin.call('officers.change', { params: { id: first.id }, body: { active: false } });
    const [now] = await held(second.id);
    expect(now).toMatchObject({ acknowledgedAt: null });
    expect((await facts('duty.holder-left')).at(-1)).toMatchObject({
      ...{ officerId: first.id, toOfficerId: second.id, toOfficerIds: [second.id] },
    });
    const doing = (await leader.call('steps.read', { params: { id } })).items.find(
      (one) => one.id === items[0]!.id,
    );
    expect(doing?.officer?.id).toBe(second.id);
    // The swap that awaited an answer is taken back; the shift stays, and is filled by who stands in.
    expect((await facts('roster.swap-decided')).at(-1)).toMatchObject({
      shiftId: stood!.id,
      as: 'taken-back',
    });
    const { shifts } = await admin.call('roster.read', { query: spanOf(4) });
    expect(shifts.find((one) => one.id === stood!.id)).toMatchObject({
      active: false,
      standIn: { id: second.id },
    });

    await admin.call('officers.change', { params: { id: second.id }, body: { active: false } });
    await held(null);
    const mayor = (await admin.call('officers.list')).items.find((one) => one.signInName === 'east-chief')!;
    expect((await facts('duty.holder-left')).at(-1)).toMatchObject({
      ...{ officerId: second.id, toOfficerId: null, toOfficerIds: expect.arrayContaining([mayor.id]) },
    });
    await eventually(async () => {
      const alerts = (await leader.call('alerts.list', { query: {} })).items;
      const told = alerts.find(
        ({ kind, text }) => kind === 'clock.holder-left' && text.zh.includes('无人接手'),
      );
      expect(told?.text.zh).toMatch(/交通运输局无人接手。已告知：.*分管县长/);
    });
    expect((await facts('roster.gap-found')).at(-1)?.causes).toEqual(
      expect.arrayContaining([expect.objectContaining({ why: 'left' })]),
    );
  });
});

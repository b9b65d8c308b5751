// Who is responsible on a real database: the tree of jurisdictions, the matrix, several jurisdictions, and a department merged into another.
import { randomUUID } from 'node:crypto';
import type { Request } from '#contract';
import { startCity } from '../support/city';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { password, type TestServer } from '../support/server';
import { doneInStep } from '../support/steps';

jest.setTimeout(120_000);
let server: TestServer;
let admin: Client;
let city: string;
let east: string;
let west: string;
const reason = '按职责分工';
const facts = async (kind: string) =>
  (await server.db.query('select body from fact where kind = $1 order by seq', [kind])).rows.map(
    ({ body }) => body,
  );
const department = async (jurisdictionId: string, name: string) =>
  (await admin.call('departments.list')).items.find(
    (one) => one.jurisdictionId === jurisdictionId && one.name === name,
  )!;
const line = async (
  lead: string,
  part: Partial<Request<'matrix.add'>['body']> = {},
): Promise<Request<'matrix.add'>['body']> => ({
  ...{ matter: '民政', level: null, jurisdictionId: east },
  leadId: (await department(east, lead)).id,
  ...part,
});
/** An incident of the eastern county, still proposed. */
async function anIncident(topic: string, state = 'proposed'): Promise<string> {
  const id = randomUUID();
  await server.db.query(
    `insert into incident (id, jurisdiction_id, state, title, topic, detected_at, first_at, last_at, profile, search)
     values ($1, $2, $3, '示例事件', $4, now(), now(), now(), '{}', ''::tsvector)`,
    [id, east, state, topic],
  );
  return id;
}
const spanOf = (days: number) => ({
  from: new Date(Date.now() - 3_600_000).toISOString(),
  to: new Date(Date.now() + days * 86_400_000).toISOString(),
});
const parties = async (id: string, level: '重大' | '一般' = '一般') =>
  admin.call('incidents.parties', { params: { id }, query: { level } });

beforeAll(async () => {
  ({ server, admin, city } = await startCity());
});
afterAll(() => server.close());

describe('the tree', () => {
  it('grows by counties with the departments they usually have; not by a tier that is not lower', async () => {
    const add = (name: string, level: 'county' | 'city' = 'county') => ({ body: { name, level } });
    east = (await admin.call('jurisdictions.add', add('东岭县'))).id;
    west = (await admin.call('jurisdictions.add', add('西川县'))).id;
    expect(await admin.refused('jurisdictions.add', add('东岭县'))).toMatchObject({
      code: 'jurisdiction.name-taken',
    });
    expect(await admin.refused('jurisdictions.add', add('另一市', 'city'))).toMatchObject({
      status: 422,
      code: 'jurisdiction.level',
    });
    expect((await department(east, '民政局')).aliases).toContain('东岭县民政局');
    const renamed = { params: { id: west }, body: { name: '西川区' } };
    expect((await admin.call('jurisdictions.change', renamed)).name).toBe('西川区');
    expect(await facts('jurisdiction.renamed')).toMatchObject([{ from: '西川县', to: '西川区' }]);
    const leader = await server.as('leader');
    expect(await leader.refused('jurisdictions.add', add('南县'))).toMatchObject({ status: 403 });
  });
});

describe('the matrix', () => {
  let officerId: string;
  it('names lead, support, spokesperson and supervising leader, and proposes them with the line that says so', async () => {
    const office = await department(east, '政府办公室');
    const officer = { name: '东岭副县长', signInName: 'deputy', roles: ['leader' as const], password };
    officerId = (await admin.call('officers.add', { body: { ...officer, departmentId: office.id } })).id;
    const id = await anIncident('民政');
    expect((await parties(id)).lead?.name).toBe('民政局');
    const support = [(await department(east, '公安局')).id];
    const body = await line('应急管理局', {
      supportIds: support,
      supervisorId: officerId,
      spokespersonId: officerId,
    });
    const made = await admin.call('matrix.add', { body: { ...body, basis: '东府办〔2026〕1号' } });
    expect(made).toMatchObject({ lead: { name: '应急管理局' }, supervisor: { name: '东岭副县长' } });
    const now = await parties(id);
    expect(now).toMatchObject({
      lead: { name: '应急管理局' },
      speaker: { id: officerId },
      supervisor: { id: officerId },
    });
    expect(now.rule.zh).toContain('东府办〔2026〕1号');
    expect(now.support.map(({ name }) => name)).toEqual(['公安局', '宣传部（新闻办）']);
    expect(await admin.refused('matrix.add', { body })).toMatchObject({
      status: 409,
      code: 'matrix.line-taken',
    });
  });

  it('a line changes by a successor; what it names must be there', async () => {
    const [old] = (await admin.call('matrix.list')).items;
    const { jurisdictionId: _, ...body } = await line('民政局', { basis: '新的分工' });
    const next = await admin.call('matrix.change', { params: { id: old!.id }, body });
    expect(next.id).not.toBe(old!.id);
    expect((await facts('matrix.line-saved')).at(-1)).toMatchObject({ lineId: next.id, replaces: old!.id });
    expect(
      (await server.db.query('select ended_by from responsibility_line where id = $1', [old!.id])).rows,
    ).toEqual([{ ended_by: '管理员' }]);
    const elsewhere = { ...body, leadId: (await department(west, '民政局')).id };
    expect(await admin.refused('matrix.change', { params: { id: next.id }, body: elsewhere })).toMatchObject({
      code: 'matrix.department',
    });
    await admin.call('officers.change', { params: { id: officerId }, body: { active: false } });
    expect(
      await admin.refused('matrix.change', {
        params: { id: next.id },
        body: { ...body, supervisorId: officerId },
      }),
    ).toMatchObject({ code: 'matrix.officer' });
  });

  it('accepted when it is confirmed; handed on only with a reason', async () => {
    const id = await anIncident('民政');
    const police = await department(east, '公安局');
    const confirm = { level: '一般' as const, leadDepartmentId: police.id };
    expect(
      await admin.refused('incidents.confirm', { params: { id }, body: confirm }).catch(() => null),
    ).toMatchObject({
      status: 403,
    });
    const leader = await server.as('leader');
    expect(await leader.refused('incidents.confirm', { params: { id }, body: confirm })).toMatchObject({
      status: 422,
      code: 'incident.hand-on-reason',
    });
    const done = await leader.call('incidents.confirm', { params: { id }, body: { ...confirm, reason } });
    expect(done.lead?.name).toBe('公安局');
    const other = await anIncident('民政');
    const accepted = await leader.call('incidents.confirm', {
      params: { id: other },
      body: { level: '一般' },
    });
    expect(accepted).toMatchObject({ lead: { name: '民政局' } });
    expect((await facts('incident.confirmed')).at(-1)).toMatchObject({ rule: 'matrix', incidentId: other });
  });
});

describe('several jurisdictions', () => {
  it('the department of the one above them leads, the local one supports; a passing mention is none', async () => {
    const id = await anIncident('民政');
    const machine = await server.withToken('intake:write');
    const rest = await eventually(async () => {
      const { rows } = await server.db.query('select message_id as id from incident_message order by 1');
      if (rows.length === 0)
        await machine.call('messages.send', {
          body: Array.from({ length: 18 }, (_, n) => ({
            ...{ channel: 'comment' as const, externalId: `places-${n}`, title: `低保待遇发放咨询第${n}号` },
            body: `第${n}位市民询问低保待遇何时发放，请民政部门答复。`,
          })),
        });
      expect(rows).toHaveLength(18);
      return rows.map((row) => row.id as string);
      // The first messages of a process are read once its model is open, which a busy machine takes long over.
    }, 80_000);
    /** So many further messages of the incident speak of that place. */
    const speak = async (spokenOf: string, times: number) => {
      const ids = rest.splice(0, times);
      await server.db.query('update message_label set spoken_of_id = $2 where message_id = any($1)', [
        ids,
        spokenOf,
      ]);
      await server.db.query('update incident_message set incident_id = $2 where message_id = any($1)', [
        ids,
        id,
      ]);
    };
    await speak(east, 12);
    await speak(west, 1);
    expect((await parties(id)).lead?.id).toBe((await department(east, '民政局')).id);
    await speak(west, 3);
    await speak(city, 2);
    const several = await parties(id);
    expect(several.lead?.id).toBe((await department(city, '民政局')).id);
    expect(several.rule.zh).toContain('涉及东岭县、西川区');
    expect(several.support[0]?.id).toBe((await department(east, '民政局')).id);
    const confirmed = await (await server.as('leader')).call('incidents.confirm', {
      params: { id },
      body: { level: '一般' },
    });
    expect(confirmed.lead?.id).toBe((await department(city, '民政局')).id);
  });
});

describe('a department merged into another', () => {
  it('takes its people, lines, desks, open incidents and running clocks along; what was closed stays', async () => {
    const gone = await department(east, '民政局');
    const into = await department(east, '人力资源和社会保障局');
    const officer = {
      name: '东岭经办',
      signInName: 'east-clerk',
      roles: ['department-officer' as const],
      password,
    };
    const clerk = await admin.call('officers.add', { body: { ...officer, departmentId: gone.id } });
    await admin.call('desks.add', {
      body: { name: '民政值班', jurisdictionId: east, departmentId: gone.id },
    });
    const leader = await server.as('leader');
    const open = await anIncident('民政');
    const closed = await anIncident('民政');
    for (const id of [open, closed])
      await leader.call('incidents.confirm', { params: { id }, body: { level: '一般' } });
    const clocks = await eventually(async () => {
      const { items } = await leader.call('duties.list', { query: { incidentId: open } });
      expect(items.some(({ department }) => department?.id === gone.id)).toBe(true);
      return items;
    });
    const staff = await server.as('news-office');
    await doneInStep(staff, closed);
    // What it owes besides: an order it has not answered, one that is closed, tasks of both lanes, a name it was known by.
    const order = (incidentId: string | null, subject: string) => ({
      body: {
        departmentId: gone.id,
        incidentId,
        subject,
        demand: '请在期限内书面答复。',
        within: { kind: 'running' as const, hours: 24 },
      },
    });
    const owed = await leader.call('orders.issue', order(open, '补齐情况说明'));
    const withdrawn = await leader.call('orders.issue', order(null, '另一件'));
    await leader.call('orders.close', {
      params: { id: withdrawn.id },
      body: { outcome: 'withdrawn', reason },
    });
    const dueAt = new Date(Date.now() + 3_600_000).toISOString();
    const task = { departmentId: gone.id, officerId: clerk.id, dueAt };
    const { items: planned } = await staff.call('steps.plan', {
      params: { id: open },
      body: {
        tasks: [
          { ...task, lane: 'handling', what: '核对发放名单' },
          { ...task, officerId: null, lane: 'response', what: '起草情况说明' },
        ],
      },
    });
    const [finished, running] = planned;
    await staff.call('steps.finish', { params: { id: finished!.id }, body: { result: '已核对。' } });
    await server.db.query(
      `insert into agency_spelling (jurisdiction_id, spelling, times, first_seen_at, last_seen_at, state, department_id)
       values ($1, '东岭民政所', 3, now(), now(), 'learnt', $2)`,
      [east, gone.id],
    );
    await leader.call('incidents.close', { params: { id: closed }, body: { reason } });

    const params = { id: gone.id };
    const merge = (intoId: string) => ({ params, body: { intoId, reason: '机构改革' } });
    expect(await admin.refused('departments.merge', merge(gone.id))).toMatchObject({
      code: 'department.merge-self',
    });
    expect(
      await admin.refused('departments.merge', merge((await department(west, '民政局')).id)),
    ).toMatchObject({
      code: 'department.merge-elsewhere',
    });
    const press = await department(east, '宣传部（新闻办）');
    expect(
      await admin.refused('departments.merge', {
        params: { id: press.id },
        body: { intoId: into.id, reason },
      }),
    ).toMatchObject({ status: 409, code: 'department.merge-last-office' });
    await admin.call('departments.merge', merge(into.id));
    expect(await admin.refused('departments.merge', merge(into.id))).toMatchObject({
      code: 'department.merged',
    });

    const now = await department(east, '人力资源和社会保障局');
    expect(now.aliases).toEqual(expect.arrayContaining(['民政局', '东岭县民政局']));
    expect(now.topics).toContain('民政');
    expect(await department(east, '民政局')).toMatchObject({ active: false, mergedInto: into.id });
    const { items } = await admin.call('officers.list');
    expect(items.find(({ id }) => id === clerk.id)?.departmentId).toBe(into.id);
    expect((await admin.call('matrix.list')).items.map(({ lead }) => lead.id)).toEqual([into.id]);
    expect((await facts('department.merged')).at(-1)).toMatchObject({ officers: 1, lines: 1, desks: 1 });
    await eventually(async () => {
      expect((await leader.call('incidents.read', { params: { id: open } })).lead?.id).toBe(into.id);
      const after = (await leader.call('duties.list', { query: { incidentId: open } })).items;
      expect(after.filter(({ department }) => department?.id === gone.id)).toEqual([]);
      expect(after).toHaveLength(clocks.length);
    });
    expect((await leader.call('incidents.read', { params: { id: closed } })).lead?.id).toBe(gone.id);
    const orderOf = async (id: string) =>
      (await leader.call('orders.read', { params: { id } })).department.id;
    await eventually(async () => expect(await orderOf(owed.id)).toBe(into.id));
    expect(await orderOf(withdrawn.id)).toBe(gone.id);
    const tasks = (await leader.call('steps.read', { params: { id: open } })).items;
    expect(tasks.map(({ id, department: doing }) => [id, doing.id]).sort()).toEqual(
      [
        [finished!.id, gone.id],
        [running!.id, into.id],
      ].sort(),
    );
    expect((await facts('duty.department-merged')).at(-1)).toMatchObject({
      ...{ departmentId: gone.id, intoId: into.id, orderIds: [owed.id], stepIds: [running!.id] },
      clockIds: expect.arrayContaining(
        clocks.filter((one) => one.department?.id === gone.id).map(({ id }) => id),
      ),
    });
    const known = await server.db.query(
      "select department_id from agency_spelling where spelling = '东岭民政所'",
    );
    expect(known.rows).toEqual([{ department_id: into.id }]);
    // Its people answer the order as officers of what it became; the desk is manned for it.
    const answering = server.anonymous();
    await answering.signIn('east-clerk', password);
    await answering.call('steps.finish', { params: { id: running!.id }, body: { result: '已起草。' } });
    const desk = (await admin.call('roster.read', { query: spanOf(2) })).desks.find(
      ({ name }) => name === '民政值班',
    );
    expect(desk?.departmentId).toBe(into.id);
    expect(await admin.refused('departments.change', { params, body: { active: true } })).toMatchObject({
      code: 'department.merged',
    });
  });
});

describe('names of agencies', () => {
  it('what is known is learnt at once; what a person confirms is known from then on', async () => {
    const spellings = ['云溪市民政局', '云溪市民政局', '住建管理局', '火星移民局'];
    expect(await admin.call('agencies.hear', { body: { spellings } })).toEqual({
      heard: 3,
      learnt: 1,
      open: 2,
    });
    const { items } = await admin.call('agencies.list');
    const of = (spelling: string) => items.find((one) => one.spelling === spelling)!;
    expect(of('云溪市民政局')).toMatchObject({ state: 'learnt', times: 2, department: { name: '民政局' } });
    const mars = of('火星移民局');
    expect(mars).toMatchObject({ state: 'open', proposed: null });
    const meant = await department(city, '公安局');
    const decide = {
      body: {
        items: [
          { id: mars.id, departmentId: meant.id },
          { id: of('住建管理局').id, departmentId: null },
        ],
      },
    };
    expect(await (await server.as('leader')).refused('agencies.decide', decide)).toMatchObject({
      status: 403,
    });
    const office = await server.as('news-office');
    await office.call('agencies.decide', decide);
    const { rows } = await server.db.query(
      "select actor_name, actor_kind from fact where kind = 'agency.decided' order by seq desc limit 1",
    );
    expect(rows).toEqual([{ actor_name: '测试news-office', actor_kind: 'officer' }]);
    expect((await department(city, '公安局')).aliases).toContain('火星移民局');
    // What a county below heard is that county's to say.
    const below = await server.db.query(
      "insert into agency_spelling (jurisdiction_id, spelling, times, first_seen_at, last_seen_at, state) values ($1, '东岭星际局', 1, now(), now(), 'open') returning id",
      [east],
    );
    const elsewhere = { body: { items: [{ id: below.rows[0].id as string, departmentId: null }] } };
    expect((await office.refused('agencies.decide', elsewhere)).code).toBe('agency.other-jurisdiction');
    await admin.call('agencies.decide', elsewhere);
    expect(
      await admin.call('agencies.hear', { body: { spellings: ['火星移民局', '云溪火星移民局'] } }),
    ).toEqual({
      heard: 2,
      learnt: 2,
      open: 0,
    });
    const after = (await admin.call('agencies.list')).items;
    expect(after.find((one) => one.spelling === '住建管理局')?.state).toBe('set-aside');
    expect((await facts('agency.decided')).at(-2)?.decided).toHaveLength(2);
  });

  it('what was said is put right or taken back, and its alias goes with it; why nothing is proposed is said', async () => {
    const spellings = ['北斗观象台', '云溪市白沙镇人民政府'];
    await admin.call('agencies.hear', { body: { spellings } });
    const of = async (spelling: string) =>
      (await admin.call('agencies.list')).items.find((one) => one.spelling === spelling)!;
    expect((await of('云溪市白沙镇人民政府')).hint).toMatchObject({ place: '白沙镇' });
    const { id, hint } = await of('北斗观象台');
    expect(hint).toMatchObject({ place: null, why: { zh: '没有相近的部门' } });
    const [police, civil] = [await department(city, '公安局'), await department(city, '民政局')];
    const aliases = async (name: string) => (await department(city, name)).aliases;
    const say = (departmentId: string | null) =>
      admin.call('agencies.decide', { body: { items: [{ id, departmentId }] } });
    await say(police.id);
    await say(civil.id);
    expect(await aliases('公安局')).not.toContain('北斗观象台');
    expect(await aliases('民政局')).toContain('北斗观象台');
    const back = { body: { ids: [id] } };
    expect(await (await server.as('leader')).refused('agencies.reopen', back)).toMatchObject({ status: 403 });
    await (await server.as('news-office')).call('agencies.reopen', back);
    expect(await aliases('民政局')).not.toContain('北斗观象台');
    expect(await of('北斗观象台')).toMatchObject({ state: 'open', department: null, decidedBy: null });
    expect((await facts('agency.reopened')).at(-1)).toEqual({ spellingIds: [id] });
    const before = (await facts('agency.reopened')).length;
    await admin.call('agencies.reopen', back);
    expect(await facts('agency.reopened')).toHaveLength(before);
    await say(null);
    expect(await of('北斗观象台')).toMatchObject({ state: 'set-aside' });
  });

  it('records that come in say how agencies are spelt; once confirmed, later records name who is responsible', async () => {
    const machine = await server.withToken('intake:write');
    const send = (first: number, agencies: (string | undefined)[]) =>
      machine.call('messages.send', {
        body: agencies.map((agency, n) => ({
          ...{ channel: 'hotline' as const, externalId: `agency-${first + n}`, agency },
          title: `窗口排队时间过长第${first + n}号`,
          body: `第${first + n}位市民反映政务服务窗口叫号之后仍要久等。`,
        })),
      });
    const heard = async (spelling: string) => {
      const { items } = await admin.call('agencies.list');
      return items.find((one) => one.spelling === spelling);
    };
    const telling = async () => (await facts('agency.heard')).length;
    await send(0, [
      '市公安局交警支队',
      '市公安局交警支队',
      '东岭县民政局',
      '云溪市司法局',
      undefined,
      '金星驿站',
    ]);
    await eventually(async () =>
      expect(await heard('市公安局交警支队')).toMatchObject({
        ...{ state: 'open', times: 2 },
        proposed: { department: { name: '公安局' }, why: { zh: '以“公安局”开头，似为其下属' } },
      }),
    );
    expect(await heard('云溪市司法局')).toMatchObject({ state: 'learnt', department: { name: '司法局' } });
    // An office below is known by its place; this one is part of another by now.
    expect((await heard('东岭县民政局'))?.department?.name).toBe('东岭县人力资源和社会保障局');
    expect(await heard('金星驿站')).toMatchObject({ state: 'open', proposed: null });

    const told = await telling();
    await send(0, ['市公安局交警支队']);
    await send(10, ['市公安局交警支队']);
    await eventually(async () => expect((await heard('市公安局交警支队'))?.times).toBe(3));
    expect(await telling()).toBe(told);

    const police = await department(city, '公安局');
    const spelling = (await heard('市公安局交警支队'))!;
    await admin.call('agencies.decide', { body: { items: [{ id: spelling.id, departmentId: police.id }] } });
    await send(20, ['市公安局交警支队']);
    await eventually(async () =>
      expect(await heard('市公安局交警支队')).toMatchObject({
        state: 'learnt',
        times: 4,
        decidedBy: '管理员',
      }),
    );
    const incident = await eventually(async () => {
      const { rows } = await server.db.query(
        `select i.incident_id as id from incident_message i join message m on m.id = i.message_id
          where m.external_id = 'agency-20'`,
      );
      expect(rows).toHaveLength(1);
      return rows[0].id as string;
    });
    const now = await parties(incident);
    expect([now.lead?.id, now.rule.zh]).toEqual([
      police.id,
      '来件记录的承办单位多为“公安局”，谁主管谁负责。',
    ]);
  });
});

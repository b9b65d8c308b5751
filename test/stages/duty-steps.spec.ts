// Three in step on a real database: two lanes planned, begun and finished, closing refused until both are done; plans that bring the tasks.
import { StepSweep } from '../../apps/server/src/duty/step.sweep';
import { ClimbFollow } from '../../apps/server/src/notices/climb.follow';
import { Now } from '../../apps/server/src/platform/now';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { doneInStep } from '../support/steps';
import { anIncident, changeLevel, departmentId } from './duty-incident';

jest.setTimeout(150_000);
let server: TestServer;
let staff: Client;
let roads: Client;
let water: Client;
const ids = { roads: '', water: '' };
beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  roads = await server.as('department-officer', 'roads', '交通运输局');
  water = await server.as('department-officer', 'water', '水利局');
  [ids.roads, ids.water] = [await departmentId(server, '交通运输局'), await departmentId(server, '水利局')];
});
afterAll(() => server.close());

const inHours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
const reason = '已按程序办理';
const verdicts = { timely: 'good', accurate: 'good', complete: 'fair', effective: 'good' } as const;

it('two lanes with owners and times; which is behind is told; closing needs both, and the evaluation that follows', async () => {
  const id = await anIncident(server, { level: '重大' });
  const params = { id };
  const close = () => staff.refused('incidents.close', { params, body: { reason } });
  expect(await close()).toMatchObject({ status: 409, code: 'incident.not-in-step' });
  const officerId = water.session?.officer.id ?? null;
  // The leading department plans too.
  const planned = await roads.call('steps.plan', {
    params,
    body: {
      tasks: [
        {
          lane: 'handling',
          what: '封闭桥面并检测',
          departmentId: ids.roads,
          officerId: null,
          dueAt: inHours(5),
        },
        { lane: 'response', what: '发布水情说明', departmentId: ids.water, officerId, dueAt: inHours(2) },
      ],
    },
  });
  const task = (lane: string) => planned.items.find((one) => one.lane === lane)!;
  expect(planned.inStep).toMatchObject([{ phase: 'planned', together: true }, {}, {}]);
  expect((await water.call('steps.mine')).items.map(({ what }) => what)).toEqual(['发布水情说明']);
  await eventually(async () => {
    const { items } = await staff.call('alerts.list', { query: { kind: 'step.planned' } });
    expect(items).toMatchObject([{ subject: { type: 'incident', id }, to: [officerId] }]);
  });
  await roads.call('steps.begin', { params: { id: task('handling').id } });
  const begun = await staff.call('steps.read', { params });
  expect(begun.inStep[1]).toMatchObject({ phase: 'begun', together: false, behind: 'response' });
  await roads.call('steps.finish', { params: { id: task('handling').id }, body: { result: '检测合格。' } });
  expect((await close()).problem.detail).toContain('回应线还有未完成的任务');
  const early = { params, body: { verdicts, conclusion: '回应及时。', lessons: '' } };
  expect(await staff.refused('steps.evaluate', early)).toMatchObject({
    status: 409,
    code: 'evaluation.too-early',
  });
  await water.call('steps.finish', { params: { id: task('response').id }, body: { result: '已发布。' } });
  expect((await close()).problem.detail).toBe('还不能办结：尚未做效果评估。');
  const whole = await staff.call('steps.evaluate', early);
  expect(whole).toMatchObject({ against: [], evaluations: [{ verdicts, by: '测试news-office' }] });
  expect(await staff.call('incidents.close', { params, body: { reason } })).toMatchObject({
    state: 'closed',
  });
  const { rows } = await server.db.query(
    `select kind from fact where subject_id = $1 and (kind like 'step.%' or kind in ('incident.evaluated', 'incident.closed')) order by seq`,
    [id],
  );
  expect(rows.map(({ kind }) => kind)).toEqual([
    'step.planned',
    'step.planned',
    'step.begun',
    'step.finished',
    'step.begun',
    'step.finished',
    'incident.evaluated',
    'incident.closed',
  ]);
  // What is closed is done with.
  expect(
    await staff.refused('steps.plan', {
      params,
      body: {
        tasks: [
          { lane: 'handling', what: '再办', departmentId: ids.roads, officerId: null, dueAt: inHours(1) },
        ],
      },
    }),
  ).toMatchObject({ status: 409, code: 'step.not-in-hand' });
});

it('what is planned after the evaluation wants another one; a task is changed or dropped with a reason', async () => {
  const id = await anIncident(server);
  const params = { id };
  await doneInStep(staff, id);
  const more = {
    lane: 'response',
    what: '补充说明',
    departmentId: ids.water,
    officerId: null,
    dueAt: inHours(3),
  } as const;
  const { items, against } = await staff.call('steps.plan', { params, body: { tasks: [more] } });
  expect(against.map(({ code }) => code)).toEqual(['response.unfinished']);
  const added = items.find(({ state }) => state === 'planned')!;
  const changed = await staff.call('steps.change', {
    params: { id: added.id },
    body: { departmentId: ids.roads, officerId: null, dueAt: inHours(9), reason: '改由交通部门说明' },
  });
  expect(changed.department.name).toBe('交通运输局');
  const dropped = await staff.call('steps.drop', {
    params: { id: added.id },
    body: { reason: '合并到首次说明' },
  });
  expect(dropped).toMatchObject({ state: 'dropped', may: [] });
  expect((await staff.call('steps.read', { params })).against).toEqual([]);
});

it('refuses what is not theirs, not known, or done already', async () => {
  const id = await anIncident(server);
  const params = { id };
  const task = {
    lane: 'handling',
    what: '巡查',
    departmentId: ids.roads,
    officerId: null,
    dueAt: inHours(1),
  } as const;
  const { items } = await staff.call('steps.plan', { params, body: { tasks: [task] } });
  const own = { params: { id: items[0]!.id } };
  const plan = (more: object) =>
    staff.refused('steps.plan', { params, body: { tasks: [{ ...task, ...more }] } });
  const auditor = await server.as('auditor');
  const refused = [
    await water.refused('steps.plan', { params, body: { tasks: [task] } }),
    await water.refused('steps.begin', own),
    await water.refused('steps.drop', { ...own, body: { reason } }),
    await plan({ departmentId: id }),
    await plan({ officerId: water.session?.officer.id }),
    await auditor.refused('steps.begin', own),
  ];
  expect(refused.map(({ status, code }) => `${status} ${code}`)).toEqual([
    '403 step.not-planner',
    '403 step.not-yours',
    '403 step.not-planner',
    '422 step.no-such-department',
    '422 step.no-such-officer',
    '403 access.not-permitted',
  ]);
  await roads.call('steps.finish', { ...own, body: { result: '已巡查。' } });
  expect(await roads.refused('steps.finish', { ...own, body: { result: '再来' } })).toMatchObject({
    status: 409,
    code: 'step.finish-not-now',
  });
});

it('closing and planning at once: nothing is left unfinished behind a closing', async () => {
  for (let i = 0; i < 5; i += 1) {
    const id = await anIncident(server);
    const params = { id };
    await doneInStep(staff, id);
    const task = {
      lane: 'handling',
      what: '再巡查',
      departmentId: ids.roads,
      officerId: null,
      dueAt: inHours(1),
    } as const;
    const [closed, planned] = await Promise.allSettled([
      staff.call('incidents.close', { params, body: { reason } }),
      roads.call('steps.plan', { params, body: { tasks: [task] } }),
    ]);
    expect([closed.status, planned.status].sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = [closed, planned].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(['incident.not-in-step', 'step.not-in-hand']).toContain(refused.problem.code);
  }
});

describe('response plans', () => {
  const content = {
    name: '桥梁事故应对',
    levels: ['重大' as const],
    emergencyKinds: [],
    topics: [],
    spokesperson: '周局长',
    response: [
      {
        content: '事实、已采取的措施、绕行办法',
        form: 'statement' as const,
        outlet: '政府网站',
        withinHours: 5,
        interpretation: '统一口径，滚动回应',
        party: 'responsible' as const,
      },
    ],
    handling: [{ what: '封闭桥面', withinHours: 1, party: 'responsible' as const }],
  };
  const inForce = async () => {
    const leader = await server.as('leader');
    const draft = await staff.call('plans.write', { body: content });
    return leader.call('plans.approve', { params: { id: draft.id }, body: { digest: draft.digest } });
  };

  it('is written by one and put in force by another; an edit is a new edition and leaves the former in force', async () => {
    const leader = await server.as('leader');
    const draft = await staff.call('plans.write', { body: content });
    const params = { id: draft.id };
    expect(draft).toMatchObject({ state: 'draft', edition: 1, mayApprove: false, missing: [] });
    expect(await staff.refused('plans.approve', { params, body: { digest: draft.digest } })).toMatchObject({
      status: 403,
    });
    expect(await leader.refused('plans.approve', { params, body: { digest: 'x' } })).toMatchObject({
      status: 409,
      code: 'plan.edited-since',
    });
    await leader.call('plans.approve', { params, body: { digest: draft.digest } });
    const edited = await staff.call('plans.edit', { params, body: { ...content, handling: [], edition: 1 } });
    expect(edited).toMatchObject({ state: 'draft', edition: 2, inForceEdition: 1 });
    expect(await leader.refused('plans.approve', { params, body: { digest: edited.digest } })).toMatchObject({
      status: 422,
      code: 'plan.incomplete',
    });
    expect(await staff.refused('plans.edit', { params, body: { ...content, edition: 1 } })).toMatchObject({
      code: 'plan.edited-since',
    });
    await leader.call('plans.withdraw', { params, body: { reason: '另行修订' } });
    expect(await staff.call('plans.read', { params })).toMatchObject({
      state: 'withdrawn',
      inForceEdition: null,
    });
  });

  it('is proposed when an incident is confirmed; taken, it becomes tasks of both lanes', async () => {
    const plan = await inForce();
    const id = await anIncident(server, { level: '重大' });
    const other = await anIncident(server, { level: '一般' });
    const proposed = await eventually(async () => {
      const answer = await staff.call('plans.proposed', { params: { id } });
      expect(answer.items).toMatchObject([{ planId: plan.id, state: 'proposed', why: { zh: '适用于重大' } }]);
      return answer;
    });
    expect(proposed.mayDecide).toBe(true);
    await eventually(async () => {
      const { items } = await staff.call('alerts.list', { query: { kind: 'plan.proposed' } });
      expect(items.map(({ incidentId }) => incidentId)).toEqual([id]);
    });
    expect((await staff.call('plans.proposed', { params: { id: other } })).items).toEqual([]);
    const params = { id, planId: plan.id };
    const { items } = await staff.call('plans.take', { params });
    expect(items.map(({ lane, what, department }) => [lane, what, department.name])).toEqual([
      ['handling', '封闭桥面', '交通运输局'],
      ['response', '权威发布（政府网站）：事实、已采取的措施、绕行办法；统一口径，滚动回应', '交通运输局'],
    ]);
    expect(await staff.refused('plans.take', { params })).toMatchObject({
      status: 409,
      code: 'plan.decided',
    });
    const { rows } = await server.db.query(
      `select kind from fact where subject_id = $1 and (kind like 'plan.%' or kind like 'step.%') order by seq`,
      [id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual([
      'plan.proposed',
      'plan.taken',
      'step.planned',
      'step.planned',
    ]);
    // A level that rises calls for it later; declined, the reason stays.
    await changeLevel(server, other, '一般', '重大');
    await eventually(async () =>
      expect((await staff.call('plans.proposed', { params: { id: other } })).items).toHaveLength(1),
    );
    const declined = await staff.call('plans.decline', {
      params: { id: other, planId: plan.id },
      body: { reason: '本次无需封桥' },
    });
    expect(declined.items).toMatchObject([{ state: 'declined', reason: '本次无需封桥' }]);
  });
});

it('what a department still has to do goes with it into the one it is merged into', async () => {
  const admin = await server.as('administrator');
  const commerce = await departmentId(server, '商务局');
  const id = await anIncident(server, { lead: '商务局' });
  const task = {
    lane: 'handling',
    what: '清理堆场',
    departmentId: commerce,
    officerId: null,
    dueAt: inHours(5),
  } as const;
  await staff.call('steps.plan', { params: { id }, body: { tasks: [task] } });
  const within = { kind: 'running', hours: 5 } as const;
  const order = await staff.call('orders.issue', {
    body: { departmentId: commerce, incidentId: id, subject: '堆场清理', demand: '尽快清理。', within },
  });
  await admin.call('departments.merge', {
    params: { id: commerce },
    body: { intoId: ids.water, reason: '机构改革' },
  });
  await eventually(async () => {
    const { items } = await staff.call('steps.read', { params: { id } });
    expect(items.map(({ department }) => department.id)).toEqual([ids.water]);
  });
  expect((await water.call('orders.list', { query: { mine: 'true' } })).items.map((one) => one.id)).toEqual([
    order.id,
  ]);
});

describe('a task that runs out', () => {
  let aheadMs = 0;
  const MINUTE = 60_000;
  beforeAll(() => {
    server.serving.app.get(Now).at = () => new Date(Date.now() + aheadMs);
  });
  const sweep = async () => {
    await server.serving.app.get(StepSweep).sweep();
    await server.serving.app.get(ClimbFollow).sweep();
  };
  const facts = async (taskId: string, kind: string) =>
    (
      await server.db.query("select body from fact where kind = $2 and body->>'taskId' = $1 order by seq", [
        taskId,
        kind,
      ])
    ).rows.map(({ body }) => body);
  const climbs = async (taskId: string) => {
    const { items } = await staff.call('escalations.list', { query: {} });
    return items.filter((one) => one.taskId === taskId);
  };

  it('is told of once to whoever has it and to the desk, and climbs the ladder as a clock does until it is done', async () => {
    const admin = await server.as('administrator');
    const onDuty = (await server.as('department-officer', 'dutyman', '水利局')).session!.officer.id;
    const mannedFrom = inHours(-24);
    const desk = await admin.call('desks.add', {
      body: { name: '水利值班', departmentId: ids.water, mannedFrom },
    });
    const shift = { officerId: onDuty, part: 'duty' as const, from: inHours(0.2), to: inHours(12) };
    await admin.call('shifts.add', { params: { id: desk.id }, body: { shifts: [shift] } });
    const officerId = water.session!.officer.id;
    const id = await anIncident(server);
    const due = inHours(1);
    const tasks = [
      { lane: 'response' as const, what: '发布水情说明', departmentId: ids.water, officerId, dueAt: due },
    ];
    const { items } = await staff.call('steps.plan', { params: { id }, body: { tasks } });
    const taskId = items[0]!.id;
    await sweep();
    expect(await facts(taskId, 'step.overdue')).toEqual([]);
    aheadMs = 61 * MINUTE;
    const other = await server.another();
    other.app.get(Now).at = server.serving.app.get(Now).at;
    await Promise.all([sweep(), sweep(), other.app.get(StepSweep).sweep()]);
    expect(await facts(taskId, 'step.overdue')).toMatchObject([
      { incidentId: id, dueAt: due, toOfficerIds: [officerId, onDuty] },
    ]);
    await eventually(async () => {
      const alerts = await staff.call('alerts.list', { query: { kind: 'step.overdue' } });
      const own = alerts.items.filter(({ incidentId }) => incidentId === id);
      expect(own).toMatchObject([{ subject: { type: 'incident', id }, to: [officerId, onDuty] }]);
      expect(own[0]!.text.zh).toContain('回应任务已逾期');
    });
    // Its first rungs at once, the next ones at their time; whoever takes it up holds it.
    const steps = (n: number) =>
      eventually(async () => {
        await sweep();
        const [climb] = await climbs(taskId);
        expect(climb?.steps).toHaveLength(n);
        return climb!;
      });
    const begun = await steps(2);
    expect(begun.steps.map(({ target }) => target)).toEqual(['holder', 'supervising-leader']);
    expect(begun.steps[0]!.told.map(({ id: told }) => told)).toEqual([officerId]);
    aheadMs = 67 * MINUTE;
    await steps(3);
    await staff.call('escalations.takeUp', { params: { id: begun.clockId } });
    aheadMs = 100 * MINUTE;
    await steps(3);
    expect(await facts(taskId, 'step.taken-up')).toHaveLength(1);
    await eventually(async () => {
      const alerts = await staff.call('alerts.list', { query: { kind: 'step.escalated' } });
      expect(alerts.items.some(({ text }) => text.zh.startsWith('回应任务已超期'))).toBe(true);
    });
    // Due at another time: that climb is over, and running out once more is told of once more.
    const moved = new Date(Date.now() + 120 * MINUTE).toISOString();
    const body = { departmentId: ids.water, officerId, dueAt: moved, reason: '等待检测结果' };
    await staff.call('steps.change', { params: { id: taskId }, body });
    await eventually(async () => expect(await climbs(taskId)).toMatchObject([{ endedAs: 'moved' }]));
    aheadMs = 121 * MINUTE;
    await sweep();
    await sweep();
    expect(await facts(taskId, 'step.overdue')).toHaveLength(2);
    await eventually(async () => expect(await climbs(taskId)).toHaveLength(2));
    await water.call('steps.finish', { params: { id: taskId }, body: { result: '已发布。' } });
    await eventually(async () =>
      expect((await climbs(taskId)).map(({ endedAs }) => endedAs).sort()).toEqual(['met-late', 'moved']),
    );
    const before = (await facts(taskId, 'step.escalated')).length;
    aheadMs = 600 * MINUTE;
    await sweep();
    expect(await facts(taskId, 'step.escalated')).toHaveLength(before);
    aheadMs = 0;
  });
});

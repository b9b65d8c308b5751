// Consultations on an incident and risk assessments of policies: who may do what, what each step needs, and what stays as it was signed.
import { createHash } from 'node:crypto';
import type { ConsultationContent, PolicyRiskContent } from '#contract';
import { TaskService } from '../../apps/server/src/understanding/consultation-task.service';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { stranger, water } from './understanding.parts';

jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;
let colleague: Client;
let leader: Client;
let officer: Client;
let auditor: Client;
let other: Client;
let incidentId: string;
let departments: Map<string, string>;
const newest = async (kind: string) =>
  (await server.db.query('select body from fact where kind = $1 order by seq desc limit 1', [kind])).rows[0]
    ?.body as Record<string, unknown>;

beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  colleague = await server.as('news-office', 'colleague');
  leader = await server.as('leader');
  officer = await server.as('department-officer', 'water', '水利局');
  auditor = await server.as('auditor');
  other = await stranger(server);
  const machine = await server.withToken('intake:write');
  await machine.call('messages.send', { body: [water.hotline] });
  await eventually(async () => {
    const { items } = await staff.call('incidents.list', { query: { state: 'proposed' } });
    incidentId = items[0]!.id;
  }, 90_000);
  const { items } = await staff.call('departments.list');
  departments = new Map(items.map(({ id, name }) => [name, id]));
}, 120_000);
afterAll(() => server?.close());

describe('a consultation', () => {
  const content = (more: Partial<ConsultationContent> = {}): ConsultationContent => ({
    heldAt: '2026-03-05T02:00:00.000Z',
    place: '政府三楼会议室',
    attendance: [
      { departmentId: departments.get('水利局')!, name: '梁启', post: '副局长' },
      { departmentId: null, name: '沈岸', post: '特邀专家' },
    ],
    views: [{ who: '水利局', words: '管网老化，先架临时供水点。' }],
    decision: '今晚八点前恢复供水；新闻办六点前发布。',
    tasks: [
      { departmentId: departments.get('水利局')!, what: '架设临时供水点', dueAt: '2026-03-05T10:00:00.000Z' },
    ],
    ...more,
  });
  let id: string;

  it('is drafted by whoever keeps it, and edited; an older edition is not written over a newer', async () => {
    const drafted = await staff.call('consultations.draft', {
      params: { id: incidentId },
      body: content({ views: [], decision: '' }),
    });
    id = drafted.id;
    expect(drafted).toMatchObject({ state: 'draft', edition: 1, keeper: { name: '测试news-office' } });
    const saved = await colleague.call('consultations.save', {
      params: { id },
      body: { ...content({ views: [] }), edition: 1 },
    });
    expect([saved.edition, saved.decision]).toEqual([2, content().decision]);
    const stale = await staff.refused('consultations.save', {
      params: { id },
      body: { ...content(), edition: 1 },
    });
    expect([stale.status, stale.code]).toEqual([409, 'consultation.edition']);
  });
  it('refuses a department of elsewhere, whoever only reads, whoever is not from here', async () => {
    const foreign = { ...content().tasks[0]!, departmentId: incidentId };
    const body = content({ tasks: [foreign] });
    const params = { id: incidentId };
    expect((await staff.refused('consultations.draft', { params, body })).code).toBe(
      'incident.no-such-department',
    );
    for (const [who, status] of [
      [officer, 403],
      [auditor, 403],
      [other, 404],
    ] as const)
      expect((await who.refused('consultations.draft', { params, body: content() })).status).toBe(status);
    expect((await other.refused('consultations.read', { params: { id } })).status).toBe(404);
    expect((await auditor.call('consultations.read', { params: { id } })).id).toBe(id);
  });
  it('is closed by its keeper alone, when it is complete', async () => {
    const close = (who: Client, edition: number) =>
      who.refused('consultations.close', { params: { id }, body: { edition } });
    const incomplete = await close(staff, 2);
    expect([incomplete.code, incomplete.problem.errors!.map(({ path }) => path)]).toEqual([
      'consultation.incomplete',
      ['body.views'],
    ]);
    await staff.call('consultations.save', { params: { id }, body: { ...content(), edition: 2 } });
    expect((await close(colleague, 3)).code).toBe('consultation.not-keeper');
    expect((await close(staff, 2)).code).toBe('consultation.edition');
    const closed = await staff.call('consultations.close', { params: { id }, body: { edition: 3 } });
    expect(closed.state).toBe('closed');
    const { heldAt, place, attendance, views, decision, tasks } = content();
    const plain = [
      heldAt,
      place,
      attendance.map((a) => [a.departmentId, a.name, a.post]),
      views.map((v) => [v.who, v.words]),
      decision,
      tasks.map((t) => [t.departmentId, t.what, t.dueAt]),
    ];
    const digest = createHash('sha256').update(JSON.stringify(plain)).digest('hex');
    expect(closed.digest).toBe(digest);
    expect(await newest('consultation.closed')).toEqual({
      consultationId: id,
      incidentId,
      edition: 3,
      heldAt,
      departmentIds: [departments.get('水利局')],
      tasks: [{ departmentId: departments.get('水利局'), dueAt: tasks[0]!.dueAt }],
      digest,
    });
  });
  it('closed, it stays: for people, and for the database; what is added is added', async () => {
    const refused = await staff.refused('consultations.save', {
      params: { id },
      body: { ...content(), edition: 3 },
    });
    expect(refused.code).toBe('consultation.closed');
    await expect(
      server.db.query(`update consultation set decision = '改了' where id = $1`, [id]),
    ).rejects.toThrow('does not change');
    const added = await colleague.call('consultations.add', {
      params: { id },
      body: { words: '供水点于七时四十分启用。' },
    });
    expect(added.additions).toEqual([
      expect.objectContaining({ by: '测试colleague', words: '供水点于七时四十分启用。' }),
    ]);
    expect((await newest('consultation.added')).digest).toMatch(/^[0-9a-f]{64}$/);
  });
  it('its tasks are told to the department, followed until done, and told once when they are overdue', async () => {
    const police = await server.as('department-officer', 'police', '公安局');
    const { counts, items } = await officer.call('consultations.tasks', { query: { mine: 'true' } });
    expect(items).toMatchObject([
      { consultationId: id, incident: { id: incidentId }, department: { name: '水利局' }, doneAt: null },
    ]);
    expect((await police.call('consultations.tasks', { query: { mine: 'true' } })).items).toEqual([]);
    expect((await other.call('consultations.tasks')).items).toEqual([]);
    const { dueAt, state } = items[0]!;
    expect([state, counts]).toEqual(['overdue', { open: 1, overdue: 1 }]);
    expect(Date.parse(dueAt)).toBeLessThan(Date.now());
    const { id: waterId } = await officer.call('session.read').then(({ officer: one }) => one);
    expect(await newest('consultation.tasked')).toEqual({
      consultationId: id,
      incidentId,
      taskId: items[0]!.id,
      departmentId: departments.get('水利局'),
      dueAt,
      toOfficerIds: [waterId],
    });
    const tasks = server.serving.app.get(TaskService);
    await tasks.sweep();
    await tasks.sweep();
    // The minute's own sweep may be the one that tells it.
    const rows = await eventually(async () => {
      const told = await server.db.query(`select body from fact where kind = 'consultation.task-overdue'`);
      expect(told.rows).toHaveLength(1);
      return told.rows;
    });
    expect(rows[0].body).toMatchObject({ taskId: items[0]!.id, late: true });
    await eventually(async () => {
      const alerts = (await staff.call('alerts.list', { query: { kind: 'consultation.task-overdue' } }))
        .items;
      expect(alerts).toMatchObject([{ severity: 'warning', incidentId, to: [waterId] }]);
      expect(alerts[0]!.text.zh).toMatch(/^会商任务超期未办，应于 .+ 前办完。告知：测试water。（事后补报）$/);
    });
  });
  it('its tasks are done by the department that has them; late is said', async () => {
    const { items } = await officer.call('consultations.list', { params: { id: incidentId } });
    const taskId = items[0]!.tasks[0]!.id;
    const police = await server.as('department-officer', 'police', '公安局');
    const params = { id, taskId };
    expect((await police.refused('consultations.taskDone', { params })).code).toBe(
      'consultation.not-your-task',
    );
    expect((await auditor.refused('consultations.taskDone', { params })).status).toBe(403);
    const done = await officer.call('consultations.taskDone', { params });
    expect(done.tasks[0]!.doneBy).toBe('测试water');
    expect(await newest('consultation.task-done')).toMatchObject({ consultationId: id, late: true });
    expect((await officer.refused('consultations.taskDone', { params })).code).toBe('consultation.task-done');
    expect(await officer.call('consultations.tasks', { query: { mine: 'true' } })).toMatchObject({
      items: [],
      counts: { open: 0, overdue: 0 },
    });
    const ended = await staff.call('consultations.tasks', { query: { state: 'done' } });
    expect(ended.items).toMatchObject([{ id: taskId, state: 'done', doneBy: '测试water' }]);
  });
  it('is in the record of the incident', async () => {
    const { facts } = await leader.call('incidents.timeline', { params: { id: incidentId } });
    expect(facts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['consultation.drafted', 'consultation.closed', 'consultation.added']),
    );
  });
});

describe('the risks of a policy', () => {
  const content = (more: Partial<PolicyRiskContent> = {}): PolicyRiskContent => ({
    title: '望澜县老旧小区加装电梯补贴办法',
    plannedOn: '2026-12-10',
    groups: ['低楼层住户', '老年人'],
    risks: [{ what: '低层住户认为采光受损', likelihood: 4, consequence: 3, measure: '' }],
    questions: [{ question: '不同意怎么办？', answer: '由社区组织协商。' }],
    plan: [{ content: '补贴标准与协商办法', form: '图解', outlet: '政府网站', at: '发布当日' }],
    spokesperson: '住建局发言人',
    watchWords: ['加装电梯', '采光'],
    ...more,
  });
  let id: string;

  it('is drafted by the department that makes it; edited by it or the news office', async () => {
    const drafted = await officer.call('policyRisks.draft', { body: content() });
    id = drafted.id;
    expect(drafted).toMatchObject({ ...content(), state: 'draft', highest: 12, draftedBy: '测试water' });
    const body = { ...content({ groups: ['低楼层住户'] }), edition: 1 };
    const police = await server.as('department-officer', 'police', '公安局');
    expect((await police.refused('policyRisks.save', { params: { id }, body })).code).toBe(
      'policy-risk.not-yours',
    );
    expect((await auditor.refused('policyRisks.save', { params: { id }, body })).status).toBe(403);
    expect((await other.refused('policyRisks.read', { params: { id } })).status).toBe(404);
    expect((await staff.call('policyRisks.save', { params: { id }, body })).edition).toBe(2);
  });
  it('is assessed when it is complete: a high risk needs a measure', async () => {
    const assess = (edition: number) => ({ params: { id }, body: { edition } });
    const refused = await staff.refused('policyRisks.assess', assess(2));
    expect([refused.code, refused.problem.errors?.[0]?.path]).toEqual([
      'policy-risk.incomplete',
      'body.risks',
    ]);
    const risks = [{ ...content().risks[0]!, measure: '先公示日照分析' }];
    await staff.call('policyRisks.save', { params: { id }, body: { ...content({ risks }), edition: 2 } });
    expect((await staff.refused('policyRisks.assess', assess(2))).code).toBe('policy-risk.edition');
    expect((await officer.refused('policyRisks.assess', assess(3))).status).toBe(403);
    expect(await staff.call('policyRisks.assess', assess(3))).toMatchObject({
      state: 'assessed',
      assessedBy: '测试news-office',
    });
    expect(await newest('policy-risk.assessed')).toMatchObject({ policyRiskId: id, risks: 1, highest: 12 });
  });
  it('is returned with a reason, or approved by a leader who had no hand in it', async () => {
    const back = await leader.call('policyRisks.return', { params: { id }, body: { reason: '预案缺时间' } });
    expect(back).toMatchObject({ state: 'draft', returnedReason: '预案缺时间', assessedBy: null });
    const approve = { params: { id }, body: { edition: 3 } };
    expect((await leader.refused('policyRisks.approve', approve)).code).toBe('policy-risk.wrong-state');
    const both = await server.as(['news-office', 'leader'], 'both');
    await both.call('policyRisks.assess', approve);
    expect((await both.refused('policyRisks.approve', approve)).code).toBe('policy-risk.same-person');
    expect(await leader.call('policyRisks.approve', approve)).toMatchObject({
      state: 'approved',
      approvedBy: '测试leader',
      returnedReason: null,
    });
    expect((await newest('policy-risk.approved')).digest).toBe((await newest('policy-risk.assessed')).digest);
    const late = await staff.refused('policyRisks.save', {
      params: { id },
      body: { ...content(), edition: 3 },
    });
    expect(late.code).toBe('policy-risk.wrong-state');
  });
  it('leads to the incident that came of it, once; and is listed', async () => {
    const link = { params: { id }, body: { incidentId } };
    await staff.call('policyRisks.link', link);
    const linked = await staff.call('policyRisks.link', link);
    expect(linked.incidents.map((one) => one.id)).toEqual([incidentId]);
    const { rows } = await server.db.query(`select 1 from fact where kind = 'policy-risk.linked'`);
    expect(rows).toHaveLength(1);
    await officer.call('policyRisks.draft', { body: content({ title: '第二份', plannedOn: null }) });
    const first = await auditor.call('policyRisks.list', { query: { limit: 1 } });
    expect(first.items.map(({ title, plannedOn }) => [title, plannedOn])).toEqual([['第二份', null]]);
    const next = await auditor.call('policyRisks.list', { query: { limit: 1, cursor: first.next! } });
    expect([next.items[0]!.id, next.items[0]!.highest, next.next]).toEqual([id, 12, null]);
    const { items } = await other.call('policyRisks.list', {});
    expect(items).toEqual([]);
  });
});

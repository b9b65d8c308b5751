// Supervision orders on a real database: numbered without gaps, reminded of, answered with evidence, returned, closed, overdue.
import ExcelJS from 'exceljs';
import { OrderSweep } from '../../apps/server/src/duty/order.sweep';
import { Now } from '../../apps/server/src/platform/now';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { anIncident, departmentId, hoursAgo } from './duty-incident';

jest.setTimeout(150_000);
let server: TestServer;
let staff: Client;
let roads: Client;
let roadsId: string;
beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  roads = await server.as('department-officer', 'roads', '交通运输局');
  roadsId = await departmentId(server, '交通运输局');
});
afterAll(() => server.close());

const year = () => Number(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 4));
const threeDays = { kind: 'working-days', days: 3 } as const;
const issue = (client = staff, more: object = {}) =>
  client.call('orders.issue', {
    body: {
      departmentId: roadsId,
      incidentId: null,
      subject: '清水桥塌陷回应',
      demand: '请于期限内公布桥梁检测结果。',
      within: threeDays,
      ...more,
    },
  });
const proof = [{ what: '检测报告', where: 'https://example.gov.cn/report/12' }];
const factsOf = async (id: string): Promise<string[]> => {
  const { rows } = await server.db.query(`select kind from fact where subject_id = $1 order by seq`, [id]);
  return rows.map(({ kind }) => kind);
};
/** Moves an order's times into the past, as if it had been issued then. */
const age = (id: string, hours: number) =>
  server.db.query(
    `update supervision_order set start_at = start_at - make_interval(hours => $2), due_at = due_at - make_interval(hours => $2),
            next_notice_at = next_notice_at - make_interval(hours => $2) where id = $1`,
    [id, hours],
  );
const sweep = () => server.serving.app.get(OrderSweep).sweep();

it('goes from issue to close; each act a fact, seen by the addressee under their own and told as an alert', async () => {
  const incidentId = await anIncident(server);
  const order = await issue(staff, { incidentId });
  expect(order).toMatchObject({
    number: `望督〔${year()}〕1号`,
    department: { name: '交通运输局' },
    incident: { id: incidentId },
    state: 'issued',
    overdue: false,
    may: ['remind', 'withdraw'],
  });
  expect(order.explain.join()).toContain('工作日');
  const mine = await roads.call('orders.list', { query: { mine: 'true' } });
  expect(mine.items.map(({ id, may }) => [id, may])).toEqual([[order.id, ['answer']]]);
  const params = { id: order.id };
  expect((await staff.call('orders.remind', { params, body: { words: '请抓紧' } })).reminded).toBe(1);
  const answered = await roads.call('orders.answer', {
    params,
    body: { words: '检测结果已公布。', evidence: proof },
  });
  expect(answered).toMatchObject({ state: 'answered', may: [] });
  expect(answered.events.at(-1)).toMatchObject({ act: 'answered', evidence: proof, late: false });
  expect((await roads.call('orders.list', { query: { mine: 'true' } })).items).toEqual([]);
  const again = await staff.call('orders.return', {
    params,
    body: { reason: '请补充限行安排。', within: { kind: 'running', hours: 24 } },
  });
  expect(again).toMatchObject({ state: 'returned', round: 2 });
  expect(Date.parse(again.dueAt) - Date.parse(again.startAt)).toBe(24 * 3_600_000);
  await roads.call('orders.answer', { params, body: { words: '限行安排已补充。', evidence: proof } });
  const closed = await staff.call('orders.close', {
    params,
    body: { outcome: 'closed', reason: '已落实。' },
  });
  expect(closed).toMatchObject({ state: 'closed', may: [] });
  expect(closed.events.map(({ act }) => act)).toEqual([
    'issued',
    'reminded',
    'answered',
    'returned',
    'answered',
    'closed',
  ]);
  expect(await factsOf(order.id)).toEqual([
    'order.issued',
    'order.reminded',
    'order.answered',
    'order.returned',
    'order.answered',
    'order.closed',
  ]);
  await eventually(async () => {
    const { items } = await staff.call('alerts.list', { query: {} });
    const own = items.filter(({ subject }) => subject.id === order.id).map(({ kind }) => kind);
    expect(own).toContain('order.closed');
    const issued = items.find(({ kind, subject }) => kind === 'order.issued' && subject.id === order.id);
    expect(issued?.to).toEqual([roads.session?.officer.id]);
    expect(issued?.title).toContain('〔');
  });
  // No citizen's and no officer's words in the ledger.
  const { rows } = await server.db.query(`select body::text from fact where subject_id = $1`, [order.id]);
  expect(rows.map(({ body }) => body).join()).not.toContain('检测结果');
});

it('names a matter of the registry as it may an incident, never both', async () => {
  const matter = await staff.call('matters.register', {
    body: {
      ...{ kind: 'disclosure-request', number: '望公开〔2026〕第31号', title: '申请公开采砂许可材料' },
      ...{ departmentId: roadsId, starts: [{ start: 'detected', at: hoursAgo(2) }] },
    },
  });
  const order = await issue(staff, { matterId: matter.id, subject: '答复公开申请' });
  expect(order).toMatchObject({
    incident: null,
    matter: { id: matter.id, number: '望公开〔2026〕第31号', title: '申请公开采砂许可材料' },
  });
  const of = await staff.call('orders.list', { query: { matterId: matter.id } });
  expect(of.items.map(({ id }) => id)).toEqual([order.id]);
  const { rows } = await server.db.query(
    "select body from fact where kind = 'order.issued' and subject_id = $1",
    [order.id],
  );
  expect(rows).toMatchObject([{ body: { incidentId: null, matterId: matter.id } }]);
  const issued = (more: object) =>
    staff.refused('orders.issue', {
      body: {
        ...{
          departmentId: roadsId,
          incidentId: null,
          subject: '答复',
          demand: '请答复申请人。',
          within: threeDays,
        },
        ...more,
      },
    });
  const incidentId = await anIncident(server);
  expect(await issued({ incidentId, matterId: matter.id })).toMatchObject({ code: 'order.two-subjects' });
  expect(await issued({ matterId: '11111111-0000-4000-8000-000000000000' })).toMatchObject({ status: 404 });
});

it('refuses what is out of turn, not theirs, or without proof, and changes nothing', async () => {
  const order = await issue();
  const params = { id: order.id };
  const words = { words: '已办理。', evidence: proof };
  const facts = await factsOf(order.id);
  const water = await server.as('department-officer', 'water', '水利局');
  const leader = await server.as('leader');
  const refused = [
    await water.refused('orders.answer', { params, body: words }),
    await leader.refused('orders.answer', { params, body: words }),
    await roads.refused('orders.answer', { params, body: { ...words, evidence: [] } }),
    await staff.refused('orders.close', { params, body: { outcome: 'closed', reason: '算了吧' } }),
    await staff.refused('orders.return', { params, body: { reason: '不够', within: threeDays } }),
    await roads.refused('orders.issue', {
      body: { departmentId: roadsId, incidentId: null, subject: '自己', demand: '给自己', within: threeDays },
    }),
    await staff.refused('orders.issue', {
      body: {
        departmentId: order.id,
        incidentId: null,
        subject: '没有的',
        demand: '没有的单位',
        within: threeDays,
      },
    }),
  ];
  expect(refused.map(({ status, code }) => `${status} ${code}`)).toEqual([
    '403 order.not-yours',
    '403 access.not-permitted',
    '400 request.invalid',
    '409 order.close-not-now',
    '409 order.return-not-now',
    '403 access.not-permitted',
    '422 order.no-such-department',
  ]);
  expect(await factsOf(order.id)).toEqual(facts);
  // The news office may be the addressee; whoever answered does not judge the answer.
  const { rows } = await server.db.query(
    `select id, name from department where kind = 'news-office' limit 1`,
  );
  const office = await server.as('news-office', 'second', rows[0].name);
  const own = await issue(office, { departmentId: rows[0].id });
  await office.call('orders.answer', { params: { id: own.id }, body: words });
  const closing = { params: { id: own.id }, body: { outcome: 'closed', reason: '可以办结' } } as const;
  expect(await office.refused('orders.close', closing)).toMatchObject({
    status: 403,
    code: 'order.same-person',
  });
  expect((await leader.call('orders.close', closing)).state).toBe('closed');
  await staff.call('orders.close', { params, body: { outcome: 'withdrawn', reason: '改由他人办理。' } });
});

it('numbers thirty orders issued at once without a gap or a double, also when some are refused', async () => {
  const before = (await staff.call('orders.list', { query: { limit: 200 } })).items.length;
  const leader = await server.as('leader');
  const made = await Promise.allSettled(
    Array.from({ length: 30 }, (_, i) =>
      issue(
        i % 2 ? staff : leader,
        i % 5 === 4 ? { departmentId: '00000000-0000-4000-8000-000000000000' } : {},
      ),
    ),
  );
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(24);
  const { rows } = await server.db.query('select n from supervision_order order by n');
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: before + 24 }, (_, i) => i + 1));
});

it('warns before the due time and calls it overdue after, each once, also after a stop of the server', async () => {
  const order = await issue(staff, { within: { kind: 'running', hours: 10 } });
  await sweep();
  expect(await factsOf(order.id)).toEqual(['order.issued']);
  await age(order.id, 9);
  await Promise.all([sweep(), sweep()]);
  expect(await factsOf(order.id)).toEqual(['order.issued', 'order.near']);
  await age(order.id, 2);
  await server.restart();
  [staff, roads] = [
    await server.as('news-office'),
    await server.as('department-officer', 'roads', '交通运输局'),
  ];
  await sweep();
  await sweep();
  expect(await factsOf(order.id)).toEqual(['order.issued', 'order.near', 'order.overdue']);
  expect(await staff.call('orders.read', { params: { id: order.id } })).toMatchObject({
    overdue: true,
    state: 'issued',
  });
  const { items } = await staff.call('orders.list', { query: { state: 'overdue' } });
  expect(items.map(({ id }) => id)).toEqual([order.id]);
  await eventually(async () => {
    const alerts = await staff.call('alerts.list', { query: { kind: 'order.overdue' } });
    expect(alerts.items).toMatchObject([{ severity: 'critical', subject: { type: 'order', id: order.id } }]);
  });
  const late = await roads.call('orders.answer', {
    params: { id: order.id },
    body: { words: '迟了，已办。', evidence: proof },
  });
  expect(late.events.at(-1)).toMatchObject({ act: 'answered', late: true });
  expect(late).toMatchObject({ overdue: false, everOverdue: true });
  // Answered past its time before any sweep came by: the record is the same.
  const unswept = await issue(staff, { within: { kind: 'running', hours: 1 } });
  await age(unswept.id, 2);
  await roads.call('orders.answer', {
    params: { id: unswept.id },
    body: { words: '已办。', evidence: proof },
  });
  expect(await factsOf(unswept.id)).toEqual([
    'order.issued',
    'order.near',
    'order.overdue',
    'order.answered',
  ]);
});

it('says beforehand when it would be due, as it is counted', async () => {
  // Both are counted from the same moment: a minute, or a day, may end between two calls.
  const clock = server.serving.app.get(Now);
  const at = new Date();
  clock.at = () => at;
  try {
    const told = await staff.call('orders.due', { body: { within: threeDays } });
    const order = await issue();
    expect(order.dueAt).toBe(told.dueAt);
    expect(order.explain).toEqual(told.explain);
  } finally {
    clock.at = () => new Date();
  }
});

it('hands out the order book, first number first, and records that it left', async () => {
  const res = await staff.fetch(`/api/orders/book.xlsx?year=${year()}`);
  expect(res.headers.get('content-type')).toContain('spreadsheetml');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await res.arrayBuffer());
  const sheet = book.getWorksheet('督办台账');
  expect(sheet?.getRow(1).getCell(1).value).toBe('编号');
  expect(sheet?.getRow(2).getCell(1).value).toBe(`望督〔${year()}〕1号`);
  expect(sheet?.getRow(2).getCell(9).value).toBe('已办结');
  expect(String(sheet?.getRow(2).getCell(15).value)).toContain('https://example.gov.cn/report/12');
  const { rows } = await server.db.query(`select body from fact where kind = 'order-book.exported'`);
  const { items } = await staff.call('orders.list', { query: { limit: 200 } });
  expect(rows).toMatchObject([{ body: { year: year(), orders: items.length } }]);
});

it('an incident that a document is behind is joined to it: its timeline holds both, and its stages stay its own', async () => {
  const incidentId = await anIncident(server, { title: '补贴办法引起误读' });
  const office = await server.as('news-office');
  const matter = await office.call('matters.register', {
    body: {
      ...{ kind: 'policy', number: '望政发〔2026〕31号', title: '农机补贴办法', departmentId: null },
      starts: [{ start: 'published', at: hoursAgo(24 * 20) }],
    },
  });
  const timeline = () => office.call('incidents.timeline', { params: { id: incidentId } });
  const before = await timeline();
  const joining = { params: { id: matter.id }, body: { incidentId } };
  expect(await (await server.as('leader')).refused('matters.join', joining)).toMatchObject({ status: 403 });
  await office.call('matters.join', joining);
  const joined = await office.call('matters.join', joining);
  expect(joined.incidents).toEqual([{ id: incidentId, title: '补贴办法引起误读' }]);
  const { items } = await office.call('matters.list', { query: { incidentId } });
  expect(items.map(({ id }) => id)).toEqual([matter.id]);
  const after = await timeline();
  const kinds = after.facts
    .filter(({ body }) => body.matterId === matter.id)
    .map(({ kind, stage }) => [kind, stage]);
  expect(kinds.filter(([kind]) => kind === 'matter.joined')).toEqual([['matter.joined', 'duty']]);
  expect(kinds.map(([kind]) => kind)).toEqual(expect.arrayContaining(['matter.registered', 'duty.opened']));
  expect(new Set(after.facts.map(({ seq }) => seq)).size).toBe(after.facts.length);
  expect(after.stages.map(({ stage, at }) => [stage, at])).toEqual(
    before.stages.map(({ stage, at }) => [stage, at]),
  );
  const parted = await office.call('matters.part', joining);
  expect(parted.incidents).toEqual([]);
  const { facts } = await timeline();
  expect(facts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['matter.joined', 'matter.parted']));
  expect(facts.some(({ kind }) => kind === 'matter.registered')).toBe(false);
});

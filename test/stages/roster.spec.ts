// The roster on a real database: who is on duty, who stands in, what cannot be, and gaps told once ahead and once when they begin.
import type { Request } from '#contract';
import { RosterWatch } from '../../apps/server/src/organisation/roster.watch';
import { Now } from '../../apps/server/src/platform/now';
import { OnDuty } from '../../apps/server/src/platform/on-duty';
import { Database } from '../../apps/server/src/platform/reading';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';

jest.setTimeout(120_000);
let server: TestServer;
/** Friday 4 December 2026, nine in the morning in China; what a test does to it the next one finds. */
let now = new Date('2026-12-04T09:00:00+08:00');
const at = (text: string) => new Date(`2026-12-${text}:00+08:00`).toISOString();
const ids: Record<string, string> = {};
let jurisdictionId: string;

const keeper = () => server.as('news-office', 'keeper');
const facts = async (kind: string) =>
  (await server.db.query('select body, jurisdiction_id from fact where kind = $1 order by seq', [kind])).rows;
const watch = () => server.serving.app.get(RosterWatch).check(jurisdictionId);
const duty = async (time: string, departmentId?: string) =>
  (await keeper()).call('roster.now', {
    query: { at: at(time), ...(departmentId ? { departmentId } : {}) },
  });
const namesOn = async (time: string, departmentId?: string) =>
  (await duty(time, departmentId)).people.map(({ officer }) => officer.name);
const read = async (from = '04T00:00', to = '14T00:00') =>
  (await keeper()).call('roster.read', { query: { from: at(from), to: at(to) } });
type Wanted = Request<'shifts.add'>['body']['shifts'][number];
const wanted = (who: string, from: string, to: string, part: Wanted['part'] = 'duty'): Wanted => ({
  ...{ officerId: ids[who]!, part },
  from: at(from),
  to: at(to),
});
const put = async (desk: string, ...shifts: Wanted[]) =>
  (await keeper()).call('shifts.add', { params: { id: ids[desk]! }, body: { shifts } });
const refused = async (desk: string, ...shifts: Wanted[]) =>
  (await keeper()).refused('shifts.add', { params: { id: ids[desk]! }, body: { shifts } });

beforeAll(async () => {
  server = await startServer();
  const admin = await server.as('administrator');
  jurisdictionId = (await admin.call('jurisdictions.list')).items[0]!.id;
  const department = (await admin.call('departments.list')).items.find(({ name }) => name.includes('教育'))!;
  ids.education = department.id;
  for (const name of ['甲', '乙', '丙', '丁']) {
    await server.as('department-officer', name.charCodeAt(0).toString(), department.name);
  }
  await server.as('leader', 'mayor');
  await keeper();
  for (const { id, signInName } of (await admin.call('officers.list')).items) {
    const known = ['甲', '乙', '丙', '丁'].find((name) => name.charCodeAt(0).toString() === signInName);
    ids[known ?? signInName] = id;
  }
  for (const name of ['甲', '乙', '丙', '丁'])
    await admin.call('officers.change', { params: { id: ids[name]! }, body: { name: `${name}某` } });
  server.serving.app.get(Now).at = () => now;
});
afterAll(() => server.close());

describe('desks and shifts', () => {
  it('a desk that must be manned and is not is told at once: ahead as a warning, now as critical, to the leaders', async () => {
    const desk = await (await keeper()).call('desks.add', {
      body: { name: '县总值班室', mannedFrom: at('05T00:00'), warnHours: 72 },
    });
    ids.main = desk.id;
    expect(desk).toMatchObject({ department: null, days: 'every-day', opens: '00:00', closes: '24:00' });
    const [found, ...more] = await facts('roster.gap-found');
    expect(more).toEqual([]);
    expect(found.body).toMatchObject({
      deskId: desk.id,
      from: at('05T00:00'),
      to: at('07T09:00'),
      causes: [{ why: 'nobody', officerId: null }],
      toOfficerIds: [ids.mayor],
    });
    await eventually(async () => {
      const { items } = await (await server.as('leader', 'mayor')).call('alerts.list', {
        query: { kind: 'roster.gap-found' },
      });
      expect(items).toMatchObject([{ severity: 'warning', title: '县总值班室', to: [ids.mayor] }]);
      expect(items[0]!.text.zh).toContain('12月5日 00:00');
    });
    const twice = await (await keeper()).refused('desks.add', { body: { name: '县总值班室' } });
    expect(twice).toMatchObject({ status: 409, code: 'desk.name-taken' });
  });

  it('shifts close it; the same person does not stand two at once, at whatever desk', async () => {
    await put(
      'main',
      wanted('甲', '05T00:00', '06T00:00'),
      wanted('乙', '06T00:00', '07T00:00'),
      wanted('mayor', '05T00:00', '07T00:00', 'leader'),
    );
    const education = await (await keeper()).call('desks.add', {
      body: {
        ...{
          name: '教育局值班',
          departmentId: ids.education!,
          days: 'workdays',
          opens: '08:30',
          closes: '17:30',
        },
        ...{ mannedFrom: at('07T00:00'), warnHours: 1 },
      },
    });
    ids.education_desk = education.id;
    const overlap = await refused('education_desk', wanted('乙', '06T20:00', '07T08:00'));
    expect(overlap).toMatchObject({ status: 422, code: 'shift.overlaps' });
    expect(overlap.problem.detail).toContain('在“县总值班室”已有班次 2026-12-06 00:00 – 2026-12-07 00:00');
    expect(
      await refused('main', wanted('丙', '08T00:00', '09T00:00'), wanted('丙', '08T23:00', '09T08:00')),
    ).toMatchObject({
      code: 'shift.overlaps',
      problem: { errors: [{ path: 'body.shifts.1' }] },
    });
    expect((await read()).shifts).toHaveLength(3);
    const left = (await read('04T00:00', '09T00:00')).gaps.filter(({ deskId }) => deskId === ids.main);
    expect(left).toMatchObject([{ from: at('07T00:00'), to: at('09T00:00'), openEnded: true }]);
  });

  it.each([
    ['backwards', () => wanted('丙', '09T10:00', '09T08:00'), 'shift.backwards'],
    [
      'over a month',
      () => ({ ...wanted('丙', '09T10:00', '09T11:00'), to: '2027-01-09T00:00:00+08:00' }),
      'shift.too-long',
    ],
    ['in the past', () => wanted('丙', '03T00:00', '04T08:00'), 'shift.past'],
    [
      'of nobody',
      () => ({ ...wanted('丙', '09T10:00', '09T11:00'), officerId: '00000000-0000-4000-8000-000000000000' }),
      'shift.no-officer',
    ],
  ])('a shift %s is refused and nothing is put on the roster', async (_, shift, code) => {
    expect(await refused('main', shift(), wanted('丁', '09T00:00', '10T00:00'))).toMatchObject({
      status: 422,
      code,
    });
    expect((await read()).shifts).toHaveLength(3);
  });

  it('two planners at once: one of two overlapping shifts is put on, the other hears why', async () => {
    const tries = await Promise.allSettled([
      put('main', wanted('丙', '12T00:00', '13T00:00')),
      put('main', wanted('丙', '12T12:00', '13T12:00')),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('who is on duty', () => {
  it('the jurisdiction’s desk, the leader on duty last; a department without a desk is answered for by it', async () => {
    const found = await duty('05T12:00');
    expect(found).toMatchObject({ of: 'jurisdiction', nobody: null });
    expect(found.people).toMatchObject([
      { officer: { name: '甲某' }, part: 'duty', until: at('06T00:00'), insteadOf: null },
      { officer: { name: '测试mayor' }, part: 'leader' },
    ]);
    const other = (await (await keeper()).call('departments.list')).items.find(
      ({ id }) => id !== ids.education,
    )!;
    expect(await namesOn('06T00:00', other.id)).toEqual(['乙某', '测试mayor']);
  });

  it('a department that keeps a desk answers by its own, also when that is empty', async () => {
    const found = await duty('07T10:00', ids.education);
    expect(found).toMatchObject({ of: 'department', people: [] });
    expect(found.nobody?.zh).toContain('教育局值班');
  });

  it('who is away is stood in for; with nobody to stand in it is a gap, told at once', async () => {
    const boss = await keeper();
    await boss.call('posts.standIns', { params: { id: ids.甲! }, body: { standInIds: [ids.丙!, ids.丁!] } });
    const away = await boss.call('absences.add', {
      params: { id: ids.甲! },
      body: { kind: 'sick', from: at('05T08:00'), to: at('05T20:00') },
    });
    expect(await namesOn('05T07:59')).toEqual(['甲某', '测试mayor']);
    const standing = await duty('05T08:00');
    expect(standing.people[0]).toMatchObject({ officer: { name: '丙某' }, insteadOf: { name: '甲某' } });
    expect(standing.people[0]!.reason?.zh).toContain('替岗');
    const before = (await facts('roster.gap-found')).length;
    await boss.call('posts.standIns', { params: { id: ids.甲! }, body: { standInIds: [] } });
    expect((await duty('05T08:00')).people.map(({ part }) => part)).toEqual(['leader']);
    const torn = (await facts('roster.gap-found')).slice(before);
    expect(torn.map(({ body }) => [body.from, body.to, body.causes])).toEqual([
      [at('05T08:00'), at('05T20:00'), [{ why: 'away', officerId: ids.甲 }]],
    ]);
    await boss.call('absences.end', { params: { id: away.id } });
    expect((await facts('roster.gap-closed')).at(-1)?.body).toMatchObject({
      from: at('05T08:00'),
      as: 'covered',
    });
    expect(await namesOn('05T08:00')).toEqual(['甲某', '测试mayor']);
  });

  it('an officer who left is not on duty, cannot be put on the roster nor stand in, and leaves a gap that is told', async () => {
    const admin = await server.as('administrator');
    await put('main', wanted('丁', '07T00:00', '08T00:00'));
    await admin.call('officers.change', { params: { id: ids.丁! }, body: { active: false } });
    expect(await namesOn('07T10:00')).toEqual([]);
    expect((await facts('roster.gap-found')).at(-1)?.body.causes).toContainEqual({
      why: 'left',
      officerId: ids.丁,
    });
    expect(await refused('main', wanted('丁', '09T00:00', '10T00:00'))).toMatchObject({
      code: 'shift.officer-left',
    });
    expect(
      await (await keeper()).refused('posts.standIns', {
        params: { id: ids.甲! },
        body: { standInIds: [ids.丁!] },
      }),
    ).toMatchObject({ code: 'stand-in.unfit' });
    const shift = (await read()).shifts.find(({ officer }) => officer.id === ids.丁)!;
    expect(shift.active).toBe(false);
    await (await keeper()).call('shifts.change', {
      params: { id: shift.id },
      body: { officerId: ids.乙!, reason: '丁某调离' },
    });
    expect(await namesOn('07T10:00')).toEqual(['乙某']);
    expect((await facts('roster.shift-changed')).at(-1)?.body).toMatchObject({
      officerId: ids.乙,
      before: { officerId: ids.丁 },
      reason: '丁某调离',
    });
  });

  it('other stages read the same by the port', async () => {
    const port = server.serving.app.get(OnDuty);
    const db = server.serving.app.get(Database);
    const answer = await port.at(db, { jurisdictionId, departmentId: null }, new Date(at('07T10:00')));
    expect(answer.people.map(({ name }) => name)).toEqual(['乙某']);
    const acting = await port.acting(db, [ids.乙!, ids.丁!], new Date(at('07T10:00')));
    expect(acting.get(ids.乙!)).toEqual({ officerId: ids.乙, insteadOf: null, reason: null });
    expect(acting.get(ids.丁!)).toMatchObject({ officerId: null, insteadOf: ids.丁 });
  });
});

describe('swaps', () => {
  const shiftAt = async (who: string) =>
    (await read()).shifts.find(({ officer }) => officer.id === ids[who])!;
  const own = (name: string) => server.as('department-officer', name.charCodeAt(0).toString());
  it('one asks, the other agrees, and the two shifts change hands together', async () => {
    const [mine, theirs] = [await shiftAt('甲'), await shiftAt('乙')];
    const body = { toOfficerId: ids.乙!, otherShiftId: theirs.id, reason: '家中有事' };
    expect(await (await own('丙')).refused('swaps.ask', { params: { id: mine.id }, body })).toMatchObject({
      status: 403,
    });
    const swap = await (await own('甲')).call('swaps.ask', { params: { id: mine.id }, body });
    expect(await (await own('甲')).refused('swaps.ask', { params: { id: mine.id }, body })).toMatchObject({
      code: 'swap.asked-already',
    });
    expect((await read()).swaps).toMatchObject([
      { id: swap.id, from: { name: '甲某' }, to: { name: '乙某' } },
    ]);
    const decide = (who: string, as: 'agreed' | 'refused') =>
      own(who).then((client) =>
        client.fetch(`/api/swaps/${swap.id}/decide`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ as }),
        }),
      );
    expect((await decide('丙', 'agreed')).status).toBe(403);
    const answers = await Promise.all([decide('乙', 'agreed'), decide('乙', 'refused')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const agreed = (await facts('roster.swap-decided')).at(-1)!.body.as === 'agreed';
    const { shifts } = await read();
    const now = [mine.id, theirs.id].map((id) => shifts.find((one) => one.id === id)!.officer.id);
    expect(now).toEqual(agreed ? [ids.乙, ids.甲] : [ids.甲, ids.乙]);
  });
  it('a swap that would put somebody in two places is refused when it is asked', async () => {
    await put('main', wanted('丙', '06T12:00', '06T18:00'));
    const shift = (await read()).shifts.find(({ from }) => from === at('06T00:00'))!;
    const body = { toOfficerId: ids.丙!, reason: '请代班' };
    expect(await (await keeper()).refused('swaps.ask', { params: { id: shift.id }, body })).toMatchObject({
      code: 'shift.overlaps',
    });
  });
});

describe('as time goes by', () => {
  it('a gap that begins is told once more, once; when somebody comes on it is over', async () => {
    now = new Date(at('08T00:30'));
    await Promise.all([watch(), watch()]);
    await watch();
    const began = (await facts('roster.gap-began')).filter(({ body }) => body.deskId === ids.main);
    expect(began.map(({ body }) => body.from)).toEqual([at('08T00:00')]);
    const found = (await facts('roster.gap-found')).length;
    await put('main', wanted('丙', '08T00:30', '09T00:00'));
    expect((await facts('roster.gap-closed')).at(-1)?.body).toMatchObject({
      as: 'covered',
      deskId: ids.main,
      from: at('08T00:00'),
    });
    expect(await namesOn('08T00:30')).toEqual(['丙某']);
    // What follows was told before; when its time comes it is told as having begun.
    now = new Date(at('08T01:00'));
    await watch();
    expect(await facts('roster.gap-found')).toHaveLength(found);
    const beganThen = (await facts('roster.gap-began')).length;
    now = new Date(at('09T00:01'));
    await watch();
    await watch();
    expect((await facts('roster.gap-began')).slice(beganThen).map(({ body }) => body.from)).toEqual([
      at('09T00:00'),
    ]);
    now = new Date(at('08T01:00'));
  });

  it('what has been stood stays: a shift that ended is not changed, one that runs is not taken off', async () => {
    const boss = await keeper();
    const ended = (await read()).shifts.find(({ to }) => to <= now.toISOString())!;
    const reason = '更正记录';
    expect(
      await boss.refused('shifts.change', { params: { id: ended.id }, body: { officerId: ids.丙!, reason } }),
    ).toMatchObject({ status: 409, code: 'shift.over' });
    const running = (await read()).shifts.find(
      ({ from, to }) => from <= now.toISOString() && to > now.toISOString(),
    )!;
    expect(
      await boss.refused('shifts.remove', { params: { id: running.id }, body: { reason } }),
    ).toMatchObject({ code: 'shift.begun' });
    await boss.call('desks.close', { params: { id: ids.main! } });
    expect((await server.db.query('select 1 from shift where id = $1', [ended.id])).rowCount).toBe(1);
    expect((await read()).desks.map(({ name }) => name)).toEqual(['教育局值班']);
  });

  it('a desk of working days is not missed on a holiday, and is on a make-up day', async () => {
    const gaps = await (await keeper()).call('roster.read', {
      query: { from: '2026-09-30T00:00:00+08:00', to: '2026-10-12T00:00:00+08:00' },
    });
    expect(gaps.gaps).toEqual([]); // it was not to be manned then
    await (await keeper()).call('desks.change', {
      params: { id: ids.education_desk! },
      body: { mannedFrom: '2026-09-01T00:00:00+08:00' },
    });
    const after = await (await keeper()).call('roster.read', {
      query: { from: '2026-09-30T00:00:00+08:00', to: '2026-10-12T00:00:00+08:00' },
    });
    expect(after.restDays).toContain('2026-10-01');
    // 8 and 9 October, and Saturday the 10th, which is worked in exchange for the holidays.
    expect(after.gaps.map(({ from }) => from.slice(0, 10))).toEqual([
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
    ]);
  });

  it('nobody changes the roster without the right; the auditor reads it', async () => {
    const officer = await server.as('department-officer', '30002');
    expect(await officer.refused('desks.add', { body: { name: '私设' } })).toMatchObject({ status: 403 });
    const auditor = await server.as('auditor');
    const id = ids.education_desk!;
    expect(
      await auditor.refused('shifts.add', {
        params: { id },
        body: { shifts: [wanted('丙', '20T00:00', '20T08:00')] },
      }),
    ).toMatchObject({ status: 403 });
    expect(
      (await auditor.call('roster.read', { query: { from: at('04T00:00'), to: at('06T00:00') } })).desks,
    ).toHaveLength(1);
  });
});

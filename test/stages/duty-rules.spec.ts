// Changes of the rules on a real database: what each would move is seen first, confirmed as seen, and moves the clocks in one transaction.
import type { Clock, ClockMove, Request, RuleChange } from '#contract';
import { ChangeService } from '../../apps/server/src/duty/change.service';
import { SweepService } from '../../apps/server/src/duty/sweep.service';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { anIncident, changeLevel, hoursAgo } from './duty-incident';

jest.setTimeout(150_000);
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

type Proposed = Request<'changes.propose'>['body'];
const leader = () => server.as('leader');
const second = () => server.as('leader', 'second');
const clocksOf = async (incidentId: string): Promise<Clock[]> =>
  (await (await leader()).call('duties.list', { query: { incidentId } })).items;
const opened = (incidentId: string, count: number) =>
  eventually(async () => {
    const clocks = await clocksOf(incidentId);
    expect(clocks).toHaveLength(count);
    return clocks;
  });
const propose = async (body: Proposed): Promise<RuleChange> =>
  (await leader()).call('changes.propose', { body });
const confirm = async ({ id, digest }: RuleChange, who = leader()): Promise<RuleChange> =>
  (await who).call('changes.confirm', { params: { id }, body: { digest } });
const movesOf = async ({ id }: RuleChange): Promise<ClockMove[]> =>
  (await (await leader()).call('changes.moves', { params: { id }, query: { limit: 200 } })).items;
const factsOf = async (kind: string, changeId: string) =>
  (
    await server.db.query("select body from fact where kind = $1 and body->>'changeId' = $2 order by seq", [
      kind,
      changeId,
    ])
  ).rows as { body: Record<string, unknown> }[];
const plus = (instant: string, hours: number) =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString();
const name = { zh: '示例', en: 'example' };
const statutory = (year: number) =>
  ['01-01', '05-01', '10-01'].map((day) => ({ from: `${year}-${day}`, to: `${year}-${day}`, name }));

/** The xinxing pack asks for an answer in working days, so that calendars matter to incidents. */
const inWorkingDays = async (): Promise<Extract<Proposed, { kind: 'pack' }>['pack']> => {
  const pack = await (await leader()).call('packs.read', { params: { id: 'xinxing-2017' } });
  const { id, name: called, document } = pack;
  const [first] = pack.rules;
  return {
    ...{ id, name: called, document },
    rules: [
      {
        ...first!,
        appliesTo: { levels: ['一般'] },
        startsFrom: 'detected',
        within: { kind: 'working-days', days: 20 },
      },
    ],
  };
};

describe('a pack', () => {
  it('is edited, seen, signed by a second person, and binds: what it asks for opens, what it drops falls away', async () => {
    const detectedAt = hoursAgo(30);
    const grave = await anIncident(server, { level: '重大', occurredAt: hoursAgo(1) });
    const plain = await anIncident(server, { level: '一般', detectedAt });
    await opened(grave, 4);
    await opened(plain, 1);
    const change = await propose({ kind: 'pack', pack: await inWorkingDays(), reason: '按本区新规定' });
    expect(change).toMatchObject({ state: 'proposed', needsSecond: true, mayConfirm: false });
    expect(change.counts).toMatchObject({ opened: 1, 'falls-away': 1 });
    const says = change.says.map(({ zh }) => zh).join('\n');
    expect(says).toMatch(/修改“24小时内权威发布”.*适用：.* → 政务舆情（一般）/);
    expect(says).toMatch(/时钟“24小时内权威发布”.*不再适用的撤下，新适用的起新时钟/);
    expect(says).not.toMatch(/新增规则|取消规则“24小时/);
    expect(await clocksOf(plain)).toHaveLength(1);
    const told = async () =>
      (await (await second()).call('alerts.list')).items
        .filter(({ subject }) => subject.id === change.id)
        .map(({ kind, title, severity }) => [kind, title, severity]);
    const { title } = change;
    await eventually(async () => expect(await told()).toEqual([['rules.proposed', title.zh, 'warning']]));
    const query = { packId: 'xinxing-2017', state: 'proposed' as const };
    const waiting = await (await second()).call('changes.list', { query });
    expect(waiting.items).toMatchObject([
      { id: change.id, packId: 'xinxing-2017', mayConfirm: true, atOnce: 0 },
    ]);
    const other = { query: { ...query, packId: 'mianyang-2018' } };
    expect((await (await second()).call('changes.list', other)).items).toEqual([]);

    expect(
      await (await leader()).refused('changes.confirm', {
        params: { id: change.id },
        body: { digest: change.digest },
      }),
    ).toMatchObject({
      status: 403,
      code: 'change.same-person',
    });
    expect(await confirm(change, second())).toMatchObject({ state: 'confirmed', decidedBy: '测试second' });
    await eventually(async () =>
      expect((await told()).map(([kind]) => kind)).toEqual(['rules.changed', 'rules.proposed']),
    );
    const now = await clocksOf(plain);
    const own = now.find(({ packId }) => packId === 'xinxing-2017')!;
    expect(own).toMatchObject({
      packVersion: '2',
      startsFrom: 'detected',
      state: 'open',
      startAt: detectedAt,
    });
    expect(own.explain.join()).toContain('第20个工作日');
    const gone = (await clocksOf(grave)).find(({ packId }) => packId === 'xinxing-2017');
    expect(gone).toMatchObject({ state: 'waived', packVersion: '1' });
    const pack = await (await leader()).call('packs.read', { params: { id: 'xinxing-2017' } });
    expect(pack.versions.map(({ version, signedBy }) => [version, signedBy])).toEqual([
      ['2', '测试second'],
      ['1', null],
    ]);
    expect(await factsOf('rules.changed', change.id)).toMatchObject([
      { body: { change: 'pack', of: 'xinxing-2017', version: '2', digest: change.digest } },
    ]);
  });

  it('a rule made shorter moves the clocks that run by it; one that was overtaken is not confirmed', async () => {
    const pack = await inWorkingDays();
    const [rule] = pack.rules;
    const shorter = { ...pack, rules: [{ ...rule!, within: { kind: 'working-days' as const, days: 10 } }] };
    const change = await propose({ kind: 'pack', pack: shorter, reason: '缩短时限' });
    const late = await propose({
      kind: 'pack',
      pack: {
        ...shorter,
        document: '另一稿',
        rules: [{ ...rule!, within: { kind: 'working-days', days: 9 } }],
      },
      reason: '另一稿',
    });
    const [move] = await movesOf(change);
    expect(move).toMatchObject({ kind: 'moved', packId: 'xinxing-2017', atOnce: false });
    expect(Date.parse(move!.toDue!)).toBeLessThan(Date.parse(move!.fromDue!));
    await confirm(change, second());
    const clock = await (await leader()).call('duties.read', { params: { id: move!.clockId! } });
    expect(clock).toMatchObject({ dueAt: move!.toDue, packVersion: '3' });
    expect(clock.recounts).toMatchObject([
      { kind: 'pack', from: move!.fromDue, to: move!.toDue, reason: '缩短时限' },
    ]);
    expect(await factsOf('duty.moved', change.id)).toMatchObject([
      { body: { clockId: clock.id, from: move!.fromDue, to: move!.toDue } },
    ]);
    expect(
      await (await second()).refused('changes.confirm', {
        params: { id: late.id },
        body: { digest: late.digest },
      }),
    ).toMatchObject({ status: 409, code: 'change.overtaken' });
    expect(await (await leader()).call('changes.drop', { params: { id: late.id } })).toMatchObject({
      state: 'dropped',
    });
  });

  it('is withdrawn while its clocks run: they run on or fall away, as was seen; put in force again it opens anew', async () => {
    const staff = await server.as('news-office');
    const mine = async () =>
      (await (await leader()).call('duties.list', { query: { state: 'open', limit: 200 } })).items.filter(
        ({ packId }) => packId === 'xinxing-2017',
      );
    const before = await mine();
    expect(before.length).toBeGreaterThan(0);
    const runOn = await staff.call('changes.propose', {
      body: { kind: 'withdraw-pack', packId: 'xinxing-2017', lift: false, reason: '暂停使用' },
    });
    expect(runOn.counts['falls-away']).toBe(0);
    await confirm(runOn);
    expect(await mine()).toHaveLength(before.length);
    const fresh = await anIncident(server, { level: '一般' });
    expect((await opened(fresh, 1))[0]?.packId).toBe('state-council-2016');
    // A change of level asks nothing of a pack that no longer binds.
    await changeLevel(server, before[0]!.incident!.id, '一般', '较大');
    await eventually(async () =>
      expect((await clocksOf(before[0]!.incident!.id))[0]?.incident?.level).toBe('较大'),
    );
    expect(await mine()).toHaveLength(before.length);

    const again = await staff.call('changes.propose', {
      body: { kind: 'restore-pack', packId: 'xinxing-2017', reason: '恢复使用' },
    });
    expect(again.counts.opened).toBe(1);
    await confirm(again);
    expect(await opened(fresh, 2)).toHaveLength(2);
    const lifting = await staff.call('changes.propose', {
      body: { kind: 'withdraw-pack', packId: 'xinxing-2017', lift: true, reason: '不再使用' },
    });
    expect(lifting.counts['falls-away']).toBe((await mine()).length);
    await confirm(lifting);
    expect(await mine()).toEqual([]);
    await confirm(
      await staff.call('changes.propose', {
        body: { kind: 'restore-pack', packId: 'xinxing-2017', reason: '恢复使用' },
      }),
    );
  });

  it('one that could not bind is refused with the rule named', async () => {
    const pack = await inWorkingDays();
    const twice = {
      ...pack,
      rules: [pack.rules[0]!, { ...pack.rules[0]!, name: { zh: '另一条', en: 'other' } }],
    };
    expect(
      await (await leader()).refused('changes.propose', {
        body: { kind: 'pack', pack: twice, reason: '试一试' },
      }),
    ).toMatchObject({ status: 422, code: 'pack.overlap' });
    expect(
      await (await leader()).refused('changes.propose', {
        body: { kind: 'pack', pack: { ...pack, rules: [] }, reason: '试一试' },
      }),
    ).toMatchObject({ status: 422, code: 'pack.empty' });
  });
});

describe('the calendar', () => {
  it('a corrected year moves what counted its days, and only that; what has moved since is seen first', async () => {
    const incident = await anIncident(server, { level: '一般' });
    const [, clock] = (await opened(incident, 2)).sort((a, b) => a.packId.localeCompare(b.packId));
    const year = Number(clock!.startAt.slice(0, 4));
    const held = (await (await leader()).call('calendar.read')).years.find((one) => one.year === year);
    // The weekday after the start becomes a holiday: every count that passes it ends a working day later.
    const after = clock!.explain
      .map(
        (line) =>
          /^(\d{4}-\d{2}-\d{2}) 周[一二三四五] · 工作日(?:（当年放假安排未公布）)? · 第/.exec(line)?.[1],
      )
      .find(Boolean)!;
    const off = [...(held?.off ?? statutory(year)), { from: after, to: after, name }];
    const body: Proposed = {
      kind: 'calendar',
      year: { year, published: true, notice: '示例通知', off, worked: held?.worked ?? [] },
      reason: '补充放假一天',
    };
    const change = await propose(body);
    expect(change).toMatchObject({ needsSecond: false, mayConfirm: true });
    const move = (await movesOf(change)).find(({ clockId }) => clockId === clock!.id);
    expect(move).toMatchObject({ kind: 'moved', fromDue: clock!.dueAt });
    expect(Date.parse(move!.toDue!)).toBeGreaterThan(Date.parse(clock!.dueAt));

    const other = await anIncident(server, { level: '一般' });
    await opened(other, 2);
    expect(
      await (await leader()).refused('changes.confirm', {
        params: { id: change.id },
        body: { digest: change.digest },
      }),
    ).toMatchObject({ status: 409, code: 'change.moved-on' });
    expect((await clocksOf(incident)).find(({ id }) => id === clock!.id)?.dueAt).toBe(clock!.dueAt);
    const again = await (await leader()).call('changes.look', { params: { id: change.id } });
    expect(again.counts.moved).toBe(change.counts.moved + 1);
    await confirm(again);
    const moved = (await clocksOf(incident)).find(({ id }) => id === clock!.id)!;
    expect(moved).toMatchObject({
      dueAt: move!.toDue,
      recounts: [{ kind: 'calendar', reason: '补充放假一天' }],
    });
    expect(moved.explain.join()).toContain('示例放假');
    const { rows } = await server.db.query(
      'select count(*)::int as n from clock where next_notice_at is null and state = $1',
      ['open'],
    );
    expect(rows[0].n).toBe(0);
    // What opens from now on is counted by it too.
    const later = await anIncident(server, { level: '一般', detectedAt: clock!.startAt });
    const byIt = (await opened(later, 2)).find(({ packId }) => packId === clock!.packId);
    expect(byIt?.dueAt).toBe(move!.toDue);
  });

  it('one that contradicts itself is refused with the day named, and one that changes nothing', async () => {
    const year = {
      year: 2027,
      published: true,
      notice: null,
      off: statutory(2027),
      worked: [{ date: '2027-10-01', name }],
    };
    const answer = await (await leader()).refused('changes.propose', {
      body: { kind: 'calendar', year, reason: '试一试' },
    });
    expect(answer).toMatchObject({
      status: 422,
      code: 'calendar.off-and-worked',
    });
    const { years, unpublished } = await (await leader()).call('calendar.read');
    expect(
      unpublished.every((one) => !years.some(({ year: held, published }) => held === one && published)),
    ).toBe(true);
    const { enteredBy: _, enteredAt: __, reason: ___, edition: ____, ...same } = years[0]!;
    expect(
      await (await leader()).refused('changes.propose', {
        body: { kind: 'calendar', year: same, reason: '试一试' },
      }),
    ).toMatchObject({ status: 422, code: 'change.nothing' });
  });

  it('binds all: people of a lower jurisdiction may not change it', async () => {
    await server.db.query("insert into jurisdiction (name, level) values ('邻县', 'county')");
    const year = { year: 2027, published: true, notice: null, off: statutory(2027), worked: [] };
    expect(
      await (await leader()).refused('changes.propose', {
        body: { kind: 'calendar', year, reason: '试一试' },
      }),
    ).toMatchObject({ status: 403, code: 'calendar.not-yours' });
    expect((await (await leader()).call('calendar.read')).mayChange).toBe(false);
    await server.db.query("delete from jurisdiction where name = '邻县'");
  });
});

describe('a start', () => {
  it('corrected moves the open clocks that count from it, says so on them, and a breach stays', async () => {
    const staff = await server.as('news-office');
    const [occurredAt, earlier] = [hoursAgo(2), hoursAgo(4)];
    const id = await anIncident(server, { level: '重大', occurredAt });
    const clocks = await opened(id, 3);
    const change = await staff.call('changes.propose', {
      body: { kind: 'start', incidentId: id, start: 'occurred', at: earlier, reason: '目击者说明' },
    });
    expect(change.counts).toMatchObject({ moved: 2, stays: 0 });
    const done = await staff.call('changes.confirm', {
      params: { id: change.id },
      body: { digest: change.digest },
    });
    expect(done.state).toBe('confirmed');
    const after = await clocksOf(id);
    const five = after.find(({ duty }) => duty === 'authoritative-information')!;
    expect(five).toMatchObject({
      startAt: earlier,
      dueAt: plus(earlier, 5),
      recounts: [{ kind: 'start', reason: '目击者说明' }],
    });
    // Continuing release starts from the release before, not from when it happened.
    const update = (list: Clock[]) => list.find(({ duty }) => duty === 'next-update')?.dueAt;
    expect(update(after)).toBe(update(clocks));
    const { items } = await staff.call('starts.list', { params: { id } });
    expect(
      items.filter(({ start }) => start === 'occurred').map(({ at, holds, saidBy }) => [at, holds, saidBy]),
    ).toEqual([
      [earlier, true, '测试news-office'],
      [occurredAt, false, '测试人员'],
    ]);

    const past = await staff.call('changes.propose', {
      body: { kind: 'start', incidentId: id, start: 'occurred', at: hoursAgo(6), reason: '再次更正' },
    });
    const [soon] = (await staff.call('changes.moves', { params: { id: past.id } })).items;
    expect(soon).toMatchObject({ duty: 'authoritative-information', atOnce: true });
    await staff.call('changes.confirm', { params: { id: past.id }, body: { digest: past.digest } });
    await server.serving.app.get(SweepService).sweep();
    await eventually(async () =>
      expect((await clocksOf(id)).find(({ duty }) => duty === 'authoritative-information')?.state).toBe(
        'breached',
      ),
    );
    const back = await staff.call('changes.propose', {
      body: { kind: 'start', incidentId: id, start: 'occurred', at: hoursAgo(1), reason: '改回' },
    });
    expect(back.counts).toMatchObject({ moved: 1, stays: 1 });
    await staff.call('changes.confirm', { params: { id: back.id }, body: { digest: back.digest } });
    expect((await clocksOf(id)).find(({ duty }) => duty === 'authoritative-information')).toMatchObject({
      state: 'breached',
      startAt: five.startAt === earlier ? expect.any(String) : '',
    });
    // A level that changes after the breach takes nothing back either.
    await changeLevel(server, id, '重大', '一般');
    await eventually(async () =>
      expect((await clocksOf(id)).some(({ duty }) => duty === 'response')).toBe(true),
    );
    expect((await clocksOf(id)).find(({ duty }) => duty === 'authoritative-information')?.state).toBe(
      'breached',
    );
  });

  it('a level that changes later counts from the corrected start', async () => {
    const staff = await server.as('news-office');
    const [said, corrected] = [hoursAgo(1), hoursAgo(3)];
    const id = await anIncident(server, { level: '一般', detectedAt: hoursAgo(1), occurredAt: said });
    await opened(id, 2);
    const change = await staff.call('changes.propose', {
      body: { kind: 'start', incidentId: id, start: 'occurred', at: corrected, reason: '核实' },
    });
    await staff.call('changes.confirm', { params: { id: change.id }, body: { digest: change.digest } });
    await changeLevel(server, id, '一般', '重大');
    await eventually(async () =>
      expect((await clocksOf(id)).find(({ duty }) => duty === 'press-conference')).toMatchObject({
        startAt: corrected,
        dueAt: plus(corrected, 24),
      }),
    );
  });

  it('in the future is refused; nobody without the right corrects one; what is out of view is not found', async () => {
    const id = await anIncident(server, { level: '一般' });
    const body: Proposed = {
      kind: 'start',
      incidentId: id,
      start: 'occurred',
      at: hoursAgo(-1),
      reason: '笔误',
    };
    expect(await (await leader()).refused('changes.propose', { body })).toMatchObject({
      status: 422,
      code: 'start.future',
    });
    const officer = await server.as('department-officer', 'liu', '交通运输局');
    expect(await officer.refused('changes.propose', { body })).toMatchObject({ status: 403 });
    expect(
      await (await leader()).refused('changes.read', {
        params: { id: '00000000-0000-4000-8000-000000000000' },
      }),
    ).toMatchObject({ status: 404 });
  });

  it('two who confirm at once: one does, the other is told', async () => {
    const id = await anIncident(server, { level: '重大', occurredAt: hoursAgo(2) });
    await opened(id, 3);
    const change = await propose({
      kind: 'start',
      incidentId: id,
      start: 'occurred',
      at: hoursAgo(3),
      reason: '更正',
    });
    const service = server.serving.app.get(ChangeService);
    expect(service).toBeDefined();
    const answers = await Promise.allSettled([confirm(change), confirm(change, second())]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await factsOf('rules.changed', change.id)).toHaveLength(1);
  });
});

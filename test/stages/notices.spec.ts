// The ladder and its channels on a real database and real receivers: who is told, once, by what; what fails, is held, is sent again.
import type { RungView } from '#contract';
import { SweepService } from '../../apps/server/src/duty/sweep.service';
import { ClimbFollow } from '../../apps/server/src/notices/climb.follow';
import { DeliverService } from '../../apps/server/src/notices/deliver.service';
import { Now } from '../../apps/server/src/platform/now';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { anIncident, changeLevel, hoursAgo, whileNobodyHears } from './duty-incident';
import { addChannel, far } from './notices.parts';
import { wordsOf } from './receivers';

jest.setTimeout(120_000);

let server: TestServer;
let admin: Client;
let staff: Client;
let leader: Client;
let officer: Client;

beforeAll(async () => {
  await far.open();
  server = await startServer();
  admin = await server.as('administrator');
  staff = await server.as('news-office', 'press', '县委宣传部');
  leader = await server.as('leader');
  officer = await server.as('department-officer', 'liu', '交通运输局');
});
afterAll(async () => {
  await server.close();
  await far.close();
});

const add = (kind: string, url?: string, more: object = {}) => addChannel(admin, kind, url, more);
const remove = (id: string) => admin.call('noticeChannels.remove', { params: { id } });
const rung = (to: RungView['to'], afterMinutes: number, more: Partial<RungView> = {}): RungView => ({
  ...{ to, since: 'breached', levels: 'all', afterMinutes, repeat: null, by: [], channelIds: [] },
  ...more,
});
async function setLadder(rungs: RungView[], acknowledgedForMinutes = 60) {
  const { version } = await admin.call('ladder.read');
  return admin.call('ladder.save', {
    body: { rungs, acknowledgedForMinutes, basedOn: version, reason: '测试用的阶梯' },
  });
}
const sweepClocks = () => server.serving.app.get(SweepService).sweep();
const sweep = () => server.serving.app.get(ClimbFollow).sweep();
/** A breached clock of 48 hours, and its climb. */
async function breached(more: Parameters<typeof anIncident>[1] = {}) {
  const incidentId = await anIncident(server, { detectedAt: hoursAgo(49), ...more });
  const clockId = await eventually(async () => {
    await sweepClocks();
    const [clock] = (await leader.call('duties.list', { query: { incidentId } })).items;
    expect(clock?.state).toBe('breached');
    return clock!.id;
  });
  return { incidentId, clockId };
}
const climbsOf = async (clockId: string) =>
  (await leader.call('escalations.list', { query: { clockId } })).items;
const climb = (clockId: string, steps: number) =>
  eventually(async () => {
    const [found] = await climbsOf(clockId);
    expect(found?.steps.length).toBe(steps);
    return found!;
  });
const noticesOf = async (clockId: string) => (await staff.call('notices.list', { query: { clockId } })).items;
const facts = async (clockId: string, kind: string) =>
  (
    await server.db.query("select body from fact where kind = $2 and body->>'clockId' = $1 order by seq", [
      clockId,
      kind,
    ])
  ).rows.map(({ body }) => body as Record<string, unknown>);
/** Lets time pass for the server alone. */
async function later<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const clock = server.serving.app.get(Now);
  clock.at = () => new Date(Date.now() + ms);
  try {
    return await work();
  } finally {
    clock.at = () => new Date();
  }
}

describe('the ladder', () => {
  it('a breach tells each rung at its time, by its channels, once; the alert names who is told', async () => {
    const [mail, group] = [await add('email'), await add('wecom', '/wecom-ladder?key=k1')];
    await leader.call('noticeSettings.change', {
      body: { email: 'leader@wanglan.example', phone: '', quiet: null },
    });
    await setLadder([
      rung('supervising-leader', 0, { by: ['email', 'sms'], channelIds: [group.id] }),
      rung('holder', 0),
      rung('news-office-on-duty', 600),
    ]);
    const { clockId } = await breached({ title: '清水桥塌陷，联系13712345678', level: '一般' });
    const found = await climb(clockId, 2);
    expect(found.steps.map(({ target, late, told }) => [target, late, told.map(({ name }) => name)])).toEqual(
      [
        ['supervising-leader', true, [leader.session!.officer.name]],
        ['holder', true, [officer.session!.officer.name]],
      ],
    );
    expect(found.next).toEqual({
      ...{ rung: 3, repeat: 0, target: 'news-office-on-duty' },
      at: found.nextStepAt,
    });
    // Ten hours after the breach, an hour ago.
    expect(Date.parse(found.nextStepAt!) - Date.parse(found.beganAt)).toBe(600 * 60_000);
    await eventually(async () => {
      const notices = await noticesOf(clockId);
      expect(notices.map((one) => [one.channel.kind, one.state, one.to?.name ?? null]).sort()).toEqual([
        ['email', 'delivered', leader.session!.officer.name],
        ['wecom', 'delivered', null],
      ]);
    });
    const [shown] = await climbsOf(clockId);
    expect(shown!.steps.flatMap(({ target, channels }) => channels.map((one) => [target, one]))).toEqual(
      expect.arrayContaining([
        ['supervising-leader', expect.objectContaining({ kind: 'email', state: 'delivered' })],
        [expect.any(String), expect.objectContaining({ kind: 'wecom', state: 'delivered' })],
      ]),
    );
    const sent = far.mails.filter(({ to }) => to.includes('leader@wanglan.example'));
    expect(sent).toHaveLength(1);
    expect(wordsOf(sent[0]!)).toContain(`/duties/${clockId}`);
    expect(sent[0]!.raw + wordsOf(sent[0]!)).not.toContain('13712345678');
    expect(far.to('/wecom-ladder')).toHaveLength(1);
    await sweep();
    // As if the server had been stopped before its cursor moved: the same facts again tell nobody twice.
    await server.db.query("update stage_cursor set seq = 0 where stage = 'notices'");
    await breached({ level: '较大' });
    await eventually(async () => expect(await facts(clockId, 'duty.escalated.2')).toHaveLength(2));
    expect(far.mails.filter((one) => wordsOf(one).includes(clockId))).toHaveLength(1);
    await eventually(async () => {
      const { items } = await leader.call('alerts.list', { query: { kind: 'clock.escalated' } });
      const own = items.find(
        ({ subject, to }) => subject.id === clockId && to.includes(leader.session!.officer.id),
      );
      expect(own?.text.zh).toContain('分管领导');
    });
    // Ten hours on the next rung is due, and the rest is quiet.
    await later(11 * 3_600_000, async () => {
      await sweep();
      await climb(clockId, 3);
      await sweep();
    });
    expect((await climb(clockId, 3)).nextStepAt).toBeNull();
    for (const { id } of [mail, group]) await remove(id);
  });

  it('an acknowledgement holds the climb, runs out, and those told last are told again', async () => {
    const group = await add('wecom', '/wecom-hold?key=k1');
    await setLadder([rung('holder', 0, { channelIds: [group.id] }), rung('supervising-leader', 240)], 30);
    const { clockId } = await breached();
    await climb(clockId, 1);
    const held = await officer.call('escalations.takeUp', { params: { id: clockId } });
    expect(held.acknowledgedBy).toBe(officer.session!.officer.name);
    expect(Date.parse(held.acknowledgedUntil!) - Date.now()).toBeGreaterThan(29 * 60_000);
    await later(29 * 60_000, async () => {
      await sweep();
      expect((await climbsOf(clockId))[0]!.steps).toHaveLength(1);
    });
    await later(31 * 60_000, async () => {
      await sweep();
      const again = await climb(clockId, 2);
      expect(again.steps[1]).toMatchObject({
        rung: 0,
        target: null,
        told: [{ name: officer.session!.officer.name }],
      });
      expect(again.acknowledgedUntil).toBeNull();
      // What was to come four hours after the breach comes half an hour later.
      expect(Date.parse(again.nextStepAt!) - Date.parse(again.beganAt)).toBeGreaterThanOrEqual(270 * 60_000);
    });
    await eventually(() => expect(far.to('/wecom-hold')).toHaveLength(2));
    expect(await facts(clockId, 'duty.taken-up')).toHaveLength(1);
    expect(await facts(clockId, 'duty.hold-expired')).toHaveLength(1);
    await remove(group.id);
  });

  it('a rung that finds nobody is an alert to the level above, with the reason, and its news office is told', async () => {
    const group = await add('webhook', '/hook-nobody');
    await setLadder([rung('department-head', 0, { channelIds: [group.id] }), rung('holder', 5_000)]);
    const { rows } = await server.db.query(
      "insert into jurisdiction (name, level) values ('望江市', 'city') returning id",
    );
    await server.db.query("update jurisdiction set parent_id = $1 where name = '望澜县'", [rows[0].id]);
    await server.db.query(
      "insert into officer (jurisdiction_id, name, sign_in_name, password_hash, roles) values ($1, '市办小周', 'shiban', 'x', '{news-office}')",
      [rows[0].id],
    );
    const { clockId } = await breached({ lead: '水利局' });
    const found = await climb(clockId, 1);
    expect(found.steps[0]).toMatchObject({
      told: [],
      reason: { zh: expect.stringContaining('没有登记负责人') },
    });
    const [fact] = await facts(clockId, 'duty.unheard');
    expect(fact).toMatchObject({ aboveId: rows[0].id, toOfficerIds: [expect.any(String)] });
    await eventually(async () => {
      const { items } = await leader.call('alerts.list', { query: { kind: 'clock.unheard' } });
      const own = items.find(({ subject }) => subject.id === clockId);
      expect(own).toMatchObject({
        severity: 'critical',
        text: { zh: expect.stringMatching(/无人可报.*上级：市办小周/) },
      });
    });
    // The stream of the level above bears it too.
    const above = await server.db.query(
      'select count(*)::int as n from alert_stream s join alert a on a.id = s.alert_id where s.jurisdiction_id = $1 and a.subject_id = $2',
      [rows[0].id, clockId],
    );
    expect(above.rows[0].n).toBeGreaterThan(0);
    await eventually(async () =>
      expect(await noticesOf(clockId)).toMatchObject([{ about: 'unheard', state: 'delivered' }]),
    );
    await server.db.query("update jurisdiction set parent_id = null where name = '望澜县'");
    await remove(group.id);
  });

  it('after downtime every step is on record, late, and of repeats only the last is sent', async () => {
    const group = await add('wecom', '/wecom-down?key=k1');
    await setLadder([
      rung('supervising-leader', 0, { channelIds: [group.id], repeat: { everyMinutes: 10, times: 4 } }),
    ]);
    const incidentId = await anIncident(server, { detectedAt: hoursAgo(49) });
    await eventually(async () =>
      expect((await leader.call('duties.list', { query: { incidentId } })).items).toHaveLength(1),
    );
    const [clock] = (await leader.call('duties.list', { query: { incidentId } })).items;
    await whileNobodyHears(server, async () => {});
    [admin, staff, leader, officer] = await Promise.all([
      server.as('administrator'),
      server.as('news-office', 'press'),
      server.as('leader'),
      server.as('department-officer', 'liu'),
    ]);
    const found = await climb(clock!.id, 5);
    expect(found.steps.map(({ repeat, late, overtaken }) => [repeat, late, overtaken])).toEqual([
      [0, true, true],
      [1, true, true],
      [2, true, true],
      [3, true, true],
      [4, true, false],
    ]);
    await eventually(() => expect(far.to('/wecom-down')).toHaveLength(1));
    expect(await noticesOf(clock!.id)).toHaveLength(1);
    await remove(group.id);
  });

  it('two processes climb each step once', async () => {
    await setLadder([rung('supervising-leader', 0), rung('holder', 3_000)]);
    const other = await server.another();
    // It works on beside the tests that follow: both keep one time.
    other.app.get(Now).at = () => server.serving.app.get(Now).at();
    const clocks = await Promise.all(Array.from({ length: 8 }, () => breached()));
    for (const { clockId } of clocks) await climb(clockId, 1);
    await later(3_100 * 60_000, async () => {
      await Promise.all([
        sweep(),
        other.app.get(ClimbFollow).sweep(),
        sweep(),
        other.app.get(ClimbFollow).sweep(),
      ]);
    });
    for (const { clockId } of clocks) {
      expect((await climb(clockId, 2)).nextStepAt).toBeNull();
      expect(await facts(clockId, 'duty.escalated.2')).toHaveLength(2);
    }
  });

  it('many that run out at once reach one person as one letter that names each; killed before its answer, the same again', async () => {
    const mail = await add('email');
    await leader.call('noticeSettings.change', {
      body: { email: 'many@wanglan.example', phone: '', quiet: null },
    });
    await setLadder([rung('supervising-leader', 0, { by: ['email'] })]);
    const pause = (paused: boolean) =>
      admin.call('noticeChannels.pause', { params: { id: mail.id }, body: { paused } });
    await pause(true);
    const clocks = await Promise.all(Array.from({ length: 5 }, () => breached({ level: '一般' })));
    const grave = await breached({ level: '重大' });
    for (const { clockId } of [...clocks, grave]) await climb(clockId, 1);
    const ids = clocks.map(({ clockId }) => clockId);
    const letters = () => far.mails.filter((letter) => ids.some((id) => wordsOf(letter).includes(id)));
    await pause(false);
    const notices = async () => (await Promise.all(ids.map(noticesOf))).flat();
    const delivered = () =>
      eventually(async () =>
        expect((await notices()).map(({ state, together }) => [state, together])).toEqual(
          ids.map(() => ['delivered', 5]),
        ),
      );
    await delivered();
    expect(letters()).toHaveLength(1);
    const [one] = letters();
    expect(ids.filter((id) => wordsOf(one!).includes(id))).toEqual(ids);
    // Ⅰ and Ⅱ are not buried among the others.
    expect(wordsOf(one!)).not.toContain(grave.clockId);
    const told = 'select count(*)::int as n from fact where kind = $1 and body->>$2 = any($3)';
    for (const kind of ['notice.told', 'duty.escalated.2'])
      expect((await server.db.query(told, [kind, 'clockId', ids])).rows[0].n).toBe(5);
    // As if the process had been killed after the letter went and before its answer was noted.
    await server.db.query(
      "update notice set state = 'waiting', next_attempt_at = now() - interval '1 hour' where clock_id = any($1)",
      [ids],
    );
    await server.serving.app.get(ClimbFollow).takeUpLost();
    await delivered();
    const mark = (letter: { raw: string }) => /^Message-ID: (.*)$/im.exec(letter.raw)?.[1];
    expect(letters().map(mark)).toEqual([mark(one!), mark(one!)]);
    await remove(mail.id);
  });

  it('quiet hours hold what is below Ⅱ, and let go at once when the level rises', async () => {
    const always = { from: '00:00', to: '23:59' };
    const group = await add('wecom', '/wecom-quiet?key=k1', { quiet: always });
    await setLadder([rung('supervising-leader', 0, { channelIds: [group.id] })]);
    const at = new Date();
    at.setUTCHours(4, 0, 0, 0);
    const { clockId, incidentId } = await later(at.getTime() - Date.now(), async () => {
      const made = await breached({
        level: '一般',
        detectedAt: new Date(at.getTime() - 50 * 3_600_000).toISOString(),
      });
      await eventually(async () =>
        expect(await noticesOf(made.clockId)).toMatchObject([
          { state: 'waiting', heldUntil: expect.any(String), attempts: [] },
        ]),
      );
      return made;
    });
    expect(far.to('/wecom-quiet')).toHaveLength(0);
    await changeLevel(server, incidentId, '一般', '重大');
    await server.db.query(
      "update clock set state = 'breached', waived_at = null, waived_by = null, waived_reason = null where id = $1",
      [clockId],
    );
    await eventually(() => expect(far.to('/wecom-quiet').length).toBeGreaterThan(0));
    await remove(group.id);
  });

  it('refuses a ladder that tells nobody of a breach, names what is no more, or overwrites another’s', async () => {
    const { version } = await admin.call('ladder.read');
    const save = (rungs: RungView[], basedOn = version) =>
      admin.refused('ladder.save', { body: { rungs, acknowledgedForMinutes: 60, basedOn, reason: '试试' } });
    expect(await save([rung('holder', 0, { since: 'near' })])).toMatchObject({
      code: 'ladder.silent-breach',
    });
    expect(
      await save([rung('holder', 0, { channelIds: ['11111111-0000-4000-8000-000000000000'] })]),
    ).toMatchObject({ code: 'ladder.unknown-channel' });
    expect(await save([rung('holder', 0)], (version ?? 0) - 1)).toMatchObject({
      status: 409,
      code: 'ladder.overtaken',
    });
    expect(
      await officer.refused('ladder.save', {
        body: { rungs: [rung('holder', 0)], acknowledgedForMinutes: 60, basedOn: version, reason: '试试' },
      }),
    ).toMatchObject({ status: 403 });
  });

  it('says in words what would happen at three on a Saturday morning', async () => {
    const mail = await add('email');
    const { lines, notes } = await staff.call('ladder.preview', {
      body: {
        rungs: [
          rung('supervising-leader', 0, { by: ['email', 'sms'] }),
          rung('holder', 0),
          rung('department-head', 15),
        ],
        acknowledgedForMinutes: 45,
        at: '2026-11-27T19:00:00Z',
        ...{ level: '重大', departmentId: null },
      },
    });
    expect(lines.map(({ at, nobody }) => [at, nobody])).toEqual([
      ['2026-11-27T19:00:00.000Z', false],
      ['2026-11-27T19:00:00.000Z', false],
      ['2026-11-27T19:15:00.000Z', false],
    ]);
    expect(lines[0]!.text.zh).toMatch(/告知分管领导.*站内、邮件、短信发不出/);
    expect(notes.map(({ zh }) => zh).join()).toMatch(/45 分钟.*安静时段不起作用/);
    await remove(mail.id);
  });
});

describe('a channel that is down', () => {
  it('is tried again ever later under the same id, people are told, and it all goes once when it is back', async () => {
    far.answers.set('/hook-down', { status: 503, words: '维护中，联系13712345678' });
    const group = await add('webhook', '/hook-down');
    await setLadder([rung('supervising-leader', 0, { channelIds: [group.id] })]);
    const { clockId } = await breached();
    // Other clocks may have climbed this ladder too.
    const toDown = () => far.to('/hook-down').filter(({ body }) => body.includes(clockId));
    const [notice] = await eventually(async () => {
      const found = await noticesOf(clockId);
      expect(found[0]).toMatchObject({ state: 'waiting', tried: 1, attempts: [{ status: 503 }] });
      return found;
    });
    expect(notice!.attempts[0]!.head).not.toContain('13712345678');
    const attempt = () => server.serving.app.get(DeliverService).deliver(notice!.id);
    for (let i = 0; i < 10; i += 1) await attempt();
    const [given] = await noticesOf(clockId);
    expect(given).toMatchObject({ state: 'failed', tried: 11, nextAttemptAt: null });
    expect(given!.attempts).toHaveLength(11);
    await eventually(async () =>
      expect((await staff.call('alerts.list', { query: { kind: 'channel.failing' } })).items).toMatchObject([
        { title: '市平台', subject: { type: 'channel' } },
      ]),
    );
    expect(await facts(clockId, 'notice.given-up')).toHaveLength(1);
    await attempt();
    expect(toDown()).toHaveLength(11);
    far.answers.delete('/hook-down');
    expect(await staff.call('noticeChannels.resend', { params: { id: group.id } })).toMatchObject({
      queued: expect.any(Number),
    });
    await eventually(async () => expect((await noticesOf(clockId))[0]).toMatchObject({ state: 'delivered' }));
    expect(toDown()).toHaveLength(12);
    expect(new Set(toDown().map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((await noticesOf(clockId))[0]!.attempts).toHaveLength(12);
    await remove(group.id);
  });

  it('does not wake anybody for what was settled in the meantime; an attempt cut short is taken up again', async () => {
    far.answers.set('/hook-late', { status: 500, words: '' });
    const group = await add('webhook', '/hook-late');
    await setLadder([rung('supervising-leader', 0, { channelIds: [group.id] })]);
    const { clockId } = await breached();
    const [notice] = await eventually(async () => {
      const found = await noticesOf(clockId);
      expect(found[0]?.tried).toBeGreaterThan(0);
      return found;
    });
    // As if the process had been killed before the answer was noted: the sweep for lost jobs takes it up.
    await server.db.query("update notice set next_attempt_at = now() - interval '1 hour' where id = $1", [
      notice!.id,
    ]);
    await server.db.query('select graphile_worker.remove_job($1)', [`notice:${notice!.id}`]);
    await server.serving.app.get(ClimbFollow).takeUpLost();
    await eventually(async () => expect((await noticesOf(clockId))[0]!.tried).toBeGreaterThan(notice!.tried));
    await leader.call('duties.waive', { params: { id: clockId }, body: { reason: '上级统一答复' } });
    await server.serving.app.get(DeliverService).deliver(notice!.id);
    expect((await noticesOf(clockId))[0]).toMatchObject({
      state: 'dropped',
      dropped: { zh: expect.stringContaining('已经停了') },
    });
    await eventually(async () =>
      expect((await climbsOf(clockId))[0]).toMatchObject({ endedAs: 'waived', nextStepAt: null }),
    );
    await remove(group.id);
  });
});

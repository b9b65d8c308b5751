// A server whose clock is ten minutes off the database's, and one whose clock is set forth and back: told, nothing lost, nothing twice.
import type { RungView } from '#contract';
import { SweepService } from '../../apps/server/src/duty/sweep.service';
import { ClimbFollow } from '../../apps/server/src/notices/climb.follow';
import { Jobs } from '../../apps/server/src/platform/jobs';
import { Now } from '../../apps/server/src/platform/now';
import { Skew } from '../../apps/server/src/platform/skew';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { anIncident } from './duty-incident';
import { addChannel, far } from './notices.parts';

jest.setTimeout(120_000);
const MINUTE = 60_000;
/** The time that is left, and moments more: what is found within a minute is not late. */
const PAST = 2 * MINUTE + 5_000;
let server: TestServer;
let leader: Client;
let channelId: string;
let aheadMs = 0;

beforeAll(async () => {
  await far.open();
  server = await startServer();
  leader = await server.as('leader');
  const admin = await server.as('administrator');
  await server.as('department-officer', 'liu', '交通运输局');
  channelId = (await addChannel(admin, 'wecom', '/wecom-skew?key=k1')).id;
  const rung = { since: 'breached' as const, levels: 'all' as const, by: [] };
  const rungs: RungView[] = [
    {
      ...rung,
      to: 'supervising-leader',
      afterMinutes: 0,
      repeat: { everyMinutes: 5, times: 1 },
      channelIds: [channelId],
    },
    { ...rung, to: 'holder', afterMinutes: 12, repeat: null, channelIds: [channelId] },
  ];
  const { version } = await admin.call('ladder.read');
  await admin.call('ladder.save', {
    body: { rungs, acknowledgedForMinutes: 60, basedOn: version, reason: '测试用的阶梯' },
  });
  server.serving.app.get(Now).at = () => new Date(Date.now() + aheadMs);
});
afterAll(async () => {
  aheadMs = 0;
  await server.close();
  await far.close();
});

const measure = () => server.serving.app.get(Skew).measure();
const sweep = async () => {
  await server.serving.app.get(SweepService).sweep();
  await server.serving.app.get(ClimbFollow).sweep();
};
const given = async (clockId: string) =>
  (
    await server.db.query(
      `select kind, coalesce(body->>'rung', '') as rung, count(*)::int as n from fact
        where body->>'clockId' = $1 and kind like 'duty.%' and kind <> 'duty.opened' group by 1, 2`,
      [clockId],
    )
  ).rows.map(({ kind, rung, n }) => `${kind}${rung && ` ${rung}`} × ${n}`);
/** Waits until the clock has been told of so much, and says what. */
const told = (clockId: string, ...wanted: string[]) =>
  eventually(async () => {
    await sweep();
    expect((await given(clockId)).sort()).toEqual([...wanted].sort());
  });
const warnings = ['duty.half × 1', 'duty.near × 1', 'duty.hour × 1'];

describe.each([
  ['ahead', 10 * MINUTE, '快 600 秒', '600 s ahead'],
  ['behind', -10 * MINUTE, '慢 600 秒', '600 s behind'],
] as const)('a server ten minutes %s', (_, offset, zh, en) => {
  beforeAll(() => {
    aheadMs = offset;
  });
  afterAll(async () => {
    aheadMs = 0;
    await measure();
  });

  it('says so in health, in the metrics, and to people, and stops saying so when it is mended', async () => {
    expect(Math.abs((await measure()) - offset)).toBeLessThan(5_000);
    const { warning, clocks } = await leader.call('skew.read', {});
    expect(warning?.zh).toContain(zh);
    expect(warning?.en).toContain(en);
    expect(clocks).toHaveLength(1);
    const health = await fetch(`${server.url}/health/ready`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: 'degraded', clocks: { warning } });
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    const seconds = Number(/^wenying_clock_ahead_of_database_seconds (.+)$/m.exec(metrics)?.[1]);
    expect(Math.abs(seconds * 1000 - offset)).toBeLessThan(5_000);
    aheadMs = 0;
    await measure();
    expect((await leader.call('skew.read', {})).warning).toBeNull();
    expect(await (await fetch(`${server.url}/health/ready`)).json()).toMatchObject({ status: 'ok' });
    aheadMs = offset;
  });

  it('warns, breaches, climbs and sends by its own clock, each once, also when that is set right and off again', async () => {
    // Two minutes of the 48 hours are left, by the server's clock.
    const detectedAt = new Date(Date.now() + offset - 48 * 60 * MINUTE + 2 * MINUTE).toISOString();
    const incidentId = await anIncident(server, { detectedAt });
    const clockId = await eventually(async () => {
      const [clock] = (await leader.call('duties.list', { query: { incidentId } })).items;
      return clock!.id;
    });
    // Those of this clock: one of an earlier test may climb on meanwhile.
    const sent = (n: number) =>
      eventually(() =>
        expect(far.to('/wecom-skew').filter(({ body }) => body.includes(clockId))).toHaveLength(n),
      );
    await told(clockId, ...warnings);
    // Moments past it.
    aheadMs = offset + PAST;
    const first = 'duty.escalated.2 1 × 1';
    await told(clockId, ...warnings, 'duty.breached × 1', first);
    await sent(1);
    // Back by an hour: what was told stays told, and nothing is told anew on the way to where it was.
    for (const at of [offset - 57 * MINUTE, offset, offset + PAST]) {
      aheadMs = at;
      await told(clockId, ...warnings, 'duty.breached × 1', first);
    }
    // Forth by half an hour: the repeat and the next rung, late, each once; and back again.
    aheadMs = offset + 33 * MINUTE;
    const all = [...warnings, 'duty.breached × 1', 'duty.escalated.2 1 × 2', 'duty.escalated.2 2 × 1'];
    await told(clockId, ...all);
    aheadMs = offset;
    await told(clockId, ...all);
    await sent(3);
    const climb = (await leader.call('escalations.list', { query: { clockId } })).items[0]!;
    expect(climb.steps.map(({ late }) => late)).toEqual([false, true, true]);
  });

  it('waits as long for the next attempt as it means to, by whatever clock the queue goes', async () => {
    far.answers.set('/wecom-skew', { status: 503, words: '' });
    const detectedAt = new Date(Date.now() + offset - 49 * 60 * MINUTE).toISOString();
    const incidentId = await anIncident(server, { detectedAt });
    await eventually(async () => {
      await sweep();
      const { rows } = await server.db.query(
        `select n.next_attempt_at as at, extract(epoch from j.run_at - now()) * 1000 as "queueMs"
           from notice n join graphile_worker.jobs j on j.key = 'notice:' || n.id
          where n.incident_id = $1 and n.attempts > 0 and j.locked_at is null`,
        [incidentId],
      );
      const means = rows[0].at.getTime() - (Date.now() + aheadMs);
      expect(Math.abs(Number(rows[0].queueMs) - means)).toBeLessThan(5_000);
    });
    far.answers.delete('/wecom-skew');
    await eventually(async () => {
      const { rows } = await server.db.query('select state from notice where incident_id = $1', [incidentId]);
      expect(rows[0]?.state).toBe('delivered');
    }, 60_000);
  });
});

it('a database whose clock is set does not have the jobs of a living process done twice', async () => {
  const jobs = server.serving.app.get(Jobs) as unknown as { beat(): Promise<void> };
  const beat = jobs.beat.bind(jobs);
  // Its own heart must not beat between a clock that is set and what is said by it.
  jobs.beat = async () => {};
  const known = async () =>
    (await server.db.query("select 1 from worker_process where worker_id = 'another'")).rows.length;
  await server.db.query("insert into worker_process values ('another', now() - interval '10 minutes')");
  await beat();
  expect(await known()).toBe(1);
  const steady = performance.now.bind(performance);
  const later = jest.spyOn(performance, 'now').mockImplementation(() => steady() + 21_000);
  await server.db.query(
    "update worker_process set seen_at = now() - interval '5 minutes' where worker_id = 'another'",
  );
  await beat();
  expect(await known()).toBe(1);
  later.mockImplementation(() => steady() + 42_000);
  await beat();
  later.mockRestore();
  expect(await known()).toBe(0);
});

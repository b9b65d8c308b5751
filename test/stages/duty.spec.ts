// Duty on a real database: which clocks open, the notices each once, what stops a clock, and who may do what to it.
import { createHash, randomUUID } from 'node:crypto';
import type { Clock, FactMap } from '#contract';
import { breachAt } from '#duty';
import { SweepService } from '../../apps/server/src/duty/sweep.service';
import type { Serving } from '../../apps/server/src/serve';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { anIncident, changeLevel, departmentId, hoursAgo, tell, whileNobodyHears } from './duty-incident';

jest.setTimeout(120_000);
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const HOUR = 3_600_000;
const sweep = (serving: Serving = server.serving) => serving.app.get(SweepService).sweep();
const plus = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * HOUR).toISOString();
/** The facts about an incident's clocks, in order. */
const factsOf = async (incidentId: string, kinds = 'duty.%') =>
  (
    await server.db.query(
      "select kind, subject_id, body from fact where kind like $2 and body->>'incidentId' = $1 order by seq",
      [incidentId, kinds],
    )
  ).rows as { kind: string; subject_id: string; body: Record<string, unknown> }[];
const clocksOf = async (incidentId: string): Promise<Clock[]> =>
  (await (await server.as('leader')).call('duties.list', { query: { incidentId } })).items;
const opened = (incidentId: string, count: number) =>
  eventually(async () => {
    const clocks = await clocksOf(incidentId);
    expect(clocks).toHaveLength(count);
    return clocks;
  });
const byDuty = (clocks: Clock[], duty: string) => {
  const found = clocks.filter((clock) => clock.duty === duty).at(-1);
  if (!found) throw new Error(`no clock ${duty}`);
  return found;
};
const publication = (
  incidentId: string,
  publishedAt: string,
  form: FactMap['release.published']['form'] = 'statement',
): FactMap['release.published'] => {
  const releaseId = randomUUID();
  return {
    ...{ releaseId, incidentId, form, edition: 1, publishedAt, reason: null },
    url: `https://example.org/public/releases/${releaseId}`,
    place: '公开页面',
    digest: createHash('sha256').update(releaseId).digest('hex'),
  };
};
const publish = (body: FactMap['release.published']) =>
  tell(server, 'release.published', { type: 'release', id: body.releaseId }, body);

describe('what opens', () => {
  it('a 重大 incident opens its clocks side by side, each with its due time, clause and owner', async () => {
    const officer = await server.as('department-officer', 'liu', '交通运输局');
    const occurredAt = hoursAgo(1);
    const id = await anIncident(server, { level: '重大', occurredAt });
    const clocks = await opened(id, 4);
    expect(byDuty(clocks, 'authoritative-information').dueAt).toBe(plus(occurredAt, 5));
    expect(byDuty(clocks, 'press-conference').dueAt).toBe(plus(occurredAt, 24));
    expect(byDuty(clocks, 'authoritative-release').dueAt).toBe(plus(occurredAt, 24));
    const update = byDuty(clocks, 'next-update');
    expect(update.dueAt).toBe(plus(update.startAt, 24));
    expect(update.startNote?.zh).toContain('尚无发布');
    expect(clocks.filter((c) => c.strictest).map((c) => c.duty)).toEqual(['authoritative-information']);
    for (const clock of clocks) {
      expect(clock).toMatchObject({
        state: 'open',
        incident: { id, title: '清水桥路面塌陷', level: '重大' },
        department: { name: '交通运输局' },
        holder: { id: officer.session?.officer.id },
      });
      expect(clock.clause.words).not.toBe('');
      expect(clock.explain.length).toBeGreaterThan(2);
    }
    expect((await factsOf(id)).map((f) => f.kind)).toEqual(Array(4).fill('duty.opened'));
  });

  it('another incident opens 48 hours; nobody to hold it is said', async () => {
    const detectedAt = hoursAgo(2);
    const id = await anIncident(server, { level: '较大', detectedAt, lead: '水利局' });
    const [clock] = await opened(id, 1);
    expect(clock).toMatchObject({ duty: 'response', dueAt: plus(detectedAt, 48), holder: null });
    expect(clock?.explain.at(-1)).toContain('没有在岗的经办人');
  });

  it('the same fact once more opens nothing', async () => {
    const id = await anIncident(server, { level: '重大' });
    await opened(id, 4);
    await server.db.query(
      `update stage_cursor set seq = (select max(seq) - 1 from fact where kind = 'incident.confirmed') where stage = 'duty'`,
    );
    const next = await anIncident(server, { level: '一般' });
    await opened(next, 1);
    expect(await clocksOf(id)).toHaveLength(4);
    expect(await factsOf(id)).toHaveLength(4);
  });

  it('only the packs in force open clocks', async () => {
    await server.db.query("insert into pack_in_force select id, 'xinxing-2017' from jurisdiction");
    const id = await anIncident(server, { level: '重大' });
    expect((await opened(id, 1))[0]?.duty).toBe('authoritative-release');
    const { items } = await (await server.as('leader')).call('packs.list');
    expect(items.filter((p) => p.inForce).map((p) => p.id)).toEqual(['xinxing-2017']);
    await server.db.query('delete from pack_in_force');
    const again = await (await server.as('leader')).call('packs.list');
    expect(again.items.every((p) => p.inForce && p.rules.length > 0)).toBe(true);
  });
});

describe('what changes', () => {
  it('a new level opens what it adds, lifts what it no longer asks for, and keeps the others', async () => {
    const id = await anIncident(server, { level: '一般' });
    await opened(id, 1);
    await changeLevel(server, id, '一般', '重大');
    const raised = await opened(id, 5);
    expect(byDuty(raised, 'response')).toMatchObject({ state: 'waived' });
    expect(byDuty(raised, 'response').waivedReason).toContain('一般调整为重大');
    const kept = byDuty(raised, 'press-conference');
    await changeLevel(server, id, '重大', '特别重大');
    await changeLevel(server, id, '特别重大', '一般');
    const lowered = await opened(id, 6);
    expect(byDuty(lowered, 'press-conference')).toMatchObject({ id: kept.id, state: 'waived' });
    expect(lowered.filter((c) => c.state === 'open').map((c) => c.duty)).toEqual(['response']);
  });

  it('what an approver has lifted is not opened again by another level', async () => {
    const leader = await server.as('leader');
    const id = await anIncident(server, { level: '重大' });
    const { id: clockId } = byDuty(await opened(id, 4), 'press-conference');
    await leader.call('duties.waive', { params: { id: clockId }, body: { reason: '已由上级统一举行' } });
    await changeLevel(server, id, '重大', '一般');
    await opened(id, 5);
    await changeLevel(server, id, '一般', '重大');
    const clocks = await opened(id, 8);
    expect(clocks.filter((c) => c.duty === 'press-conference')).toHaveLength(1);
  });

  it('another responsible department takes over what is open, and has yet to acknowledge', async () => {
    const officer = await server.as('department-officer', 'liu', '交通运输局');
    const other = await server.as('department-officer', 'gao', '应急管理局');
    const id = await anIncident(server, { level: '一般' });
    const [clock] = await opened(id, 1);
    await officer.call('duties.acknowledge', { params: { id: clock!.id } });
    const leadDepartmentId = await departmentId(server, '应急管理局');
    const body = { incidentId: id, from: null, leadDepartmentId, reason: '主管部门' };
    await tell(server, 'incident.assigned', { type: 'incident', id }, body);
    await eventually(async () =>
      expect((await clocksOf(id))[0]).toMatchObject({
        department: { id: leadDepartmentId },
        holder: { id: other.session?.officer.id },
        acknowledgedAt: null,
      }),
    );
  });

  it.each(['incident.closed', 'incident.dismissed'] as const)(
    '%s lifts what is open, not what is breached',
    async (kind) => {
      const id = await anIncident(server, { level: '重大', occurredAt: hoursAgo(6) });
      await opened(id, 4);
      await sweep();
      await tell(server, kind, { type: 'incident', id }, { incidentId: id, reason: '处置完毕' });
      await eventually(async () =>
        expect((await clocksOf(id)).map((c) => [c.duty, c.state]).sort()).toEqual([
          ['authoritative-information', 'breached'],
          ['authoritative-release', 'waived'],
          ['next-update', 'waived'],
          ['press-conference', 'waived'],
        ]),
      );
      expect((await factsOf(id, 'duty.waived'))[0]?.body.reason).toContain('处置完毕');
    },
  );
});

describe('the sweep', () => {
  const noticesOf = async (incidentId: string, duty: string) =>
    (await factsOf(incidentId))
      .filter(({ body, kind }) => body.duty === duty && /half|near|hour|breached$|overdue/.test(kind))
      .map(({ kind, body }) => [kind, body.late, body.dueAt]);

  it('gives late notices in order and each once', async () => {
    const occurredAt = hoursAgo(20);
    const id = await anIncident(server, { level: '重大', occurredAt, lead: '水利局' });
    await opened(id, 4);
    await sweep();
    await sweep();
    expect(await noticesOf(id, 'authoritative-information')).toEqual([
      ['duty.half', true, plus(occurredAt, 2.5)],
      ['duty.near', true, plus(occurredAt, 4)],
      ['duty.hour', true, plus(occurredAt, 4)],
      ['duty.breached', true, breachAt(plus(occurredAt, 5))],
      ['duty.very-overdue', true, plus(occurredAt, 10)],
    ]);
    expect(await noticesOf(id, 'press-conference')).toEqual([
      ['duty.half', true, plus(occurredAt, 12)],
      ['duty.near', true, plus(occurredAt, 19.2)],
    ]);
    const clocks = await clocksOf(id);
    expect(byDuty(clocks, 'press-conference')).toMatchObject({ state: 'open', atRisk: true });
    const breached = byDuty(clocks, 'authoritative-information');
    expect(breached).toMatchObject({ state: 'breached', atRisk: false });
  });

  it('by two processes at once gives each notice once', async () => {
    const other = await server.another();
    const ids = await Promise.all(
      Array.from({ length: 20 }, () =>
        anIncident(server, { level: '重大', occurredAt: hoursAgo(30), lead: '水利局' }),
      ),
    );
    await eventually(async () => {
      const { rows } = await server.db.query('select 1 from clock where incident_id = any($1)', [ids]);
      expect(rows).toHaveLength(80);
    });
    await Promise.all([sweep(), sweep(other), sweep(), sweep(other)]);
    const { rows } = await server.db.query(
      `select count(*)::int as given, count(distinct (kind, subject_id))::int as different from fact
        where kind in ('duty.half', 'duty.near', 'duty.hour', 'duty.breached', 'duty.very-overdue') and body->>'incidentId' = any($1)`,
      [ids],
    );
    // Three clocks of each are breached, and told of four times; the five hours are very overdue too.
    expect(rows[0]).toEqual({ given: 20 * 13, different: 20 * 13 });
  });
});

describe('what stops a clock', () => {
  it('evidence stops the clocks it answers and no others, and starts the next round of continuing release', async () => {
    const id = await anIncident(server, { level: '重大', occurredAt: hoursAgo(2) });
    await opened(id, 4);
    const body = publication(id, new Date().toISOString());
    await publish(body);
    const clocks = await opened(id, 5);
    const { releaseId, edition, url, digest, publishedAt } = body;
    for (const duty of ['authoritative-information', 'authoritative-release'])
      expect(byDuty(clocks, duty)).toMatchObject({
        state: 'met',
        metAt: publishedAt,
        evidence: { releaseId, edition, url, digest, publishedAt },
      });
    expect(byDuty(clocks, 'press-conference')).toMatchObject({ state: 'open', evidence: null });
    const rounds = clocks.filter((c) => c.duty === 'next-update');
    expect(rounds.map((c) => [c.state, c.startAt])).toEqual([
      ['met', rounds[0]?.startAt],
      ['open', publishedAt],
    ]);
    expect(await factsOf(id, 'duty.met')).toHaveLength(3);
    const again = publication(id, new Date(Date.parse(publishedAt) + 5).toISOString());
    await publish(again);
    const third = await opened(id, 6);
    expect(third.filter((c) => c.duty === 'next-update').map((c) => c.state)).toEqual(['met', 'met', 'open']);
  });

  it('a breached clock is met late, and the breach stays on record', async () => {
    const id = await anIncident(server, { level: '一般', detectedAt: hoursAgo(50) });
    await opened(id, 1);
    await sweep();
    const body = publication(id, new Date().toISOString(), 'reply');
    await publish(body);
    await eventually(async () => expect((await clocksOf(id))[0]?.state).toBe('met-late'));
    const kinds = (await factsOf(id)).map((f) => f.kind);
    expect(kinds.filter((kind) => !/escalated|unheard/.test(kind))).toEqual([
      'duty.opened',
      'duty.half',
      'duty.near',
      'duty.hour',
      'duty.breached',
      'duty.met',
    ]);
    expect((await factsOf(id, 'duty.met'))[0]?.body).toMatchObject({ late: true });
  });

  it('what was published earlier answers what opens later; what was withdrawn does not', async () => {
    const occurredAt = hoursAgo(10);
    const id = await anIncident(server, { level: '一般', occurredAt });
    await opened(id, 1);
    const withdrawn = publication(id, plus(occurredAt, 1));
    const stays = publication(id, plus(occurredAt, 4));
    await publish(withdrawn);
    await publish(stays);
    const { releaseId } = withdrawn;
    await tell(
      server,
      'release.withdrawn',
      { type: 'release', id: releaseId },
      { releaseId, incidentId: id, edition: 1, reason: '数字有误' },
    );
    await changeLevel(server, id, '一般', '重大');
    const clocks = await opened(id, 5);
    expect(byDuty(clocks, 'authoritative-information')).toMatchObject({
      state: 'met',
      metAt: stays.publishedAt,
      evidence: { releaseId: stays.releaseId },
    });
    expect(byDuty(clocks, 'next-update')).toMatchObject({ state: 'open', startAt: stays.publishedAt });
    expect(byDuty(clocks, 'press-conference').state).toBe('open');
  });

  it('once, and in time, though every server stopped between the publication and the hearing of it', async () => {
    const id = await anIncident(server, { level: '一般', detectedAt: hoursAgo(47.5) });
    const [clock] = await opened(id, 1);
    const body = publication(id, new Date().toISOString());
    await whileNobodyHears(server, async () => {
      await publish(body);
      // The time runs out while nobody is there to notice: the half hour that was left is one second.
      const due = new Date(Date.parse(body.publishedAt) + 1000).toISOString();
      await server.db.query(
        'update clock set due_at = $2, next_notice_at = least(next_notice_at, $3) where id = $1',
        [clock!.id, due, breachAt(due)],
      );
      await eventually(() => expect(new Date().toISOString() > breachAt(due)).toBe(true));
    });
    await eventually(async () => expect((await clocksOf(id))[0]?.state).toBe('met'));
    await sweep();
    // A sweep may have come by before the stop: then the warning has begun to climb, which is the ladder's to tell.
    const kinds = (await factsOf(id)).map((f) => f.kind).filter((kind) => kind !== 'duty.escalated.2');
    expect(kinds).toEqual(['duty.opened', 'duty.half', 'duty.near', 'duty.hour', 'duty.met']);
  });
});

describe('what people may do', () => {
  it('those who owe it and the news office acknowledge; others are told why not', async () => {
    const id = await anIncident(server, { level: '一般' });
    const params = { id: (await opened(id, 1))[0]!.id };
    const other = await server.as('department-officer', 'gao', '应急管理局');
    expect(await other.refused('duties.acknowledge', { params })).toMatchObject({
      status: 403,
      code: 'duty.not-yours',
    });
    expect(await (await server.as('auditor')).refused('duties.acknowledge', { params })).toMatchObject({
      status: 403,
    });
    const press = await server.as('news-office', 'press', '宣传部（新闻办）');
    const taken = await press.call('duties.acknowledge', { params });
    expect(taken).toMatchObject({ acknowledgedBy: press.session?.officer.name });
    const own = await server.as('department-officer', 'liu', '交通运输局');
    expect(await own.call('duties.acknowledge', { params })).toMatchObject({
      acknowledgedAt: taken.acknowledgedAt,
    });
    expect(await factsOf(id, 'duty.acknowledged')).toHaveLength(1);
  });

  it('an approver extends an open clock, and its notices are counted anew', async () => {
    const leader = await server.as('leader');
    const id = await anIncident(server, { level: '一般', detectedAt: hoursAgo(40) });
    const [clock] = await opened(id, 1);
    await sweep();
    const params = { id: clock!.id };
    const extend = (dueAt: string) => ({ params, body: { dueAt, reason: '等待鉴定结论' } });
    expect(await leader.refused('duties.extend', extend(hoursAgo(1)))).toMatchObject({
      status: 422,
      code: 'duty.not-later',
    });
    const officer = await server.as('department-officer', 'liu', '交通运输局');
    expect(await officer.refused('duties.extend', extend(hoursAgo(-99)))).toMatchObject({ status: 403 });
    const to = plus(clock!.dueAt, 24);
    const extended = await leader.call('duties.extend', extend(to));
    expect(extended).toMatchObject({ dueAt: to, state: 'open', atRisk: false });
    expect(extended.explain.at(-1)).toContain('等待鉴定结论');
    const { rows } = await server.db.query('select given, next_notice_at from clock where id = $1', [
      params.id,
    ]);
    expect(rows[0]).toEqual({
      given: ['half'],
      next_notice_at: new Date(Date.parse(clock!.startAt) + 0.8 * 72 * HOUR),
    });
  });

  it('a breached clock is not extended, a settled one is left alone', async () => {
    const leader = await server.as('leader');
    const id = await anIncident(server, { level: '一般', detectedAt: hoursAgo(60) });
    const params = { id: (await opened(id, 1))[0]!.id };
    const body = { dueAt: hoursAgo(-5), reason: '等待鉴定结论' };
    expect(await leader.refused('duties.extend', { params, body })).toMatchObject({
      status: 409,
      code: 'duty.already-breached',
    });
    const waived = await leader.call('duties.waive', { params, body: { reason: '依规免除' } });
    expect(waived).toMatchObject({ state: 'waived', waivedReason: '依规免除' });
    expect(await leader.refused('duties.waive', { params, body: { reason: '再次免除' } })).toMatchObject({
      status: 409,
      code: 'duty.settled',
    });
    const kinds = (await factsOf(id)).map((f) => f.kind).filter((k) => !/escalated|unheard/.test(k));
    expect(kinds).toEqual([
      'duty.opened',
      'duty.half',
      'duty.near',
      'duty.hour',
      'duty.breached',
      'duty.waived',
    ]);
  });

  it('lists filter, and pages neither repeat nor skip', async () => {
    const officer = await server.as('department-officer', 'qin', '民政局');
    const wanted = await Promise.all(
      Array.from({ length: 7 }, (_, i) =>
        anIncident(server, {
          title: `养老院 100%_整改 第${i}起`,
          lead: '民政局',
          detectedAt: hoursAgo(i < 2 ? 45 : i),
        }),
      ),
    );
    await Promise.all(wanted.map((id) => opened(id, 1)));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await officer.call('duties.list', { query: { mine: 'true', limit: 3, cursor } });
      seen.push(...page.items.map((c) => c.incident!.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect([...seen].sort()).toEqual([...wanted].sort());
    const count = async (query: object) =>
      (await officer.call('duties.list', { query: { limit: 200, ...query } })).items.length;
    expect(await count({ q: '养老院 100%_' })).toBe(7);
    expect(await count({ q: '养老院 100_' })).toBe(0);
    expect(await count({ mine: 'true', atRisk: 'true' })).toBe(2);
    expect(await count({ mine: 'true', atRisk: 'false', state: 'running' })).toBe(5);
    expect(await count({ mine: 'true', state: 'met' })).toBe(0);
    expect(await officer.refused('duties.read', { params: { id: randomUUID() } })).toMatchObject({
      status: 404,
    });
    const machine = await server.withToken('duties:read');
    expect((await machine.call('duties.list')).items.length).toBeGreaterThan(0);
  });

  it('figures count what is overdue and still open', async () => {
    const lead = '司法局';
    const publishFor = async (id: string, at: string) => {
      await publish(publication(id, at));
      await eventually(async () => expect((await clocksOf(id))[0]?.evidence).not.toBeNull());
    };
    const ids = await Promise.all(
      [hoursAgo(1), hoursAgo(60), hoursAgo(70), hoursAgo(45)].map((detectedAt) =>
        anIncident(server, { detectedAt, lead }),
      ),
    );
    await Promise.all(ids.map((id) => opened(id, 1)));
    await publishFor(ids[0]!, new Date().toISOString());
    await publishFor(ids[1]!, new Date().toISOString());
    const figures = await (await server.as('leader')).call('figures.duties');
    expect(figures.departments.find((d) => d.department?.name === lead)).toMatchObject({
      open: 1,
      atRisk: 1,
      breached: 1,
      metOnTime: 1,
      metLate: 1,
      onTimeRate: 1 / 3,
    });
    expect(figures.metOnTime).toBe(figures.departments.reduce((sum, d) => sum + d.metOnTime, 0));
  });
});

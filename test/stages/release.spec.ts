// Release on a real database: three people before anything goes out, nothing overwritten, one edition however often it is asked for.
import type { Release, Request } from '#contract';
import { editionDigest } from '#release';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { anIncident, hoursAgo, whileNobodyHears } from './duty-incident';
import { aText, publishedRelease, threePeople } from './release-text';

jest.setTimeout(120_000);
let server: TestServer;
let people: { author: Client; reviewer: Client; leader: Client; press: Client };
beforeAll(async () => {
  server = await startServer();
  people = await threePeople(server);
});
afterAll(() => server.close());

const draft = (by: Client, more: Partial<Request<'releases.draft'>['body']> = {}) =>
  by.call('releases.draft', { body: { ...aText(), incidentId: null, ...more } });
const factsOf = async (releaseId: string) =>
  (
    await server.db.query(
      "select kind, actor_name, body from fact where kind like 'release.%' and subject_id = $1 order by seq",
      [releaseId],
    )
  ).rows as { kind: string; actor_name: string; body: Record<string, unknown> }[];
const allowed = (release: Release) => release.moves.filter((m) => m.allowed).map((m) => m.move);

describe('the procedure', () => {
  it('goes from draft to publication through three people, each step with its holder', async () => {
    const { author, reviewer, leader, press } = people;
    const made = await draft(author);
    const params = { id: made.id };
    expect(made).toMatchObject({ state: 'draft', edition: 1, version: 1, problems: [] });
    expect(allowed(made)).toEqual(['edit', 'submit']);
    expect(allowed(await reviewer.call('releases.read', { params }))).toEqual([]);
    await author.call('releases.submit', { params });
    const waiting = await reviewer.call('releases.list', { query: { state: 'to-review' } });
    expect(waiting.items.map((r) => r.id)).toContain(made.id);
    await reviewer.call('releases.review', { params, body: { note: '不涉密' } });
    await leader.call('releases.approve', { params });
    const published = await press.call('releases.publish', { params });
    expect(published).toMatchObject({
      state: 'published',
      author: { id: author.session?.officer.id },
      reviewer: { id: reviewer.session?.officer.id },
      approver: { id: leader.session?.officer.id },
      department: { name: '交通运输局' },
      stops: [],
    });
    expect(published.steps.map((s) => s.move)).toEqual([
      'draft',
      'submit',
      'pass-review',
      'approve',
      'publish',
    ]);
    expect(published.steps[2]).toMatchObject({ note: '不涉密' });
    const [edition] = published.editions;
    expect(edition?.url).toBe(`${server.config.publicUrl}/public/releases/${made.id}`);
    expect(edition?.digest).toBe(editionDigest({ ...edition!, publishedAt: edition!.publishedAt }));
    const facts = await factsOf(made.id);
    expect(facts.map((f) => f.kind)).toEqual([
      'release.drafted',
      'release.submitted',
      'release.reviewed',
      'release.approved',
      'release.published',
    ]);
    expect(facts.at(-1)?.body).toMatchObject({
      ...{ edition: 1, form: 'statement', digest: edition?.digest, url: edition?.url, reason: null },
      publishedAt: edition?.publishedAt,
    });
    expect(JSON.stringify(facts)).not.toContain('清水桥');
  });

  it('nobody passes what they wrote, and the reviewer does not approve', async () => {
    const everything = await server.as(
      ['department-officer', 'reviewer', 'leader', 'news-office'],
      'all',
      '交通运输局',
    );
    const { reviewer } = people;
    const params = { id: (await draft(everything)).id };
    await everything.call('releases.submit', { params });
    const refused = { status: 403, code: 'release.same-person' };
    expect(await everything.refused('releases.review', { params, body: {} })).toMatchObject(refused);
    const seen = await everything.call('releases.read', { params });
    expect(seen.moves.find((m) => m.move === 'pass-review')).toMatchObject({
      allowed: false,
      reason: { zh: expect.stringContaining('自己起草') },
    });
    await reviewer.call('releases.review', { params, body: {} });
    expect(await everything.refused('releases.approve', { params })).toMatchObject(refused);
    const both = await server.as(['reviewer', 'leader'], 'both');
    const other = { id: (await draft(people.author)).id };
    await people.author.call('releases.submit', { params: other });
    await both.call('releases.review', { params: other, body: {} });
    expect(await both.refused('releases.approve', { params: other })).toMatchObject(refused);
    await people.leader.call('releases.approve', { params: other });
    expect((await factsOf(other.id)).map((f) => f.kind)).toEqual([
      'release.drafted',
      'release.submitted',
      'release.reviewed',
      'release.approved',
    ]);
  });

  it('the wrong right, the wrong state, the wrong author are refused', async () => {
    const { author, reviewer, leader, press } = people;
    const params = { id: (await draft(author)).id };
    expect(await press.refused('releases.publish', { params })).toMatchObject({
      status: 409,
      code: 'release.wrong-state',
    });
    expect(await reviewer.refused('releases.publish', { params })).toMatchObject({ status: 403 });
    expect(await press.refused('releases.submit', { params })).toMatchObject({
      status: 403,
      code: 'release.not-author',
    });
    await author.call('releases.submit', { params });
    expect(await leader.refused('releases.return', { params, body: { reason: '再核实' } })).toMatchObject({
      status: 403,
      code: 'release.not-permitted',
    });
    expect(await press.refused('releases.withdraw', { params, body: { reason: '有误' } })).toMatchObject({
      code: 'release.nothing-published',
    });
    expect(await server.anonymous().refused('releases.read', { params })).toMatchObject({ status: 401 });
    const machine = await server.withToken('releases:read');
    expect(await machine.refused('releases.return', { params, body: { reason: '再核实' } })).toMatchObject({
      status: 403,
    });
    const returned = await reviewer.call('releases.return', { params, body: { reason: '缺少联系方式' } });
    expect(returned).toMatchObject({ state: 'draft', reviewer: null });
    expect(returned.steps.at(-1)).toMatchObject({ move: 'return', note: '缺少联系方式' });
  });

  it('what blocks is told with the list, and nothing is submitted', async () => {
    const { author } = people;
    const text = aText();
    const made = await draft(author, {
      ...text,
      checklist: {},
      body: `${text.body}\n联系人手机 13800138000。`,
    });
    expect(made.problems.find((p) => p.code === 'release.personal-data')).toMatchObject({
      blocking: true,
      start: expect.any(Number),
    });
    const { status, code, problem } = await author.refused('releases.submit', { params: { id: made.id } });
    expect([status, code]).toEqual([422, 'release.not-ready']);
    expect(problem.errors?.map((e) => e.path)).toEqual([
      ...Array(6).fill('release.item-open'),
      'release.personal-data',
    ]);
    const checked = await author.call('releases.check', { body: { ...text, form: 'press-conference' } });
    expect(checked.problems.map((p) => p.code)).toEqual(['release.place-empty']);
    expect(await author.call('releases.read', { params: { id: made.id } })).toMatchObject({ state: 'draft' });
  });

  it('an edit of an older version overwrites nothing', async () => {
    const { author, press } = people;
    const made = await draft(author);
    const params = { id: made.id };
    const edit = (title: string, version: number) => ({ params, body: { ...aText(), title, version } });
    const outcomes = await Promise.allSettled([
      author.call('releases.edit', edit('第一种改法', 1)),
      author.call('releases.edit', edit('第二种改法', 1)),
    ]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected']);
    const now = await author.call('releases.read', { params });
    expect(now.version).toBe(2);
    expect(await author.refused('releases.edit', edit('第三种改法', 1))).toMatchObject({
      status: 409,
      code: 'release.edited-meanwhile',
    });
    expect((await author.call('releases.read', { params })).title).toBe(now.title);
    expect(await press.refused('releases.edit', edit('别人的改法', 2))).toMatchObject({
      status: 403,
      code: 'release.not-author',
    });
    await author.call('releases.submit', { params });
    expect(await author.refused('releases.edit', edit('提交后再改', 2))).toMatchObject({ status: 409 });
  });

  it('asked to publish twice at once, one edition goes out, with one fact', async () => {
    const id = await publishedRelease(people, { until: 'approved' });
    const params = { id };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => people.press.call('releases.publish', { params })),
    );
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
    const { rows } = await server.db.query('select edition from release_edition where release_id = $1', [id]);
    expect(rows).toHaveLength(1);
    expect((await factsOf(id)).filter((f) => f.kind === 'release.published')).toHaveLength(1);
  });

  it('takes out what no page can show, and what no table can hold', async () => {
    const made = await draft(people.author, { title: '标题\u0000\ud800尾', body: '一行\r\n二行\u0007' });
    expect(made).toMatchObject({ title: '标题尾', body: '一行\n二行' });
  });
});

describe('corrections and withdrawal', () => {
  it('the next edition goes through the whole procedure, and whoever begins it is its author', async () => {
    const { author, reviewer, leader, press } = people;
    const id = await publishedRelease(people);
    const params = { id };
    const begun = await press.call('releases.correct', { params, body: { reason: '更正受影响户数' } });
    expect(begun).toMatchObject({
      state: 'draft',
      edition: 2,
      author: { id: press.session?.officer.id },
      reviewer: null,
      approver: null,
    });
    expect(await author.refused('releases.submit', { params })).toMatchObject({ code: 'release.not-author' });
    const other = { ...aText(), form: 'reply' as const, version: begun.version };
    expect(await press.refused('releases.edit', { params, body: other })).toMatchObject({
      code: 'release.form-fixed',
    });
    const text = aText('更正后的清水桥路面塌陷情况通报');
    await press.call('releases.edit', { params, body: { ...text, version: begun.version } });
    await press.call('releases.submit', { params });
    await reviewer.call('releases.review', { params, body: {} });
    await leader.call('releases.approve', { params });
    const published = await press.call('releases.publish', { params });
    expect(published.editions.map((e) => [e.edition, e.reason])).toEqual([
      [1, null],
      [2, '更正受影响户数'],
    ]);
    expect(published.editions[1]?.title).toBe('更正后的清水桥路面塌陷情况通报');
    expect(published.editions[0]?.digest).not.toBe(published.editions[1]?.digest);
    const kinds = (await factsOf(id)).map((f) => f.kind);
    expect(kinds.filter((k) => k === 'release.published')).toHaveLength(2);
    const withdrawn = await press.call('releases.withdraw', { params, body: { reason: '依据有误' } });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', moves: [] });
    expect(withdrawn.editions).toHaveLength(2);
  });
});

describe('release and duty', () => {
  const clocksOf = async (incidentId: string) =>
    (await people.leader.call('duties.list', { query: { incidentId } })).items;

  it('shows which clocks it would stop, and publishing stops those', async () => {
    const incidentId = await anIncident(server, { level: '重大', occurredAt: hoursAgo(1) });
    await eventually(async () => expect(await clocksOf(incidentId)).toHaveLength(4));
    const made = await draft(people.author, { incidentId });
    expect(made).toMatchObject({ incidentTitle: '清水桥路面塌陷' });
    expect(made.stops.map((s) => s.name.zh).sort()).toEqual(['24小时内权威发布', '发布权威信息', '持续发布']);
    const about = await people.author.call('releases.list', { query: { incidentId } });
    expect(about.items.map((r) => r.id)).toEqual([made.id]);
    await publishedRelease(people, { id: made.id });
    await eventually(async () => {
      const clocks = await clocksOf(incidentId);
      expect(clocks.filter((c) => c.state === 'met')).toHaveLength(3);
      expect(
        clocks
          .filter((c) => c.state === 'open')
          .map((c) => c.duty)
          .sort(),
      ).toEqual(['next-update', 'press-conference']);
    });
  });

  it('stops the clocks of the incident that its own has become part of', async () => {
    const target = await anIncident(server, { level: '一般' });
    const source = await anIncident(server, { level: '一般', confirmed: false });
    await eventually(async () => expect(await clocksOf(target)).toHaveLength(1));
    const made = await draft(people.author, { incidentId: source });
    await server.db.query("update incident set state = 'merged', merged_into = $2 where id = $1", [
      source,
      target,
    ]);
    expect((await people.author.call('releases.read', { params: { id: made.id } })).stops).toHaveLength(1);
    await publishedRelease(people, { id: made.id });
    await eventually(async () => expect((await clocksOf(target))[0]?.state).toBe('met'));
  });

  it('exactly once, though every worker stops between the publication and the hearing of it', async () => {
    const incidentId = await anIncident(server, { level: '一般' });
    await eventually(async () => expect(await clocksOf(incidentId)).toHaveLength(1));
    const made = await draft(people.author, { incidentId });
    await publishedRelease(people, { id: made.id, until: 'approved' });
    await whileNobodyHears(server, async () => {
      const press = server.anonymous();
      await press.signIn('press', (await import('../support/server.js')).password);
      await press.call('releases.publish', { params: { id: made.id } });
      const { rows } = await server.db.query('select state from clock where incident_id = $1', [incidentId]);
      expect(rows).toEqual([{ state: 'open' }]);
    });
    people = await threePeople(server);
    await eventually(async () =>
      expect((await clocksOf(incidentId))[0]).toMatchObject({
        state: 'met',
        evidence: { releaseId: made.id, edition: 1 },
      }),
    );
    await server.restart();
    people = await threePeople(server);
    const { rows } = await server.db.query(
      "select 1 from fact where kind = 'duty.met' and body->>'incidentId' = $1",
      [incidentId],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('finding', () => {
  it('by words in title and text, and pages neither repeat nor skip', async () => {
    const { author } = people;
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.push((await draft(author, { title: `芦苇荡湿地保护说明之${i}` })).id);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await author.call('releases.list', { query: { q: '湿地', limit: 2, cursor } });
      found.push(...page.items.map((r) => r.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(found).toEqual([...ids].reverse());
    expect((await author.call('releases.list', { query: { q: '不存在的词语' } })).items).toEqual([]);
    expect((await author.call('releases.list', { query: { q: '？！' } })).items).toEqual([]);
    const cursors = ['bm90IG91cnM', Buffer.from('["yesterday","x"]').toString('base64url')];
    for (const wrong of cursors)
      expect(await author.refused('releases.list', { query: { cursor: wrong } })).toMatchObject({
        status: 400,
        code: 'request.cursor',
      });
  });

  it('what lies in another jurisdiction is not there, and no draft can be about it', async () => {
    const { rows } = await server.db.query(
      "insert into jurisdiction (name, level) values ('石门县', 'county') returning id",
    );
    const { author } = people;
    const incidentId = await anIncident(server, { confirmed: false });
    await server.db.query('update incident set jurisdiction_id = $2 where id = $1', [incidentId, rows[0].id]);
    const body = { ...aText(), incidentId };
    expect(await author.refused('releases.draft', { body })).toMatchObject({ status: 404 });
    const made = await draft(author);
    await server.db.query('update release set jurisdiction_id = $2 where id = $1', [made.id, rows[0].id]);
    const params = { id: made.id };
    expect(await author.refused('releases.read', { params })).toMatchObject({ status: 404 });
    expect(await author.refused('releases.submit', { params })).toMatchObject({ status: 404 });
  });
});

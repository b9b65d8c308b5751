// Alert rules and word lists on a real server: edited with versions, refused where they name persons, tried on the past, raised once.
import type { Request } from '#contract';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { connectLive } from '../support/live';
import { startServer, type TestServer } from '../support/server';
import { crash, football, grouped, stranger, water } from './understanding.parts';

jest.setTimeout(150_000);

let server: TestServer;
let staff: Client;
let machine: Client;
beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  machine = await server.withToken('intake:write');
}, 120_000);
afterAll(() => server?.close());

type RuleSent = Request<'rules.add'>['body'];
const rule = (name: string, conditions: RuleSent['conditions'], more: Partial<RuleSent> = {}): RuleSent => ({
  name,
  conditions,
  told: { roles: ['news-office'] },
  ...more,
});
const facts = async (kind: string) =>
  (await server.db.query('select subject_id, body from fact where kind = $1 order by seq', [kind])).rows as {
    subject_id: string;
    body: Record<string, unknown>;
  }[];
const raised = async (name: string) => (await facts('rule.raised')).filter(({ body }) => body.rule === name);

describe('word lists and rules as people edit them', () => {
  it('keeps every version with who and when, and refuses a change made from an older one', async () => {
    const list = await staff.call('wordlists.add', {
      body: { name: '供水', terms: ['停水', '水管+改造'], excludes: ['计划停水'] },
    });
    expect(list).toMatchObject({ version: 1, savedBy: '测试news-office', usedBy: [] });
    const added = await staff.call('rules.add', { body: rule('供水问题', { listIds: [list.id] }) });
    expect(added).toMatchObject({ version: 1, on: true, severity: 'warning', raised: 0 });
    const params = { id: added.id };
    const off = await staff.call('rules.change', {
      params,
      body: { ...rule('供水问题', { listIds: [list.id], channels: ['hotline'] }), on: false, version: 1 },
    });
    expect(off).toMatchObject({ version: 2, on: false });
    const admin = await server.as('administrator');
    expect(
      await admin.refused('rules.change', {
        params,
        body: { ...rule('供水问题', { listIds: [list.id] }), version: 1 },
      }),
    ).toMatchObject({ status: 409, code: 'rule.changed-since' });
    const { items } = await staff.call('rules.versions', { params });
    expect(items.map(({ version, on }) => [version, on])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(items[1]!.conditions.channels).toEqual([]);
    const inUse = await staff.refused('wordlists.remove', { params: { id: list.id } });
    expect(inUse).toMatchObject({ status: 409, code: 'word-list.in-use' });
    await staff.call('rules.remove', { params });
    await staff.call('wordlists.remove', { params: { id: list.id } });
    expect((await staff.call('rules.versions', { params })).items[0]).toMatchObject({
      version: 3,
      removed: true,
    });
    expect((await staff.call('rules.list')).items).toEqual([]);
    expect((await facts('rule.saved')).map(({ body }) => body.version)).toEqual([1, 2]);
    expect((await facts('rule.removed')).map(({ body }) => body.version)).toEqual([3]);
    expect(JSON.stringify(await facts('word-list.saved'))).not.toContain('停水');
  });

  it.each([
    ['a telephone', { words: ['13800001234'] }, 'rule.personal-data'],
    ['a telephone cut up', { words: ['138+0000+1234'] }, 'rule.personal-data'],
    ['an identity number among places', { places: ['610102199001011234'] }, 'rule.personal-data'],
    ['what reads like a name', { words: ['张建国'] }, 'rule.person-name'],
    ['one character', { words: ['水'] }, 'rule.too-short'],
    ['nothing at all', {}, 'rule.asks-nothing'],
    ['a topic that is none', { topics: ['天外来客'] }, 'rule.unknown-label'],
    ['a list of nobody', { listIds: ['5a5a5a5a-1111-4222-8333-444455556666'] }, 'rule.stranger'],
  ] as const)('refuses %s, with a sentence', async (_, conditions, code) => {
    const sent = rule('试一试', { ...conditions } as RuleSent['conditions']);
    const problem = await staff.refused('rules.add', { body: sent });
    expect(problem).toMatchObject({ status: 422, code });
    expect(JSON.stringify(problem)).not.toMatch(/13800001234|610102199001011234/);
  });

  it('takes a word that only reads like a name once a person says so, and nobody told is refused', async () => {
    const added = await staff.call('rules.add', {
      body: { ...rule('龙卷风', { words: ['龙卷风'] }), notNames: ['龙卷风'] },
    });
    expect(added.conditions.words).toEqual(['龙卷风']);
    const again = await staff.refused('rules.add', {
      body: { ...rule('龙卷风', { words: ['龙卷风'] }), notNames: ['龙卷风'] },
    });
    expect(again).toMatchObject({ status: 409, code: 'rule.name-taken' });
    const nobody = await staff.refused('rules.add', {
      body: rule('无人', { words: ['塌方'] }, { told: {} }),
    });
    expect(nobody).toMatchObject({ status: 422, code: 'rule.nobody-told' });
  });

  it('lets auditors read and others not even that; what is another county’s is not there', async () => {
    const auditor = await server.as('auditor');
    const { id } = (await auditor.call('rules.list')).items[0]!;
    const body = rule('我也来', { words: ['塌方'] });
    expect(await auditor.refused('rules.add', { body })).toMatchObject({ status: 403 });
    expect(await (await server.as('reviewer')).refused('rules.list')).toMatchObject({ status: 403 });
    const next = await stranger(server);
    expect((await next.call('rules.list')).items).toEqual([]);
    expect(await next.refused('rules.remove', { params: { id } })).toMatchObject({ status: 404 });
  });
});

describe('raising', () => {
  it('tells those named, once an incident and rule, with the rule as the reason; traditional writing too', async () => {
    const officer = await server.as('department-officer');
    const officerId = officer.session!.officer.id;
    await staff.call('rules.add', {
      body: rule(
        '桥梁交通',
        { words: ['青石橋'], places: ['望澜县'] },
        { told: { officerIds: [officerId] } },
      ),
    });
    const live = await connectLive(officer);
    await machine.call('messages.send', { body: [crash.hotline, football, water.other] });
    // The first message of a process waits for the dictionary and the model, long on a busy machine.
    await eventually(async () => expect(await raised('桥梁交通')).toHaveLength(1), 60_000);
    const alert = await eventually(() => {
      const found = live.alerts.find(({ kind }) => kind === 'rule.raised');
      expect(found).toBeDefined();
      return found!;
    });
    expect(alert).toMatchObject({ severity: 'warning', to: [officerId] });
    expect(alert.text.zh).toBe('符合规则“桥梁交通”。告知：测试department-officer。');
    await machine.call('messages.send', { body: [crash.comment] });
    await eventually(async () =>
      expect((await server.db.query("select 1 from fact where kind = 'incident.grew'")).rowCount).toBe(1),
    );
    await settled();
    expect(await raised('桥梁交通')).toHaveLength(1);
    const mine = await officer.call('rules.raised', { query: { mine: 'true' } });
    expect(mine.items).toMatchObject([
      { rule: '桥梁交通', words: ['青石橋', '望澜县'], told: [{ id: officerId }] },
    ]);
    expect((await staff.call('rules.raised', { query: { mine: 'true' } })).items).toEqual([]);
    expect((await staff.call('rules.list')).items.find(({ name }) => name === '桥梁交通')?.raised).toBe(1);
    live.close();
  });

  it('waits until the incident is as grave as the rule asks, and a rule that is off stays silent', async () => {
    await staff.call('rules.add', { body: rule('重大事故', { words: ['青石桥'], level: '重大' }) });
    await staff.call('rules.add', { body: { ...rule('关着的', { words: ['青石桥'] }), on: false } });
    await machine.call('messages.send', { body: [crash.later] });
    await eventually(async () => {
      const { rows } = await server.db.query('select 1 from alert_rule_hit where raised_at is null');
      expect(rows).toHaveLength(1);
    });
    expect(await raised('重大事故')).toEqual([]);
    await machine.call('messages.send', { body: [crash.worse] });
    await eventually(async () => expect(await raised('重大事故')).toHaveLength(1));
    expect(await raised('关着的')).toEqual([]);
  });

  it('raises nothing twice after a restart', async () => {
    const before = (await facts('rule.raised')).length;
    await server.restart();
    staff = await server.as('news-office');
    machine = await server.withToken('intake:write');
    await machine.call('messages.send', { body: [water.hotline] });
    await settled();
    expect(await facts('rule.raised')).toHaveLength(before);
  });
});

/** What was sent is labelled and grouped, and the rules have heard of it. */
async function settled(): Promise<void> {
  await grouped(server);
  await eventually(async () => {
    const { rows } = await server.db.query(
      `select (select max(seq) from fact where kind = 'message.labelled') > (select seq from stage_cursor where stage = 'rules') as behind`,
    );
    expect(rows[0].behind).toBe(false);
  });
}

describe('the dry run', () => {
  it('shows what would have been raised, with what was found, and raises nothing', async () => {
    const before = (await facts('rule.raised')).length;
    const list = await staff.call('wordlists.add', {
      body: { name: '试词', terms: ['儿科医生', '青石桥'] },
    });
    const trial = await staff.call('rules.try', { body: { conditions: { listIds: [list.id] } } });
    expect(trial).toMatchObject({ complete: true, raised: 2, reached: trial.from });
    expect(trial.days.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect(trial.days.length).toBeGreaterThanOrEqual(30);
    const found = trial.items.flatMap(({ messageTitle, excerpt }) =>
      [...messageTitle, ...excerpt].filter(({ hit }) => hit).map(({ text }) => text),
    );
    expect(new Set(found)).toEqual(new Set(['儿科医生', '青石桥']));
    expect(await facts('rule.raised')).toHaveLength(before);
    const grave = await staff.call('rules.try', { body: { conditions: { level: '重大' } } });
    expect(grave.items).toMatchObject([{ level: '重大' }]);
    const hot = { words: ['青石桥'], heat: 10 };
    expect((await staff.call('rules.try', { body: { conditions: hot } })).raised).toBe(1);
    expect((await staff.call('rules.try', { body: { conditions: { ...hot, heat: 99 } } })).raised).toBe(0);
    expect(await staff.refused('rules.try', { body: { conditions: {} } })).toMatchObject({
      code: 'rule.asks-nothing',
    });
  });

  it('looks no further than its own county and 30 days', async () => {
    await server.db.query("update message_label set received_at = received_at - interval '31 days'");
    const trial = await staff.call('rules.try', { body: { conditions: { words: ['青石桥'] } } });
    expect(trial).toMatchObject({ raised: 0, messages: 0, complete: true });
  });
});

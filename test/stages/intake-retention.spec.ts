// Texts past their time are erased and their digests stay; what an open incident needs is kept; a month's key goes with its last original.
import { Retention } from '../../apps/server/src/intake/retention';
import { Now } from '../../apps/server/src/platform/now';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { grouped } from './understanding.parts';

jest.setTimeout(150_000);

let server: TestServer;
let staff: Client;
let machine: Client;
let retention: Retention;
beforeAll(async () => {
  server = await startServer({ env: { TEXT_DAYS: '30' } });
  [staff, machine] = [await server.as('news-office'), await server.withToken('intake:write')];
  retention = server.serving.app.get(Retention);
});
afterAll(() => server.close());

const letter = (name: string, title: string, body: string) => ({
  externalId: name,
  channel: 'hotline' as const,
  title,
  body,
  place: '青竹路',
});
const send = async (row: Record<string, unknown>) =>
  (await machine.call('messages.send', { body: row as never })).items[0]!;
const read = (id: string) => staff.call('messages.read', { params: { id } });
const incidentOf = async (id: string) => {
  await grouped(server);
  const { incidentId } = await read(id);
  expect(incidentId).not.toBeNull();
  return incidentId!;
};
const dismiss = async (id: string) =>
  staff.call('incidents.dismiss', {
    params: { id: await incidentOf(id) },
    body: { reason: '单个诉求，转办即可' },
  });
const found = async (q: string) =>
  (await staff.call('messages.list', { query: { q } })).items.map(({ id }) => id);
const factsOf = async (kind: string) =>
  (await server.db.query('select body from fact where kind = $1 order by seq', [kind])).rows.map(
    (row) => row.body as Record<string, unknown>,
  );
/** Everything that is written of a message anywhere. */
const everything = async (id: string) =>
  JSON.stringify(
    await Promise.all(
      ['message_revision', 'sighting', 'message_label', 'hotline_record', 'message'].map(
        async (table) =>
          (
            await server.db.query(
              `select to_jsonb(t)::text as row from ${table} t where ${table === 'message' ? 'id' : 'message_id'} = $1`,
              [id],
            )
          ).rows,
      ),
    ),
  );
const later = async <T>(days: number, work: () => Promise<T>): Promise<T> => {
  const clock = server.serving.app.get(Now);
  clock.at = () => new Date(Date.now() + days * 24 * 3600_000);
  try {
    return await work();
  } finally {
    clock.at = () => new Date();
  }
};

describe('texts past their time', () => {
  const canteen = letter('r-1', '食堂饭菜发馊', '云塘小学食堂的饭菜发馊，孩子回家闹肚子。');
  const well = letter('r-2', '井盖丢失', '柳湾路南头的井盖丢了三天，夜里骑车危险。');
  let [gone, kept] = ['', ''];

  it('go, wherever they stood; the digest stays, so that a repeat is still a repeat', async () => {
    const replied = {
      ...canteen,
      hotline: { receivedAt: '2026-11-18 09:20', replyBody: '已责令整改食堂。', repliedAt: '2026-11-20' },
    };
    const edited = { ...canteen, body: `${canteen.body}已有五个孩子。` };
    gone = (await send(replied)).id!;
    expect(await send(edited)).toMatchObject({ state: 'revised' });
    kept = (await send(well)).id!;
    await dismiss(gone);
    await incidentOf(kept);
    expect(await later(29, () => retention.eraseTexts())).toBe(0);
    expect(await found('发馊')).toEqual([gone]);

    expect(await later(31, () => retention.eraseTexts())).toBe(1);
    expect(await read(gone)).toMatchObject({
      title: '',
      body: '',
      excerpt: '',
      place: null,
      textErasedAt: expect.any(String),
      original: { state: 'erased' },
      hotline: { replyBody: null, repliedAt: expect.any(String) },
    });
    await eventually(async () => expect(await everything(gone)).not.toMatch(/食堂|发馊|孩子|青竹/));
    expect(await found('发馊')).toEqual([]);
    const facts = await factsOf('text.erased');
    expect(facts).toMatchObject([{ count: 1, days: 30, digest: expect.stringMatching(/^[\da-f]{64}$/) }]);
    expect(JSON.stringify(facts)).not.toMatch(/\p{Script=Han}/u);

    for (const said of [replied, edited])
      expect(await send(said)).toMatchObject({ id: gone, state: 'repeated' });
    // The same words at another door, too.
    const { externalId: _, ...words } = canteen;
    expect(await send({ ...words, channel: 'mailbox' })).toMatchObject({ id: gone, state: 'repeated' });
    expect((await read(gone)).body).toBe('');
  });

  it('stay while an incident that needs them is open, and go when it is done with', async () => {
    expect(await read(kept)).toMatchObject({ title: well.title, textErasedAt: null });
    expect(await found('井盖')).toEqual([kept]);
    await dismiss(kept);
    expect(await later(31, () => retention.eraseTexts())).toBe(1);
    expect(await read(kept)).toMatchObject({ title: '', textErasedAt: expect.any(String) });
    expect(await later(31, () => retention.eraseTexts())).toBe(0);
  });

  it('a new text of an old message is shown, and has its own time', async () => {
    const now = `${well.body}今天又有人摔倒。`;
    expect(await send({ ...well, body: now })).toMatchObject({ id: kept, state: 'revised' });
    expect(await read(kept)).toMatchObject({ title: well.title, body: now, textErasedAt: null });
    await server.db.query("update message set received_at = received_at - interval '40 days' where id = $1", [
      kept,
    ]);
    expect(await retention.eraseTexts()).toBe(0);
    expect(await later(31, () => retention.eraseTexts())).toBe(1);
  });

  it('an incident is not called by words that are erased, nor is it found by them; a name that a person gave stays', async () => {
    const lamp = letter('n-1', '芦花巷路灯不亮', '芦花巷的路灯坏了五天。');
    const named = letter('n-2', '槐树街下水道堵塞', '槐树街的下水道堵了，污水漫上路面。');
    const rest = letter('n-3', '水磨桥护栏断裂', '水磨桥的护栏断了一截。');
    const both = { ...rest, externalId: 'n-4', title: '水磨桥的护栏断了，谁来修', body: '护栏断了很久。' };
    const ids: string[] = [];
    for (const row of [lamp, named, rest]) ids.push(await incidentOf((await send(row)).id!));
    const [one, two, three] = ids as [string, string, string];
    const last = (await send({ ...both, place: '水磨桥' })).id!;
    expect(await incidentOf(last)).toBe(three);
    await staff.call('incidents.title', { params: { id: two }, body: { title: '街道排水' } });
    for (const id of ids) await staff.call('incidents.dismiss', { params: { id }, body: { reason: '转办' } });
    // The last message of the third is kept a month longer.
    await server.db.query("update message set received_at = received_at + interval '20 days' where id = $1", [
      last,
    ]);
    expect(await later(31, () => retention.eraseTexts())).toBeGreaterThanOrEqual(3);
    const titleOf = async (id: string) => (await staff.call('incidents.read', { params: { id } })).title;
    await eventually(async () =>
      expect(await titleOf(one)).toMatch(/^.*事件（\d{4}-\d{2}-\d{2}，原文已到期删除）$/),
    );
    expect([await titleOf(two), await titleOf(three)]).toEqual(['街道排水', both.title]);
    const { rows } = await server.db.query(
      "select concat_ws(' ', title, place, search::text, profile::text, emergency::text) as kept from incident where id = any($1)",
      [[one, two]],
    );
    expect(JSON.stringify(rows)).not.toMatch(/芦花|路灯|槐树|下水道/);
    await eventually(async () => {
      const told = await server.db.query('select title from alert where incident_id = $1', [one]);
      expect(JSON.stringify(told.rows)).not.toMatch(/芦花/);
    });
    const untitled = await factsOf('incident.untitled');
    expect(untitled).toContainEqual({ incidentId: one });
    expect(untitled).not.toContainEqual({ incidentId: two });
  });

  it('two processes at once erase each text once; without a limit nothing is erased', async () => {
    for (let i = 0; i < 3; i++)
      await dismiss((await send(letter(`many-${i}`, `${i}号楼停水`, `梧桐苑${i}号楼停水。`))).id!);
    Object.assign(server.config, { textDays: null });
    expect(await later(3650, () => retention.eraseTexts())).toBe(0);
    Object.assign(server.config, { textDays: 30 });
    const [one, two] = await later(31, () => Promise.all([retention.eraseTexts(), retention.eraseTexts()]));
    const { rows } = await server.db.query(
      "select count(*)::int as n from message where text_erased_at is null and title like '%停水'",
    );
    expect([one + two >= 1, rows[0].n]).toEqual([true, 0]);
  });
});

describe('the key of a month', () => {
  const keys = async (): Promise<string[]> =>
    (
      await server.db.query("select name from wrapped_key where name like 'original:%' order by name")
    ).rows.map((row) => row.name);

  it('goes when the month is past and no original of it is left, and nothing sealed with it opens again', async () => {
    const { id } = await send(letter('k-1', '路灯不亮', '北渡桥的路灯坏了五天，电话13598761234。'));
    const { rows } = await server.db.query('select sealed from message where id = $1', [id]);
    const [key] = await keys();
    const month = key!.slice('original:'.length);
    await dismiss(id!);
    expect(await retention.destroyKeys()).toEqual([]); // the month is not past
    expect(await later(70, () => retention.destroyKeys())).toEqual([]); // an original is left
    expect(await keys()).toEqual([key]);

    expect(await later(70, () => retention.eraseTexts())).toBeGreaterThan(0);
    expect(await later(70, () => Promise.all([retention.destroyKeys(), retention.destroyKeys()]))).toEqual(
      expect.arrayContaining([[month], []]),
    );
    expect(await keys()).toEqual([]);
    expect(await factsOf('original.key-destroyed')).toEqual([{ month }]);
    // As from an old copy of the database: the sealed words are back, the key is not.
    await server.db.query('update message set sealed = $2, erased_at = null where id = $1', [
      id,
      rows[0].sealed,
    ]);
    await server.restart();
    staff = await server.as('news-office');
    const refused = await staff.refused('messages.original', {
      params: { id: id! },
      body: { reason: '核对' },
    });
    expect(refused.status).toBeGreaterThanOrEqual(500);
    expect(JSON.stringify(refused)).not.toContain('13598761234');
    // Intake goes on, under a key of the present month.
    machine = await server.withToken('intake:write');
    expect(await send(letter('k-2', '桥面积水', '北渡桥桥面积水。'))).toMatchObject({ state: 'received' });
    expect(await keys()).toHaveLength(1);
  });
});

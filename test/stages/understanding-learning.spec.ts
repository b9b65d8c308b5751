// From a label put right to a model in force: corrections, training, a person's decision, labelling anew; a person's word stands throughout.
import type { Correcting, MessageRead, ModelCard } from '#contract';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { crash, grouped, type Sent, stranger, water } from './understanding.parts';

jest.setTimeout(300_000);

let server: TestServer;
let staff: Client;
let leader: Client;
let machine: Client;
let outsider: Client;

/** Matters of party and government affairs, of which the shipped model has seen no example. */
const affairs: Sent[] = [
  ['石桥村村务公开栏没有更新', '石桥村的村务公开栏两年没有更新，村民想看集体账目，村委会说以后再说。'],
  ['柏树村账目不公开', '柏树村集体收入账目从不公开，村务公开栏空着，村民要求村委会公开账目。'],
  ['东坪村公开栏落灰', '东坪村的公开栏落满灰，村务和账目都不公开，村民代表问村委会没有结果。'],
  ['梨花镇几个村不公开账目', '梨花镇几个村的村委会一直不公开村务账目，公开栏成了摆设，村民意见很大。'],
  ['松林村村务公开走过场', '松林村村务公开走过场，公开栏贴的还是三年前的账目，村民看不到真实的村务。'],
  ['云溪村请公开村务', '云溪村村民请求公开村务账目，村委会的公开栏长期上锁。'],
  ['白鹭村村务账目不清', '白鹭村村务账目不清，公开栏上没有数字，村民要求村委会逐项公开。'],
  ['青石村公开栏被拆', '青石村村务公开栏被拆，账目无处可看，村民请镇里督促村委会公开。'],
].map(([title = '', body = '']) => ({ channel: 'mailbox', title, body }));
const fresh: Sent = {
  channel: 'mailbox',
  title: '杏坪村村务不公开',
  body: '杏坪村村委会从不公开村务账目，公开栏空着，村民问了几次都没有人答。',
};

async function send(...messages: Sent[]): Promise<MessageRead[]> {
  const { items } = await machine.call('messages.send', { body: messages });
  await grouped(server);
  return Promise.all(items.map(({ id }) => read(id!)));
}
const read = (id: string) => staff.call('messages.read', { params: { id } });
const topic = (id: string, name: string | null) =>
  staff.call('messages.correct', { params: { id }, body: { aspect: 'topic', topic: name } });
const facts = async (kind: string) =>
  (
    await server.db.query('select body, actor_kind, subject_id from fact where kind = $1 order by seq', [
      kind,
    ])
  ).rows as { body: Record<string, unknown>; actor_kind: string; subject_id: string }[];
const trained = (id: string) =>
  eventually(async () => {
    const model = await staff.call('models.read', { params: { id } });
    expect(model.state).toBe('candidate');
    return model;
  }, 240_000);

beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  leader = await server.as('leader');
  machine = await server.withToken('intake:write');
  outsider = await stranger(server);
}, 120_000);
afterAll(() => server?.close());

describe('a label put right', () => {
  let message: MessageRead;

  it('takes effect at once, says who and what it was, and is in the ledger without words', async () => {
    [message] = (await send(water.hotline)) as [MessageRead];
    const was = message.topic!;
    const { correctionId, message: now } = await topic(message.id, '民政');
    expect(now).toMatchObject({ topic: '民政', corrected: ['topic'], machine: { topic: was } });
    expect(now.corrections).toMatchObject([
      {
        id: correctionId,
        aspect: 'topic',
        was: [was],
        now: ['民政'],
        by: '测试news-office',
        state: 'standing',
      },
    ]);
    expect(now.labels!.labelledAt).toMatch(/Z$/);
    const found = await staff.call('messages.list', { query: { topic: '民政' } });
    expect(found.items.map(({ id }) => id)).toContain(message.id);
    const [fact] = await facts('label.corrected');
    expect(fact).toMatchObject({
      actor_kind: 'officer',
      subject_id: message.id,
      body: { correctionId, messageId: message.id, aspect: 'topic', was: [was], now: ['民政'] },
    });
    expect(JSON.stringify(fact!.body)).not.toContain('云栖');
    // The proposed incident is about what its messages are about.
    const incident = await staff.call('incidents.read', { params: { id: now.incidentId! } });
    expect(incident.topic).toBe('民政');
  });

  it('can be put right again, and each undo goes one step back', async () => {
    const was = message.topic;
    const [first] = (await read(message.id)).corrections;
    const { correctionId, message: second } = await topic(message.id, '环境保护');
    expect(second.corrections.map(({ state }) => state)).toEqual(['standing', 'replaced']);
    const undo = (id: string) =>
      staff.call('messages.uncorrect', { params: { id: message.id, correctionId: id } });
    expect(
      await staff.refused('messages.uncorrect', { params: { id: message.id, correctionId: first!.id } }),
    ).toMatchObject({ status: 409, code: 'correction.not-standing' });
    expect(await undo(correctionId)).toMatchObject({ topic: '民政', corrected: ['topic'] });
    const back = await undo(first!.id);
    expect(back).toMatchObject({ topic: was, corrected: [], machine: null });
    expect(back.corrections.map(({ state }) => state)).toEqual(['undone', 'undone']);
    expect((await facts('label.correction-undone')).map(({ body }) => body.now)).toEqual([['民政'], [was]]);
  });

  it('covers areas, off-topic and emergencies; a graver emergency is proposed to the incident', async () => {
    const [tree] = (await send(water.other)) as [MessageRead];
    const params = { id: tree.id };
    const put = (input: { params: { id: string }; body: Correcting }) =>
      staff.call('messages.correct', input);
    await put({ params, body: { aspect: 'areas', areas: ['养老服务', '卫生健康'] } });
    await put({ params, body: { aspect: 'off-topic', offTopic: true } });
    const emergency = { kind: '公共卫生', level: '较大' as const };
    const { message: now } = await put({ params, body: { aspect: 'emergency', emergency } });
    expect(now).toMatchObject({
      areas: ['养老服务', '卫生健康'].sort(),
      offTopic: true,
      emergencyLevel: '较大',
    });
    expect([...now.corrected].sort()).toEqual(['areas', 'emergency', 'off-topic']);
    const incident = await staff.call('incidents.read', { params: { id: now.incidentId! } });
    expect(incident).toMatchObject({ proposedLevel: '较大', emergencyKind: '公共卫生' });
    const { message: none } = await put({ params, body: { aspect: 'emergency', emergency: null } });
    expect(none.emergencyLevel).toBeNull();
    const calm = await staff.call('incidents.read', { params: { id: now.incidentId! } });
    expect(calm.proposedLevel).toBeNull();
    // Undone one by one: what stood before the last word stands again.
    for (let left = none; left.corrected.length > 0; ) {
      const { id } = left.corrections.find(({ state }) => state === 'standing')!;
      left = await staff.call('messages.uncorrect', { params: { ...params, correctionId: id } });
    }
    expect((await read(tree.id)).machine).toBeNull();
  });

  it('is for news-office staff, in their own view, with labels that exist', async () => {
    const input = { params: { id: message.id }, body: { aspect: 'topic' as const, topic: '民政' } };
    for (const role of ['leader', 'department-officer', 'auditor', 'administrator'] as const)
      expect(await (await server.as(role)).refused('messages.correct', input)).toMatchObject({ status: 403 });
    expect(await outsider.refused('messages.correct', input)).toMatchObject({ status: 404 });
    expect(
      await staff.refused('messages.correct', { ...input, body: { aspect: 'topic', topic: '天文' } }),
    ).toMatchObject({ status: 422, code: 'label.unknown' });
  });
});

describe('learning from it', () => {
  const examples: string[] = [];
  let candidate: ModelCard;
  let before: MessageRead;

  it('needs some corrections, and says how many', async () => {
    const learning = await staff.call('models.list');
    expect(learning.inForce).toMatchObject({ modelId: null, version: learning.shipped.version });
    expect(learning.corrections).toMatchObject({ usable: 0, needed: 5 });
    expect(await staff.refused('models.train')).toMatchObject({ status: 422, code: 'model.too-few' });
    const { sets } = await staff.call('models.scores');
    expect(sets.control.rows).toBeGreaterThan(90);
    expect(sets.fixed.rows).toBe(0);
  });

  it('trains a candidate that is tried before and after, and changes nothing by itself', async () => {
    for (const { id } of await send(...affairs)) {
      await topic(id, '党务政务');
      examples.push(id);
    }
    [before] = (await send(fresh)) as [MessageRead];
    expect(before.topic).not.toBe('党务政务');
    const asked = await staff.call('models.train');
    // A worker that is free may have taken it up before the answer is read.
    expect(['waiting', 'training']).toContain(asked.state);
    const model = await trained(asked.id);
    candidate = model;
    expect(model).toMatchObject({ progress: 1, fits: true, data: { newTopics: [] } });
    const { corrections, learnt, fixed, newest } = model.data!;
    expect(corrections).toBe(8);
    expect(learnt + fixed + newest).toBe(8);
    expect(newest).toBeGreaterThan(0);
    const { control } = model.scores!;
    // What is tried and was not learnt: the newest corrections get better, the written set does not get worse by much.
    const { before: then, after: now } = model.scores!.newest;
    expect([then.accuracy, now.accuracy]).toEqual([0, 1]);
    expect(now.labels.map(({ label, recall }) => [label, recall])).toEqual([['党务政务', 1]]);
    expect(control.after.macroF1).toBeGreaterThan(control.before.macroF1 - 0.05);
    const rows = Object.values(control.after.confusion).flatMap((row) => Object.values(row));
    expect(rows.reduce((a, b) => a + b)).toBe(control.after.rows);
    expect(model.changes.map(({ messageId }) => messageId)).toContain(before.id);
    const [fact] = await facts('model.trained');
    expect(fact!.body).toMatchObject({ modelId: model.id, digest: model.digest, learnt });
    expect((await read(before.id)).topic).toBe(before.topic);
    expect((await staff.call('models.list')).inForce.modelId).toBeNull();
  });

  it('is put in force by a person with the right; then new messages are read with it, in every process', async () => {
    const params = { id: candidate.id };
    expect(await staff.refused('models.promote', { params })).toMatchObject({ status: 403 });
    await server.another();
    expect(await leader.call('models.promote', { params })).toMatchObject({
      state: 'in-force',
      decidedBy: '测试leader',
    });
    const [again] = (await send({
      ...fresh,
      title: '榆树村村务账目',
      body: fresh.body.replace('杏坪', '榆树'),
    })) as [MessageRead];
    expect(again).toMatchObject({ topic: '党务政务', labels: { model: candidate.version } });
    const { inForce } = await staff.call('models.list');
    expect(inForce).toMatchObject({
      modelId: candidate.id,
      version: candidate.version,
      by: '测试leader',
      inherited: false,
    });
    expect((await facts('model.promoted'))[0]!.body).toMatchObject({
      modelId: candidate.id,
      replacedId: null,
    });
  });

  it('reads one message anew: the model in force, and it says so; a person’s label stays and the model’s is kept beside', async () => {
    const anew = await staff.call('messages.relabel', { params: { id: before.id } });
    expect(anew).toMatchObject({ topic: '党务政务', labels: { model: candidate.version } });
    const own = examples[0]!;
    await topic(own, '纪检监察');
    const kept = await staff.call('messages.relabel', { params: { id: own } });
    expect(kept).toMatchObject({
      topic: '纪检监察',
      corrected: ['topic'],
      labels: { model: candidate.version },
    });
    expect(kept.machine!.topic).not.toBe('纪检监察');
  });

  it('reads everything since a date anew, as a job, and leaves people’s labels', async () => {
    const since = new Date(Date.now() - 86_400_000).toISOString();
    const preview = await staff.call('relabellings.preview', { query: { since } });
    expect(preview.kept).toBe(examples.length);
    expect(preview.byOthers).toBeGreaterThan(0);
    const { id } = await staff.call('relabellings.start', { body: { since } });
    await eventually(async () => {
      const { items } = await staff.call('relabellings.list');
      expect(items.find((one) => one.id === id)).toMatchObject({
        state: 'finished',
        total: preview.messages,
        done: preview.messages,
        kept: preview.kept,
      });
    });
    expect(await staff.call('relabellings.preview', { query: { since } })).toMatchObject({ byOthers: 0 });
    expect((await read(examples[0]!)).topic).toBe('纪检监察');
    expect(await facts('relabelling.ended')).toHaveLength(1);
  });

  it('goes back: to the shipped model, and to an earlier one', async () => {
    const restored = await leader.call('models.restore', { body: { reason: '先用回原来的' } });
    expect(restored.inForce.modelId).toBeNull();
    const anew = await staff.call('messages.relabel', { params: { id: before.id } });
    expect(anew.labels!.model).toBe(restored.shipped.version);
    expect(await leader.refused('models.restore', { body: { reason: '再来一次' } })).toMatchObject({
      status: 409,
    });
    expect(await leader.call('models.promote', { params: { id: candidate.id } })).toMatchObject({
      state: 'in-force',
    });
  });

  it('a second candidate is refused with a reason, and stays refused', async () => {
    const { id } = await staff.call('models.train');
    await trained(id);
    const refused = await leader.call('models.refuse', { params: { id }, body: { reason: '农业类变差' } });
    expect(refused).toMatchObject({ state: 'refused', reason: '农业类变差' });
    expect(await leader.refused('models.promote', { params: { id } })).toMatchObject({ status: 409 });
    expect((await staff.call('models.list')).inForce.modelId).toBe(candidate.id);
  });

  it('what the database holds must be what was promoted: else the shipped model reads', async () => {
    await server.db.query("update topic_model set digest = repeat('0', 64) where state = 'in-force'");
    const anew = await staff.call('messages.relabel', { params: { id: before.id } });
    expect(anew.labels!.model).toBe((await staff.call('models.list')).shipped.version);
    await server.db.query('update topic_model set digest = $1 where id = $2', [
      candidate.digest,
      candidate.id,
    ]);
  });

  it('a training can be stopped, and only one runs at a time', async () => {
    // Nobody takes it up: it waits until it is stopped.
    await server.db.query(
      `insert into topic_model (id, jurisdiction_id, asked_at, asked_by)
       select gen_random_uuid(), jurisdiction_id, now(), '测试' from topic_model limit 1`,
    );
    expect(await staff.refused('models.train')).toMatchObject({ status: 409, code: 'model.training' });
    const waiting = (await staff.call('models.list')).models.find(({ state }) => state === 'waiting')!;
    const params = { id: waiting.id };
    expect(await staff.call('models.cancel', { params })).toMatchObject({ state: 'cancelled' });
    expect(await staff.refused('models.cancel', { params })).toMatchObject({ status: 409 });
  });

  it('the auditor sees the record; a stranger sees nothing of it', async () => {
    const auditor = await server.as('auditor');
    const { items } = await auditor.call('corrections.list');
    expect(items.length).toBeGreaterThan(8);
    expect(items[0]).toMatchObject({ by: '测试news-office' });
    expect((await outsider.call('corrections.list')).items).toEqual([]);
    expect((await outsider.call('models.list')).models).toEqual([]);
    expect(await outsider.refused('models.read', { params: { id: candidate.id } })).toMatchObject({
      status: 404,
    });
  });

  it('an edited message is read anew by the model in force, and keeps a person’s label', async () => {
    const sent = { ...crash.hotline, externalId: 'WL-LEARN' };
    const [first] = (await send(sent)) as [MessageRead];
    await topic(first.id, '政法');
    await staff.call('messages.correct', {
      params: { id: first.id },
      body: { aspect: 'emergency', emergency: null },
    });
    await machine.call('messages.send', {
      body: [{ ...sent, body: sent.body.replace('3人死亡', '12人死亡') }],
    });
    await eventually(async () => {
      const now = await read(first.id);
      expect(now.body).toContain('12人');
      expect(now.machine!.emergency).toMatchObject({ level: '重大' });
      expect(now).toMatchObject({
        topic: '政法',
        emergencyLevel: null,
        labels: { model: candidate.version },
      });
    });
  });
});

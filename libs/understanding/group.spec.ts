// The grouping: what belongs together comes together, what only sounds alike stays apart, and a pause changes nothing.
import { Grouper, type IncidentProfile, type ToGroup } from './group';
import { crossing, estate, everywhere, manyTroubles, quake, twins, unrelated } from './group-cases';
import { loadModel } from './model-file';
import { shuffled } from './scores';

const rarity = loadModel().grouping;
const day = '2026-11-03T04:00:00.000Z';
const messages = (told: readonly { title: string; body: string }[], at = day): ToGroup[] =>
  told.map((t, i) => ({ id: `${i}`, ...t, publishedAt: at }));
function grouper(more: { most?: number; threshold?: number } = {}): Grouper {
  let n = 0;
  return new Grouper({ rarity, newId: () => `i${n++}`, ...more });
}
const assign = (told: readonly ToGroup[], by = grouper()) => told.map((m) => by.assign(m).incidentId);
const groups = (ids: readonly string[]) => new Set(ids).size;
function largest(ids: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return Math.max(...counts.values());
}

describe('what belongs together', () => {
  it.each([1, 2, 3, 4, 5])('one estate, told by its neighbours in any order (%i)', (seed) =>
    expect(largest(assign(messages(shuffled(estate, seed))))).toBeGreaterThanOrEqual(20),
  );
  it.each([1, 2, 3, 4, 5])('a quake and its many reports (%i)', (seed) =>
    expect(largest(assign(messages(shuffled(quake, seed))))).toBeGreaterThanOrEqual(quake.length - 1),
  );
  it('the news and the callers of one fire, whoever comes first', () => {
    expect(groups(assign(messages([...crossing.news, ...crossing.calls])))).toBe(1);
    expect(groups(assign(messages([...crossing.calls, ...crossing.news])))).toBe(1);
  });
  it('the same message ten thousand times', () => {
    const [first] = messages(estate);
    const by = grouper();
    for (let i = 0; i < 10_000; i++) by.assign(first!);
    expect(by.size).toBe(1);
    expect(by.profile('i0').messages).toBe(10_000);
    expect(JSON.stringify(by.profile('i0')).length).toBeLessThan(20_000);
  });
  it('says what was shared', () => {
    const by = grouper();
    const [a, b] = messages(estate);
    by.assign(a!);
    const { joined, shared } = by.assign(b!);
    expect(joined).toBe(true);
    expect(shared.terms).toContain('湖湾');
    expect(shared.similarity).toBeGreaterThan(0.2);
  });
});

describe('what only sounds alike', () => {
  it.each(twins)('%s', (_, first, second) => {
    expect(groups(assign(messages([first, second])))).toBe(2);
    expect(groups(assign(messages([second, first])))).toBe(2);
  });
  it.each([1, 2, 3])('thirty matters in one politeness (%i)', (seed) =>
    expect(groups(assign(messages(shuffled(unrelated, seed))))).toBe(unrelated.length),
  );
  it.each([1, 2, 3])('one trouble of many places in the same words, twice of each place (%i)', (seed) => {
    const told = shuffled(everywhere, seed);
    const ids = assign(messages(told));
    const byTitle = new Map(told.map(({ title }, i) => [title, ids[i]]));
    expect(groups(ids)).toBe(everywhere.length / 2);
    expect(told.map(({ title }) => byTitle.get(title))).toEqual(ids);
  });
  it.each([1, 2, 3])('many troubles of one place (%i)', (seed) =>
    expect(groups(assign(messages(shuffled(manyTroubles, seed))))).toBe(manyTroubles.length),
  );
  it('everything in one day', () => {
    const all = [...unrelated, ...estate, ...quake, ...crossing.news, ...crossing.calls];
    expect(groups(assign(messages(all)))).toBe(unrelated.length + 3);
  });
  it('the same words a season later', () => {
    const by = grouper();
    const [first] = messages(estate);
    by.assign(first!);
    const { joined } = by.assign({ ...first!, publishedAt: '2027-02-20T04:00:00.000Z' });
    expect(joined).toBe(false);
  });
  it('nothing to go by opens an incident of its own', () => {
    const by = grouper();
    for (const body of ['', '🔥🔥', 'https://news.example/1', '。。。'])
      by.assign({ id: body, title: '', body, publishedAt: null });
    expect(by.size).toBeGreaterThanOrEqual(3);
  });
});

describe('a pause', () => {
  it('changes nothing: taken up again, it decides as the one that never stopped', () => {
    const all = messages([...shuffled([...estate, ...quake, ...unrelated], 7)]);
    const straight = assign(all);
    for (const stop of [1, 10, 33]) {
      let n = 0;
      const newId = () => `i${n++}`;
      const first = new Grouper({ rarity, newId });
      const before = all.slice(0, stop).map((m) => first.assign(m).incidentId);
      const kept = JSON.parse(
        JSON.stringify([...new Set(before)].map((id) => first.profile(id))),
      ) as IncidentProfile[];
      const second = new Grouper({ rarity, newId });
      second.restore(kept);
      const after = all.slice(stop).map((m) => second.assign(m).incidentId);
      expect([...before, ...after]).toEqual(straight);
    }
  });
  it('takes up profiles from before names of places were kept', () => {
    const by = grouper();
    const [a, b] = messages(estate);
    by.assign(a!);
    const { places: _, ...old } = by.profile('i0');
    const later = grouper();
    later.restore([old]);
    expect(later.assign(b!).incidentId).toBe('i0');
  });
});

describe('what people do', () => {
  it('two merged are one from then on', () => {
    const by = grouper();
    const [fire] = messages(crossing.news);
    const [water, again] = messages(estate);
    const from = by.assign(fire!).incidentId;
    const into = by.assign(water!).incidentId;
    by.merge(from, into);
    expect(by.has(from)).toBe(false);
    expect(by.profile(into).messages).toBe(2);
    expect(by.assign(again!).incidentId).toBe(into);
    expect(by.assign({ ...fire!, id: 'x' }).incidentId).toBe(into);
  });
  it('a dropped one is joined no more', () => {
    const by = grouper();
    const [a, b] = messages(estate);
    const id = by.assign(a!).incidentId;
    by.drop(id);
    by.drop(id);
    expect(by.size).toBe(0);
    expect(by.assign(b!)).toMatchObject({ joined: false });
    expect(() => by.profile(id)).toThrow(/not known/);
  });
  it('a profile of messages that a person put together takes new ones in', () => {
    const by = grouper();
    by.restore([by.profileOf('by-hand', messages(estate.slice(0, 3)))]);
    expect(by.assign(messages(estate)[5]!).incidentId).toBe('by-hand');
  });
  it('merging with itself or with what is unknown does nothing', () => {
    const by = grouper();
    const id = by.assign(messages(estate)[0]!).incidentId;
    by.merge(id, id);
    by.merge('gone', id);
    by.merge(id, 'gone');
    expect(by.profile(id).messages).toBe(1);
  });
});

describe('bounds', () => {
  const streets = ['东风', '解放', '建设', '和平', '胜利', '光明', '团结', '红旗', '朝阳', '幸福'];
  const troubles = ['路灯不亮', '井盖丢失', '污水外溢', '占道停车', '树木倒伏', '路面破损', '垃圾成堆'];
  const many = (n: number): ToGroup[] =>
    Array.from({ length: n }, (_, i) => ({
      id: `${i}`,
      title: `${streets[i % 10]}${Math.floor(i / 70)}街${troubles[i % 7]}`,
      body: `${streets[(i * 3) % 10]}片区第${i}号网格，${troubles[i % 7]}已经${i % 9}天。`,
      publishedAt: new Date(Date.parse(day) + i * 3_600_000).toISOString(),
    }));
  it('weighs no more candidates, however long the past', () => {
    const by = grouper({ threshold: 2 });
    const weighed = many(3000).map((m) => by.assign(m).weighed);
    expect(by.size).toBe(3000);
    expect(Math.max(...weighed)).toBeLessThanOrEqual(48);
  });
  it('an incident of many places and hours keeps the first of them', () => {
    const by = grouper({ threshold: 2 });
    const ids = Array.from({ length: 40 }, (_, i) => {
      const name = `${'金木水火土春夏秋冬山'[i % 10]}${'林泉岭坡'[Math.floor(i / 10)]}`;
      const body = `${name}村、${name}镇、${name}小学、${name}小区停水，${i % 24}时起抢修。`;
      return by.assign({ id: `${i}`, title: `第${i}处停水`, body }).incidentId;
    });
    for (const id of ids.slice(1)) by.merge(id, ids[0]!);
    const { places, hours, messages } = by.profile(ids[0]!);
    expect(messages).toBe(40);
    expect(places).toHaveLength(60);
    expect(hours).toHaveLength(12);
  });
  it('remembers no more incidents than it may; the one longest untouched goes first', () => {
    const by = grouper({ threshold: 2, most: 50 });
    const ids = assign(many(120), by);
    expect(by.size).toBe(50);
    expect(by.has(ids[0]!)).toBe(false);
    expect(by.has(ids[119]!)).toBe(true);
  });
});

// What a message is said to share with the incident it joins: terms, names, places, numbers, hours, and how far off in time.
import { Grouper } from './group';
import { loadModel } from './model-file';

const rarity = loadModel().grouping;
const tell = (title: string, body: string, publishedAt: string | null) => ({
  id: title,
  title,
  body,
  publishedAt,
});
const first = tell(
  '云栖小区停水',
  '云栖小区从今天上午9时起停水，青石路沿线28栋楼没有水，物业说水管爆了，请供水公司抢修。',
  '2026-11-03T02:00:00.000Z',
);

function join(second: ReturnType<typeof tell>) {
  let n = 0;
  const by = new Grouper({ rarity, newId: () => `i${n++}` });
  by.assign(first);
  return by.assign(second);
}

test('names, places, numbers, the hour and the distance in time', () => {
  const { joined, shared } = join(
    tell(
      '云栖小区没水了',
      '云栖小区上午9时30分开始停水，青石路28栋都没水，水管爆裂何时抢修好？',
      '2026-11-03T07:00:00.000Z',
    ),
  );
  expect(joined).toBe(true);
  expect(shared.terms).toEqual(expect.arrayContaining(['停水']));
  expect(shared.names).toContain('云栖');
  expect(shared.places.join()).toMatch(/青石/);
  expect(shared.numbers).toContain('28');
  expect(shared.hours).toEqual(['09:30']);
  expect(shared.gapHours).toBe(5);
});

test.each<[string, string | null, number | null]>([
  ['an unknown time says nothing', null, null],
  ['said at the same time', '2026-11-03T02:00:00.000Z', 0],
  ['said before the first', '2026-11-03T00:30:00.000Z', 1.5],
])('%s', (_what, at, gap) => {
  const { shared } = join(tell(first.title, first.body, at));
  expect(shared.gapHours).toBe(gap);
});

test('nothing is told twice: a name within a longer one falls away', () => {
  const { shared } = join(tell(first.title, first.body, null));
  for (const list of [shared.names, shared.places, shared.hours])
    expect(list.filter((a) => list.some((b) => b !== a && b.includes(a)))).toEqual([]);
  expect(shared.hours).toEqual(['09:00']);
});

test('what begins an incident shares nothing', () => {
  const { joined, shared } = new Grouper({ rarity }).assign(first);
  expect([joined, shared.terms.length, shared.gapHours]).toEqual([false, 0, null]);
});

test('what is left of a masked number is shared by nobody', () => {
  const masked = { ...first, body: `${first.body}联系电话138****5678，邮箱w***@163.com。` };
  let n = 0;
  const by = new Grouper({ rarity, newId: () => `i${n++}` });
  by.assign(masked);
  const { shared } = by.assign({ ...masked, id: '又一条' });
  expect(shared.numbers).toContain('28');
  expect(shared.numbers.join()).not.toMatch(/138|5678|163/);
});

test('nor is what announces it, or a name that is masked: who wrote does not make one trouble of two', () => {
  let n = 0;
  const by = new Grouper({ rarity, newId: () => `i${n++}` });
  const writer = '我叫王某某，家住青石镇建设街［门牌］，电话138****5678，';
  by.assign({ id: '水', title: '', body: `${writer}下水道堵了三天，污水漫到了路上。` });
  const { joined } = by.assign({
    id: '学',
    title: '',
    body: `${writer}镇中心小学食堂的饭菜是凉的，孩子吃了肚子疼。`,
  });
  expect(joined).toBe(false);
  const again = by.assign({ id: '又', title: '', body: `${writer}下水道又堵了，污水漫到路上没人管。` });
  expect(again).toMatchObject({ joined: true, incidentId: 'i0' });
  expect(again.shared.terms.join()).not.toMatch(/电话|某某|门牌/);
});

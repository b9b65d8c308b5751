// The starting departments: each tier complete, every topic and watch area in somebody's hands, no alias twice.
import { type JurisdictionLevel, levelOneTopics, startingDepartments, watchAreas } from './starting';

const tiers: [string, JurisdictionLevel, number][] = [
  ['云岭省', 'province', 25],
  ['江源市', 'city', 25],
  ['云溪县', 'county', 25],
  ['青石镇', 'town', 8],
];

test.each(tiers)('%s (%s)', (place, level, least) => {
  const set = startingDepartments(place, level);
  expect(set.length).toBeGreaterThanOrEqual(least);
  expect(set.filter(({ kind }) => kind === 'news-office')).toHaveLength(1);
  expect(set.filter(({ kind }) => kind === 'government-office')).toHaveLength(1);
  expect(new Set(set.map(({ name }) => name)).size).toBe(set.length);

  const known: readonly string[] = [...levelOneTopics, ...watchAreas];
  const held = new Set(set.flatMap(({ topics }) => topics));
  expect([...held].filter((word) => !known.includes(word))).toEqual([]);
  expect(known.filter((word) => !held.has(word))).toEqual([]);

  const names = set.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('aliases carry the place and its tier', () => {
  const health = startingDepartments('云溪县', 'county').find(({ name }) => name === '卫生健康局');
  expect(health?.aliases).toEqual(
    expect.arrayContaining(['卫健局', '县卫健局', '云溪县卫健局', '云溪县卫生健康局']),
  );
  const press = startingDepartments('云溪县', 'county')[0];
  expect(press?.name).toBe('宣传部（新闻办）');
  expect(press?.aliases).toEqual(
    expect.arrayContaining(['宣传部', '县委宣传部', '云溪县委宣传部', '县政府新闻办']),
  );
});

test('names follow the tier', () => {
  const names = (place: string, level: JurisdictionLevel) =>
    startingDepartments(place, level).map(({ name }) => name);
  expect(names('云岭省', 'province')).toEqual(expect.arrayContaining(['教育厅', '公安厅', '消防救援总队']));
  expect(names('云岭省', 'province')).not.toContain('城市管理局');
  expect(names('江源市', 'city')).toEqual(expect.arrayContaining(['卫生健康委员会', '消防救援支队']));
});

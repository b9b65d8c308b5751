// What spellings of agencies mean, in a county of the usual departments.
import { agencyFinder, matchAgency, plainAgency } from './agencies';
import { agencyHint } from './agency-hints';
import { startingDepartments } from './starting';

const departments = startingDepartments('云溪县', 'county').map((one) => ({ ...one, id: one.name }));
const places = ['云溪县', '云溪', '望江市'];
const cases: [string, string | null, string][] = [
  ['民政局', '民政局', 'exact'],
  ['云溪县民政局', '民政局', 'exact'],
  [' 望江市云溪县 民政局 ', '民政局', 'exact'],
  ['云溪县人民政府办公室', '政府办公室', 'exact'],
  ['县公安局', '公安局', 'exact'],
  ['云溪县公安局（交警大队）', '公安局', 'exact'],
  ['住房和城乡建设管理局', '住房和城乡建设局', 'alike'],
  ['火星移民局', null, ''],
  ['东山县人民政府办公室', null, ''],
  ['局', null, ''],
  ['县公安局交警大队', '公安局', 'alike'],
  ['云溪县公安局城东派出所', '公安局', 'alike'],
  ['交警三中队', '公安局', 'alike'],
  ['卫生和计划生育局', '卫生健康局', 'alike'],
  ['县物价局', '发展和改革局', 'alike'],
  ['县法制办', '司法局', 'alike'],
  ['住房保障管理局', null, ''],
  ['市政局', '城市管理局', 'alike'],
  ['镇安县交通运输局', null, ''],
  ['住宅小区物业管理办公室', '住房和城乡建设局', 'alike'],
  ['县机关事务服务中心', '政府办公室', 'alike'],
  ['金融工作办公室', '财政局', 'alike'],
  ['公路工程建设总指挥部办公室', null, ''],
  ['云溪供水有限公司', null, ''],
];
it.each(cases)('%s', (spelling, expected, by) => {
  const found = matchAgency(spelling, departments, places);
  expect(found?.departmentId ?? null).toBe(expected);
  if (found) expect([found.by, found.why.zh.length > 0]).toEqual([by, true]);
});
describe('with jurisdictions below', () => {
  const place = (name: string, level: 'county' | 'town' | 'city', above: string[]) => ({
    ...{ name, above },
    departments: startingDepartments(name, level).map((one) => ({ ...one, id: `${name} ${one.name}` })),
  });
  const find = agencyFinder(place('望江市', 'city', []), [
    place('云溪县', 'county', ['望江市']),
    place('石桥镇', 'town', ['云溪县', '望江市']),
    place('镇湖县', 'county', ['望江市']),
    place('东门街道', 'town', ['云溪县', '望江市']),
    place('金光寺镇', 'town', ['云溪县', '望江市']),
  ]);
  const below: [string, string | null, string][] = [
    ['望江市民政局', '望江市 民政局', 'exact'],
    ['云溪县人民政府办公室', '云溪县 政府办公室', 'exact'],
    ['望江市云溪县人民政府', '云溪县 政府办公室', 'exact'],
    ['云溪县石桥镇人民政府', '石桥镇 党政综合办公室', 'exact'],
    ['镇湖县政府办', '镇湖县 政府办公室', 'exact'],
    ['云溪交警大队一中队', '云溪县 公安局', 'alike'],
    ['云溪县火星移民局', null, ''],
    ['市住建局、云溪县住建局', '望江市 住房和城乡建设局', 'alike'],
    ['市民政局 市公安局', '望江市 民政局', 'alike'],
    ['东山县民政局', null, ''],
    ['云溪县人民政府东门街道办事处', '东门街道 党政综合办公室', 'exact'],
    ['东门街道办事处', '东门街道 党政综合办公室', 'exact'],
    ['云溪县金光寺镇人民政府', '金光寺镇 党政综合办公室', 'exact'],
    ['望河市民政局', '望江市 民政局', 'alike'],
    ['云山县人民政府办公室', '云溪县 政府办公室', 'alike'],
    ['云山县火星移民局', null, ''],
  ];
  it.each(below)('%s', (spelling, expected, by) => {
    const found = find(spelling);
    expect([found?.departmentId ?? null, found?.by ?? '']).toEqual([expected, by]);
  });
});
it('what people shorten by themselves is proposed, where only one department can be meant', () => {
  const own = [
    { id: '甲', name: '农村经济和水务管理局', aliases: [] },
    { id: '乙', name: '民政局', aliases: [] },
  ];
  expect(matchAgency('农水局', own, [])).toMatchObject({ departmentId: '甲', by: 'alike' });
  expect(matchAgency('农民局', own, [])).toBeNull();
});
it('what two departments are called means neither; what a person confirmed is exact from then on', () => {
  const two = [
    { id: '甲', name: '城管局', aliases: ['执法队'] },
    { id: '乙', name: '交通局', aliases: ['执法队'] },
  ];
  expect(matchAgency('执法队', two, [])).toBeNull();
  const learnt = [{ ...two[0]!, aliases: ['火星移民局'] }];
  expect(matchAgency('火星移民局', learnt, [])).toMatchObject({ departmentId: '甲', by: 'exact' });
});
it('a slip that may be of two places is of neither', () => {
  const of = (name: string) => ({
    name,
    above: ['望江市'],
    departments: [{ id: name, name: '民政局', aliases: [] }],
  });
  const find = agencyFinder({ ...of('望江市'), above: [] }, [of('云南县'), of('云北县')]);
  expect(find('云东县民政局')).toBeNull();
  expect(find('望东市民政局')).toMatchObject({ departmentId: '望江市', by: 'alike' });
});
it('what a person confirmed says more than what comes to the same once place and brackets are set aside', () => {
  const two = [
    { id: '甲', name: '公安局', aliases: [] },
    { id: '乙', name: '城管局', aliases: ['云溪县公安局（城管中队）'] },
  ];
  expect(matchAgency('云溪县公安局（城管中队）', two, places)).toMatchObject({
    departmentId: '乙',
    by: 'exact',
  });
  expect(matchAgency('云溪县公安局', two, places)?.departmentId).toBe('甲');
});
describe('why nothing is proposed', () => {
  const hints: [string, string | null, string][] = [
    ['云溪县青石镇人民政府', '青石镇', '辖区里没有它'],
    ['青石镇人民政府', '青石镇', '辖区里没有它'],
    ['云溪县人民政府东门街道办事处', '东门街道', '辖区里没有它'],
    ['白马回族镇人民政府', '白马回族镇', '辖区里没有它'],
    ['云溪县石桥镇人民政府', null, '没有相近的部门'],
    ['云溪供电公司', null, '企业'],
    ['望江职业技术学院', null, '学校'],
    ['王小明', null, '姓名'],
    ['残联', null, '没有相近的部门'],
    ['云溪县火星移民局', null, '没有相近的部门'],
  ];
  it.each(hints)('%s', (spelling, place, why) => {
    const hint = agencyHint(spelling, ['望江市', '云溪县', '石桥镇']);
    expect([hint.place, hint.why.zh]).toEqual([place, expect.stringContaining(why)]);
  });
});
it('the place in front goes only where something is left', () =>
  expect(plainAgency('云溪县', places)).toBe('云溪县'));

// What spellings of agencies mean, in a county of the usual departments.
import { matchAgency, plainAgency } from './agencies';
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
];
it.each(cases)('%s', (spelling, expected, by) => {
  const found = matchAgency(spelling, departments, places);
  expect(found?.departmentId ?? null).toBe(expected);
  if (found) expect([found.by, found.why.zh.length > 0]).toEqual([by, true]);
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
it('the place in front goes only where something is left', () =>
  expect(plainAgency('云溪县', places)).toBe('云溪县'));

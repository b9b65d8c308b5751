// Who is named first, for every sort of matter, in a county of the usual departments.
import { type Matter, proposeResponsible } from './responsible';
import { levelOneTopics, startingDepartments, watchAreas } from './starting';

const departments = startingDepartments('云溪县', 'county').map((department) => ({
  ...department,
  id: department.name,
}));
const plain: Matter = { topic: null, areas: [], emergencyKind: null, level: '一般', departments };

const cases: [string, Partial<Matter>, string, string][] = [
  [
    'a crash',
    { emergencyKind: '事故灾难', level: '重大', topic: '交通运输' },
    '应急管理局',
    'emergency-kind',
  ],
  ['a flood', { emergencyKind: '自然灾害', level: '较大' }, '应急管理局', 'emergency-kind'],
  ['a canteen poisoning', { emergencyKind: '公共卫生', areas: ['食品药品'] }, '卫生健康局', 'emergency-kind'],
  ['a crowd', { emergencyKind: '社会安全' }, '公安局', 'emergency-kind'],
  [
    'a watch area before the topic',
    { areas: ['食品药品'], topic: '商贸旅游' },
    '市场监督管理局',
    'watch-area',
  ],
  ['school and hospital', { areas: ['就学就医'] }, '教育体育局', 'watch-area'],
  ['unfinished flats', { areas: ['房地产市场'] }, '住房和城乡建设局', 'watch-area'],
  ['a tax matter', { areas: ['减税降费'] }, '税务局', 'watch-area'],
  ['unpaid wages', { topic: '劳动和社会保障' }, '人力资源和社会保障局', 'topic'],
  ['a market street', { topic: '商贸旅游' }, '商务局', 'topic'],
  ['an unknown area falls to the topic', { areas: ['月球开发'], topic: '民政' }, '民政局', 'topic'],
  [
    'whom the hotline gave it to, before the topic',
    { handlerId: '公安局', topic: '民政' },
    '公安局',
    'records',
  ],
  [
    'an emergency before whom the hotline gave it to',
    { handlerId: '民政局', emergencyKind: '事故灾难' },
    '应急管理局',
    'emergency-kind',
  ],
  ['an office that passes on is no holder', { handlerId: '政府办公室', topic: '民政' }, '民政局', 'topic'],
  ['nothing known', {}, '政府办公室', 'government-office'],
];

test.each(cases)('%s', (_name, part, lead, rule) => {
  const proposal = proposeResponsible({ ...plain, ...part });
  expect([proposal.leadId, proposal.rule]).toEqual([lead, rule]);
  expect(proposal.reason.zh).toContain(lead);
  expect(proposal.reason.en).toContain(lead);
  expect(proposal.clause.document && proposal.clause.words).toBeTruthy();
  expect(proposal.supportIds).not.toContain(lead);
});

test('every topic and every watch area has a department in charge', () => {
  for (const topic of levelOneTopics) expect(proposeResponsible({ ...plain, topic }).rule).toBe('topic');
  for (const area of watchAreas)
    expect(proposeResponsible({ ...plain, areas: [area] }).rule).toBe('watch-area');
});

test('a grave emergency: the government speaks, the news office and the departments concerned support', () => {
  const proposal = proposeResponsible({
    ...plain,
    emergencyKind: '公共卫生',
    areas: ['食品药品', '教育改革'],
    level: '重大',
  });
  expect(proposal.spokespersonDepartmentId).toBe('政府办公室');
  expect(proposal.supportIds).toEqual(['市场监督管理局', '教育体育局', '政府办公室', '宣传部（新闻办）']);
});

test('an ordinary matter: the department in charge speaks for itself, the news office supports', () => {
  const proposal = proposeResponsible({ ...plain, topic: '民政' });
  expect(proposal.spokespersonDepartmentId).toBe('民政局');
  expect(proposal.supportIds).toEqual(['宣传部（新闻办）']);
});

test('without the department for the kind the areas decide; without an office, the press; without anybody, nobody', () => {
  const few = departments.filter(({ name }) => ['公安局', '宣传部（新闻办）'].includes(name));
  const crash = { ...plain, emergencyKind: '事故灾难' as const, areas: ['社会治安'], departments: few };
  expect(proposeResponsible(crash).leadId).toBe('公安局');
  expect(proposeResponsible({ ...plain, departments: few }).rule).toBe('news-office');
  const empty = proposeResponsible({ ...plain, departments: [] });
  expect([empty.leadId, empty.rule]).toEqual([null, 'nobody']);
  expect(empty.reason.en).toMatch(/add departments/);
});

describe('the matrix', () => {
  const line = (id: string, matter: string | null, level: Matter['level'], leadId: string, part = {}) => ({
    ...{
      id,
      matter,
      level,
      leadId,
      supportIds: ['公安局', '已撤销的局'],
      spokespersonId: null,
      supervisorId: null,
      basis: '',
    },
    ...part,
  });
  const lines = [
    line('各类', null, null, '政府办公室'),
    line('事故', '事故灾难', null, '应急管理局', {
      spokespersonId: '发言人',
      supervisorId: '副县长',
      basis: '县府办〔2026〕3号',
    }),
    line('事故重大', '事故灾难', '重大', '政府办公室'),
    line('食品', '食品药品', null, '市场监督管理局'),
    line('民政', '民政', null, '没有的局'),
  ];
  const of = (part: Partial<Matter>) => proposeResponsible({ ...plain, lines, ...part });
  it.each([
    ['the kind of emergency at any level', { emergencyKind: '事故灾难', level: '较大' }, '事故'],
    ['a line of just this level before it', { emergencyKind: '事故灾难', level: '重大' }, '事故重大'],
    ['the kind before the area', { emergencyKind: '事故灾难', areas: ['食品药品'] }, '事故'],
    ['the area before the topic', { areas: ['月球开发', '食品药品'], topic: '商贸旅游' }, '食品'],
    ['what no line names, by the line for every matter', { topic: '商贸旅游' }, '各类'],
  ] as [string, Partial<Matter>, string][])('%s', (_, part, lineId) =>
    expect(of(part)).toMatchObject({ lineId, rule: 'matrix' }),
  );
  it('says who speaks, who supervises, what it rests on; support that is gone is left out', () => {
    const proposal = of({ emergencyKind: '事故灾难' });
    expect(proposal).toMatchObject({ spokespersonId: '发言人', supervisorId: '副县长' });
    expect(proposal.supportIds).toEqual(['公安局', '宣传部（新闻办）']);
    expect(proposal.reason.zh).toContain('县府办〔2026〕3号');
  });
  it('a line whose lead is gone does not count: the departments decide', () =>
    expect(of({ topic: '民政' })).toMatchObject({ leadId: '民政局', rule: 'topic', lineId: null }));
});

test('a department’s named spokesperson and its supervisor come with it', () => {
  const named = departments.map((one) =>
    one.id === '民政局' ? { ...one, spokespersonId: '局长', supervisorId: '副县长' } : one,
  );
  expect(proposeResponsible({ ...plain, topic: '民政', departments: named })).toMatchObject({
    spokespersonId: '局长',
    supervisorId: '副县长',
  });
});

test('several jurisdictions: the department of the one above them leads, the local one supports', () => {
  const city = startingDepartments('云溪市', 'city').map((one) => ({ ...one, id: `市${one.name}` }));
  const above = { jurisdiction: '云溪市', places: ['东县', '西县'], departments: city, lines: [] };
  const proposal = proposeResponsible({ ...plain, topic: '民政', above });
  expect(proposal.rule).toBe('several-jurisdictions');
  expect(proposal.leadId).toBe('市民政局');
  expect(proposal.supportIds[0]).toBe('民政局');
  expect(proposal.reason.zh).toContain('涉及东县、西县');
  const without = proposeResponsible({ ...plain, topic: '民政', above: { ...above, departments: [] } });
  expect(without.leadId).toBe('民政局');
});

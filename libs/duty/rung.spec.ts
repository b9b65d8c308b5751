// Whom each rung reaches, for every state of the roster; nobody is a result with its reason.
import type { RungTarget } from './ladder';
import { type Reached, type RosterDesk, type RungAround, type RungCase, tellRung } from './rung';

const person = (name: string, more: Partial<Reached> = {}): Reached => ({
  id: name,
  name,
  reason: null,
  ...more,
});
const away = person('钱某', { id: null, reason: { zh: '钱某不在岗，没有登记替岗人', en: 'Qian is away' } });
const desk = (...names: string[]): RosterDesk => ({
  kept: true,
  onDuty: names.map((n) => person(n)),
  nobody: null,
  staff: [],
});
const empty: RosterDesk = {
  kept: true,
  onDuty: [],
  nobody: { zh: '“应急值班室”此刻没有排班。', en: 'Nobody is on the roster.' },
  staff: [person('李四')],
};
const unkept: RosterDesk = {
  kept: false,
  onDuty: [],
  nobody: { zh: '没有设值班岗', en: 'no desk' },
  staff: [person('李四'), person('周五')],
};
const around: RungAround = {
  holder: person('王小云'),
  department: desk('张三'),
  heads: [person('孙局')],
  newsOffice: desk('新甲', '新乙'),
  supervisor: person('李分管'),
  leaders: [person('赵县长')],
  above: desk('市新闻办甲'),
};
const about: RungCase = { since: 'breached', acknowledged: true, holder: '王小云', repeat: 0 };

const cases: [string, RungTarget, Partial<RungAround>, Partial<RungCase>, string[], string][] = [
  ['the holder', 'holder', {}, {}, ['王小云'], '已签收但未发布'],
  [
    'nobody has it in hand',
    'holder',
    { holder: null },
    { holder: null, acknowledged: false },
    [],
    '还没有人接手',
  ],
  ['the holder is away and nobody acts', 'holder', { holder: away }, {}, [], '没有登记替岗人'],
  [
    'who stands in is told, and it is said',
    'holder',
    { holder: person('周五', { reason: { zh: '王小云不在岗，由周五替岗', en: 'x' } }) },
    {},
    ['周五'],
    '由周五替岗',
  ],
  ['on duty', 'department-on-duty', {}, { since: 'near', acknowledged: false }, ['张三'], '80%'],
  ['an empty desk is a gap', 'department-on-duty', { department: empty }, {}, [], '此刻没有排班：无人可报'],
  [
    'no desk kept: all in post',
    'department-on-duty',
    { department: unkept },
    {},
    ['李四', '周五'],
    '没有设值班岗',
  ],
  [
    'no desk and nobody',
    'department-on-duty',
    { department: { ...unkept, staff: [] } },
    {},
    [],
    '也没有在岗人员',
  ],
  ['no department', 'department-on-duty', { department: null }, {}, [], '尚无责任单位'],
  ['the first head in post', 'department-head', { heads: [away, person('孙局')] }, {}, ['孙局'], '负责人'],
  ['no head', 'department-head', { heads: [] }, {}, [], '没有登记负责人'],
  ['the news office, all on duty', 'news-office-on-duty', {}, {}, ['新甲', '新乙'], '新闻办值班'],
  ['the same person once', 'news-office-on-duty', { newsOffice: desk('新甲', '新甲') }, {}, ['新甲'], '新甲'],
  ['no news office', 'news-office-on-duty', { newsOffice: null }, {}, [], '没有登记新闻办'],
  ['a breach goes to the supervising leader', 'supervising-leader', {}, {}, ['李分管'], '分管领导李分管'],
  ['no supervising leader', 'supervising-leader', { supervisor: null }, {}, ['赵县长'], '未登记分管领导'],
  ['they have left', 'supervising-leader', { supervisor: away }, {}, ['赵县长'], '钱某不在岗'],
  [
    'they are the holder',
    'supervising-leader',
    { supervisor: person('王小云') },
    {},
    ['赵县长'],
    '就是经办人本人',
  ],
  [
    'the holder is the only leader',
    'supervising-leader',
    { supervisor: person('王小云'), leaders: [person('王小云')] },
    {},
    [],
    '没有在岗的其他领导：无人可报',
  ],
  ['the level above', 'level-above-news-office', {}, {}, ['市新闻办甲'], '上级新闻办'],
  ['no level above', 'level-above-news-office', { above: null }, {}, [], '没有登记上级'],
  ['told again', 'holder', {}, { repeat: 2 }, ['王小云'], '第 2 次再告'],
];

test.each(cases)('%s', (_name, target, part, more, officerIds, says) => {
  const told = tellRung(target, { ...around, ...part }, { ...about, ...more });
  expect(told.officerIds).toEqual(officerIds);
  expect(told.reason.zh).toContain(says);
  expect(told.reason.en.length).toBeGreaterThan(20);
  expect(told.reason.zh).not.toMatch(/。。|。：/);
});

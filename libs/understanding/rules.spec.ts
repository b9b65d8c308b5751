// Which message meets which rule and with which words; what may not stand in a rule; told as tables.

import { termFaults, termSentence } from './rule-terms';
import { highlight, incidentMeets, partsOf, RuleBook, type RuleConditions, type RuleMessage } from './rules';

const nothing: RuleConditions = {
  topics: [],
  areas: [],
  concerns: [],
  level: null,
  heat: null,
  listIds: [],
  words: [],
  excludes: [],
  places: [],
  channels: [],
};
const message: RuleMessage = {
  title: '青石鎮中心小學多名學生腹瀉',
  body: '家长反映，孩子在食堂吃过午饭后腹泻，希望公布食堂食材来源。',
  place: '青石镇',
  channel: 'hotline',
  topics: ['卫生健康', '教育'],
  areas: ['食品药品'],
  concerns: ['public-interest'],
};
const school = { id: 's', name: '校园安全', terms: ['食堂+腹泻', '校园欺凌'], excludes: ['演练'] };
const lists = new Map([['s', school]]);
const met = (conditions: Partial<RuleConditions>, about: Partial<RuleMessage> = {}) =>
  new RuleBook([{ id: 'r', conditions: { ...nothing, ...conditions } }], lists).met({
    ...message,
    ...about,
  })[0];

test.each<[string, Partial<RuleConditions>, boolean]>([
  ['asks nothing', {}, true],
  ['its topic', { topics: ['教育'] }, true],
  ['another topic', { topics: ['交通'] }, false],
  ['its area and its topic', { areas: ['食品药品'], topics: ['教育'] }, true],
  ['its area, another topic', { areas: ['食品药品'], topics: ['交通'] }, false],
  ['its concern', { concerns: ['public-interest'] }, true],
  ['its channel', { channels: ['feed', 'hotline'] }, true],
  ['another channel', { channels: ['feed'] }, false],
  ['a word in traditional writing', { words: ['小学'] }, true],
  ['a word written traditionally', { words: ['學生'] }, true],
  ['no such word', { words: ['停水'] }, false],
  ['two words in one message', { words: ['小学+食材'] }, true],
  ['two words, one missing', { words: ['小学+停水'] }, false],
  ['an own word, excluded', { words: ['小学'], excludes: ['午饭'] }, false],
  ['a list', { listIds: ['s'] }, true],
  [
    'a list and an own word that is missing: one of them is enough',
    { listIds: ['s'], words: ['停水'] },
    true,
  ],
  [
    'an own word excluded, but the list stands',
    { listIds: ['s'], words: ['小学'], excludes: ['午饭'] },
    true,
  ],
  ['a list that is gone', { listIds: ['gone'] }, false],
  ['its place by field and text', { places: ['青石镇'] }, true],
  ['another place', { places: ['北渡镇'] }, false],
])('%s', (_, conditions, expected) => {
  expect(met(conditions) !== undefined).toBe(expected);
});

test('an exclude of a list silences that list alone', () => {
  expect(met({ listIds: ['s'] }, { body: '食堂开展腹泻处置演练' })).toBeUndefined();
  expect(met({ listIds: ['s'], words: ['演练'] }, { body: '食堂开展腹泻处置演练' })?.hits).toEqual([
    { term: '演练', list: null, in: 'body', start: 8, end: 10 },
  ]);
});

test('says which word of which list stands where', () => {
  const { hits } = met({ listIds: ['s'] })!;
  expect(hits.every(({ term, list }) => term === '食堂+腹泻' && list === '校园安全')).toBe(true);
  expect(hits.map((hit) => message[hit.in]!.slice(hit.start, hit.end))).toEqual([
    '食堂',
    '食堂',
    '腹瀉',
    '腹泻',
  ]);
});

test('words of many rules, one of them written two ways, are told to each rule', () => {
  const book = new RuleBook(
    [
      { id: 'a', conditions: { ...nothing, words: ['學生'] } },
      { id: 'b', conditions: { ...nothing, words: ['学生', '停水'] } },
    ],
    lists,
  );
  expect(book.met(message).map(({ ruleId, hits }) => [ruleId, hits.length])).toEqual([
    ['a', 1],
    ['b', 1],
  ]);
});

test.each([
  [null, null, null, 0, true],
  ['较大', null, '重大', 0, true],
  ['较大', null, '较大', 0, true],
  ['较大', null, '一般', 0, false],
  ['较大', null, null, 90, false],
  [null, 60, null, 60, true],
  [null, 60, null, 59.9, false],
  ['一般', 30, '一般', 29, false],
] as const)(
  'level from %s and heat from %s: level %s, heat %s: %s',
  (level, heat, isLevel, isHeat, expected) => {
    expect(incidentMeets({ level, heat }, { level: isLevel, heat: isHeat })).toBe(expected);
  },
);

test.each([
  [
    '食堂腹泻食堂',
    [
      [0, 2],
      [2, 4],
    ],
    [
      ['食堂', true],
      ['腹泻', true],
      ['食堂', false],
    ],
  ],
  [
    '食堂腹泻',
    [
      [0, 3],
      [1, 4],
    ],
    [
      ['食堂腹', true],
      ['泻', true],
    ],
  ],
  ['食堂', [], [['食堂', false]]],
])('%s is cut at what was found', (text, hits, expected) => {
  const spans = (hits as [number, number][]).map(([start, end]) => ({ start, end }));
  expect(highlight(text, spans).map(({ text: t, hit }) => [t, hit])).toEqual(expected);
});

test('a long text is shown around its first word', () => {
  const text = `${'前'.repeat(100)}食堂${'后'.repeat(100)}`;
  const cut = highlight(text, [{ start: 100, end: 102 }], { before: 5, most: 20 });
  expect(cut.map((one) => one.text)).toEqual(['…', '前前前前前', '食堂', '后'.repeat(13), '…']);
});

test.each([
  ['食堂 + 腹泻', ['食堂', '腹泻']],
  ['食堂＋腹泻', ['食堂', '腹泻']],
  ['+', []],
])('%s', (term, parts) => expect(partsOf(term)).toEqual(parts));

describe('what may stand in a rule', () => {
  test.each(
    '食堂 腹泻 校园安全 校园欺凌 食物中毒 停水 停电 12345 110 拖欠工资 青石桥 白鹭湖 云栖小区 梨花镇 卫健局 应急 金融 高铁 PM2.5 食堂+腹泻 2026年 3人死亡 G312国道'.split(
      ' ',
    ),
  )('%s may', (term) => expect(termFaults([term])).toEqual([]));

  test.each([
    ['13800001234', 'personal-data'],
    ['１３８００００１２３４', 'personal-data'],
    ['138+0000+1234', 'personal-data'],
    ['0914-2345203', 'personal-data'],
    ['zhang@example.cn', 'personal-data'],
    ['陕A12345', 'personal-data'],
    ['610102199001011234', 'personal-data'],
    ['水', 'too-short'],
    ['+', 'too-short'],
    ['食堂+水', 'too-short'],
    ['长'.repeat(41), 'too-long'],
    ['甲乙+丙丁+戊己+庚辛+壬癸', 'too-many-parts'],
    ['张建国', 'person-name'],
    ['食堂+李小红', 'person-name'],
  ])('%s may not: %s', (term, code) => expect(termFaults([term])).toEqual([{ term, code }]));

  test('the same word twice, in either writing', () => {
    expect(termFaults(['学生', '學生'])).toEqual([{ term: '學生', code: 'twice' }]);
  });
  test('the refusal does not repeat the number', () => {
    const { zh, en } = termSentence({ term: '13800001234', code: 'personal-data' });
    expect(zh + en).not.toContain('13800001234');
  });
});

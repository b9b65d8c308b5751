// What people type into the search box and how it is read: words, phrases, exclusions, fields, and what is half typed.
import { foundBy } from './found-by';
import { isEmpty, LONGEST, readQuery } from './query';

type Read = ReturnType<typeof readQuery>;
const codes = ({ notes }: Read) => notes.map(({ code }) => code);
const texts = (q: Read) => q.texts.map(({ pattern, not, field }) => [pattern, not, field]);

const queries: [string, (q: Read) => unknown, unknown][] = [
  ['停水', (q) => [q.tsquery, q.texts], ["'停水'", []]],
  // What is excluded is excluded as it stands: its terms only spare the reading of other texts.
  [
    '停水 -通知',
    (q) => [q.tsquery, texts(q), q.texts[0]!.held],
    ["'停水'", [['通知', true, null]], "'通知'"],
  ],
  ['停水 -notices', (q) => [q.tsquery, q.texts], ["'停水' & !'notic'", []]],
  // A habit of other search boxes is told; it changes nothing in what is looked for.
  ['停水 OR 停电', (q) => codes(q), ['search.no-operator']],
  ['停水 | 停电', (q) => [q.tsquery, codes(q)], ["'停水' & '停电'", ['search.no-operator']]],
  ['停水 or 停电', codes, []],
  ['"停水 OR 停电" R&D OR停电', codes, []],
  ['', isEmpty, true],
  ['，。！', (q) => [isEmpty(q), codes(q)], [true, ['search.nothing']]],
  ['- "', (q) => [isEmpty(q), codes(q)], [true, ['search.nothing']]],
  ['""', isEmpty, true],
  ['"东坪村的"', (q) => [q.tsquery, texts(q)], ["'东坪' & '坪村' & '村的'", [['[东東]坪村的', false, null]]]],
  ['桥', (q) => q.tsquery, "'桥':*"],
  ['"桥"', (q) => q.tsquery, "'桥':*"],
  ['ＡＢＣ', (q) => q.tsquery, "'abc'"],
  ['“东坪村”', (q) => q.texts.length, 1],
  ['「东坪村」', (q) => [q.texts.length, codes(q)], [1, []]],
  ['-"东坪村"', (q) => [q.tsquery, q.texts[0]!.not], [null, true]],
  ['"没有关上', (q) => [q.texts.length, codes(q)], [1, ['search.open-quote']]],
  [
    '学校 "没有关上 食堂',
    (q) => [q.texts[0]!.pattern.includes('\\s+'), codes(q)],
    [true, ['search.open-quote']],
  ],
  ["停水 ' & ! ( \\", (q) => q.tsquery, "'停水'"],
  ["'); drop table message; --", (q) => q.tsquery, "'drop' & 'tabl' & 'messag'"],
  // Traditional asks as simplified does.
  ['東坪村', (q) => q.tsquery, "'东坪' & '坪村'"],
  // A number glued to Chinese is a word of its own; one with signs inside is looked for as it stands.
  ['12345热线', (q) => q.tsquery, "'热线' & '12345'"],
  [
    'covid-19',
    (q) => [q.tsquery, texts(q)],
    ["'covid' & '19'", [['(?<![a-z0-9])covid\\-19(?![a-z0-9])', false, null]]],
  ],
  ['3.5', (q) => texts(q), [['(?<![a-z0-9])3\\.5(?![a-z0-9])', false, null]]],
  // Particles hold words together; by themselves they are what was asked for.
  ['学校的食堂', (q) => q.tsquery, "'学校' & '食堂'"],
  ['学校 的', (q) => q.tsquery, "'学校'"],
  ['的 了', (q) => q.tsquery, "'的':* & '了':*"],
  ['标题:学校 食堂', (q) => q.tsquery, "'学校':A & '食堂'"],
  ['標題：學校', (q) => q.tsquery, "'学校':A"],
  [
    'title: "青石桥"',
    (q) => [q.tsquery, texts(q)],
    ["'青石':A & '石桥':A", [['青石[桥橋]', false, 'title']]],
  ],
  ['-正文:演练', (q) => [texts(q), q.texts[0]!.held], [[['演[练練]', true, 'body']], "'演练':B"]],
  ['body:桥', (q) => q.tsquery, "'桥':*B"],
  ['来源:望澜日报', (q) => [q.tsquery, q.sources.map(({ not }) => not)], [null, [false]]],
  ['来源:热线', (q) => q.sources[0]!.channels, ['hotline']],
  ['标题:', (q) => [isEmpty(q), codes(q)], [true, ['search.field-without-word', 'search.nothing']]],
  ['停水 标题:', (q) => [q.tsquery, codes(q)], ["'停水'", ['search.field-without-word']]],
  // What only looks like a field is a word.
  ['时间:14:30', (q) => [q.tsquery, q.sources], ["'时间' & '14' & '30'", []]],
  ['a\u0000b', (q) => q.tsquery, "'a' & 'b'"],
];

test.each(queries)('%j', (typed, of, expected) => {
  expect(of(readQuery(typed))).toEqual(expected);
});

test('a minus inside a word excludes nothing', () => {
  expect(readQuery('covid-19').tsquery).not.toContain('!');
});

test('as long as it may be, and no longer', () => {
  expect(readQuery('水'.repeat(LONGEST)).tsquery).toBeTruthy();
  expect(() => readQuery('水'.repeat(LONGEST + 1))).toThrow('search.too-long');
});

test('every sign of ASCII and some beyond is taken as text', () => {
  const signs = Array.from({ length: 128 }, (_, i) => String.fromCharCode(i)).join('');
  for (const q of [
    signs,
    `"${signs.replace('"', '')}"`,
    '-'.repeat(400),
    '标题:'.repeat(100),
    '"'.repeat(401),
    '😀"\\',
  ]) {
    const { tsquery, texts: all } = readQuery(q);
    expect(tsquery ?? '').not.toMatch(/[\\|<>()]/);
    for (const { pattern } of all) expect(() => new RegExp(pattern)).not.toThrow();
  }
});

test.each([
  ['拨打12345热线', ['12345', '拨打', '线']],
  ['COVID-19病房', ['covid', '19', '病房']],
  ['東坪村', ['东坪', '坪村', '村']],
])('%s is found by its parts', (text, terms) => {
  const by = foundBy(text).split(' ');
  expect(terms.filter((term) => !by.includes(term))).toEqual([]);
});

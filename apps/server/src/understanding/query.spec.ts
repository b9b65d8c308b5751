// What people type into the search box, and the piece of text shown for it.
import { excerptOf, isEmpty, readQuery } from './query';

const queries: [string, (q: ReturnType<typeof readQuery>) => unknown, unknown][] = [
  ['停水 -通知', (q) => q.tsquery?.includes('!('), true],
  ['', isEmpty, true],
  ['，。！', isEmpty, true],
  ['- "', isEmpty, true],
  ['"东坪村的"', (q) => [q.tsquery, q.phrases], ["'东坪' & '坪村' & '村的'", ['东坪村的']]],
  ['桥', (q) => q.tsquery, "'桥':*"],
  ['ＡＢＣ', (q) => q.tsquery, "'abc'"],
  ['“东坪村”', (q) => q.phrases, ['东坪村']],
  ['-"东坪村"', (q) => [q.tsquery, q.phrases, q.notPhrases], [null, [], ['东坪村']]],
  ['"没有关上', (q) => q.phrases, ['没有关上']],
  ["停水 ' & ! ( \\", (q) => /'[^']*'/.test(q.tsquery!) && !/[\\]/.test(q.tsquery!), true],
];

test.each(queries)('%s', (typed, of, expected) => {
  expect(of(readQuery(typed))).toEqual(expected);
});

test('a minus inside a word excludes nothing', () => {
  expect(readQuery('covid-19').tsquery).not.toContain('!');
});

const long = `开头${'一二三四五六七八九十'.repeat(30)}鱼塘死鱼${'甲乙丙丁戊己庚辛壬癸'.repeat(30)}`;
const excerpts: [string, string, string[], (e: string) => boolean][] = [
  ['short is whole', '短短一句', [], (e) => e === '短短一句'],
  ['lines become one', '一\n\n  二', [], (e) => e === '一 二'],
  ['from the beginning', long, [], (e) => e.startsWith('开头') && e.endsWith('…')],
  [
    'around what was found',
    long,
    ['鱼塘'],
    (e) => e.startsWith('…') && e.includes('鱼塘死鱼') && e.endsWith('…'),
  ],
  ['the first needle that occurs', long, ['没有', '死鱼'], (e) => e.includes('死鱼')],
  ['capitals', 'About COVID matters', ['covid'], (e) => e.includes('COVID')],
  ['no half characters', '😀'.repeat(200), [], (e) => !/\p{Surrogate}/u.test(e)],
  ['nothing', '', ['鱼'], (e) => e === ''],
];
test.each(excerpts)('excerpt: %s', (_, body, needles, holds) => {
  const excerpt = excerptOf(body, needles);
  expect([holds(excerpt), excerpt.length <= 160]).toEqual([true, true]);
});

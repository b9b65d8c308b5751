// The piece of text shown for a search, and what is marked in it.
import { excerptOf, marksIn } from './excerpt';
import { readQuery } from './query';

const asked = (q: string) => (q ? readQuery(q).needles : []);
const long = `开头${'一二三四五六七八九十'.repeat(30)}鱼塘死鱼${'甲乙丙丁戊己庚辛壬癸'.repeat(30)}`;
const excerpts: [string, string, string, (e: string) => boolean][] = [
  ['short is whole', '短短一句', '', (e) => e === '短短一句'],
  ['lines become one', '一\n\n  二', '', (e) => e === '一 二'],
  ['from the beginning', long, '', (e) => e.startsWith('开头') && e.endsWith('…')],
  [
    'around what was found',
    long,
    '鱼塘',
    (e) => e.startsWith('…') && e.includes('鱼塘死鱼') && e.endsWith('…'),
  ],
  ['in the other writing', long, '魚塘', (e) => e.includes('鱼塘死鱼')],
  ['the first that occurs', long, '没有 死鱼', (e) => e.includes('死鱼')],
  ['a part of a long word', long, '死鱼事件', (e) => e.includes('死鱼')],
  ['not for what was asked of the title', long, '标题:鱼塘', (e) => e.startsWith('开头')],
  ['capitals', 'About COVID matters', 'covid', (e) => e.includes('COVID')],
  ['no half characters', '😀'.repeat(200), '', (e) => !/\p{Surrogate}/u.test(e)],
  ['nothing', '', '鱼', (e) => e === ''],
];
test.each(excerpts)('excerpt: %s', (_, body, q, holds) => {
  const excerpt = excerptOf(body, asked(q));
  expect([holds(excerpt), excerpt.length <= 160]).toEqual([true, true]);
});

const marked = (text: string, q: string, of: 'title' | 'body' = 'body') =>
  marksIn(text, asked(q), of).map(([start, end]) => text.slice(start, end));

test.each<[string, string, string[]]>([
  ['青石镇小学学生腹泻', '腹泻', ['腹泻']],
  ['多名学生午餐后出现腹泻', '学生腹泻', ['学生', '腹泻']],
  ['学生腹泻', '学生腹泻', ['学生腹泻']],
  // One character in common is chance.
  ['生活污水', '学生', []],
  ['水', '水', ['水']],
  ['The COVID-19 ward, the cove', 'covid-19', ['COVID-19']],
  ['热线12345转办', '12345', ['12345']],
  ['report reported unreported', 'report', ['report', 'reported']],
  ['停水停电', '停电', ['停电']],
  ['東坪村的水渠', '东坪村', ['東坪村']],
  ['东坪村的水渠', '東坪村', ['东坪村']],
  // Signs that are one character here and two in their plain form do not shift what follows.
  ['面积30㎡，东坪村', '东坪村', ['东坪村']],
  ['<b>东坪村</b>&amp;', '东坪村', ['东坪村']],
  // A phrase is marked whole or not at all; what was excluded is not marked.
  ['货车与客车相撞', '"货车相撞"', []],
  ['货车相撞，通知', '"货车相撞" -通知', ['货车相撞']],
  ['腹泻', '标题:腹泻', []],
  ['', '腹泻', []],
  ['腹泻', '', []],
])('%s ? %s', (text, q, pieces) => expect(marked(text, q)).toEqual(pieces));

test('what was asked of the title is marked there', () => {
  expect(marked('腹泻', '标题:腹泻', 'title')).toEqual(['腹泻']);
});

// Differences between editions read as people read, and always rebuild both texts.
import { type Change, differenceOf, differenceOfEditions } from './difference';
import { sentencesOf } from './sentences';

const cuts: [string, string[]][] = [
  ['', []],
  ['一句。两句！', ['一句。', '两句！']],
  ['他说：“好。”她走了。', ['他说：“好。”', '她走了。']],
  ['第一段\n\n第二段', ['第一段\n\n', '第二段']],
  ['水位3.5米；仍在涨', ['水位3.5米；', '仍在涨']],
  ['真的？！是的。', ['真的？！', '是的。']],
];
test.each(cuts)('sentences of %j', (text, expected) => {
  expect(sentencesOf(text)).toEqual(expected);
  expect(sentencesOf(text).join('')).toBe(text);
});

const show = (changes: Change[]) =>
  changes.map(({ kind, text }) => `${{ same: '=', added: '+', removed: '-' }[kind]}${text}`);
const cases: [string, string, string, string[]][] = [
  ['nothing changed', '甲。乙。', '甲。乙。', ['=甲。乙。']],
  ['one figure corrected', '甲。伤3人。乙。', '甲。伤4人。乙。', ['=甲。', '-伤3人。', '+伤4人。', '=乙。']],
  ['added at the end', '甲。', '甲。乙。', ['=甲。', '+乙。']],
  ['removed at the start', '甲。乙。', '乙。', ['-甲。', '=乙。']],
  ['moved', '甲。乙。丙。', '丙。甲。乙。', ['+丙。', '=甲。乙。', '-丙。']],
  ['from nothing', '', '甲。', ['+甲。']],
  ['to nothing', '甲。', '', ['-甲。']],
  ['nothing at all', '', '', []],
  ['all new', '甲。乙。', '丙。丁。', ['-甲。乙。', '+丙。丁。']],
];
test.each(cases)('%s', (_name, before, after, expected) => {
  expect(show(differenceOf(before, after))).toEqual(expected);
});

test('five hundred invented pairs: both texts can be rebuilt', () => {
  let seed = 7;
  const next = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % n;
  };
  const text = () =>
    Array.from({ length: next(12) }, () => `${'甲乙丙丁'[next(4)]}${'。！\n；'[next(4)]}`).join('');
  for (let round = 0; round < 500; round += 1) {
    const before = text();
    const after = text();
    const changes = differenceOf(before, after);
    const without = (kind: Change['kind']) =>
      changes
        .filter((change) => change.kind !== kind)
        .map((change) => change.text)
        .join('');
    expect([without('added'), without('removed')]).toEqual([before, after]);
  }
});

test('two texts of fifty thousand full stops do not hang', () => {
  const before = '。甲'.repeat(25_000);
  const after = '。乙'.repeat(25_000);
  const started = process.hrtime.bigint();
  expect(differenceOf(before, after).length).toBeGreaterThan(0);
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(2000);
});

test('title and body apart', () => {
  const changes = differenceOfEditions(
    { title: '通报', body: '甲。' },
    { title: '通报（更正）', body: '甲。' },
  );
  expect(show(changes.title)).toEqual(['-通报', '+通报（更正）']);
  expect(show(changes.body)).toEqual(['=甲。']);
});

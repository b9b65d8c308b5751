// The word finder against the plainest way of looking, on random texts, and its promise about time.

import { seededRandom } from './burst-simulation';
import { foldWriting, WordFinder } from './word-finder';

/** Every word at every place. */
function plainly(words: readonly string[], text: string) {
  const folded = foldWriting(text);
  return words
    .flatMap((given, word) => {
      const one = foldWriting(given);
      const found = [];
      for (let at = folded.indexOf(one); one && at >= 0; at = folded.indexOf(one, at + 1))
        found.push({ word, start: at, end: at + one.length });
      return found;
    })
    .sort(byPlace);
}
const byPlace = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.end - b.end || a.start - b.start;

test('finds what the plainest search finds, overlaps and words within words too', () => {
  const random = seededRandom(7);
  const letters = '校园安全食堂a';
  const draw = (most: number) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => letters[Math.floor(random() * 7)]!).join(
      '',
    );
  for (let round = 0; round < 400; round += 1) {
    const words = [...new Set(Array.from({ length: 12 }, () => draw(4)))];
    const text = draw(60);
    expect([...new WordFinder(words).find(text)].sort(byPlace)).toEqual(plainly(words, text));
  }
});

test.each([
  ['校園安全', '校园安全', 0, 4],
  ['校园安全', '關於校園安全的通知', 2, 6],
  ['PM2.5', '今天ＰＭ２．５超标', 2, 7],
  ['幼儿园', 'İ的幼兒園', 2, 5],
])('%s stands in %s, at its own place', (word, text, start, end) => {
  expect(new WordFinder([word]).find(text)).toEqual([{ word: 0, start, end }]);
});

test('no words, empty words, no text: nothing', () => {
  expect(new WordFinder([]).find('校园')).toEqual([]);
  expect(new WordFinder(['']).find('校园')).toEqual([]);
  expect(new WordFinder(['校园']).find('')).toEqual([]);
});

test('a text made to be slow is not: a million characters, words that nearly fit everywhere', () => {
  const words = Array.from({ length: 500 }, (_, i) => `${'安'.repeat(30)}${i}`);
  const finder = new WordFinder(words);
  const began = process.cpuUsage();
  expect(finder.find('安'.repeat(1_000_000))).toEqual([]);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1e6).toBeLessThan(5);
});

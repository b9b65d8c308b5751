// Cutting finds the most probable path through the dictionary, whatever the order of its words; letters and digits stand together.
import { random } from './seeded';
import { Segmenter } from './segment';

const dictionary: Record<string, number> = {
  甲: 900,
  乙: 40,
  丙: 7,
  甲乙: 60,
  乙丙: 55,
  甲乙丙: 3,
  乙丙丁: 9,
  丙丁: 30,
  丁戊甲乙: 5,
  戊甲: 8,
  乙乙: 20,
  乙乙乙乙: 2,
  p2p: 4,
};
const file = Buffer.from(
  Object.entries(dictionary)
    .map(([word, frequency]) => `${word} ${frequency} n\n`)
    .join(''),
);
const segmenter = new Segmenter([file]);
const cut = (text: string): string[] => {
  const words: string[] = [];
  segmenter.cut(text, (from, to) => words.push(text.slice(from, to)));
  return words;
};

const total = Object.values(dictionary).reduce((sum, n) => sum + n, 0);
const weightOf = (word: string): number =>
  word in dictionary ? Math.log(dictionary[word]! / total) : word.length === 1 ? -Math.log(total) : -1e9;
/** The best of all ways to cut a text, each tried. */
const best = (text: string): number =>
  text === ''
    ? 0
    : Math.max(
        ...Array.from(
          { length: text.length },
          (_, i) => weightOf(text.slice(0, i + 1)) + best(text.slice(i + 1)),
        ),
      );

it('takes the most probable of all ways', () => {
  const next = random(1);
  for (let n = 0; n < 300; n++) {
    // 丁 and 戊, words only with others, are too rare to stand alone: they would be taken for a name where they meet.
    const text = Array.from({ length: 1 + Math.floor(next() * 9) }, () => '甲乙丙'[Math.floor(next() * 3)]!);
    const words = cut(text.join(''));
    expect(words.join('')).toBe(text.join(''));
    expect(words.reduce((sum, word) => sum + weightOf(word), 0)).toBeCloseTo(best(text.join('')), 4);
  }
});

it.each([
  ['丁戊甲乙', ['丁戊甲乙']],
  ['甲乙丙丁', ['甲', '乙丙丁']],
  ['abc12甲 3.14,5.x', ['abc12', '甲', '3.14', '5', 'x']],
  ['甲p2p乙', ['甲', 'p2p', '乙']],
  ['1.2.3.4', ['1.2.3.4']],
  ['，。', []],
  ['', []],
])('cuts %s', (text, words) => expect(cut(text)).toEqual(words));

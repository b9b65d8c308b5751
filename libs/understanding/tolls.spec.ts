// Numbers over time: the newest word is held, changes are told, contradictions are shown and corrections are none.
import { type Told, tolls } from './tolls';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 3, 1, minute)).toISOString();
const says = (minute: number, name: string, value: number, quote = `${value}`): Told => ({
  messageId: `m${minute}`,
  at: at(minute),
  facts: [{ name, value, quote }],
});
const seen = (told: Told[]) =>
  tolls(told).map(({ name, latest, sayings, contradicted }) => ({
    name,
    latest: latest.value,
    told: sayings.map(({ value, contradicts }) => (contradicts ? `${value} ${contradicts}` : value)),
    contradicted,
  }));

test.each<[string, Told[], ReturnType<typeof seen>]>([
  ['nothing told', [], []],
  [
    'a toll that rises, in whatever order it comes',
    [says(90, 'deaths', 5), says(0, 'deaths', 3), says(40, 'deaths', 3), says(60, 'deaths', 4)],
    [{ name: 'deaths', latest: 5, told: [5, 4, 3], contradicted: false }],
  ],
  [
    'an earlier word above the newest does not fit',
    [says(0, 'deaths', 3), says(10, 'deaths', 9), says(20, 'deaths', 3)],
    [{ name: 'deaths', latest: 3, told: [3, '9 higher', 3], contradicted: true }],
  ],
  [
    'corrected, it fits',
    [says(0, 'deaths', 9), says(300, 'deaths', 7, '死亡人数核减为7人')],
    [{ name: 'deaths', latest: 7, told: [7, 9], contradicted: false }],
  ],
  [
    'the missing are found: fewer later is no contradiction',
    [says(0, 'missing', 9), says(200, 'missing', 2)],
    [{ name: 'missing', latest: 2, told: [2, 9], contradicted: false }],
  ],
  [
    'two figures for the hurt within the hour',
    [says(0, 'injured', 12), says(20, 'injured', 30)],
    [{ name: 'injured', latest: 30, told: [30, '12 otherwise'], contradicted: true }],
  ],
  [
    'one quake has one magnitude',
    [says(0, 'magnitude', 5.1), says(300, 'magnitude', 5.3)],
    [{ name: 'magnitude', latest: 5.3, told: [5.3, '5.1 otherwise'], contradicted: true }],
  ],
  [
    'the gravest first, what is unknown last',
    [says(0, 'loss', 2e6), says(1, 'deaths', 1), says(2, 'else', 4)],
    [
      { name: 'deaths', latest: 1, told: [1], contradicted: false },
      { name: 'loss', latest: 2e6, told: [2e6], contradicted: false },
      { name: 'else', latest: 4, told: [4], contradicted: false },
    ],
  ],
])('%s', (_what, told, expected) => expect(seen(told)).toEqual(expected));

test('a thousand words of one figure are one line, and the list is bounded', () => {
  const same = Array.from({ length: 1_000 }, (_, i) => says(i, 'deaths', 3));
  expect(tolls(same)[0]!.sayings.map(({ at: when }) => when)).toEqual([at(999), at(0)]);
  const rising = Array.from({ length: 1_000 }, (_, i) => says(i, 'deaths', i));
  expect(tolls(rising)[0]!.sayings).toHaveLength(40);
});

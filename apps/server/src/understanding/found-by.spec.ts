// What a message is found by says of each term whether it stands in the title, the body or both.
import { foundBy, searchable } from './found-by';

/** Term → weights, as PostgreSQL would join them. */
function read(vector: string): Record<string, string> {
  const found: Record<string, Set<string>> = {};
  for (const [, term, weights] of vector.matchAll(/'([^']+)':(\S+) /g)) {
    found[term!] ??= new Set();
    for (const weight of weights!.split(',')) found[term!]!.add(weight);
  }
  return Object.fromEntries(Object.entries(found).map(([term, all]) => [term, [...all].sort().join()]));
}

function plainly(title: string, body: string): Record<string, string> {
  const [inTitle, inBody] = [title, body].map((text) => new Set(foundBy(text).split(' ').filter(Boolean)));
  const weightOf = (term: string) => [inTitle!.has(term) && '1A', inBody!.has(term) && '2B'].filter(Boolean);
  return Object.fromEntries([...inTitle!, ...inBody!].map((term) => [term, weightOf(term).join()]));
}

/** Four thousand runs of two characters, none twice: more pairs than there is room for at first. */
const long = Array.from({ length: 4000 }, (_, i) => String.fromCharCode(0x4e00 + i, 0x6e00 + i)).join('，');

it.each([
  ['', ''],
  ['路灯不亮', '东坪村路灯不亮三天了，12345热线。'],
  ['路灯', ''],
  ['', '路灯'],
  ['東坪村路燈', '东坪村路灯'],
  ['𠮷野路路灯不亮', '吉野路、𠮷野路路灯不亮'],
  ['路灯不亮😀', '路灯不亮'],
  ['COVID-19 病房', 'covid 与 病房 19号楼'],
  ['㐀㐁 〇一二 々', '㐀㐁一二'],
  [long.slice(0, 300), long],
])('%s / %s', (title, body) => {
  expect(read(searchable(title, body))).toEqual(plainly(title, body));
});

it('keeps nothing of one message for the next', () => {
  searchable('路灯不亮', long);
  expect(read(searchable('井盖', '井盖'))).toEqual({ 井盖: '1A,2B', 盖: '1A,2B' });
});

// What can be read, and what only looks like a message.
import { isReadable } from './readable';

describe('there is nothing to read in', () => {
  it.each<[what: string, title: string, body: string]>([
    ['nothing', '', ' \n\u3000'],
    ['emoji', '😡😡', '🔥🔥👍🏽👩‍👩‍👧🇨🇳ℹ️'],
    ['marks', '？？？', '……！！！。。。（）'],
    ['an address', '', 'https://example.org/a?b=c&d=%E4%B8%AD'],
    ['two addresses, one without its scheme', 'www.example.cn', 'example.com/news/123.html'],
    ['an address with emoji', '👉', '👉 http://t.example.cn/x9Ab 👈！'],
    ['figures', '1961', '37 74 111、148'],
    ['masks', '', '［身份证］，138****5678，z***@example.cn'],
  ])('%s', (_, title, body) => expect(isReadable({ title, body })).toBe(false));
});

describe('there is something to read in', () => {
  it.each<[what: string, title: string, body: string]>([
    ['one character', '', '救'],
    ['a title alone', '路灯坏了', '😡'],
    ['words after an address', '', 'https://example.org/a 路灯坏了'],
    ['words right behind an address', '', 'https://example.org/a路灯坏了'],
    ['English', '', 'help!'],
    ['Tibetan', '', 'བོད་ཡིག'],
    ['Uyghur', '', 'بۇ بىر سىناق خەت'],
    ['Cyrillic', '', 'помогите'],
    ['a name masked', '', '张某 😡'],
    ['a word far behind', '', `${'！'.repeat(5_000)}停水`],
  ])('%s', (_, title, body) => expect(isReadable({ title, body })).toBe(true));
});

it.each([
  ['signs', '😡！www.'],
  ['figures', '1-2.'],
  ['what could begin an account', '1+'],
])('a megabyte of %s is as fast as any', (_, piece) => {
  const body = piece.repeat(1_000_000 / piece.length);
  const from = process.cpuUsage();
  expect(isReadable({ title: '', body })).toBe(false);
  const { user, system } = process.cpuUsage(from);
  expect((user + system) / 1e6).toBeLessThan(5);
});

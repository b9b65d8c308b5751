// Which pieces of a text a search marks.
import { found, wordsOf } from './found';

const marked = (text: string, q: string) =>
  found(text, wordsOf(q)).map(({ start, end }) => text.slice(start, end));

describe('words of a query', () => {
  it.each([
    ['学校 腹泻', ['学校', '腹泻']],
    ['"食堂留样" 腹泻', ['食堂留样', '腹泻']],
    ['腹泻 -演练 -"应急 演练"', ['腹泻']],
    ['COVID-19', ['covid-19']],
    ['　', []],
  ])('%s', (q, words) => expect(wordsOf(q)).toEqual(words));
});

describe('what is marked', () => {
  it.each([
    ['青石镇小学学生腹泻', '腹泻', ['腹泻']],
    // The server cuts the query into words; each piece of two characters or more counts.
    ['多名学生午餐后出现腹泻', '学生腹泻', ['学生', '腹泻']],
    ['学生腹泻', '学生腹泻', ['学生腹泻']],
    // One character in common is chance.
    ['生活污水', '学生', []],
    ['水', '水', ['水']],
    ['The COVID-19 ward, the cove', 'covid-19', ['COVID-19']],
    ['热线12345转办', '12345', ['12345']],
    ['', '腹泻', []],
    ['腹泻', '', []],
  ])('%s ? %s', (text, q, pieces) => expect(marked(text, q)).toEqual(pieces));

  it('goes on after a piece that only begins alike', () =>
    expect(marked('停水停电', '停电')).toEqual(['停电']));
});

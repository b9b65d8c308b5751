// Refused rows go out as csv and come back as they were; saved mappings are offered where they fit; cells are masked by their heading.
import { proposeMapping } from './hotline';
import { redactCell } from './redact-cell';
import {
  fromRefused,
  ownHeadings,
  type RefusedCells,
  refusedHead,
  refusedLine,
  reportHeadings,
} from './refused-rows';
import { readRows } from './rows';
import { fittingMapping, type SavedMapping } from './saved-mapping';

const headings = ['编号', '来电内容', '备注'];
const rows: [string, Record<string, string>][] = [
  ['plain', { 编号: 'W1', 来电内容: '路灯不亮', 备注: '' }],
  ['quotes, commas, lines', { 编号: 'W2', 来电内容: '他说："快修",\n还有；分号', 备注: ' 前后有空格 ' }],
  ['formulas', { 编号: '=1+1', 来电内容: '@SUM(A1)', 备注: '-HYPERLINK("http://x")' }],
  ['numbers', { 编号: '-12.5', 来电内容: '+86', 备注: "'引号开头" }],
  ['a tab', { 编号: '\t=1', 来电内容: '=cmd', 备注: '--' }],
];

const csvOf = (refused: RefusedCells[], of = headings) =>
  refusedHead(of) + refused.map((one) => refusedLine(of, one)).join('');

async function readBack(csv: string) {
  const sheet = readRows(Buffer.from(csv), { name: 'back.csv' });
  const found: Record<string, string>[] = [];
  for await (const { cells } of sheet) found.push(cells);
  return { headings: await sheet.headings, found };
}

test.each(rows)('%s: read back as it was', async (_, cells) => {
  const csv = csvOf([{ row: 7, reason: '没有内容。It has no text.', cells, masked: [] }]);
  const back = await readBack(csv);
  expect(ownHeadings(back.headings)).toEqual(headings);
  const trimmed = Object.fromEntries(Object.entries(cells).map(([h, c]) => [h, c.trim()]));
  const [first] = back.found.map(fromRefused);
  expect(Object.fromEntries(Object.entries(first!).map(([h, c]) => [h, c.trim()]))).toEqual(trimmed);
});

test('it begins with the mark, the row, the reason and which cells were masked; no cell begins a formula', () => {
  const csv = csvOf([
    {
      row: 7,
      reason: '没有内容。',
      cells: { 编号: '=1+1', 来电内容: '', 备注: '' },
      masked: ['备注', '编号'],
    },
    { row: 9, reason: '早先的', cells: null, masked: null },
  ]);
  expect(csv.split('\r\n')).toEqual([
    '\ufeff原文件行号,未入库原因,已遮蔽的列,编号,来电内容,备注',
    "7,没有内容。,备注、编号,'=1+1,,",
    '9,早先的,,,,',
    '',
  ]);
});

test('a table handed in again keeps one set of its own columns, and they are never taken for a field', () => {
  const again = [...reportHeadings, ...headings];
  expect(refusedHead(again)).toBe(refusedHead(headings));
  const sample = Array.from({ length: 3 }, (_, i) => ({
    原文件行号: String(1200 + i),
    未入库原因: '“受理时间”列的“前天”不是可识别的日期，未导入；请改写后重新导入。',
    已遮蔽的列: '',
    编号: '',
    来电内容: `第${i}件`,
    备注: '',
  }));
  expect(Object.values(proposeMapping(again, sample).mapping)).toEqual(
    expect.not.arrayContaining([...reportHeadings]),
  );
});

test('a table without those columns is left as it is', () => {
  expect(fromRefused({ 编号: "'=1", 内容: '=2' })).toEqual({ 编号: "'=1", 内容: '=2' });
});

const saved = (name: string, of: string[], usedAt = '2026-11-01T00:00:00.000Z'): SavedMapping => ({
  name,
  headings: of,
  mapping: { body: of[0]! },
  usedAt,
});
const fits: [string, string[], SavedMapping[], string | null][] = [
  ['the same headings', ['a', 'b'], [saved('x', ['a', 'b'])], 'x'],
  ['in another order', ['b', 'a'], [saved('x', ['a', 'b'])], 'x'],
  ['one more in the file', ['a', 'b', 'c'], [saved('x', ['a', 'b'])], 'x'],
  ['one gone from the file', ['a'], [saved('x', ['a', 'b'])], null],
  ['the exact one first', ['a', 'b', 'c'], [saved('x', ['a', 'b']), saved('y', ['a', 'b', 'c'])], 'y'],
  [
    'of two alike the one used last',
    ['a'],
    [saved('x', ['a'], '2026-11-03T00:00:00.000Z'), saved('y', ['a'], '2026-11-02T00:00:00.000Z')],
    'x',
  ],
  ['refused rows handed in again', [...reportHeadings, 'a', 'b'], [saved('x', ['a', 'b'])], 'x'],
  ['none saved', ['a'], [], null],
  ['one of nothing', ['a'], [saved('x', [])], null],
];
test.each(fits)('a saved mapping: %s', (_, file, all, name) =>
  expect(fittingMapping(file, all)?.name ?? null).toBe(name),
);

const cells: [string, string, string, boolean][] = [
  ['联系人', '李建国', '李某某', true],
  ['来电人姓名', '欧阳明', '欧阳某', true],
  ['联系电话', '13812345678', '138****5678', true],
  ['电话', '2345678', '****678', true],
  ['承办单位', '住建局', '住建局', false],
  ['编号', 'W001', 'W001', false],
  ['诉求内容', '请回电13812345678。', '请回电138****5678。', true],
  ['说'.repeat(40), '13812345678', '138****5678', true],
  ['13812345678', '路灯', '路灯', false],
  ['联系人', '', '', false],
];
test.each(cells)('%s over %s', (heading, cell, text, masked) =>
  expect(redactCell(heading, cell)).toEqual({ text, masked }),
);

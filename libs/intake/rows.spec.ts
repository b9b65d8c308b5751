// Hotline files of every make: charsets, delimiters, headings of two lines, dates, and files that are no table.
import { mkdtempSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { proposeMapping } from './hotline';
import { type RowOptions, readRows, readRowsFrom, type SheetRow } from './rows';
import { UnreadableFile } from './unreadable-file';

const GBK = [
  0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xb1, 0xea, 0xcc, 0xe2, 0x0a, 0x31, 0x2c, 0xc2, 0xb7, 0xb5, 0xc6, 0x0a,
];

// A folder for temporary files of our own: others run on this machine as well.
const ours = mkdtempSync(join(tmpdir(), 'rows-spec-'));
afterAll(() => rm(ours, { recursive: true, force: true }));

async function table(input: Uint8Array | Readable | string, options: Partial<RowOptions> = {}) {
  const rows = readRows(typeof input === 'string' ? Buffer.from(input) : input, {
    name: '表',
    folder: ours,
    ...options,
  });
  const headings = await rows.headings;
  const found: SheetRow[] = [];
  for await (const row of rows) found.push(row);
  return { headings, found };
}

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const csv: [string, Uint8Array | string][] = [
  ['comma', '编号,标题\n1,路灯\n'],
  ['semicolon', '编号;标题\n1;路灯\n'],
  ['tab', '编号\t标题\n1\t路灯\n'],
  ['CRLF', '编号,标题\r\n1,路灯\r\n'],
  ['a mark', '\ufeff编号,标题\n1,路灯\n'],
  ['GBK', Uint8Array.from(GBK)],
  ['UTF-16', Buffer.from('\ufeff编号\t标题\n1\t路灯\n', 'utf16le')],
  ['quotes', '"编号","标题"\n"1","路灯"\n'],
  ['a title above', '热线工单明细表,\n编号,标题\n1,路灯\n'],
  ['no newline at the end', '编号,标题\n1,路灯'],
];
test.each(csv)('csv with %s', async (_, input) => {
  const { headings, found } = await table(input);
  expect(headings).toEqual(['编号', '标题']);
  expect(found.map(({ cells }) => cells)).toEqual([{ 编号: '1', 标题: '路灯' }]);
});

test('quoted newlines, empty lines, short and long rows', async () => {
  const { found } = await table('编号,标题\n1,"一\n""二"""\n\n2\n3,三,多, ,的\n4,四,,\n');
  expect(found).toEqual([
    { row: 2, cells: { 编号: '1', 标题: '一\n"二"' } },
    { row: 4, cells: { 编号: '2', 标题: '' } },
    // Nothing of it is lost, and whoever takes it in knows that its columns cannot be trusted.
    { row: 5, cells: { 编号: '3', 标题: '三,多,的' }, isTorn: true },
    { row: 6, cells: { 编号: '4', 标题: '四' } },
  ]);
});

test('headings are unique and none is lost', async () => {
  const { headings, found } = await table('编号,标题,标题,,__proto__\n1,a,b,c,d\n');
  expect(headings).toEqual(['编号', '标题', '标题 (2)', '列4', '__proto__']);
  expect(Object.values(found[0]?.cells ?? {})).toEqual(['1', 'a', 'b', 'c', 'd']);
});

test('Chinese far behind ASCII, in small chunks', async () => {
  const bytes = Buffer.concat([
    Buffer.from(`id,title\n${'1,abc\n'.repeat(30_000)}`),
    Buffer.from(GBK).subarray(10),
  ]);
  const chunks = Array.from({ length: Math.ceil(bytes.length / 1001) }, (_, at) =>
    bytes.subarray(at * 1001, at * 1001 + 1001),
  );
  const { found } = await table(Readable.from(chunks));
  expect(found).toHaveLength(30_001);
  expect(found.at(-1)).toEqual({ row: 30_002, cells: { id: '1', title: '路灯' } });
});

test('xlsx: first visible sheet, dates, numbers, formulas, rich text', async () => {
  const bytes = await workbook((book) => {
    book.addWorksheet('说明', { state: 'hidden' }).addRow(['编号', '标题']);
    const sheet = book.addWorksheet('工单');
    sheet.addRow(['编号', '标题', '诉求内容', '来电时间', '电话', '金额', '备注']);
    sheet.addRow([
      20260425001,
      { richText: [{ text: '路' }, { text: '灯', font: { bold: true } }] },
      { formula: 'A1', result: '不亮' },
      new Date(Date.UTC(2026, 3, 25, 9, 32, 9)),
      13812345678,
      0.1 + 0.2,
      { text: '链接', hyperlink: 'https://a.example' },
    ]);
    sheet.getCell('D2').numFmt = 'yyyy-mm-dd hh:mm:ss';
    sheet.addRow([]);
    sheet.addRow(['x', '桥', '坏了', new Date(Date.UTC(2026, 3, 26)), null, { error: '#N/A' }, true]);
    sheet.getCell('D4').numFmt = 'yyyy"年"m"月"d"日"';
    book.addWorksheet('其他').addRow(['编号', '标题']);
  });
  const { headings, found } = await table(bytes);
  expect(headings).toEqual(['编号', '标题', '诉求内容', '来电时间', '电话', '金额', '备注']);
  expect(found.map(({ row, cells }) => [row, ...Object.values(cells)])).toEqual([
    [2, '20260425001', '路灯', '不亮', '2026-04-25 09:32:09', '13812345678', '0.3', '链接'],
    [4, 'x', '桥', '坏了', '2026-04-26', '', '', '是'],
  ]);
});

test('xlsx: headings of two lines under merged cells', async () => {
  const bytes = await workbook((book) => {
    const sheet = book.addWorksheet('表');
    sheet.addRow(['柳溪县热线工单明细表']);
    sheet.mergeCells('A1:G1');
    sheet.addRow(['工单编号', '来电', null, null, '答复', null, '承办单位']);
    sheet.addRow([null, '标题', '内容', '时间', '内容', '时间', null]);
    for (const range of ['A2:A3', 'B2:D2', 'E2:F2', 'G2:G3']) sheet.mergeCells(range);
    sheet.addRow(['1', '路灯', '不亮', '2026-04-25', '已修', '2026-04-26', '城管局']);
  });
  const { headings, found } = await table(bytes);
  expect(headings).toEqual(['工单编号', '标题', '来电内容', '来电时间', '答复内容', '答复时间', '承办单位']);
  expect(found.map(({ row }) => row)).toEqual([4]);
  expect(proposeMapping(headings, []).mapping).toMatchObject({
    body: '来电内容',
    replyBody: '答复内容',
    repliedAt: '答复时间',
  });
});

test('xlsx: no character is lost between chunks, from bytes, stream or path', async () => {
  const text = (index: number) => `第${index}行：${'群众反映道路积水问题，'.repeat(1 + (index % 250))}😀`;
  const bytes = await workbook((book) => {
    const sheet = book.addWorksheet('表');
    sheet.addRow(['编号', '标题']);
    for (let index = 0; index < 1500; index += 1) sheet.addRow([index, text(index)]);
  });
  for (const input of [bytes, Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)])]) {
    const { found } = await table(input);
    expect(found.map(({ cells }) => cells.标题)).toEqual(
      Array.from({ length: 1500 }, (_, index) => text(index)),
    );
  }
  expect(await readdir(ours)).toEqual([]);
});

test('reading may stop early', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rows-'));
  const path = join(folder, 'a.xlsx');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('表');
  for (let index = 0; index < 500; index += 1) sheet.addRow(index === 0 ? ['编号', '标题'] : [index, '路灯']);
  await book.xlsx.writeFile(path);
  for await (const { row } of readRowsFrom(path, { name: 'a.xlsx' })) {
    expect(row).toBe(2);
    break;
  }
  await rm(folder, { recursive: true });
});

const unreadable: [string, Uint8Array | string, string, Partial<RowOptions>?][] = [
  ['nothing', '', 'file.empty'],
  ['empty lines', '\n\n', 'file.empty'],
  ['a PDF', '%PDF-1.7', 'file.not-a-table'],
  ['an old xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'file.not-a-table'],
  ['a page with one column', '<html><body><table><tr><td>编号</td></tr></table>', 'file.not-a-table'],
  [
    'a page without a table',
    '<!doctype html><html><body>请先登录，再导出。</body></html>',
    'file.not-a-table',
  ],
  [
    'a page in many parts',
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n',
    'file.not-a-table',
  ],
  ['zeros', Uint8Array.from([1, 2, 0, 0, 9, 0, 0, 0, 7, 0, 0, 0]), 'file.not-a-table'],
  ['a zip that is cut off', 'PK\u0003\u0004rest', 'file.not-a-table'],
  ['prose', '今天天气很好。\n我们去公园。', 'file.not-a-table'],
  ['a quote never closed', '编号,标题\n1,"路灯\n2,桥', 'file.open-quote'],
  ['only data', '1,2026-01-01,13\n2,2026-01-02,14\n', 'file.no-headings'],
  ['records from the first line', 'W1,柳湾路灯不亮,请来修,2026-11-18\n', 'file.no-headings'],
  ['a number of somebody in the first line', 'W1,柳湾路灯不亮,13812345678,请来修\n', 'file.no-headings'],
  ['too much', `编号,标题\n${'1,路灯\n'.repeat(100)}`, 'file.too-large', { maxBytes: 200 }],
];
test.each(unreadable.map(([name, input, code, options]) => ({ name, input, code, options })))(
  '$name is told',
  async ({ input, code, options }) => {
    const error = await table(input, options).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(UnreadableFile);
    expect(error).toMatchObject({ code });
    expect((error as UnreadableFile).message).toMatch(/[\u4e00-\u9fff].*[a-z]/);
  },
);

test('a damaged workbook ends at once', async () => {
  const bytes = await workbook((book) => {
    const sheet = book.addWorksheet('表');
    for (let index = 0; index < 200; index += 1) sheet.addRow(['编号', `标题${Math.sqrt(index)}`]);
  });
  for (const part of [0.1, 0.3, 0.5, 0.7]) {
    const damaged = Buffer.from(bytes);
    const at = Math.floor(damaged.length * part);
    for (let step = 0; step < 60; step += 1) damaged[at + step] = (damaged[at + step] ?? 0) ^ 0x5a;
    await table(damaged).catch((error: unknown) => expect(error).toBeInstanceOf(UnreadableFile));
  }
  await expect(table(bytes.subarray(0, bytes.length - 100))).rejects.toMatchObject({
    code: 'file.not-a-table',
  });
});

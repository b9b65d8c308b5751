// Tables that hotline platforms export as .xls: HTML as it comes, and the XML of Excel 2003; and what somebody might make of them.
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { encode } from 'iconv-lite';
import { effortOf } from '../../test/support/effort';
import { readRows, type SheetRow } from './rows';

async function rowsOf(input: string | Buffer | Readable): Promise<SheetRow[]> {
  const rows = readRows(typeof input === 'string' ? Buffer.from(input) : input, { name: '表' });
  const found: SheetRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
const cells = (rows: SheetRow[]) => rows.map((row) => Object.values(row.cells));

const page = (rows: string) =>
  `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312"><style>td{mso-number-format:"\\@"}</style></head><body>${rows}</body></html>`;

test('an HTML table in GBK, titled, with merged cells, line breaks, entities and tags left open', async () => {
  const text = page(`<TABLE border=1>
    <tr><th colspan=4>望澜县热线<br>工单</th></tr>
    <tr><th>工单编号<th>诉求内容<th>来电时间</th><th>承办单位
    <tr><td>WL-1</td><td>路灯&nbsp;不亮<br>已经三天，
       请 <b>修好</b> &lt;谢谢&gt;</td><td>2026-04-25 09:30</td><td rowspan="2">城管局</td></tr>
    <tr><td x:num="20260425001234">2.02604E+13<td>井盖丢失<td></tr>
    <tr></tr><tr><td></td><td> </td></tr>
    <tr><td>WL-3</td><td>停水</td><td>2026-04-26</td><td>水务局</td></tr></TABLE><p>共 3 条</p>`);
  const rows = await rowsOf(encode(text, 'gb2312'));
  expect(rows.map(({ row }) => row)).toEqual([3, 4, 7]);
  expect(cells(rows)).toEqual([
    ['WL-1', '路灯 不亮\n已经三天， 请 修好 <谢谢>', '2026-04-25 09:30', '城管局'],
    ['20260425001234', '井盖丢失', '', '城管局'],
    ['WL-3', '停水', '2026-04-26', '水务局'],
  ]);
});

test('the XML of Excel 2003: left-out cells and rows, merged cells, numbers, its first sheet only', async () => {
  const rows = await rowsOf(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="工单"><Table><Row><Cell><Data ss:Type="String">编号</Data></Cell><Cell><Data ss:Type="String">内容</Data></Cell><Cell/><Cell><Data ss:Type="String">来电时间</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="Number">2.0260425001234E13</Data></Cell><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String">路灯&amp;井盖&#10;不亮</Data></Cell><Cell><Data ss:Type="DateTime">2026-04-25T09:30:00.000</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">停水</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="说明"><Table><Row><Cell><Data ss:Type="String">不该读到</Data></Cell></Row></Table></Worksheet></Workbook>`);
  expect(rows.map(({ row }) => row)).toEqual([4, 5]);
  expect(cells(rows)).toEqual([
    ['20260425001234', '路灯&井盖\n不亮', '', '2026-04-25T09:30:00.000'],
    ['', '停水', '', ''],
  ]);
});

test('in pieces of any size the rows are the same', async () => {
  const text = page(
    `<table><tr><td>编号</td><td>内容</td></tr>${Array.from({ length: 30 }, (_, n) => `<tr><td>${n}</td><td>第${n}件</td></tr>`).join('')}</table>`,
  );
  const whole = await rowsOf(text);
  expect(whole).toHaveLength(30);
  for (const size of [1, 7, 300]) {
    const bytes = Buffer.from(text);
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.subarray(n * size, (n + 1) * size),
    );
    expect(await rowsOf(Readable.from(pieces))).toEqual(whole);
  }
});

test('memory holds one row: a file is read while it still comes', async () => {
  const stream = new PassThrough();
  const reading = readRows(stream, { name: '表' })[Symbol.asyncIterator]();
  // Enough for the charset to be known.
  stream.write(
    page(`<table><tr><td>编号</td><td>内容</td></tr><tr><td>1</td><td>${'路'.repeat(60_000)}</td></tr><tr>`),
  );
  for (let n = 0; n < 40; n += 1) stream.write(`<tr><td>${n}</td><td>灯</td></tr>`);
  expect((await reading.next()).value).toMatchObject({ cells: { 编号: '1' } });
  stream.end();
  await reading.return?.();
  if (!stream.closed) await once(stream, 'close');
});

const HEADINGS = '<table><tr><td>编号</td><td>内容</td></tr>';
test.each([
  ['rows nested without end', HEADINGS + '<tr><td>'.repeat(50_000)],
  ['tables in tables', HEADINGS + '<table><tr><td>'.repeat(50_000)],
  ['tags that never end', HEADINGS + '<tr <td '.repeat(300_000)],
  ['cells over everything', HEADINGS + '<tr><td colspan=99999 rowspan=99999>路</td></tr>'.repeat(2_000)],
  ['a cell of tags', `${HEADINGS}<tr><td>1</td><td>${'<b>'.repeat(200_000)}路灯</td></tr>`],
])(
  '%s: read or refused, soon',
  async (_, text) => {
    const effort = await effortOf(() =>
      rowsOf(page(text)).catch((cause: unknown) => expect(cause).toMatchObject({ code: /^file\./ })),
    );
    expect(effort).toBeLessThan(15_000);
  },
  120_000,
);

test('a row without end is refused before it fills the memory', async () => {
  async function* endless() {
    yield Buffer.from(page(`${HEADINGS}<tr><td>`));
    for (;;) yield Buffer.from('路'.repeat(100_000));
  }
  await expect(rowsOf(Readable.from(endless()))).rejects.toMatchObject({ code: 'file.not-a-table' });
});

// Cells merged over several rows, in each kind of table: the one value that a person sees stands in every row that has something of its own.
import ExcelJS from 'exceljs';
import { proposeMapping } from './hotline';
import { filledDown } from './merged-cells';
import { refusedHead, refusedLine } from './refused-rows';
import { readRows, type SheetRow } from './rows';
import { mergedDown } from './xlsx-merges';

async function table(input: string | Buffer) {
  const rows = readRows(typeof input === 'string' ? Buffer.from(input) : input, { name: '表' });
  const headings = await rows.headings;
  const found: SheetRow[] = [];
  for await (const row of rows) found.push(row);
  return { headings, found, shown: found.map(({ row, cells }) => [row, ...Object.values(cells)]) };
}

/** Cells as they are typed, and ranges merged over them; null where nothing is typed. */
type Sheet = { rows: (string | Date | null)[][]; merged: string[] };

async function xlsx({ rows, merged }: Sheet): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('工单');
  for (const row of rows) sheet.addRow(row);
  for (const range of merged) sheet.mergeCells(range);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** What a cell goes over, and whether another covers it. */
function spans({ merged }: Sheet, row: number, column: number) {
  for (const range of merged) {
    const [, left = '', top = '', right = '', bottom = ''] = /^(\w)(\d+):(\w)(\d+)$/.exec(range) ?? [];
    const [across, down] = [right.charCodeAt(0) - left.charCodeAt(0), Number(bottom) - Number(top)];
    const [x, y] = [column - (left.charCodeAt(0) - 65), row - Number(top)];
    if (x === 0 && y === 0) return { across, down, covered: false };
    if (x >= 0 && x <= across && y >= 0 && y <= down) return { across: 0, down: 0, covered: true };
  }
  return { across: 0, down: 0, covered: false };
}
const textOf = (cell: string | Date | null) =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : (cell ?? '');

const html = (sheet: Sheet) =>
  `<html><table>${sheet.rows
    .map(
      (row, r) =>
        `<tr>${row
          .map((cell, c) => {
            const { across, down, covered } = spans(sheet, r + 1, c);
            return covered ? '' : `<td colspan=${across + 1} rowspan=${down + 1}>${textOf(cell)}</td>`;
          })
          .join('')}</tr>`,
    )
    .join('')}</table></html>`;

const excel2003 = (sheet: Sheet) =>
  `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="工单"><Table>${sheet.rows
    .map((row, r) => {
      const cells = row.map((cell, c) => {
        const { across, down, covered } = spans(sheet, r + 1, c);
        return covered
          ? ''
          : `<Cell ss:Index="${c + 1}" ss:MergeAcross="${across}" ss:MergeDown="${down}"><Data ss:Type="String">${textOf(cell)}</Data></Cell>`;
      });
      return `<Row ss:Index="${r + 1}">${cells.join('')}</Row>`;
    })
    .join('')}</Table></Worksheet></Workbook>`;

const day = (date: number) => new Date(Date.UTC(2026, 3, date));
const cases: [string, Sheet, (string | number)[][]][] = [
  [
    'an agency and a day over three rows, another agency after them',
    {
      rows: [
        ['编号', '内容', '来电时间', '单位'],
        ['1', '路灯不亮', day(25), '城管局'],
        ['2', '井盖丢失', null, null],
        ['3', '垃圾堆积', null, null],
        ['4', '停水两天', day(26), '水务局'],
        ['5', '水压太低', null, null],
        ['6', '公交改线', null, null],
      ],
      merged: ['C2:C4', 'D2:D4', 'D5:D6', 'C5:C7'],
    },
    [
      [2, '1', '路灯不亮', '2026-04-25', '城管局'],
      [3, '2', '井盖丢失', '2026-04-25', '城管局'],
      [4, '3', '垃圾堆积', '2026-04-25', '城管局'],
      [5, '4', '停水两天', '2026-04-26', '水务局'],
      [6, '5', '水压太低', '2026-04-26', '水务局'],
      [7, '6', '公交改线', '2026-04-26', ''],
    ],
  ],
  [
    'over columns the value belongs to the first; a block gives it to each of its rows',
    {
      rows: [
        ['编号', '内容', '单位', '备注'],
        ['1', '路灯不亮', null, '急'],
        ['2', '井盖丢失', '城管局', null],
        ['3', '垃圾堆积', null, null],
      ],
      merged: ['B2:C2', 'C3:D4'],
    },
    [
      [2, '1', '路灯不亮', '', '急'],
      [3, '2', '井盖丢失', '城管局', ''],
      [4, '3', '垃圾堆积', '城管局', ''],
    ],
  ],
  [
    'a record of two lines is one record, and a line of its own is told under its number',
    {
      rows: [
        ['编号', '内容', '单位', '办理结果'],
        ['1', '路灯不亮', '城管局', '已修'],
        [null, null, null, null],
        ['2', '停水两天', '水务局', '已派人'],
        [null, null, '住建局', '已修好'],
      ],
      merged: ['A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'A4:A5', 'B4:B5'],
    },
    [
      [2, '1', '路灯不亮', '城管局', '已修'],
      [4, '2', '停水两天', '水务局', '已派人'],
      [5, '2', '停水两天', '住建局', '已修好'],
    ],
  ],
  [
    'headings merged over two rows, and a remark that goes from a heading into the rows',
    {
      rows: [
        ['望澜县热线工单', null, null, null, null],
        ['编号', '内容', '受理', null, '说明'],
        [null, null, '受理时间', '承办单位', null],
        ['1', '路灯不亮', day(25), '城管局', null],
        ['2', '井盖丢失', null, null, null],
      ],
      merged: ['A1:E1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E5', 'C4:C5', 'D4:D5'],
    },
    [
      [4, '1', '路灯不亮', '2026-04-25', '城管局', ''],
      [5, '2', '井盖丢失', '2026-04-25', '城管局', ''],
    ],
  ],
  [
    'an empty merged cell stays empty, and a merge ends where it ends',
    {
      rows: [
        ['编号', '内容', '单位'],
        ['1', '路灯不亮', null],
        ['2', '井盖丢失', null],
        ['3', '停水两天', '水务局'],
        ['4', '水压太低', null],
      ],
      merged: ['C2:C3'],
    },
    [
      [2, '1', '路灯不亮', ''],
      [3, '2', '井盖丢失', ''],
      [4, '3', '停水两天', '水务局'],
      [5, '4', '水压太低', ''],
    ],
  ],
];

describe.each(cases)('%s', (_, sheet, rows) => {
  test('in a workbook', async () => expect((await table(await xlsx(sheet))).shown).toEqual(rows));
  test('in a page', async () => expect((await table(html(sheet))).shown).toEqual(rows));
  test('in the XML of Excel 2003', async () => expect((await table(excel2003(sheet))).shown).toEqual(rows));
});

test('headings over two rows keep their names, and are known', async () => {
  const { headings } = await table(await xlsx(cases[3]![1]));
  expect(headings).toEqual(['编号', '内容', '受理时间', '承办单位', '说明']);
  expect(proposeMapping(headings, []).mapping).toMatchObject({
    externalId: '编号',
    body: '内容',
    receivedAt: '受理时间',
    agency: '承办单位',
  });
});

test('rows left out of a file count: a merge holds over them, and ends by the number of its row', async () => {
  const rows = `<Row><Cell><Data ss:Type="String">编号</Data></Cell><Cell><Data ss:Type="String">内容</Data></Cell><Cell><Data ss:Type="String">单位</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">1</Data></Cell><Cell><Data ss:Type="String">路灯</Data></Cell><Cell ss:MergeDown="3"><Data ss:Type="String">城管局</Data></Cell></Row>
<Row ss:Index="5"><Cell><Data ss:Type="String">2</Data></Cell><Cell><Data ss:Type="String">井盖</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">3</Data></Cell><Cell><Data ss:Type="String">停水</Data></Cell></Row>`;
  const { shown } = await table(
    `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>${rows}</Table></Worksheet></Workbook>`,
  );
  expect(shown).toEqual([
    [2, '1', '路灯', '城管局'],
    [5, '2', '井盖', '城管局'],
    [6, '3', '停水', ''],
  ]);
});

test('a refused row takes the merged value along, and brings it back', async () => {
  const { headings, found } = await table(await xlsx(cases[0]![1]));
  const report =
    refusedHead(headings) +
    refusedLine(headings, { row: 3, reason: '没有诉求内容', cells: found[1]!.cells, masked: [] });
  const back = await table(report);
  expect(back.found[0]!.cells).toMatchObject({
    原文件行号: '3',
    编号: '2',
    来电时间: '2026-04-25',
    单位: '城管局',
  });
});

test('what a program kept below a merged cell is the row’s own', async () => {
  async function* rows() {
    yield { row: 2, cells: ['1', '城管局'], down: [{ column: 1, last: 4 }] };
    yield { row: 3, cells: ['2', '水务局'] };
    yield { row: 4, cells: ['3'] };
  }
  const found: string[][] = [];
  for await (const { cells } of filledDown(rows())) found.push(cells);
  expect(found).toEqual([
    ['1', '城管局'],
    ['2', '水务局'],
    ['3', '城管局'],
  ]);
});

test('a value longer than a cell of a spreadsheet can hold is not handed down', async () => {
  const long = '路'.repeat(40_000);
  const { found } = await table(
    html({
      rows: [
        ['编号', '内容'],
        ['1', long],
        ['2', null],
      ],
      merged: ['B2:B3'],
    }),
  );
  expect(found.map(({ cells }) => cells.内容?.length)).toEqual([40_000, 0]);
});

async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const ranges = async (xml: string, size = 1000) => [...(await mergedDown(pieces(xml, size)))];

test.each([1, 7, 64, 10_000])('merged ranges of a sheet, in pieces of %d bytes', async (size) => {
  const cells = '<c t="inlineStr"><is><t>路&lt;mergeCell ref="Z1:Z9"/></t></is></c>'.repeat(50);
  const xml = `<x:worksheet><x:sheetData><x:row r="1">${cells}</x:row></x:sheetData><x:mergeCells count="5"><x:mergeCell ref="D5:D6"/><x:mergeCell ref="A1:G1"/><x:mergeCell xr:uid="{0}" ref="AA12:$AC$14" /><x:mergeCell ref='C9:B4'/><x:mergeCell ref="ZZZ1:ZZZ3"/></x:mergeCells></x:worksheet>`;
  expect(await ranges(xml, size)).toEqual([
    { column: 1, first: 4, last: 9 },
    { column: 3, first: 5, last: 6 },
    { column: 26, first: 12, last: 14 },
  ]);
});

test('more merged ranges than are kept is told as too large, and what is no range is passed over', async () => {
  expect(await ranges('<mergeCell ref=""/><mergeCell ref="A2"/><mergeCell ref="A0:A3"/><mergeCell')).toEqual(
    [],
  );
  await expect(ranges('<mergeCell ref="A2:A3"/>'.repeat(500_001), 60_000)).rejects.toThrow('merged');
});

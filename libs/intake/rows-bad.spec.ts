// Tables as offices and their old programs make them: formulas without a result, hidden parts, both calendars, numbers in scientific notation, zeros among the letters; and what is no table.
import ExcelJS from 'exceljs';
import { encode } from 'iconv-lite';
import { proposeMapping } from './hotline';
import { readHotlineRow } from './hotline-row';
import { redact } from './redact';
import { readRows, type SheetRow } from './rows';
import { plainPart } from './xlsx-parts';

async function rowsOf(input: Buffer): Promise<SheetRow[]> {
  const rows = readRows(input, { name: '表' });
  await rows.headings;
  const found: SheetRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
async function workbook(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('工单'), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const values = (rows: SheetRow[]) => rows.map(({ cells }) => Object.values(cells));

test('a formula gives its result, one without a result or with an error gives nothing; none is worked out', async () => {
  const bytes = await workbook((sheet) => {
    sheet.addRow(['编号', '内容', '备注']);
    sheet.addRow(['1', { formula: 'CONCAT("路灯","不亮")', result: '路灯不亮' }, { formula: 'NOW()' }]);
    sheet.addRow([
      '2',
      { formula: 'HYPERLINK("http://a.example","停水")', result: '停水' },
      { formula: '1/0', result: { error: '#DIV/0!' } },
    ]);
    sheet.addRow(['3', "=cmd|'/c calc'!A1", '文字']);
    sheet.getCell('C5').value = { sharedFormula: 'C2' } as never;
  });
  expect(values(await rowsOf(bytes)).slice(0, 3)).toEqual([
    ['1', '路灯不亮', ''],
    ['2', '停水', ''],
    ['3', "=cmd|'/c calc'!A1", '文字'],
  ]);
});

test.each(['hidden', 'veryHidden'] as const)(
  'a %s sheet is not read, hidden rows and columns are',
  async (state) => {
    const bytes = await workbook((sheet, book) => {
      sheet.state = state;
      sheet.addRow(['编号', '内容']);
      sheet.addRow(['x', '不该读到']);
      const seen = book.addWorksheet('台账');
      seen.addRow(['编号', '内容']);
      seen.addRow(['1', '路灯不亮']);
      seen.addRow(['2', '筛选时藏起的一行']);
      seen.getRow(3).hidden = true;
      seen.getColumn(1).hidden = true;
    });
    expect(values(await rowsOf(bytes))).toEqual([
      ['1', '路灯不亮'],
      ['2', '筛选时藏起的一行'],
    ]);
  },
);

test.each([false, true])(
  'dates are the same days whether days are counted from 1904 (%s) or from 1900',
  async (date1904) => {
    const bytes = await workbook((sheet, book) => {
      book.properties.date1904 = date1904;
      sheet.addRow(['编号', '内容', '来电时间', '答复时间']);
      sheet.addRow([
        '1',
        '路灯不亮',
        new Date(Date.UTC(2026, 3, 25, 9, 30)),
        new Date(Date.UTC(2026, 3, 26)),
      ]);
      sheet.getCell('C2').numFmt = 'yyyy-mm-dd hh:mm';
      // Formats that exceljs does not take for a date.
      sheet.getCell('D2').numFmt = 'yyyy"年"m"月"d"日"';
    });
    expect(values(await rowsOf(bytes))).toEqual([['1', '路灯不亮', '2026-04-25 09:30:00', '2026-04-26']]);
  },
);

test('a long number shown in scientific notation keeps its digits, and a telephone number is masked', async () => {
  const bytes = await workbook((sheet) => {
    sheet.addRow(['编号', '内容', '联系电话']);
    sheet.addRow([20260425001234, '路灯不亮', 13812345678]);
    for (const cell of ['A2', 'C2']) sheet.getCell(cell).numFmt = '0.00E+00';
  });
  const [row] = await rowsOf(bytes);
  expect(Object.values(row!.cells)).toEqual(['20260425001234', '路灯不亮', '13812345678']);
  expect(redact(`联系电话：${row!.cells.联系电话}`).text).toBe('联系电话：138****5678');
});

test('a csv in which a spreadsheet cut numbers short: each case goes in, none under the number of another', async () => {
  const rows = await rowsOf(
    Buffer.from(
      '编号,内容,联系电话\n2.02604E+13,路灯不亮,1.38123E+10\n2.02604E+13,井盖丢失,1.39E+10\n77,停水,1\n',
    ),
  );
  const { mapping } = proposeMapping(
    ['编号', '内容', '联系电话'],
    rows.map(({ cells }) => cells),
  );
  const records = rows.map(({ cells }) =>
    readHotlineRow(cells, { ...mapping, externalId: '编号', body: '内容' }),
  );
  expect(records).toMatchObject([
    { record: { externalId: null, body: '路灯不亮', flags: expect.arrayContaining(['id-lost']) } },
    { record: { externalId: null, body: '井盖丢失', flags: expect.arrayContaining(['id-lost']) } },
    { record: { externalId: '77', flags: expect.not.arrayContaining(['id-lost']) } },
  ]);
});

async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function plain(xml: string, size: number): Promise<string> {
  const found: Buffer[] = [];
  for await (const chunk of plainPart(pieces(xml, size))) found.push(chunk);
  return Buffer.concat(found).toString();
}

test.each([1, 2, 7, 64, 10_000])(
  'what other programs write into a workbook, in pieces of %d bytes',
  async (size) => {
    // Programs built on the Open XML SDK give every tag a prefix.
    expect(
      await plain(
        '<?xml version="1.0"?><x:sst xmlns:x="urn:m"><x:si><x:t>路灯&lt;x:t</x:t></x:si></x:sst>',
        size,
      ),
    ).toBe('<?xml version="1.0"?><sst xmlns:x="urn:m"><si><t>路灯&lt;x:t</t></si></sst>');
    // How characters are read aloud is not what they say.
    expect(
      await plain(
        '<sst><si><t>路灯</t><rPh sb="0" eb="2"><t>lùdēng</t></rPh><phoneticPr fontId="1"/></si><si><t>停水:rPh</t></si></sst>',
        size,
      ),
    ).toBe('<sst><si><t>路灯</t></si><si><t>停水:rPh</t></si></sst>');
    expect(
      await plain(
        '<worksheet><c r="C2" s="1" t="d"><v>2026-03-01T08:30:00</v></c><c r="D2"><v>3</v></c></worksheet>',
        size,
      ),
    ).toBe(
      '<worksheet><c r="C2" s="1" t="str"><v>2026-03-01T08:30:00</v></c><c r="D2"><v>3</v></c></worksheet>',
    );
  },
);

test('a csv in which long numbers are written as formulas of text: the number is meant', async () => {
  const rows = await rowsOf(Buffer.from('编号,内容\n="20260425000000001",路灯不亮\n="2","=""停水"""\n'));
  expect(values(rows)).toEqual([
    ['20260425000000001', '路灯不亮'],
    ['2', '停水'],
  ]);
});

const letters =
  '编号,内容,承办单位\n1,柳湾一组的路灯不亮,城管局\n2,"停水两天，\n一直没有人管",水务局\n3,井盖丢失,城管局\n';
const nul: [string, Buffer][] = [
  ['one among the headings', Buffer.from(letters.replace('内容', '内\0容'))],
  ['in front of everything', Buffer.from(`\0\0\0\0${letters}`)],
  ['fields filled up with them', Buffer.from(letters.replaceAll(',', '\0\0\0\0\0\0\0\0,'))],
  ['between a quote and its mark', Buffer.from(letters.replace('",', '"\0,').replace(',"', ',\0"'))],
  ['in GBK, at the end of each line', encode(letters.replaceAll('\n', '\0\n'), 'gbk')],
  ['UTF-16LE, of which half is zeros, without a mark', encode(letters, 'utf-16le')],
  ['UTF-16BE without a mark', encode(letters, 'utf-16be')],
  ['UTF-32 with a mark', encode(`\ufeff${letters}`, 'utf-32le')],
  [
    'in a page called a table',
    Buffer.from(
      `<table>\0${letters
        .replaceAll('"', '')
        .replace('，\n', '，<br>')
        .split('\n')
        .filter(Boolean)
        .map((line) => `<tr>${line.replaceAll(/[^,]+/g, '<td>$&\0</td>').replaceAll(',', '')}</tr>`)
        .join('')}</table>`,
    ),
  ],
];
test.each(nul)('zeros in a csv: %s', async (_, bytes) => {
  expect(values(await rowsOf(bytes))).toEqual([
    ['1', '柳湾一组的路灯不亮', '城管局'],
    ['2', '停水两天，\n一直没有人管', '水务局'],
    ['3', '井盖丢失', '城管局'],
  ]);
});

test('a zero in front does not name the charset: Chinese far behind it is read', async () => {
  const head = `id,title,\0agency\n${'1,abc,def\n'.repeat(20_000)}`;
  const rows = await rowsOf(Buffer.concat([Buffer.from(head), encode('2,路灯不亮,城管局\n', 'gbk')]));
  expect(rows.at(-1)).toEqual({ row: 20_002, cells: { id: '2', title: '路灯不亮', agency: '城管局' } });
});

/** Bytes without order, the same each time. */
function noise(count: number): Buffer {
  let state = 20_261_130;
  return Buffer.from(
    Array.from({ length: count }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return state & 0xff;
    }),
  );
}
const binary: [string, Buffer][] = [
  ['a GIF', Buffer.concat([Buffer.from('GIF89a\x40\0\x40\0\xf7\0\0', 'latin1'), noise(4000)])],
  [
    'a bitmap',
    Buffer.concat([Buffer.from('BM\x36\x10\x0e\0\0\0\0\0\x36\0\0\0\x28\0', 'latin1'), noise(9000)]),
  ],
  [
    'a white bitmap',
    Buffer.concat([Buffer.from('BM\x36\x10\x0e\0\0\0', 'latin1'), Buffer.alloc(9000, 0xff)]),
  ],
  ['a TIFF', Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), noise(4000)])],
  ['a WebP', Buffer.concat([Buffer.from('RIFF\x24\x10\0\0WEBPVP8 ', 'latin1'), noise(4000)])],
  [
    'a database',
    Buffer.concat([
      Buffer.from('SQLite format 3\0\x10\0\x01\x01\0', 'latin1'),
      Buffer.alloc(3000),
      Buffer.from('CREATE TABLE a(编号,内容)'),
    ]),
  ],
  [
    'an archive',
    Buffer.concat([
      Buffer.from('工单.csv'),
      Buffer.alloc(247),
      Buffer.from('ustar  \0'),
      Buffer.alloc(248),
      Buffer.from(letters),
    ]),
  ],
  [
    'a program',
    Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'), Buffer.alloc(8), noise(4000)]),
  ],
  ['nothing but noise', noise(70_000)],
  ['nothing but zeros', Buffer.alloc(70_000)],
];
test.each(binary)('%s is no table', async (_, bytes) => {
  await expect(rowsOf(bytes)).rejects.toMatchObject({ code: 'file.not-a-table' });
});

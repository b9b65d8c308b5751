// The organisation as a workbook: the sheets and their columns, written as text, read back as rows with their numbers.
import { createHash } from 'node:crypto';
import ExcelJS from 'exceljs';
import { SHANGHAI_MS } from '#organisation';
import { Refusal } from '../platform/problem';

/** The sheets in the order in which they are brought in: what is named comes before what names it. */
export const sheets = {
  jurisdictions: ['辖区', '名称', '层级', '上级'],
  departments: ['部门', '辖区', '名称', '类别', '主管事项', '别名', '督办人', '发言人', '在用'],
  officers: ['人员', '登录名', '姓名', '职务', '辖区', '部门', '角色', '替岗人', '在用'],
  matrix: [
    '责任矩阵',
    ...['辖区', '事项', '级别', '牵头单位', '配合单位', '发言人', '分管领导', '依据', '取消'],
  ],
  desks: ['值班岗', '辖区', '名称', '部门', '日子', '从', '到', '提前小时', '取消'],
  shifts: ['班次', '辖区', '值班岗', '人员', '班次', '开始', '结束', '取消'],
  absences: ['离岗', '人员', '类别', '开始', '结束', '替岗人', '取消'],
  swaps: [
    '换班',
    ...['辖区', '值班岗', '申请人', '开始', '接班人', '换回值班岗', '换回开始', '理由', '取消'],
  ],
  spellings: ['承办单位写法', '辖区', '写法', '指部门', '状态', '次数'],
} as const;
export type SheetKey = keyof typeof sheets;
export const sheetKeys = Object.keys(sheets) as SheetKey[];
export type Cells = Record<string, string>;
export type WorkRow = { row: number; cells: Cells };
/** Rows by the name of their sheet, as they go between threads. */
export type Book = Partial<Record<SheetKey, WorkRow[]>>;

/** Which thing a row is, and what each cell was when it was written: what nobody changed changes nothing. */
export const NUMBER = '编号（勿改）';
export const headingsOf = (key: SheetKey): string[] => [...sheets[key].slice(1)];

/** People are named by what they sign in as: two may bear the same name. */
const notes: Record<SheetKey, string> = {
  jurisdictions: '第一行是本级；上级留空即本级之下，隔级用“/”连接；层级：省、市、县、镇；不能在此删除',
  departments:
    '辖区留空即本级，下级辖区填名称（隔级用“/”连接）；主管事项、别名以顿号分隔；督办人、发言人填登录名；类别：新闻办、政府办公室、部门、镇街',
  officers: '部门填名称；角色、替岗人（登录名）以顿号分隔；新增人员导入后得到一次性的首次登录码',
  matrix: '事项、级别留空即各类、各级；部门填名称，人员填登录名；“取消”填“是”即终止这一行',
  desks: '部门留空即全辖区；日子：每天、工作日、休息日；时间为北京时间 HH:MM；“取消”填“是”即撤销值班岗',
  shifts:
    '人员填登录名；班次：值班、带班领导；时间为北京时间 2026-12-05 08:30；“取消”填“是”即撤下未开始的班次',
  absences:
    '人员、替岗人填登录名；类别：请假、病假、培训、出差、调离、其他；结束留空即待定；“取消”填“是”即结束离岗',
  swaps: '等待答复的换班申请；人员填登录名；不换回就把“换回”两栏留空；“取消”填“是”即撤回',
  spellings: '来件里承办单位的写法；“指部门”填部门名称，下级的写“辖区：部门”；不是本地单位的，状态填“已搁置”',
};
const MOST_BYTES = 20 * 1024 * 1024;
const MOST_UNPACKED = 256 * 1024 * 1024;
const MOST_ROWS = 50_000;

/** So many characters for what a cell says: 36 bits. */
const MARK = 6;
/** What a cell says, in few characters; words that come again are not worked out again. */
export function marker(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let mark = known.get(text);
    if (mark === undefined) {
      mark = createHash('sha256').update(text).digest('base64url').slice(0, MARK);
      known.set(text, mark);
    }
    return mark;
  };
}
type Mark = ReturnType<typeof marker>;
export const numberOf = (key: SheetKey, id: string, cells: Cells, mark: Mark): string =>
  `${id}.${headingsOf(key)
    .map((heading) => mark(cells[heading] ?? ''))
    .join('')}`;

/** Which thing a row is about, and the columns in which somebody changed it since it was written; null where it has no number. */
export function readNumber(
  key: SheetKey,
  cells: Cells,
  mark: Mark,
): { id: string; touched: ReadonlySet<string> } | null {
  const found = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]+)$/.exec(cells[NUMBER] ?? '');
  const headings = headingsOf(key);
  const [, id, marks] = found ?? [];
  if (!id || marks?.length !== headings.length * MARK) return null;
  const touched = headings.filter(
    (heading, n) => heading in cells && mark(cells[heading] ?? '') !== marks.slice(n * MARK, (n + 1) * MARK),
  );
  return { id, touched: new Set(touched) };
}

export async function writeWorkbook(rows: Record<SheetKey, readonly Cells[]>): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const key of sheetKeys) {
    const headings = [...headingsOf(key), NUMBER];
    const sheet = book.addWorksheet(sheets[key][0], { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = headings.map((heading) => ({
      width: heading === NUMBER ? 10 : 22,
      // Text: a code that looks like a number stays as it was written.
      style: { numFmt: '@', ...(heading === NUMBER ? { font: { color: { argb: 'FF999999' } } } : {}) },
    }));
    sheet.addRow(headings).font = { bold: true };
    sheet.getCell(1, 1).note = notes[key];
    for (const cells of rows[key]) sheet.addRow(headings.map((heading) => cells[heading] ?? ''));
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/**
 * The rows of the sheets we know, empty ones left out; sheets and columns we do not know are passed over.
 * @throws Refusal `file.not-a-table`, `file.too-large`, or `workbook.no-sheets` where none is ours
 */
export async function readWorkbook(bytes: Buffer): Promise<Book> {
  if (bytes.length > MOST_BYTES || unpacked(bytes) > MOST_UNPACKED) throw tooLarge();
  const book = new ExcelJS.Workbook();
  try {
    // exceljs declares Buffer as its own; the bytes are the same.
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch {
    throw notATable();
  }
  const found: Book = {};
  for (const key of sheetKeys) {
    const sheet = book.getWorksheet(sheets[key][0]);
    if (sheet) found[key] = rowsOf(sheet, new Set([...headingsOf(key), NUMBER]));
  }
  if (Object.keys(found).length === 0) throw noSheets();
  return found;
}

/** A cell for each column that the sheet has, be it empty. */
function rowsOf(sheet: ExcelJS.Worksheet, known: ReadonlySet<string>): WorkRow[] {
  if (sheet.actualRowCount > MOST_ROWS) throw tooLarge();
  const headings: [heading: string, column: number][] = [];
  sheet.getRow(1).eachCell((cell, column) => {
    const heading = textOf(cell);
    if (known.has(heading)) headings.push([heading, column]);
  });
  const rows: WorkRow[] = [];
  sheet.eachRow((row, number) => {
    if (number === 1) return;
    const cells = Object.fromEntries(
      headings.map(([heading, column]) => [heading, textOf(row.getCell(column))]),
    );
    if (Object.values(cells).some(Boolean)) rows.push({ row: number, cells });
  });
  return rows;
}

/** As a person reads it; a date cell is its wall time, which exceljs gives as if it were UTC. */
function textOf(cell: ExcelJS.Cell): string {
  const { value } = cell;
  if (value instanceof Date) return value.toISOString().slice(0, 16).replace('T', ' ');
  return String(cell.text ?? '').trim();
}

/** What the zip directory says its files hold, so that a small file does not become a huge one. */
function unpacked(bytes: Buffer): number {
  let sum = 0;
  for (
    let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  )
    if (at + 28 <= bytes.length) sum += bytes.readUInt32LE(at + 24);
  return sum;
}

/** 2026-12-05 08:30 of China as an instant; null when it is none. */
export function readWall(text: string): string | null {
  const found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T](\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text.trim());
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const ms = Date.UTC(year, month - 1, day, hour, minute) - SHANGHAI_MS;
  const wall = new Date(ms + SHANGHAI_MS);
  // 30 February, 25 o'clock: written again it is another day.
  if (wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day || hour > 23 || minute > 59) return null;
  return new Date(ms).toISOString();
}

export const tooLarge = () =>
  new Refusal(
    413,
    'file.too-large',
    `工作簿过大（最多 20 MB，每张表 ${MOST_ROWS} 行），没有导入。`,
    `The workbook is too large (20 MB, ${MOST_ROWS} rows a sheet at the most); nothing was brought in.`,
  );
const notATable = () =>
  new Refusal(
    422,
    'file.not-a-table',
    '这不是可以读取的 xlsx 工作簿，没有导入。',
    'This is no xlsx workbook that can be read; nothing was brought in.',
  );
const noSheets = () =>
  new Refusal(
    422,
    'workbook.no-sheets',
    `工作簿里没有可识别的表（${sheetKeys.map((key) => sheets[key][0]).join('、')}）。请先导出一份作为格式。`,
    `None of its sheets is known (${sheetKeys.map((key) => sheets[key][0]).join(', ')}). Export one first as the form.`,
  );

// The organisation as a workbook: the sheets and their columns, written as text, read back as rows with their numbers.
import ExcelJS from 'exceljs';
import { SHANGHAI_MS } from '#organisation';
import { Refusal } from '../platform/problem';

/** The sheets in the order in which they are brought in: what is named comes before what names it. */
export const sheets = {
  departments: ['部门', '名称', '类别', '主管事项', '别名', '督办人', '发言人', '在用'],
  officers: ['人员', '登录名', '姓名', '职务', '部门', '角色', '替岗人', '在用'],
  matrix: ['责任矩阵', '事项', '级别', '牵头单位', '配合单位', '发言人', '分管领导', '依据'],
  desks: ['值班岗', '名称', '部门', '日子', '从', '到', '提前小时'],
  shifts: ['班次', '值班岗', '人员', '班次', '开始', '结束'],
} as const;
export type SheetKey = keyof typeof sheets;
export type Cells = Record<string, string>;
export type WorkRow = { row: number; cells: Cells };

/** People are named by what they sign in as: two may bear the same name. */
const notes: Record<SheetKey, string> = {
  departments: '主管事项、别名以顿号分隔；督办人、发言人填登录名；类别：新闻办、政府办公室、部门、镇街',
  officers: '部门填名称；角色、替岗人（登录名）以顿号分隔；新增人员须由管理员设置密码后才能登录',
  matrix: '事项、级别留空即各类、各级；部门填名称，人员填登录名',
  desks: '部门留空即全辖区；日子：每天、工作日、休息日；时间为北京时间 HH:MM',
  shifts: '人员填登录名；班次：值班、带班领导；时间为北京时间 2026-12-05 08:30',
};
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_UNPACKED = 64 * 1024 * 1024;
const MOST_ROWS = 5000;

export async function writeWorkbook(rows: Record<SheetKey, readonly (readonly string[])[]>): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const key of Object.keys(sheets) as SheetKey[]) {
    const [name, ...headings] = sheets[key];
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addRow(headings).font = { bold: true };
    sheet.getCell(1, 1).note = notes[key];
    for (const row of rows[key]) sheet.addRow([...row]);
    sheet.columns.forEach((column) => {
      column.width = 22;
      // Text: a code that looks like a number stays as it was written.
      column.numFmt = '@';
    });
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/**
 * The rows of the sheets we know, empty ones left out; sheets and columns we do not know are passed over.
 * @throws Refusal `file.not-a-table`, `file.too-large`, or `workbook.no-sheets` where none is ours
 */
export async function readWorkbook(bytes: Buffer): Promise<Map<SheetKey, WorkRow[]>> {
  if (bytes.length > MOST_BYTES || unpacked(bytes) > MOST_UNPACKED) throw tooLarge();
  const book = new ExcelJS.Workbook();
  try {
    // exceljs declares Buffer as its own; the bytes are the same.
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch {
    throw notATable();
  }
  const found = new Map<SheetKey, WorkRow[]>();
  for (const key of Object.keys(sheets) as SheetKey[]) {
    const sheet = book.getWorksheet(sheets[key][0]);
    if (sheet) found.set(key, rowsOf(sheet));
  }
  if (found.size === 0) throw noSheets();
  return found;
}

function rowsOf(sheet: ExcelJS.Worksheet): WorkRow[] {
  if (sheet.rowCount > MOST_ROWS) throw tooLarge();
  const headings: string[] = [];
  sheet.getRow(1).eachCell((cell, column) => {
    headings[column] = textOf(cell);
  });
  const rows: WorkRow[] = [];
  sheet.eachRow((row, number) => {
    if (number === 1) return;
    const cells: Cells = {};
    row.eachCell((cell, column) => {
      const heading = headings[column];
      if (heading) cells[heading] = textOf(cell);
    });
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

const tooLarge = () =>
  new Refusal(
    413,
    'file.too-large',
    `工作簿过大（最多 5 MB，每张表 ${MOST_ROWS} 行），没有导入。`,
    `The workbook is too large (5 MB, ${MOST_ROWS} rows a sheet at the most); nothing was brought in.`,
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
    '工作簿里没有可识别的表（部门、人员、责任矩阵、值班岗、班次）。请先导出一份作为格式。',
    'None of its sheets is known (部门, 人员, 责任矩阵, 值班岗, 班次). Export one first as the form.',
  );

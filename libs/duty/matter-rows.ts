// A row of a list of documents or requests as an office keeps it: which columns are read, and what a row says or why it cannot go in.
import { readDate } from '#intake';
import type { Refusal } from '#organisation';
import type { StartKind } from './matters';
import { type MatterKind, matterKinds, subjectWords } from './packs';
import { refusal } from './running';

export const matterFields = [
  'number',
  'title',
  'kind',
  'department',
  'received',
  'signed',
  'published',
] as const;
export type MatterField = (typeof matterFields)[number];
/** The heading under which each field stands in a file. */
export type MatterColumns = Partial<Record<MatterField, string>>;

/** Headings as offices write them. What is not named here (申请人, 联系电话 …) is never read. */
const headings: Record<MatterField, readonly string[]> = {
  number: [
    ...['编号', '受理编号', '受理号', '申请编号', '登记编号', '登记号', '回执编号', '收件编号', '文号'],
    ...['文件编号', '发文字号', 'number', 'no', 'id'],
  ],
  title: [
    ...['名称', '标题', '事项', '事项名称', '文件名称', '申请事项', '申请内容', '申请公开内容', '所需信息'],
    ...['所需政府信息', '申请信息名称', '信息内容', 'title', 'subject'],
  ],
  kind: ['类别', '类型', '事项类别', '文件类别', 'kind', 'type'],
  department: [
    ...['责任单位', '承办单位', '办理单位', '责任部门', '承办部门', '办理部门', '牵头单位', '单位', '部门'],
    ...['department', 'unit'],
  ],
  received: [
    ...[
      '收到时间',
      '收到日期',
      '收到申请时间',
      '收到申请日期',
      '申请时间',
      '申请日期',
      '收件时间',
      '收件日期',
    ],
    ...['接收时间', '接收日期', '受理时间', '受理日期', '登记时间', '登记日期', 'received', 'receivedat'],
  ],
  signed: ['签发时间', '签发日期', '成文日期', 'signed', 'signedat'],
  published: ['公布时间', '公布日期', '发布时间', '发布日期', '公开时间', 'published', 'publishedat'],
};
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s_*:]/g, '')
    .toLowerCase();

/** Which column holds which field, by its heading; the first that fits. */
export function matterColumns(found: readonly string[]): MatterColumns {
  const columns: MatterColumns = {};
  for (const field of matterFields) {
    const heading = headings[field]
      .map((word) => found.find((one) => plain(one) === word))
      .find((one) => one !== undefined);
    if (heading !== undefined) columns[field] = heading;
  }
  return columns;
}

export type MatterRead = {
  kind: MatterKind;
  number: string;
  title: string;
  /** As it is written; empty where the row names none. */
  department: string;
  starts: { start: StartKind; at: string }[];
};
const startFields: readonly { field: MatterField; start: StartKind; kinds: readonly MatterKind[] }[] = [
  { field: 'received', start: 'detected', kinds: ['disclosure-request'] },
  { field: 'signed', start: 'signed', kinds: ['policy', 'regulation', 'service-item'] },
  { field: 'published', start: 'published', kinds: ['policy', 'regulation', 'service-item'] },
];
const MOST = { number: 60, title: 120 };

/**
 * What a row says; instants ISO 8601 UTC, a date without a time the first instant of its day in China. Without a column
 * of kinds a row is a request for disclosure. Refused with `matter.row-number`, `matter.row-title`, `matter.row-kind`,
 * `matter.row-date` (names the column and not what stands in it).
 */
export function readMatterRow(
  cells: Readonly<Record<string, string>>,
  columns: MatterColumns,
): { read: MatterRead } | { refused: Refusal } {
  const cell = (field: MatterField) =>
    columns[field] === undefined ? '' : (cells[columns[field]] ?? '').trim();
  const [number, title] = [cell('number'), cell('title')];
  if (number.length < 2 || number.length > MOST.number)
    return no('matter.row-number', '没有编号，或编号过长。', 'There is no number, or it is too long.');
  if (title.length < 2 || title.length > MOST.title)
    return no(
      'matter.row-title',
      '没有名称，或名称超过 120 字。',
      'There is no title, or it is longer than 120 characters.',
    );
  const kind = kindOf(cell('kind'));
  if (!kind)
    return no(
      'matter.row-kind',
      `类别不认识；可用的有：${matterKinds.map((one) => subjectWords(one).zh).join('、')}。`,
      `The kind is not known; there are: ${matterKinds.map((one) => subjectWords(one).en).join(', ')}.`,
    );
  const starts: MatterRead['starts'] = [];
  for (const { field, start, kinds } of startFields) {
    const text = cell(field);
    if (text === '' || !kinds.includes(kind)) continue;
    const at = readDate(text, { zone: 'Asia/Shanghai' });
    if (!at)
      return no(
        'matter.row-date',
        `“${columns[field]}”一栏不是可识别的日期。`,
        `What stands under "${columns[field]}" is no date.`,
      );
    starts.push({ start, at });
  }
  return { read: { kind, number, title, department: cell('department'), starts } };
}

const kindWords: readonly [RegExp, MatterKind][] = [
  [/申请|disclosure/i, 'disclosure-request'],
  [/规范性|regulation|normative/i, 'regulation'],
  [/办事|服务|service/i, 'service-item'],
  [/政策|文件|policy/i, 'policy'],
];
function kindOf(text: string): MatterKind | null {
  if (text === '') return 'disclosure-request';
  return kindWords.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

const no = (code: string, zh: string, en: string) => ({ refused: refusal(code, zh, en) });

// Why a hotline file cannot be read, said so that a person knows what to do.
import { bilingual, type Sentence } from './sentence';

export type UnreadableFileCode =
  | 'file.empty'
  | 'file.not-a-table'
  | 'file.open-quote'
  | 'file.too-large'
  | 'file.no-headings';

const sentences: Record<UnreadableFileCode, Sentence> = {
  'file.empty': {
    zh: '文件中没有任何内容，请检查是否选错了文件。',
    en: 'The file holds nothing; check that it is the right one.',
  },
  'file.not-a-table': {
    zh: '文件不是可读取的表格（旧版 Excel 的 .xls 也不能读）；请另存为 .xlsx（不加密码）或 .csv 后重新上传。',
    en: 'The file is no table that can be read (nor is the .xls of old Excel); save it as .xlsx (without a password) or .csv and upload it again.',
  },
  'file.open-quote': {
    zh: '有一行的引号（"）没有闭合，它后面的行分不清；请在这一行补上或去掉引号，再重新上传。行号：{row}',
    en: 'A quotation mark (") in one row is never closed, so that the rows after it cannot be told apart; close or remove it and upload the file again. Row: {row}',
  },
  'file.too-large': {
    zh: '文件超过允许的大小；请按月份拆分成几个文件后分别上传。',
    en: 'The file is larger than allowed; split it, by month for example, and upload the parts.',
  },
  'file.no-headings': {
    zh: '没有找到表头；请在第一行写明各列名称，如“工单编号、标题、诉求内容、来电时间”。',
    en: 'No row of headings was found; name the columns in the first row (id, title, text, received).',
  },
};

/** Thrown while a hotline file is opened or read; the message is fit for a person. `row` is where reading stopped. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly zh: string;
  readonly en: string;

  constructor(
    readonly code: UnreadableFileCode,
    detail = '',
    readonly row: number | null = null,
  ) {
    const sentence = withRow(sentences[code], row);
    super(detail ? `${bilingual(sentence)} (${detail})` : bilingual(sentence));
    this.zh = sentence.zh;
    this.en = sentence.en;
  }
}

const withRow = ({ zh, en }: Sentence, row: number | null): Sentence => ({
  zh: zh.replace('{row}', String(row)),
  en: en.replace('{row}', String(row)),
});

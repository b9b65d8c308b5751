// One row of a hotline file under a mapping: a record, or the reason why it is none.
import { readDate } from './date';
import type { Mapping } from './hotline';
import type { HotlineField } from './hotline-words';
import { plainLine, plainText } from './html';
import { type Refused, refuse } from './sentence';

/** A hotline record. Absent is null; instants are ISO 8601 UTC. `flags` name what a person should know of it. */
export type HotlineRecord = {
  externalId: string | null;
  title: string;
  body: string;
  receivedAt: string | null;
  replyBody: string | null;
  repliedAt: string | null;
  agency: string | null;
  kind: string | null;
  satisfaction: string | null;
  place: string | null;
  assignedAt: string | null;
  dueAt: string | null;
  /** `negative-interval` (replied before received), `no-received-date`, `no-reply`, `title-from-body`, `id-lost`. */
  flags: string[];
};

type DateField = 'receivedAt' | 'repliedAt' | 'assignedAt' | 'dueAt';
const dateNames: Record<DateField, { zh: string; en: string }> = {
  receivedAt: { zh: '受理时间', en: 'the date of receipt' },
  repliedAt: { zh: '答复时间', en: 'the date of reply' },
  assignedAt: { zh: '派单时间', en: 'the date of assignment' },
  dueAt: { zh: '办理期限', en: 'the due date' },
};
const dateFields = Object.keys(dateNames) as DateField[];
const TITLE_LENGTH = 40;
/** 2.02604E+13: a spreadsheet saved a long number so, and its last digits are gone. Many cases would bear one number. */
const LOST_DIGITS = /^\d(?:\.\d{1,14})?E\+\d{1,3}$/i;

/**
 * Reads one row. A row without text is refused, and one with a date that cannot be read; a reply before its question
 * is taken and flagged. A number that a spreadsheet cut short (2.02604E+13) is none. A missing title is made from the first words of the body.
 * Instants without a zone are read in Asia/Shanghai.
 */
export function readHotlineRow(
  cells: Readonly<Record<string, string>>,
  mapping: Mapping,
): { record: HotlineRecord } | { refused: Refused } {
  const cell = (field: HotlineField) =>
    mapping[field] === undefined ? '' : clean(cells[mapping[field]] ?? '');
  const title = plainLine(cell('title'));
  const body = mapping.body === undefined ? title : plainText(cell('body'));
  if (body === '') return noText(title);
  const dates = readDates(cell, mapping);
  if ('refused' in dates) return dates;
  const record: HotlineRecord = {
    externalId: LOST_DIGITS.test(cell('externalId')) ? null : orNull(cell('externalId')),
    title: title || firstWords(body),
    body,
    ...dates,
    replyBody: orNull(plainText(cell('replyBody'))),
    agency: orNull(plainLine(cell('agency'))),
    kind: orNull(plainLine(cell('kind'))),
    satisfaction: orNull(plainLine(cell('satisfaction'))),
    place: orNull(plainLine(cell('place'))),
    flags: [],
  };
  const flags = flagsOf(record, mapping, title === '');
  if (LOST_DIGITS.test(cell('externalId'))) flags.push('id-lost');
  return { record: { ...record, flags } };
}

function noText(title: string): { refused: Refused } {
  if (title === '') {
    return refuse(
      'row.no-text',
      '这一行没有诉求内容，未导入；请补充后重新导入。',
      'The row has no text; add it and import again.',
    );
  }
  return refuse(
    'row.no-text',
    '这一行只有标题、没有诉求内容，未导入；请补充内容后重新导入。',
    'The row has a title but no text; add the text and import again.',
  );
}

type Dates = Record<DateField, string | null>;

function readDates(cell: (field: HotlineField) => string, mapping: Mapping): Dates | { refused: Refused } {
  const dates: Dates = { receivedAt: null, repliedAt: null, assignedAt: null, dueAt: null };
  for (const field of dateFields) {
    const text = cell(field);
    if (/^(?:无|空|暂无|未答复|未回复|待答复|-+|\/+|null|n\/?a|0000-00-00.*)?$/i.test(text)) continue;
    dates[field] = readDate(text);
    if (dates[field] !== null) continue;
    const { zh, en } = dateNames[field];
    const shown = text.slice(0, 30);
    return refuse(
      'row.bad-date',
      `“${mapping[field]}”列的“${shown}”不是可识别的日期（${zh}），未导入；请改为如 2026-04-25 09:30 的写法。`,
      `"${shown}" cannot be read as ${en}; write it like 2026-04-25 09:30.`,
    );
  }
  return dates;
}

function flagsOf(record: HotlineRecord, mapping: Mapping, untitled: boolean): string[] {
  const { receivedAt, repliedAt, replyBody } = record;
  const flags: [string, boolean][] = [
    ['negative-interval', receivedAt !== null && repliedAt !== null && repliedAt < receivedAt],
    ['no-received-date', receivedAt === null],
    ['no-reply', replyBody === null && mapping.replyBody !== undefined],
    ['title-from-body', untitled],
  ];
  return flags.filter(([, holds]) => holds).map(([flag]) => flag);
}

/** The first sentence of the body, without the greeting, cut at forty characters. */
export function firstWords(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim();
  const past = line.replace(
    /^(?:尊敬的|敬爱的|各位)?[^，。：:,！!]{0,12}(?:领导|书记|市长|县长|局长|省长|区长|镇长|同志|您|你)们?[^，。：:,！!]{0,4}(?:好)?[，。：:,！!\s]+/,
    '',
  );
  const text = (past.length >= 6 ? past : line).replace(/^(?:您|你)们?好[，。：:,！!\s]*/, '') || line;
  const sentence = /^[^。！？!?\n]{4,}/.exec(text)?.[0] ?? text;
  if (sentence.length <= TITLE_LENGTH) return sentence;
  const title = firstLetters(sentence, TITLE_LENGTH);
  return title === sentence ? sentence : `${title}…`;
}

/** At most so many letters of a text, none of them halved: one beyond the basic plane is two units long. */
function firstLetters(text: string, most: number): string {
  let end = 0;
  for (let letters = 0; letters < most && end < text.length; letters += 1)
    end += text.codePointAt(end)! > 0xffff ? 2 : 1;
  return text.slice(0, end);
}

/** Without invisible characters and with plain blanks at the edges: a cell of non-breaking blanks is empty. */
function clean(text: string): string {
  return text.replace(/[\u200b-\u200f\ufeff]/g, '').trim();
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

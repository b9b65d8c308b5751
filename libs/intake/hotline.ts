// Proposes which column of a hotline file holds what, and says why, so that a person only has to agree.
import { readDate } from './date';
import { fieldOf, fieldWithin, type HotlineField, hotlineFieldNames } from './hotline-words';
import { ownHeadings } from './refused-rows';
import { bilingual } from './sentence';

/** Field → heading of the column that holds it. */
export type Mapping = Partial<Record<HotlineField, string>>;
export type Proposal = { mapping: Mapping; why: Partial<Record<HotlineField, string>> };

type Column = { heading: string; values: string[] };

/**
 * Proposes a mapping from the headings, in Chinese or English, and from the values where the headings do not help:
 * the column of dates that lies earliest is the date of receipt, the one of long texts is the body.
 * @param allHeadings the headings of the file; those of a report of refused rows are passed over
 * @param sampleRows its first rows (a few dozen do)
 */
export function proposeMapping(
  allHeadings: readonly string[],
  sampleRows: readonly Record<string, string>[],
): Proposal {
  const headings = ownHeadings(allHeadings);
  const proposal: Proposal = { mapping: {}, why: {} };
  for (const heading of headings) {
    const field = fieldOf(heading);
    if (field) claim(proposal, field, heading, exact(field, heading));
  }
  for (const heading of headings) {
    const within = fieldWithin(heading);
    if (within && !isUsed(proposal, heading))
      claim(proposal, within.field, heading, contains(within.field, within.word));
  }
  const columns = headings.map((heading) => ({
    heading,
    values: sampleRows.map((row) => (row[heading] ?? '').trim()).filter((value) => value !== ''),
  }));
  fromDates(
    proposal,
    columns.filter(({ heading }) => !isUsed(proposal, heading)),
  );
  const free = () => columns.filter(({ heading }) => !isUsed(proposal, heading));
  fromNumbers(proposal, free());
  fromTexts(proposal, free());
  return proposal;
}

function isUsed({ mapping }: Proposal, heading: string): boolean {
  return Object.values(mapping).includes(heading);
}

function claim({ mapping, why }: Proposal, field: HotlineField, heading: string, reason: string): void {
  if (mapping[field] !== undefined) return;
  mapping[field] = heading;
  why[field] = reason;
}

function exact(field: HotlineField, heading: string): string {
  return bilingual({
    zh: `列名“${heading}”就是${hotlineFieldNames[field]}的常用叫法。`,
    en: `The heading "${heading}" is a usual name for it.`,
  });
}

function contains(field: HotlineField, word: string): string {
  return bilingual({
    zh: `列名中含有“${word}”，通常表示${hotlineFieldNames[field]}。`,
    en: `The heading contains "${word}", a usual name for it.`,
  });
}

function fromDates(proposal: Proposal, columns: Column[]): void {
  const dated = columns
    .map((column) => ({
      ...column,
      instants: column.values.map((value) => readDate(value)).filter((one) => one !== null),
    }))
    .filter(({ values, instants }) => values.length > 0 && instants.length * 5 >= values.length * 4)
    .filter(({ values }) => values.some((value) => /[-/.年:]/.test(value)))
    .map((column) => ({ ...column, middle: [...column.instants].sort()[column.instants.length >> 1] ?? '' }))
    .sort((a, b) => a.middle.localeCompare(b.middle));
  const [first, second] = dated;
  if (first && proposal.mapping.receivedAt === undefined) {
    const zh = `“${first.heading}”列几乎都是日期，且在各日期列中最早，应为受理时间。`;
    claim(
      proposal,
      'receivedAt',
      first.heading,
      bilingual({ zh, en: 'Its values are dates, the earliest ones.' }),
    );
  }
  const later = isUsed(proposal, first?.heading ?? '') ? second : first;
  if (later && proposal.mapping.repliedAt === undefined) {
    const zh = `“${later.heading}”列几乎都是日期，且晚于受理时间，应为答复时间。`;
    claim(
      proposal,
      'repliedAt',
      later.heading,
      bilingual({ zh, en: 'Its values are dates, later than receipt.' }),
    );
  }
}

/** Columns that say who wrote, or what an office noted: no title, however long. */
const OF_A_PERSON = /电话|手机|联系|身份|姓名|地址|住址|备注|附件|网址|链接/;
const areWords = (values: readonly string[]): boolean =>
  values.filter((value) => /\p{L}.*\p{L}.*\p{L}/su.test(value)).length * 2 > values.length;

function fromTexts(proposal: Proposal, columns: Column[]): void {
  const long = columns
    .map((column) => ({ ...column, mean: mean(column.values) }))
    .filter(({ mean: length }) => length >= 8)
    .sort((a, b) => b.mean - a.mean);
  const body = long[0];
  if (body && proposal.mapping.body === undefined && body.mean >= 15) {
    const zh = `“${body.heading}”列文字最长（平均 ${Math.round(body.mean)} 字），应为诉求内容。`;
    claim(proposal, 'body', body.heading, bilingual({ zh, en: 'Its texts are the longest.' }));
  }
  const title = long.find(
    ({ heading, values, mean: length }) =>
      !isUsed(proposal, heading) && length <= 60 && !OF_A_PERSON.test(heading) && areWords(values),
  );
  if (title && proposal.mapping.title === undefined) {
    const zh = `“${title.heading}”列是较短的句子（平均 ${Math.round(title.mean)} 字），应为标题。`;
    claim(proposal, 'title', title.heading, bilingual({ zh, en: 'Its texts are short sentences.' }));
  }
}

function fromNumbers(proposal: Proposal, columns: Column[]): void {
  if (proposal.mapping.externalId !== undefined) return;
  const id = columns.find(({ values }) => {
    const coded = values.filter(
      (value) => /^[A-Za-z]{0,6}[\d-]{4,32}$/.test(value) && !/^1[3-9]\d{9}$/.test(value),
    );
    return values.length >= 2 && coded.length === values.length && new Set(values).size === values.length;
  });
  if (!id) return;
  const zh = `“${id.heading}”列是互不相同的号码，应为编号。`;
  claim(proposal, 'externalId', id.heading, bilingual({ zh, en: 'Its values are numbers, each different.' }));
}

function mean(values: string[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value.length, 0) / values.length;
}

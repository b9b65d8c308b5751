// The figures of hotline clocks as a table that a spreadsheet opens.
import type { Answer } from '#contract';
import { type HotlineFlag, hotlineNames, unpublishedNote } from '#duty';

type Figures = Answer<'hotline.clocks'>;
type Row = Figures['rows'][number];
/** Tells spreadsheet programs that this is UTF-8. */
const MARK = '\ufeff';

const flagNames: Record<HotlineFlag, string> = {
  'replied-before-received': '答复早于受理',
  'replied-before-assigned': '答复早于派单',
  'due-before-received': '期限早于受理',
  'no-start': '没有受理和派单时间',
  'no-due': '没有期限，类型也不明',
  'reply-without-time': '有答复但没有答复时间',
};
const nameOf = (kind: Row['kind']): string => (kind === 'unknown' ? '类型不明' : hotlineNames[kind].zh);

const line = (cells: readonly (string | number)[]): string =>
  cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',');
const countsOf = (name: string, limit: string, counts: Omit<Row, 'kind' | 'limit'>): string => {
  const { records, onTime, late, open, overdue, uncounted, onTimeRate } = counts;
  return line([name, limit, records, onTime, late, open, overdue, uncounted, onTimeRate ?? '']);
};

/** Figures by kind, then why records are not counted, then what the figures lean on. */
export function csvOf({ rows, total, flags, leaning, kindByWords }: Figures): string {
  const text = [
    line(['诉求类型', '时限', '件数', '按时', '逾期办结', '在办未到期', '超期未办', '不计入', '按时率']),
    ...rows.map((row) => countsOf(nameOf(row.kind), row.limit?.zh ?? '', row)),
    countsOf('合计', '', total),
    '',
    line(['不计入或需核对的原因', '件数']),
    ...flags.map(({ flag, count }) => line([flagNames[flag], count])),
    ...(kindByWords > 0 ? ['', line(['其中类型按来信自己的用语判断', kindByWords])] : []),
    ...(leaning.records > 0 ? ['', line([unpublishedNote(leaning.years)?.zh ?? '', leaning.records])] : []),
  ];
  return `${MARK}${text.join('\r\n')}\r\n`;
}

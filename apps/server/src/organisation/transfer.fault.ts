// What is wrong with a row of the workbook: in which column, under which code, and why in words.
import type { Words } from '#contract';

export class RowFault extends Error {
  override name = 'RowFault';
  readonly reason: Words;

  constructor(
    readonly column: string | null,
    readonly code: string,
    zh: string,
    en: string,
  ) {
    super(code);
    this.reason = { zh, en };
  }
}

export const badValue = (column: string, value: string): RowFault =>
  value
    ? new RowFault(
        column,
        'row.value',
        `“${column}”一栏的“${value}”不能识别。`,
        `"${value}" in the column ${column} cannot be read.`,
      )
    : new RowFault(
        column,
        'row.value',
        `“${column}”一栏不能为空。`,
        `The column ${column} must not be empty.`,
      );

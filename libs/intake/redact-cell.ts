// Masks one cell of a table: its heading tells what a bare name or a short number in it is.
import { redact } from './redact';

/** A heading longer than this is a sentence, and tells nothing. */
const LONGEST_HEADING = 30;

/**
 * The cell as it may be read, and whether something in it was masked: `联系人` over `李建国` gives `李某某`, which
 * `redact` alone would not find. Source: mianyang-2018 (六) 去标识化处理.
 */
export function redactCell(heading: string, cell: string): { text: string; masked: boolean } {
  const alone = redact(cell);
  if (cell === '' || heading.length > LONGEST_HEADING)
    return { text: alone.text, masked: alone.removed.length > 0 };
  const lead = `${heading}：`;
  const told = redact(lead + cell);
  // A heading that was itself taken for personal data is no help.
  const helps = told.text.startsWith(lead) && told.removed.length >= alone.removed.length;
  return helps
    ? { text: told.text.slice(lead.length), masked: told.removed.length > 0 }
    : { text: alone.text, masked: alone.removed.length > 0 };
}

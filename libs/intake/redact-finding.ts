// What the finders of personal data share: the folded text, and the shape of a find.

export type RedactedKind =
  | 'mobile'
  | 'landline'
  | 'id-card'
  | 'bank-card'
  | 'plate'
  | 'email'
  | 'address'
  | 'name'
  | 'account';

/** Something to mask: UTF-16 offsets in the original text, and what is shown instead. */
export type Finding = { kind: RedactedKind; start: number; end: number; mask: string };

/** The original text and its folded twin of the same length, unit by unit. */
export type Source = { original: string; text: string };

/**
 * A twin of the same length in which full-width letters, digits and marks are ASCII and every odd space or dash is
 * the plain one, so that each offset holds in both.
 */
export function fold(original: string): Source {
  const text = original.replace(
    /[\uff01-\uff5e\u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff\t\u2010-\u2015\u2212\u3002\u30fb\u2022\u2027\u00b7\u3010\u3011\u2460-\u2468]/g,
    (one) => {
      const code = one.charCodeAt(0);
      if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
      if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return '-';
      if (code === 0x3002 || code === 0x3010 || code === 0x3011) return one;
      if (code >= 0x2460)
        return code <= 0x2468 ? String.fromCharCode(code - 0x2460 + 49) : code === 0x30fb ? '·' : ' ';
      return code === 0x2022 || code === 0x2027 || code === 0xb7 ? '·' : ' ';
    },
  );
  return { original, text };
}

/** Stands in the twin for what is masked already, so that nothing is found in it or across it. */
const BLANK = '\ue000';
const MASK =
  /\[(?:身份证|门牌)\]|[〇零一二三四五六七八九幺]{3}\*{4}[〇零一二三四五六七八九幺]{4}|\d{3,4}\*{4}\d{4}|(?:\(?(?:\+|00)?(?:86[- ]?)?\d{2,4}\)?[- ]{0,2})?\*{4}\d{3}(?!\d)|[\u4e00-\u9fff][A-Za-z]\*{4}[A-Za-z\d挂学警港澳]|\S\*{3}@(?:[A-Za-z\d-]{1,63}\.){1,5}[A-Za-z]{2,12}|\w{2}\*{4}|[\u4e00-\u9fff]某{1,2}/g;

/** Blanks masks that the text brought along: whatever was masked once is left alone. */
export function blankMasks({ original, text }: Source): Source {
  const fold = text.includes('****') || text.includes('***@') || /[某\]]/.test(text);
  return fold
    ? { original, text: text.replace(MASK, (one) => BLANK.repeat(one.length)) }
    : { original, text };
}

/** Blanks what was found. */
export function blankFindings({ original, text }: Source, finds: readonly Finding[]): Source {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of finds) {
    parts.push(text.slice(at, start), BLANK.repeat(end - start));
    at = end;
  }
  return { original, text: parts.join('') + text.slice(at) };
}

/** Whether a code unit is a Chinese character of the basic plane. */
export function isHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

const NONE: RegExpExecArray[] = [];

/** Every match of a pattern with the flag `g`, in order; without the copy of the pattern that `matchAll` makes for each text. */
export function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (match === null) return NONE;
  const found: RegExpExecArray[] = [];
  for (; match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
}

// What may stand in a word list or a rule: no personal data, no single characters, no more than can be overseen.
import { redact } from '#intake';
import { partsOf } from './rules';
import { foldWriting } from './word-finder';

export type TermFault = { term: string; code: TermFaultCode };
export type TermFaultCode =
  | 'personal-data'
  | 'person-name'
  | 'too-short'
  | 'too-long'
  | 'too-many-parts'
  | 'twice';

/** Characters of a term, parts of one with `+`, terms of a list. */
export const TERM_LENGTH = 40;
export const TERM_PARTS = 4;
export const LIST_TERMS = 500;

/**
 * What is wrong with each of these terms; none for terms that may stand.
 * `personal-data`: a telephone, an identity card, an address …, also when cut up with `+`. `person-name`: reads like the
 * name of a person; the machine cannot be sure (龙卷风 begins like a name), so a person may say that it is none.
 * Source: mianyang-2018 (六) 去标识化处理; the project watches the government's duty to answer, never who speaks.
 */
export function termFaults(terms: readonly string[]): TermFault[] {
  const seen = new Set<string>();
  return terms.flatMap((term): TermFault[] => {
    const parts = partsOf(term);
    const plain = foldWriting(parts.join('+'));
    const code = seen.has(plain) ? 'twice' : faultOf(parts);
    seen.add(plain);
    return code ? [{ term, code }] : [];
  });
}

function faultOf(parts: readonly string[]): TermFaultCode | null {
  const whole = parts.join('');
  if (whole.length > TERM_LENGTH) return 'too-long';
  if (parts.length > TERM_PARTS) return 'too-many-parts';
  if (isPersonal(parts)) return 'personal-data';
  if (parts.length === 0 || parts.some((part) => [...part].length < 2)) return 'too-short';
  if (parts.some(looksLikeName)) return 'person-name';
  return null;
}

/** Seven digits in a row name somebody or something of somebody's; public lines (12345, 110) are shorter. */
const LONG_NUMBER = /\d{7,}/;
function isPersonal(parts: readonly string[]): boolean {
  const forms = [...parts, parts.join(''), parts.join(' ')].map(foldWriting);
  return forms.some(
    (form) =>
      LONG_NUMBER.test(form.replace(/[\s-]/g, '')) ||
      // Names are judged by themselves: a place alone may look like one.
      redact(form).removed.some(({ kind }) => kind !== 'name'),
  );
}

/** Where a text would name a person, this would be taken for the name. */
function looksLikeName(part: string): boolean {
  const before = '市民';
  const { removed } = redact(`${before}${part}反映`);
  return removed.some(
    ({ kind, start, end }) =>
      kind === 'name' && start === before.length && end === before.length + part.length,
  );
}

/** The sentence in which a person reads it. */
export function termSentence({ term, code }: TermFault): { zh: string; en: string } {
  switch (code) {
    case 'personal-data':
      return {
        zh: `“${mask(term)}”像是个人信息（电话、证件号、住址等）。规则只盯事，不盯人，不能写入。`,
        en: `"${mask(term)}" looks like personal data (a telephone, an identity number, an address). Rules watch matters, never persons; it cannot stand here.`,
      };
    case 'person-name':
      return {
        zh: `“${term}”像是人名。规则只盯事，不盯人；如果不是人名，请勾选说明。`,
        en: `"${term}" reads like the name of a person. Rules watch matters, never persons; if it is no name, tick to say so.`,
      };
    case 'too-short':
      return {
        zh: `“${term}”太短：每个词至少两个字。`,
        en: `"${term}" is too short: at least two characters a word.`,
      };
    case 'too-long':
      return {
        zh: `“${term.slice(0, 12)}…”太长：每个词最多 ${TERM_LENGTH} 个字。`,
        en: `"${term.slice(0, 12)}…" is too long: at most ${TERM_LENGTH} characters.`,
      };
    case 'too-many-parts':
      return {
        zh: `“${term.slice(0, 12)}…”用“+”连了太多词：最多 ${TERM_PARTS} 个。`,
        en: `"${term.slice(0, 12)}…" joins too many words with "+": at most ${TERM_PARTS}.`,
      };
    case 'twice':
      return {
        zh: `“${term}”写了两次（繁简、大小写视为相同）。`,
        en: `"${term}" stands twice (traditional and simplified are alike).`,
      };
  }
}

/** A refusal is shown and may be logged: it repeats no number. */
const mask = (term: string): string => redact(term).text.replace(/\d(?=\d)/g, '*');

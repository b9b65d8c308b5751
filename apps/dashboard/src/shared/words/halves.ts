// A sentence that a machine hears in both languages at once, taken apart for a person who reads one.
import type { Words } from '#contract';

/**
 * The Chinese and the English half of a reason as rows and mappings carry it: Chinese up to the full stop
 * that English follows. What is of one language stays whole in both.
 */
export function halves(text: string): Words {
  const [, zh, en] = /^(.*?。)([A-Z"(].*)$/s.exec(text) ?? [];
  return zh !== undefined && en !== undefined ? { zh, en } : { zh: text, en: text };
}

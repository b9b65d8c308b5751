// The shapes that every later stage speaks in: a sentence in both languages, a refusal, a citation.

/** One sentence a person reads, in Chinese and in English. */
export type Words = { zh: string; en: string };

/** Why something may not be done: a stable code for programs (`noun.reason`), a sentence for people. */
export type Refusal = { code: string; reason: Words };

/** Where a rule stands: the document's short name or number, the article in it, and its own words. */
export type Clause = { document: string; article: string; words: string };

// A sentence for a person, in both languages of the system.

export type Sentence = { zh: string; en: string };

/** Why a row or a message was not taken in: a stable code and a sentence (Chinese, then English). */
export type Refused = { code: string; reason: string };

/** Both languages in one line. */
export function bilingual({ zh, en }: Sentence): string {
  return `${zh}${en}`;
}

/** A refusal from its code and its sentence. */
export function refuse(code: string, zh: string, en: string): { refused: Refused } {
  return { refused: { code, reason: bilingual({ zh, en }) } };
}

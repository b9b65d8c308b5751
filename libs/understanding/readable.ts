// Whether there is anything to read in a text: a word of any writing, once addresses, masks and signs are set aside.

/** Nearly every text shows at its beginning that it can be read, and is not rewritten. */
const SOON = 200;
const CHARACTER = /[\u3400-\u9fff]/;
/** What stands in for masked data names its kind; nobody wrote that. */
const MASK = /［[^［］]{1,6}］/g;
/** With its scheme or without: `https://…`, `www.…`, `example.com/a?b=c`; an account of mail as well. Bounded, so that no text is slow. */
const ADDRESS =
  /(?:[a-z][a-z0-9+.-]{0,20}:\/\/|www\.)[!-~]*|[\w.%+*-]{1,64}@[\w.-]{1,255}|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,24}(?:[/:?#][!-~]*)?/gi;
/** `ℹ️` counts as a letter, and is none. */
const PICTURE = /\p{Extended_Pictographic}/gu;
const LETTER = /\p{L}/u;

/**
 * False for emoji, marks, figures and addresses alone: such a message is kept and found, and opens no incident by itself.
 * Titles and bodies as they are stored, masked; any length.
 */
export function isReadable({ title, body }: { title: string; body: string }): boolean {
  return lettersIn(title) || lettersIn(body);
}

function lettersIn(text: string): boolean {
  if (CHARACTER.test(text.slice(0, SOON).replace(MASK, ''))) return true;
  return LETTER.test(text.replace(MASK, ' ').replace(ADDRESS, ' ').replace(PICTURE, ' '));
}

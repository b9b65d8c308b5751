// Whether a receiver that answered 2xx says in its answer that it did not take what was sent.

/**
 * Many receivers answer 200 whatever happens and put the fault into the body. Only what says so beyond doubt counts:
 * `errcode` other than 0, `success` or `ok` false, an `error` that holds something. A bare `code` does not: to one system
 * 0 is good, to the next 200.
 * @param text the first of the answer, as it came
 */
export function saysRefused(text: string | null): boolean {
  const said = objectOf(text);
  if (!said) return false;
  const number = said.errcode ?? said.errCode;
  if (number !== undefined && number !== null && Number(number) !== 0) return true;
  if (said.success === false || said.ok === false) return true;
  const { error } = said;
  if (typeof error === 'string') return error.trim() !== '';
  return error === true || (typeof error === 'object' && error !== null && Object.keys(error).length > 0);
}

function objectOf(text: string | null): Record<string, unknown> | null {
  if (!text?.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

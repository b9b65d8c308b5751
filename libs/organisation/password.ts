// Which passwords are accepted, and when repeated failures close the door for a while.
import type { Refusal } from './words';

const SHORTEST = 10;
/** Hashing costs the server time; nobody types more than this. */
const LONGEST = 200;

/** The commonest passwords of ten characters or more, Chinese habits among them (520, 1314, pinyin). */
const common = new Set([
  '0123456789',
  '0987654321',
  '1122334455',
  '1234567890',
  '12345678900',
  '12345678910',
  '1234567891',
  '1234512345',
  '1231231231',
  '123123123123',
  '123456123456',
  '123456789a',
  '123456789q',
  '123456789abc',
  '147258369a',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  '5201314520',
  '5201314521',
  '9876543210',
  'a123456789',
  'aa123456789',
  'abc1234567',
  'abc123456789',
  'abcd123456',
  'abcd1234567',
  'abcdefghij',
  'admin12345',
  'admin123456',
  'admin@12345',
  'admin@123456',
  'administrator',
  'asd123456789',
  'asdfghjkl123',
  'iloveyou123',
  'iloveyou1314',
  'letmein1234',
  'p@ssw0rd123',
  'passw0rd123',
  'password123',
  'password1234',
  'password12',
  'q123456789',
  'q1w2e3r4t5',
  'q1w2e3r4t5y6',
  'qaz123456789',
  'qq123456789',
  'qwe123456789',
  'qwer123456',
  'qwer12345678',
  'qwerty1234',
  'qwerty12345',
  'qwerty123456',
  'qwertyuiop',
  'qwertyuiop123',
  'welcome123',
  'wenying123',
  'wenying1234',
  'woaini1314',
  'woaini1314520',
  'woaini520520',
  'woaini520',
  'zhongguo123',
  'zxcvbnm123',
  'zxcvbnm1234',
  'zxcvbnm123456',
]);

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/**
 * Why a password is not accepted, or null when it is. `names` are what the person is called and signs in as.
 * At least ten characters (counted as people count them), not a name with little added, none of the commonest.
 * Codes: `password.short`, `password.long`, `password.name`, `password.common`.
 */
export function passwordProblem(password: string, names: readonly string[] = []): Refusal | null {
  const length = [...password].length;
  if (length < SHORTEST) {
    return refuse(
      'password.short',
      `密码至少${SHORTEST}个字符。`,
      `A password has at least ${SHORTEST} characters.`,
    );
  }
  if (length > LONGEST) {
    return refuse(
      'password.long',
      `密码至多${LONGEST}个字符。`,
      `A password has at most ${LONGEST} characters.`,
    );
  }
  const word = plain(password);
  if (common.has(word) || new Set(word).size < 3) {
    return refuse(
      'password.common',
      '这个密码太常见，很容易被猜到，请换一个。',
      'This password is among the commonest and is soon guessed. Choose another.',
    );
  }
  if (names.some((name) => isMostly(word, plain(name)))) {
    return refuse(
      'password.name',
      '密码不能是自己的姓名或登录名，也不能只加几个字符。',
      'A password is not your own name, nor your name with a few characters added.',
    );
  }
  return null;
}

/** True when little (fewer than six characters) is left of the password once the name is taken out of it. */
function isMostly(word: string, name: string): boolean {
  if (name.length < 2 || !word.includes(name)) return false;
  return [...word.split(name).join('')].length < 6;
}

function refuse(code: string, zh: string, en: string): Refusal {
  return { code, reason: { zh, en } };
}

const FAILURES = 5;
const WINDOW_MS = 15 * 60_000;
const LOCKED_MS = 15 * 60_000;

/**
 * Until when sign-in is locked after failures, or null when it is not locked at `now`.
 * Five failures within fifteen minutes lock for fifteen minutes from the fifth. `failures` are the instants
 * (ISO 8601) of wrong passwords since the last success; attempts refused while locked are not to be counted, or
 * somebody else could keep a person out for ever. An instant later than `now` (a skewed clock) counts as `now`.
 */
export function lockout(failures: readonly string[], now: string): string | null {
  const at = Date.parse(now);
  const times = failures
    .map((failure) => Math.min(Date.parse(failure), at))
    .filter((time) => !Number.isNaN(time))
    .sort((a, b) => a - b);
  let until = 0;
  for (let last = FAILURES - 1; last < times.length; last += 1) {
    const end = times[last] ?? 0;
    const begin = times[last - FAILURES + 1] ?? 0;
    if (end - begin <= WINDOW_MS) until = end + LOCKED_MS;
  }
  return until > at ? new Date(until).toISOString() : null;
}

// What a thread answers: a value, or a refusal, whose class does not survive the way between threads while what it says does.
import { Refusal } from './problem';

export type Told<T> =
  | { ok: true; value: T }
  | { ok: false; status: number; code: string; zh: string; en: string };

/** In the thread. */
export async function told<T>(work: Promise<T>): Promise<Told<T>> {
  try {
    return { ok: true, value: await work };
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    const { status, code, zh, en } = cause;
    return { ok: false, status, code, zh, en };
  }
}

/** Where the thread was asked. @throws Refusal as the thread had it */
export function valueIn<T>(done: Told<T>): T {
  if (!done.ok) throw new Refusal(done.status, done.code, done.zh, done.en);
  return done.value;
}

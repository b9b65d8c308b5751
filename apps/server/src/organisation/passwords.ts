// How passwords are kept and compared: argon2id, and the same work whether the person exists or not.
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { passwordProblem } from '#organisation';
import { invalid } from '../platform/problem';

/** 19 MiB, two passes, one lane: the first choice of the OWASP password storage cheat sheet; argon2id is the library's default. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** The same password typed on another keyboard (full-width digits, composed letters) stays the same password. */
const typed = (password: string) => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(typed(password), cost);

/** A hash that no password opens, so that an unknown name costs what a known one does. */
const nobody = hash(randomBytes(32), cost);

/** Whether the password opens the hash; with no hash the same work is done, and the answer is no. */
export async function passwordHolds(passwordHash: string | null, password: string): Promise<boolean> {
  const held = await verify(passwordHash ?? (await nobody), typed(password));
  return held && passwordHash !== null;
}

/** @throws Refusal when the password is not one that may be chosen */
export function mustBeGood(password: string, names: string[]): void {
  const problem = passwordProblem(password, names);
  if (problem) {
    throw invalid(problem.code, problem.reason.zh, problem.reason.en, [
      { path: 'body.password', message: problem.reason.en },
    ]);
  }
}

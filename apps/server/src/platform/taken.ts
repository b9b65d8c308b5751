// A name that is already taken, as the database tells it, becomes a sentence for people.
import type { Refusal } from './problem';
import { QueryFailedError } from './reading';

/** Runs the work; a breach of one of these unique indexes is told as its refusal. */
export async function tellingTaken<T>(
  refusals: Readonly<Record<string, () => Refusal>>,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (!(thrown instanceof QueryFailedError)) throw thrown;
    const { code, constraint } = thrown.driverError as { code?: string; constraint?: string };
    const refusal = code === '23505' && constraint ? refusals[constraint] : undefined;
    throw refusal ? refusal() : thrown;
  }
}

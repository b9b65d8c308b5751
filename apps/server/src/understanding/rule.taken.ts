// A rule's or a list's name that is already taken, as the database tells it, becomes a sentence for people.
import { QueryFailedError } from '../platform/reading';
import { nameTaken } from './rule.checks';

const names = new Set(['alert_rule_name', 'word_list_name']);

/** Runs the work; a breach of one of these unique names is told as a refusal. */
export async function tellingTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (!(thrown instanceof QueryFailedError)) throw thrown;
    const { code, constraint } = thrown.driverError as { code?: string; constraint?: string };
    throw code === '23505' && constraint && names.has(constraint) ? nameTaken() : thrown;
  }
}

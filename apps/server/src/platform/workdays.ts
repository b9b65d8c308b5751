// Which days are worked, holidays and make-up days included: a port that duty fills, since the calendar is its data.
import type { Tx } from './commit';

export abstract class Workdays {
  /** A question about days (YYYY-MM-DD, China) by the calendar in force now; read inside a transaction or outside of any. */
  abstract works(db: Pick<Tx, 'query'>): Promise<(day: string) => boolean>;
}

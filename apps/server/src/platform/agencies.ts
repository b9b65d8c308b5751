// What records call the agencies that handle them, told by whoever reads records: a port that organisation fills.
import type { NewFact, Tx } from './commit';

/** Implemented by organisation (`agency.service.ts`, rules in libs/organisation/agencies.ts); inject `Agencies`. */
export abstract class Agencies {
  /**
   * Spellings seen in new records of a jurisdiction, each with how often, inside the caller's transaction. What is known is
   * learnt at once, the rest awaits a person. The facts are to be appended with it: none where nothing is new.
   */
  abstract heard(
    tx: Tx,
    jurisdictionId: string,
    spellings: ReadonlyMap<string, number>,
    at: Date,
  ): Promise<NewFact[]>;
}

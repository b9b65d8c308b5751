// The ladder of escalation in force: a port that notices fills, for drills, which climb it among their own people.
import type { DrillLadder } from '#duty';
import type { Tx } from './commit';

export abstract class Ladders {
  /** The ladder of a jurisdiction with the names of the groups it tells; read inside a transaction or outside of any. */
  abstract inForce(db: Pick<Tx, 'query'>, jurisdictionId: string): Promise<DrillLadder>;
}

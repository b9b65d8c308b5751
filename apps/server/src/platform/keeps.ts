// Who still needs a message: a later stage says so here, the earlier one that erases asks, and neither knows the other.
import { Injectable } from '@nestjs/common';
import type { Tx } from './commit';

/** Of these messages those that may not be erased yet. */
export type Keeper = (tx: Tx, messageIds: readonly string[]) => Promise<readonly string[]>;

@Injectable()
export class Keeps {
  private readonly keepers: Keeper[] = [];

  /** Declares that a stage keeps messages; called by the stage's room while the server is wired. */
  keep(keeper: Keeper): void {
    this.keepers.push(keeper);
  }

  /** Those of these messages that any stage still needs. */
  async among(tx: Tx, messageIds: readonly string[]): Promise<Set<string>> {
    const kept = new Set<string>();
    for (const keeper of this.keepers) for (const id of await keeper(tx, messageIds)) kept.add(id);
    return kept;
  }
}

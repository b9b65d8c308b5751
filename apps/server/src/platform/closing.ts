// What still stands against closing an incident: a later stage says so here, the earlier one that closes asks, and neither knows the other.
import { Injectable } from '@nestjs/common';
import type { Tx } from './commit';

export type AgainstClosing = { code: string; reason: { zh: string; en: string } };
/** What stands against closing this incident now; empty where nothing does. */
export type ClosingGate = (tx: Tx, incidentId: string) => Promise<readonly AgainstClosing[]>;

@Injectable()
export class Closing {
  private readonly gates: ClosingGate[] = [];

  /** Declares that a stage has something to say; called by the stage's room while the server is wired. */
  ask(gate: ClosingGate): void {
    this.gates.push(gate);
  }

  /** Everything that any stage holds against it. */
  async against(tx: Tx, incidentId: string): Promise<AgainstClosing[]> {
    const found: AgainstClosing[] = [];
    for (const gate of this.gates) found.push(...(await gate(tx, incidentId)));
    return found;
  }
}

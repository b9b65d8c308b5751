// Follows what came in, and tells organisation how the records spell the agencies that handle them.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Agencies } from '../platform/agencies';
import type { NewFact, Tx } from '../platform/commit';
import { Follow } from '../platform/follow';
import { AgenciesStore, type Named } from './agencies.store';

@Injectable()
export class AgenciesFollow implements OnModuleInit {
  constructor(
    private readonly follow: Follow,
    private readonly store: AgenciesStore,
    private readonly agencies: Agencies,
  ) {}

  onModuleInit(): void {
    const ids = (facts: readonly { body: { batchId: string } }[]) => facts.map(({ body }) => body.batchId);
    this.follow.follow({
      stage: 'agencies',
      // What is read first is what people wait for: labelling goes before.
      after: 'labelling',
      on: {
        'intake.received': async (run, tx, at) =>
          this.tell(tx, await this.store.ofMessages(tx, ids(run)), at),
        'message.revised': async (run, tx, at) =>
          this.tell(tx, await this.store.ofRevisions(tx, ids(run)), at),
      },
    });
  }

  private async tell(tx: Tx, named: readonly Named[], at: Date): Promise<NewFact[]> {
    const facts: NewFact[] = [];
    for (const place of new Set(named.map(({ jurisdictionId }) => jurisdictionId))) {
      const here = named.filter(({ jurisdictionId }) => jurisdictionId === place);
      const spellings = new Map(here.map(({ spelling, times }) => [spelling, times]));
      facts.push(...(await this.agencies.heard(tx, place, spellings, at)));
    }
    return facts;
  }
}

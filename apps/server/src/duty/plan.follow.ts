// What the plans hear: an incident that is confirmed, or whose level changes, is proposed the plans it calls for.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NewFact, Tx } from '../platform/commit';
import { each, Follow } from '../platform/follow';
import { CardStore } from './cards.store';
import { PlanService } from './plan.service';

@Injectable()
export class PlanFollow implements OnModuleInit {
  constructor(
    private readonly follow: Follow,
    private readonly cards: CardStore,
    private readonly plans: PlanService,
  ) {}

  onModuleInit(): void {
    this.follow.follow({
      stage: 'plans',
      on: {
        'incident.confirmed': each(({ body }, tx, at) => this.propose(tx, body.incidentId, at)),
        'incident.level-changed': each(({ body }, tx, at) => this.propose(tx, body.incidentId, at)),
      },
    });
  }

  /** By what the incident is now: one that was closed meanwhile calls for none. */
  private async propose(tx: Tx, incidentId: string, at: Date): Promise<NewFact[]> {
    const card = await this.cards.incident(tx, incidentId);
    return card?.state === 'confirmed' ? this.plans.propose(tx, card, at) : [];
  }
}

// Incidents that have to do with a matter, as a person says: seen beside each other, and in one timeline.
import { Injectable } from '@nestjs/common';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type Tx } from '../platform/commit';
import { invalid, notFound } from '../platform/problem';
import { CardStore } from './cards.store';
import { MatterStore } from './matter.store';

@Injectable()
export class MatterJoins {
  constructor(
    private readonly commit: Commit,
    private readonly cards: CardStore,
    private readonly matters: MatterStore,
  ) {}

  join(who: Principal, matterId: string, incidentId: string): Promise<void> {
    return this.say(who, matterId, incidentId, 'matter.joined', (tx, at) =>
      this.matters.join(tx, matterId, incidentId, who.name, at),
    );
  }

  part(who: Principal, matterId: string, incidentId: string): Promise<void> {
    return this.say(who, matterId, incidentId, 'matter.parted', (tx) =>
      this.matters.part(tx, matterId, incidentId),
    );
  }

  /** What is so already is not said again. `write` tells whether it changed anything. */
  private async say(
    who: Principal,
    matterId: string,
    incidentId: string,
    kind: 'matter.joined' | 'matter.parted',
    write: (tx: Tx, at: Date) => Promise<boolean>,
  ): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      const [matter, incident] = [
        await this.matters.one(tx, matterId),
        await this.cards.incident(tx, incidentId),
      ];
      if (!matter || !incident) throw notFound();
      for (const { jurisdictionId } of [matter, incident]) inView(who, jurisdictionId);
      if (matter.jurisdictionId !== incident.jurisdictionId) throw elsewhere();
      const changed = await write(tx, at);
      const { kind: of, number, jurisdictionId } = matter;
      const body = { matterId, kind: of, number, incidentId };
      const said = fact(kind, actorOf(who), { type: 'matter', id: matterId }, jurisdictionId, body);
      return { value: undefined, facts: changed ? [said] : [] };
    });
  }
}

const elsewhere = () =>
  invalid(
    'matter.elsewhere',
    '事件和公开事项不在同一辖区，不能关联。',
    'The incident and the matter are not of the same jurisdiction and cannot be joined.',
  );

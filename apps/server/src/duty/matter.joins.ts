// Incidents that have to do with a matter, as a person says: seen beside each other, and in one timeline.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type Tx } from '../platform/commit';
import { invalid, notFound } from '../platform/problem';
import { CardStore } from './cards.store';
import { MatterStore } from './matter.store';

@Injectable()
export class MatterJoins {
  constructor(
    private readonly db: DataSource,
    private readonly commit: Commit,
    private readonly cards: CardStore,
    private readonly matters: MatterStore,
  ) {}

  incidentsOf(matterId: string): Promise<{ id: string; title: string }[]> {
    return this.db.query(
      `select i.id, coalesce(i.title, '') as title from incident_matter im join incident_card i on i.id = im.incident_id
        where im.matter_id = $1 order by im.joined_at, i.id`,
      [matterId],
    );
  }

  join(who: Principal, matterId: string, incidentId: string): Promise<void> {
    return this.say(who, matterId, incidentId, 'matter.joined', (tx, at) =>
      tx.query(
        `insert into incident_matter (incident_id, matter_id, joined_by, joined_at) values ($1, $2, $3, $4)
             on conflict do nothing returning matter_id`,
        [incidentId, matterId, who.name, at],
      ),
    );
  }

  part(who: Principal, matterId: string, incidentId: string): Promise<void> {
    return this.say(who, matterId, incidentId, 'matter.parted', async (tx) => {
      const [rows] = await tx.query(
        'delete from incident_matter where incident_id = $1 and matter_id = $2 returning matter_id',
        [incidentId, matterId],
      );
      return rows;
    });
  }

  /** What is so already is not said again. `write` gives the rows that it changed. */
  private async say(
    who: Principal,
    matterId: string,
    incidentId: string,
    kind: 'matter.joined' | 'matter.parted',
    write: (tx: Tx, at: Date) => Promise<unknown[]>,
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
      return { value: undefined, facts: changed.length > 0 ? [said] : [] };
    });
  }
}

const elsewhere = () =>
  invalid(
    'matter.elsewhere',
    '事件和公开事项不在同一辖区，不能关联。',
    'The incident and the matter are not of the same jurisdiction and cannot be joined.',
  );

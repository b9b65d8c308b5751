// Fills the port by which drills ask for the ladder in force.
import { Injectable } from '@nestjs/common';
import type { DrillLadder } from '#duty';
import type { Tx } from '../platform/commit';
import { Ladders } from '../platform/ladders';
import { ChannelStore } from './channel.store';
import { LadderStore } from './ladder.store';

@Injectable()
export class LaddersInForce extends Ladders {
  constructor(
    private readonly ladders: LadderStore,
    private readonly channels: ChannelStore,
  ) {
    super();
  }

  async inForce(db: Pick<Tx, 'query'>, jurisdictionId: string): Promise<DrillLadder> {
    const { rungs, acknowledgedForMinutes } = await this.ladders.inForce(jurisdictionId, db);
    const ids = rungs.flatMap(({ channelIds }) => channelIds);
    const groups = await this.channels.groups(db, jurisdictionId, ids);
    return {
      rungs,
      acknowledgedForMinutes,
      groups: Object.fromEntries(groups.map(({ id, name }) => [id, name])),
    };
  }
}

// The history of a drill: what happened in its own time, who did it, and who of its people is told.
import { Injectable } from '@nestjs/common';
import type { Actor } from '#contract';
import { type DrillPace, drillTime } from '#duty';
import type { Tx } from '../platform/commit';
import { type DrillFound, DrillStore } from './drill.store';

export const ofDrill = (id: string) => ({ type: 'drill', id });
export const paceOf = ({ startedAt, speed }: Pick<DrillFound, 'startedAt' | 'speed'>): DrillPace => ({
  startedAt: (startedAt ?? new Date()).toISOString(),
  speed,
});

@Injectable()
export class DrillHistory {
  constructor(private readonly store: DrillStore) {}

  /** Into the history of the drill; `when` in drill time, now unless told. */
  say(
    tx: Tx,
    drill: DrillFound,
    at: Date,
    one: {
      kind: string;
      by: Actor;
      words: { zh: string; en: string };
      clockId?: string;
      inject?: number;
      toIds?: string[];
    },
    when = drillTime(paceOf(drill), at.toISOString()),
  ): Promise<void> {
    const { kind, by, words, clockId = null, inject = null, toIds = [] } = one;
    return this.store.happened(tx, drill.id, {
      ...{ kind, at, drillAt: when, byId: by.id, by: by.name, words, clockId, inject, toIds },
    });
  }
}

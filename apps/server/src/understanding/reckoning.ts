// What an incident is once messages have joined or left it by a person's hand: its figures, profile, areas and gravest emergency.
import { Injectable } from '@nestjs/common';
import type { EmergencySeen } from '#contract';
import { aboutOf, type IncidentProfile } from '#understanding';
import { system } from '../platform/access';
import type { NewFact, Tx } from '../platform/commit';
import { foundBy } from './found-by';
import * as acts from './incident.acts';
import type { IncidentRow } from './incident.row';
import { IncidentStore } from './incident.store';
import { profileOf } from './profiles';
import { levelProposed } from './reading';

/** What comes over with messages that join. */
export type Coming = {
  profile: IncidentProfile;
  topic: string | null;
  areas: string[];
  place: string | null;
  emergency: EmergencySeen | null;
  detectedAt: Date;
};

/** From how many messages, the newest, a profile is made anew when some are taken away. */
const PROFILE_OF = 200;
/** From how many of the newest it is called and placed. */
const NAMED_BY = 30;

@Injectable()
export class Reckoning {
  constructor(private readonly store: IncidentStore) {}

  /** What the target becomes; a graver emergency that comes over is proposed anew. */
  async grow(tx: Tx, into: IncidentRow, coming: Coming): Promise<NewFact[]> {
    const figures = await this.store.figures(tx, into.id);
    const emergency = acts.graver(into.emergency, coming.emergency);
    const rises = acts.rankOf(emergency?.level) > acts.rankOf(into.proposedLevel);
    await this.store.save(tx, into.id, {
      ...figures,
      profile: coming.profile,
      topic: into.topic ?? coming.topic,
      areas: [...new Set([...into.areas, ...coming.areas])],
      place: into.place ?? coming.place,
      detectedAt: coming.detectedAt < into.detectedAt ? coming.detectedAt : into.detectedAt,
      ...(rises && emergency ? proposedBy(emergency) : {}),
    });
    return rises && emergency ? [levelProposed(system, into.id, into.jurisdictionId, emergency)] : [];
  }

  /** Reckoned anew once messages have left it: what nobody confirmed or named is called and placed by those that stay. */
  async lessened(tx: Tx, row: IncidentRow): Promise<NewFact[]> {
    if (row.state !== 'proposed') return this.anew(tx, row);
    const { title, topic, place } = aboutOf(await this.store.members(tx, row.id, NAMED_BY));
    await this.store.foundAlso(tx, row.id, foundBy([title, topic, place].filter(Boolean).join(' ')));
    return this.anew(tx, row, {
      topic,
      ...(row.placedBy === null && { place }),
      ...(row.titledBy === null && { title }),
    });
  }

  /** Reckoned anew from the messages it has now, with whatever else is set; a graver emergency is proposed anew. */
  async anew(tx: Tx, row: IncidentRow, also: Partial<IncidentRow> = {}): Promise<NewFact[]> {
    const figures = await this.store.figures(tx, row.id);
    const left = await this.store.members(tx, row.id, PROFILE_OF);
    const emergency = await this.store.gravest(tx, row.id);
    const areas = await this.store.areas(tx, row.id);
    await this.store.save(tx, row.id, {
      ...figures,
      areas,
      profile: profileOf(row.id, left),
      ...(emergency ? proposedBy(emergency) : { emergency: null, proposedLevel: null, emergencyKind: null }),
      ...also,
    });
    const rises = acts.rankOf(emergency?.level) > acts.rankOf(row.proposedLevel);
    return rises && emergency ? [levelProposed(system, row.id, row.jurisdictionId, emergency)] : [];
  }
}

export const proposedBy = (emergency: EmergencySeen) => ({
  emergency,
  proposedLevel: emergency.level,
  emergencyKind: emergency.kind,
});

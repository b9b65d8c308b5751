// The SQL of ladders: every version is kept, the newest is in force.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { builtInLadder, type Ladder, type Rung } from '#duty';
import type { Tx } from '../platform/commit';

export type LadderKept = Ladder & {
  /** Null: the one that comes with the system. */
  version: number | null;
  savedBy: string | null;
  savedAt: Date | null;
  reason: string | null;
};
type Reader = Pick<Tx, 'query'>;
const builtIn: LadderKept = { ...builtInLadder, version: null, savedBy: null, savedAt: null, reason: null };

@Injectable()
export class LadderStore {
  constructor(private readonly db: DataSource) {}

  async inForce(jurisdictionId: string, db: Reader = this.db): Promise<LadderKept> {
    const [row]: (Omit<LadderKept, 'rungs'> & { rungs: Rung[] })[] = await db.query(
      `select version, rungs, acknowledged_for_minutes as "acknowledgedForMinutes", reason,
              saved_by as "savedBy", saved_at as "savedAt"
         from ladder where jurisdiction_id = $1 order by version desc limit 1`,
      [jurisdictionId],
    );
    return row ?? builtIn;
  }

  /** False where that version is there already: somebody else was quicker. */
  async save(tx: Tx, jurisdictionId: string, ladder: LadderKept & { version: number }): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `insert into ladder (jurisdiction_id, version, rungs, acknowledged_for_minutes, reason, saved_by, saved_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning version`,
      [
        jurisdictionId,
        ladder.version,
        JSON.stringify(ladder.rungs),
        ladder.acknowledgedForMinutes,
        ladder.reason,
        ladder.savedBy,
        ladder.savedAt,
      ],
    );
    return rows.length > 0;
  }
}

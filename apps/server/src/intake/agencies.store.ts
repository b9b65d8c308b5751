// Which agencies the records of a batch name, as they spell them.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/commit';

export type Named = { jurisdictionId: string; spelling: string; times: number };
/** Longer than this it is a sentence in the wrong column, not the name of an office. */
const LONGEST = 60;

@Injectable()
export class AgenciesStore {
  /** Of new messages. */
  ofMessages(tx: Tx, batchIds: readonly string[]): Promise<Named[]> {
    return this.named(tx, 'message', 'true', batchIds);
  }

  /** Of messages that came again and name another agency than before. */
  ofRevisions(tx: Tx, batchIds: readonly string[]): Promise<Named[]> {
    return this.named(tx, 'message_revision', "r.no > 1 and 'agency' = any(r.changed)", batchIds);
  }

  private named(
    tx: Tx,
    table: 'message' | 'message_revision',
    which: string,
    batchIds: readonly string[],
  ): Promise<Named[]> {
    return tx.query(
      `select r.jurisdiction_id as "jurisdictionId", btrim(r.agency) as spelling, count(*)::int as times
         from ${table} r
        where r.batch_id = any($1::uuid[]) and ${which} and length(btrim(r.agency)) between 1 and ${LONGEST}
        group by 1, 2 order by 1, 2`,
      [batchIds],
    );
  }
}

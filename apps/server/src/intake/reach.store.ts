// How far messages reached, as feeds tell it at every poll: the most that was ever told is kept.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reach } from '#intake';

export type Reached = Reach & { messageId: string };

@Injectable()
export class ReachStore {
  constructor(private readonly db: DataSource) {}

  /** A figure of the world, not an act: what a stop of the server missed, the next poll tells again. */
  async note(reached: readonly Reached[], at: Date): Promise<void> {
    if (reached.length === 0) return;
    await this.db.query(
      `insert into message_reach as r (message_id, views, comments, at)
       select n."messageId", max(n.views), max(n.comments), $2
         from jsonb_to_recordset($1::jsonb) as n("messageId" uuid, views bigint, comments bigint)
        group by n."messageId" order by n."messageId"
       on conflict (message_id) do update
          set views = greatest(r.views, excluded.views), comments = greatest(r.comments, excluded.comments), at = excluded.at
        where excluded.views > coalesce(r.views, -1) or excluded.comments > coalesce(r.comments, -1)`,
      [JSON.stringify(reached), at],
    );
  }
}

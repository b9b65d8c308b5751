// What names a department that was merged into another: open incidents and tasks of consultations, moved to what it is now.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/commit';

@Injectable()
export class MergerStore {
  /** Ids of the open incidents that named it, as lead, in support or as speaker. */
  async incidents(tx: Tx, gone: string, into: string): Promise<string[]> {
    const moved: { id: string }[] = await tx.query(
      `with held as (
         select id from incident
          where state in ('proposed', 'confirmed')
            and (lead_department_id = $1 or spokesperson_department_id = $1 or $1 = any(support_department_ids))
          order by id for update),
       moved as (
         update incident i set
           lead_department_id = case when i.lead_department_id = $1 then $2 else i.lead_department_id end,
           spokesperson_department_id = case when i.spokesperson_department_id = $1 then $2 else i.spokesperson_department_id end,
           support_department_ids = coalesce(
             (select array_agg(s.id order by s.n)
                from (select now.id, min(now.n) as n
                        from (select case when u.id = $1 then $2 else u.id end as id, u.n
                                from unnest(i.support_department_ids) with ordinality as u (id, n)) now
                       where now.id <> case when i.lead_department_id = $1 then $2 else i.lead_department_id end
                          or i.lead_department_id is null
                       group by now.id) s), '{}')
          from held where held.id = i.id returning i.id)
       select id from moved order by id`,
      [gone, into],
    );
    return moved.map(({ id }) => id);
  }

  /** How many tasks that are not done yet. */
  async tasks(tx: Tx, gone: string, into: string): Promise<number> {
    const moved: unknown[] = await tx.query(
      `with moved as (update consultation_task set department_id = $2 where department_id = $1 and done_at is null returning 1)
       select from moved`,
      [gone, into],
    );
    return moved.length;
  }
}

// What a department that was merged into another still owes: running clocks, orders that are not answered, tasks that are not done.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/commit';

@Injectable()
export class MergerStore {
  /** Hands them to the other department; the ids of what was handed. */
  async hand(
    tx: Tx,
    gone: string,
    into: string,
  ): Promise<{ clockIds: string[]; orderIds: string[]; stepIds: string[] }> {
    const clocks: { id: string }[] = await tx.query(
      `with held as (
         select id from clock where department_id = $1 and state in ('open', 'breached') order by id for update),
       moved as (update clock c set department_id = $2 from held where held.id = c.id returning c.id)
       select id from moved order by id`,
      [gone, into],
    );
    // What it has in the registry is the other's too; its clocks say so, one by one.
    await tx.query('update matter set department_id = $2 where department_id = $1', [gone, into]);
    const orders: { id: string }[] = await tx.query(
      `with moved as (
         update supervision_order set department_id = $2
          where department_id = $1 and state in ('issued', 'answered', 'returned') returning id)
       select id from moved order by id`,
      [gone, into],
    );
    const steps: { id: string }[] = await tx.query(
      `with moved as (
         update step set department_id = $2 where department_id = $1 and state in ('planned', 'begun') returning id)
       select id from moved order by id`,
      [gone, into],
    );
    const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
    return { clockIds: ids(clocks), orderIds: ids(orders), stepIds: ids(steps) };
  }
}

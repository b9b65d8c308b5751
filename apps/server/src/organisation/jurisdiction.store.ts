// Reads the tree of jurisdictions.
import type { Jurisdiction } from '#contract';
import type { Tx } from '../platform/commit';

type Reader = Pick<Tx, 'query'>;

export const jurisdictionsIn = (db: Reader, ids: string[]): Promise<Jurisdiction[]> =>
  db.query(
    'select id, parent_id as "parentId", name, level from jurisdiction where id = any($1) order by created_at, name',
    [ids],
  );

/** The one at the top that was made first: where the command line puts people when it is not told. */
export async function firstJurisdiction(db: Reader): Promise<string | null> {
  const [row] = await db.query(
    'select id from jurisdiction where parent_id is null order by created_at, id limit 1',
  );
  return row?.id ?? null;
}

/** A jurisdiction and all below it. */
export async function withAllBelow(db: Reader, id: string): Promise<string[]> {
  const rows: { id: string }[] = await db.query(
    `with recursive below as (
       select id from jurisdiction where id = $1
       union select j.id from jurisdiction j join below b on j.parent_id = b.id
     ) select id from below`,
    [id],
  );
  return rows.map((row) => row.id);
}

export async function renameJurisdiction(tx: Tx, id: string, name: string): Promise<void> {
  await tx.query('update jurisdiction set name = $2 where id = $1', [id, name]);
}

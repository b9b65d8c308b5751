// The table of codes for the first sign-in: one an officer, void once used, replaced or past its time.
import type { Tx } from '../platform/commit';

export async function keepFirstCodes(
  tx: Tx,
  codes: readonly { officerId: string; digest: Buffer }[],
  by: string,
  at: Date,
  expiresAt: Date,
): Promise<void> {
  await tx.query(
    `insert into first_code (officer_id, digest, made_by, made_at, expires_at)
     select officer_id, digest, $3, $4, $5 from unnest($1::uuid[], $2::bytea[]) as c (officer_id, digest)
         on conflict (officer_id) do update
        set digest = excluded.digest, made_by = excluded.made_by, made_at = excluded.made_at,
            expires_at = excluded.expires_at, used_at = null`,
    [codes.map(({ officerId }) => officerId), codes.map(({ digest }) => digest), by, at, expiresAt],
  );
}

/** The digest of an officer's code while it holds, under lock; else null. */
export async function firstCodeForUse(tx: Tx, officerId: string, at: Date): Promise<Buffer | null> {
  const [row] = await tx.query(
    'select digest from first_code where officer_id = $1 and used_at is null and expires_at > $2 for update',
    [officerId, at],
  );
  return row?.digest ?? null;
}

/** Used, or void since the officer has a password otherwise. */
export async function spendFirstCode(tx: Tx, officerId: string, at: Date): Promise<void> {
  await tx.query('update first_code set used_at = $2 where officer_id = $1 and used_at is null', [
    officerId,
    at,
  ]);
}

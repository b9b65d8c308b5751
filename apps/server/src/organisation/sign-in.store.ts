// What sign-in reads and writes: who a name is, how often it failed lately, and which sessions are open.
import type { Tx } from '../platform/commit';

type Reader = Pick<Tx, 'query'>;
export type SignInOfficer = {
  id: string;
  jurisdictionId: string;
  name: string;
  signInName: string;
  /** Null: no password opens it yet. */
  passwordHash: string | null;
  active: boolean;
};

const columns =
  'id, jurisdiction_id as "jurisdictionId", name, sign_in_name as "signInName", password_hash as "passwordHash", active';

export async function officerBySignInName(db: Reader, name: string): Promise<SignInOfficer | null> {
  const [row] = await db.query(`select ${columns} from officer where lower(sign_in_name) = lower($1)`, [
    name,
  ]);
  return row ?? null;
}

export async function officerById(db: Reader, id: string): Promise<SignInOfficer | null> {
  const [row] = await db.query(`select ${columns} from officer where id = $1`, [id]);
  return row ?? null;
}

/** Attempts under one name come one after another, so that a hundred at once count as a hundred. */
export async function takeNameTurn(tx: Tx, key: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('sign-in:' || $1, 0))", [key]);
}

/** The instants of failures that can still matter. */
export async function failuresSince(db: Reader, key: string, since: Date): Promise<string[]> {
  const rows: { at: Date }[] = await db.query(
    'select at from sign_in_failure where sign_in_name = $1 and at > $2 order by at',
    [key, since],
  );
  return rows.map((row) => row.at.toISOString());
}

export async function addFailure(tx: Tx, key: string, at: Date): Promise<void> {
  await tx.query('insert into sign_in_failure (sign_in_name, at) values ($1, $2)', [key, at]);
}

export async function clearFailures(tx: Tx, key: string): Promise<void> {
  await tx.query('delete from sign_in_failure where sign_in_name = $1', [key]);
}

export async function clearFailuresBefore(db: Reader, before: Date): Promise<void> {
  await db.query('delete from sign_in_failure where at < $1', [before]);
}

export async function noteSignedIn(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('update officer set last_signed_in_at = $2 where id = $1', [id, at]);
}

export async function setPasswordHash(tx: Tx, id: string, passwordHash: string): Promise<void> {
  await tx.query('update officer set password_hash = $2 where id = $1', [id, passwordHash]);
}

/** Ends an officer's sessions, all of them or all but one. */
export async function endSessions(tx: Tx, officerId: string, except: string | null = null): Promise<void> {
  await tx.query(`delete from session where sess->>'officerId' = $1 and ($2::text is null or sid <> $2)`, [
    officerId,
    except,
  ]);
}

// The table of API tokens.
import type { Tx } from '../platform/commit';
import { TokenRow } from './token.row';

type Reader = Pick<Tx, 'query'>;
export type LiveToken = { id: string; name: string; jurisdictionId: string; scopes: string[] };

export async function liveToken(db: Reader, digest: Buffer): Promise<LiveToken | null> {
  const [row] = await db.query(
    `select id, name, jurisdiction_id as "jurisdictionId", scopes
       from api_token where digest = $1 and revoked_at is null`,
    [digest],
  );
  return row ?? null;
}

/** At most once a minute: a busy machine must not turn every request into a write. */
export async function noteUsed(db: Reader, id: string, at: Date): Promise<void> {
  await db.query(
    `update api_token set last_used_at = $2
      where id = $1 and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute')`,
    [id, at],
  );
}

export function insertToken(tx: Tx, token: Omit<TokenRow, 'id'>): Promise<TokenRow> {
  return tx.save(tx.create(TokenRow, token));
}

export function tokenForChange(tx: Tx, id: string): Promise<TokenRow | null> {
  return tx.findOne(TokenRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

export async function setRevoked(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.update(TokenRow, { id }, { revokedAt: at });
}

type Before = { at: string; id: string } | null;

/** Newest first, one more than asked for when there are more. */
export function listTokens(tx: Tx, jurisdictionIds: string[], before: Before, limit: number) {
  const query = tx
    .createQueryBuilder(TokenRow, 'token')
    .where('token.jurisdictionId in (:...jurisdictionIds)', { jurisdictionIds })
    .orderBy('token.createdAt', 'DESC')
    .addOrderBy('token.id', 'DESC')
    .limit(limit + 1);
  if (before) query.andWhere('(token.createdAt, token.id) < (:at, :id)', before);
  return query.getMany();
}

// API tokens: made once, shown once, revoked for good.
import { Injectable } from '@nestjs/common';
import type { Actor, Answer, Input, Token } from '#contract';
import type { Scope } from '#organisation';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { pageOf, readInstantCursor } from '../platform/page';
import { conflict, notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { firstJurisdiction } from './jurisdiction.store';
import type { TokenRow } from './token.row';
import { digestOf, newSecret } from './token-secret';
import { insertToken, listTokens, setRevoked, tokenForChange } from './tokens.store';

export type NewToken = {
  name: string;
  scopes: Scope[];
  /** The first jurisdiction when not told. */
  jurisdictionId?: string;
};

@Injectable()
export class TokenService {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
  ) {}

  async list(
    who: Principal,
    { cursor, limit }: Input<'tokens.list'>['query'],
  ): Promise<Answer<'tokens.list'>> {
    const after = readInstantCursor(cursor);
    const before = after && { at: after[0], id: after[1] };
    const rows = await listTokens(this.db.manager, who.jurisdictionIds, before, limit);
    return pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id], viewOf);
  }

  /**
   * A new token with its secret, which is never to be seen again.
   * @throws Refusal `setup.needed` when there is no jurisdiction yet
   */
  async add(wanted: NewToken, actor: Actor): Promise<Answer<'tokens.add'>> {
    const jurisdictionId = wanted.jurisdictionId ?? (await firstJurisdiction(this.db));
    if (!jurisdictionId) throw setUpFirst();
    const secret = newSecret();
    const scopes = [...new Set(wanted.scopes)];
    return this.commit.commit(async (tx, at) => {
      const row = await insertToken(tx, {
        jurisdictionId,
        name: wanted.name,
        digest: digestOf(secret),
        scopes,
        createdBy: actor.name,
        createdAt: at,
        lastUsedAt: null,
        revokedAt: null,
      });
      return {
        value: { ...viewOf(row), secret },
        facts: [
          fact('token.added', actor, { type: 'token', id: row.id }, jurisdictionId, {
            tokenId: row.id,
            name: row.name,
            scopes,
          }),
        ],
      };
    });
  }

  async revoke(who: Principal, id: string): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      const row = await tokenForChange(tx, id);
      if (!row) throw notFound();
      inView(who, row.jurisdictionId);
      if (row.revokedAt) return { value: undefined, facts: [] };
      await setRevoked(tx, id, at);
      return {
        value: undefined,
        facts: [
          fact('token.revoked', actorOf(who), { type: 'token', id }, row.jurisdictionId, { tokenId: id }),
        ],
      };
    });
  }
}

/** What the command line hears when the first run is still to be done. */
export const setUpFirst = () =>
  conflict(
    'setup.needed',
    '还没有辖区：请先在浏览器里完成首次设置（/setup）。',
    'There is no jurisdiction yet: complete the first run in the browser (/setup) first.',
  );

const viewOf = (row: TokenRow): Token => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
});

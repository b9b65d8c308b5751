// What the rules raised, newest first: all of it, of one rule, or what names the reader.
import { Injectable } from '@nestjs/common';
import type { Answer, Input } from '#contract';
import type { Principal } from '../platform/access';
import { pageOf, readCursor } from '../platform/page';
import { RuleHitStore } from './rule-hit.store';

@Injectable()
export class RuleRaisedService {
  constructor(private readonly store: RuleHitStore) {}

  async list(who: Principal, query: Input<'rules.raised'>['query']): Promise<Answer<'rules.raised'>> {
    const { cursor, limit, mine, ruleId } = query;
    const rows = await this.store.raised(
      who.jurisdictionIds,
      { ruleId: ruleId ?? null, officerId: mine === 'true' ? who.id : null },
      readCursor(cursor, 3),
      limit,
    );
    return pageOf(
      rows,
      limit,
      (row) => [row.at.toISOString(), row.ruleId, row.incidentId],
      (row) => ({ ...row, at: row.at.toISOString() }),
    );
  }
}

// Gives out codes for the first sign-in: told to the administrator once, kept as digests, void after some days.
import { Injectable } from '@nestjs/common';
import type { Answer } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { conflict, notFound } from '../platform/problem';
import { firstCodeDigest, newFirstCode } from './first-code';
import { keepFirstCodes } from './first-code.store';
import { officerForChange } from './officers.store';
import { clearFailures } from './sign-in.store';

const HOLDS_MS = 7 * 86_400_000;
type Named = { id: string; signInName: string; name: string; jurisdictionId: string };
export type Issued = {
  codes: { signInName: string; name: string; code: string }[];
  expireAt: string | null;
  facts: NewFact[];
};

@Injectable()
export class FirstCodeService {
  constructor(private readonly commit: Commit) {}

  /** A new code for one officer; an older one is void. */
  async issue(who: Principal, officerId: string): Promise<Answer<'officers.code'>> {
    return this.commit.commit(async (tx, at) => {
      const officer = await officerForChange(tx, officerId);
      if (!officer) throw notFound();
      inView(who, officer.jurisdictionId);
      if (!officer.active) throw left();
      await clearFailures(tx, officer.signInName.toLowerCase());
      const { codes, expireAt, facts } = await this.issueMany(tx, [officer], who, at);
      return { value: { code: codes[0]!.code, expiresAt: expireAt! }, facts };
    });
  }

  /** Within an act that added them; the facts are to be appended with it. */
  async issueMany(tx: Tx, officers: readonly Named[], who: Principal, at: Date): Promise<Issued> {
    if (officers.length === 0) return { codes: [], expireAt: null, facts: [] };
    const expiresAt = new Date(at.getTime() + HOLDS_MS);
    const made = officers.map((officer) => ({ officer, code: newFirstCode() }));
    const kept = made.map(({ officer, code }) => ({ officerId: officer.id, digest: firstCodeDigest(code) }));
    await keepFirstCodes(tx, kept, who.name, at, expiresAt);
    const subject = { type: 'jurisdiction', id: who.jurisdictionId };
    const said = fact('officer.codes-issued', actorOf(who), subject, who.jurisdictionId, {
      officerIds: officers.map(({ id }) => id),
      expiresAt: expiresAt.toISOString(),
    });
    const codes = made.map(({ officer: { signInName, name }, code }) => ({ signInName, name, code }));
    return { codes, expireAt: expiresAt.toISOString(), facts: [said] };
  }
}

const left = () =>
  conflict('officer.left', '此人已停用，不能登录。', 'The officer is not active and cannot sign in.');

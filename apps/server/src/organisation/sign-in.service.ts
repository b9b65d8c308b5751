// Sign-in: a name and a password, counted before they are tried, the same work and the same answer whoever is asked for.
import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { lockout } from '#organisation';
import { actorOf, type Principal, signInFirst, system } from '../platform/access';
import { Commit, fact, type NewFact } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { deriveKey } from '../platform/keys';
import { Now } from '../platform/now';
import { invalid, Refusal } from '../platform/problem';
import { Database } from '../platform/reading';
import { isFirstCode } from './first-code';
import { firstCodeForUse, spendFirstCode } from './first-code.store';
import { hashPassword, mustBeGood, passwordHolds } from './passwords';
import {
  addFailure,
  clearFailures,
  clearFailuresBefore,
  endSessions,
  failuresSince,
  noteSignedIn,
  officerById,
  officerBySignInName,
  type SignInOfficer,
  setPasswordHash,
  takeNameTurn,
} from './sign-in.store';

/** Longer ago than this, a failure neither counts nor locks. */
const MATTERS_MS = 30 * 60_000;
const DAY_MS = 24 * 3600_000;

@Injectable()
export class SignInService {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
    private readonly now: Now,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The officer's id. @throws Refusal 401 when name and password do not agree, 429 while the name is locked */
  async open(name: string, password: string, from: string): Promise<string> {
    const officer = await officerBySignInName(this.db, name);
    const key = officer ? officer.signInName.toLowerCase() : this.nobody(name);
    await this.takeAttempt(key);
    const holds = await passwordHolds(officer?.passwordHash ?? null, password);
    if (!officer || !holds || !officer.active) return this.refuse(officer, key, holds, from);
    await this.commit.commit(async (tx, at) => {
      await clearFailures(tx, key);
      await noteSignedIn(tx, officer.id, at);
      return { value: undefined, facts: [signedIn(officer, from)] };
    });
    return officer.id;
  }

  /**
   * The first time: a one-time code and the password to be. Counted and locked as every sign-in; the same answer whoever is
   * asked for. @throws Refusal 401 `session.code-refused`, 422 where the code holds and the password may not be chosen
   */
  async first(name: string, code: string, password: string, from: string): Promise<string> {
    const officer = await officerBySignInName(this.db, name);
    const key = officer ? officer.signInName.toLowerCase() : this.nobody(name);
    await this.takeAttempt(key);
    // Made whether it is needed or not, so that the time tells nothing.
    const passwordHash = await hashPassword(password);
    const done = await this.commit.commit(async (tx, at) => {
      const digest = officer ? await firstCodeForUse(tx, officer.id, at) : null;
      if (!isFirstCode(digest, code) || !officer?.active) return { value: null, facts: [] };
      mustBeGood(password, [officer.name, officer.signInName]);
      await spendFirstCode(tx, officer.id, at);
      await setPasswordHash(tx, officer.id, passwordHash);
      await clearFailures(tx, key);
      await endSessions(tx, officer.id);
      await noteSignedIn(tx, officer.id, at);
      const changed = fact('officer.changed', actorFor(officer), aboutOf(officer), officer.jurisdictionId, {
        officerId: officer.id,
        changed: ['password'],
      });
      return { value: officer.id, facts: [changed, signedIn(officer, from)] };
    });
    return done ?? this.refuse(officer, key, false, from, 'code');
  }

  /** Puts the going into the record; the session itself is ended by the caller. */
  async close(who: Principal): Promise<void> {
    await this.commit.commit(async () => ({
      value: undefined,
      facts: [
        fact('officer.signed-out', actorOf(who), { type: 'officer', id: who.id }, who.jurisdictionId, {
          officerId: who.id,
        }),
      ],
    }));
  }

  /** A new password of one's own; every other session of this officer ends. */
  async changePassword(who: Principal, current: string, next: string, sessionId: string): Promise<void> {
    const officer = await officerById(this.db, who.id);
    if (!officer) throw signInFirst();
    const key = officer.signInName.toLowerCase();
    // Somebody at a screen left open must not be able to try passwords for ever either.
    await this.takeAttempt(key);
    if (!(await passwordHolds(officer.passwordHash, current))) throw wrongCurrent();
    mustBeGood(next, [officer.name, officer.signInName]);
    const passwordHash = await hashPassword(next);
    await this.commit.commit(async (tx) => {
      await clearFailures(tx, key);
      await setPasswordHash(tx, officer.id, passwordHash);
      await endSessions(tx, officer.id, sessionId);
      return {
        value: undefined,
        facts: [
          fact('officer.changed', actorOf(who), { type: 'officer', id: who.id }, who.jurisdictionId, {
            officerId: who.id,
            changed: ['password'],
          }),
        ],
      };
    });
  }

  @Interval(DAY_MS / 24)
  async forgetOldFailures(): Promise<void> {
    await clearFailuresBefore(this.db, new Date(this.now.at().getTime() - DAY_MS));
  }

  /** Counts the attempt before the password is tried, and takes it back when it was right: many at once gain nothing. */
  private async takeAttempt(key: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await takeNameTurn(tx, key);
      const at = this.now.at();
      const until = await this.lockedUntil(tx, key, at);
      if (until) throw locked(until, at);
      await addFailure(tx, key, at);
    });
  }

  private async refuse(
    officer: SignInOfficer | null,
    key: string,
    passwordHeld: boolean,
    from: string,
    by: 'password' | 'code' = 'password',
  ): Promise<never> {
    const reason = !officer ? 'unknown' : passwordHeld ? 'inactive' : by;
    await this.commit.commit(async (tx, at) => {
      const lockedUntil = await this.lockedUntil(tx, key, at);
      const body = { name: key, from, reason, ...(lockedUntil ? { lockedUntil } : {}) };
      const subject = { type: 'officer', id: officer?.id ?? key };
      const { jurisdictionId = null } = officer ?? {};
      return {
        value: undefined,
        facts: [fact('officer.sign-in-refused', system, subject, jurisdictionId, body)],
      };
    });
    throw by === 'code' ? wrongCode() : wrong();
  }

  private async lockedUntil(db: Parameters<typeof failuresSince>[0], key: string, at: Date) {
    return lockout(await failuresSince(db, key, new Date(at.getTime() - MATTERS_MS)), at.toISOString());
  }

  /** People type their password where the name belongs; what no one is called is never written down, only told apart. */
  private nobody(name: string): string {
    const mark = createHmac('sha256', deriveKey(this.config.secretKey, 'session')).update(name.toLowerCase());
    return `unknown:${mark.digest('hex').slice(0, 16)}`;
  }
}

const aboutOf = ({ id }: SignInOfficer) => ({ type: 'officer', id });
const actorFor = ({ id, name }: SignInOfficer) => ({ kind: 'officer' as const, id, name });
const signedIn = (officer: SignInOfficer, from: string): NewFact =>
  fact('officer.signed-in', actorFor(officer), aboutOf(officer), officer.jurisdictionId, {
    officerId: officer.id,
    from,
  });

const wrong = () =>
  new Refusal(
    401,
    'session.refused',
    '登录名或密码不正确。连续五次有误将锁定十五分钟。',
    'That sign-in name and password do not agree. Five failures lock the name for fifteen minutes.',
  );
const wrongCode = () =>
  new Refusal(
    401,
    'session.code-refused',
    '登录名或首次登录码不正确，或此码已用过、已过期。连续五次有误将锁定十五分钟；需要新码请找管理员。',
    'That sign-in name and code do not agree, or the code was used or is past its time. Five failures lock the name for fifteen minutes; ask the administrator for a new code.',
  );
const wrongCurrent = () =>
  invalid('session.password', '当前密码不正确。', 'The current password is not right.');

function locked(until: string, at: Date): Refusal {
  const seconds = Math.max(1, Math.ceil((Date.parse(until) - at.getTime()) / 1000));
  const minutes = Math.ceil(seconds / 60);
  return new Refusal(
    429,
    'session.locked',
    `失败次数过多，已暂时锁定，请约 ${minutes} 分钟后再试，或请管理员重置密码。`,
    `Too many failures: locked for now. Try again in about ${minutes} minutes, or ask the administrator to set a new password.`,
    { retryAfterSeconds: seconds },
  );
}

// Officers: who they are, what they may do, and never a jurisdiction without its administrator.
import { Injectable } from '@nestjs/common';
import type { Actor, Input, Officer, Session } from '#contract';
import { type Role, roleConflict } from '#organisation';
import { actorOf, inView, type Principal, signInFirst } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { conflict, invalid, notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { tellingTaken } from '../platform/taken';
import { departmentPlace } from './departments.store';
import { spendFirstCode } from './first-code.store';
import { firstJurisdiction, jurisdictionsIn } from './jurisdiction.store';
import { endWhatAwaits } from './leaving';
import type { OfficerRow } from './officer.row';
import {
  insertOfficer,
  listOfficers,
  officerForChange,
  oneOfficer,
  otherAdministrators,
  updateOfficer,
} from './officers.store';
import { hashPassword, mustBeGood } from './passwords';
import { takeRosterTurn } from './roster.store';
import { RosterWatch } from './roster.watch';
import { clearFailures, endSessions } from './sign-in.store';
import { taken } from './taken';
import { setUpFirst } from './tokens.service';

export type NewOfficer = {
  name: string;
  /** The name itself when not told. */
  signInName?: string;
  roles: Role[];
  password: string;
  post?: string;
  departmentId?: string | null;
  /** The department's, or the first of all, when not told. */
  jurisdictionId?: string;
};
type Change = Input<'officers.change'>['body'];

@Injectable()
export class OfficerService {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
    private readonly watch: RosterWatch,
  ) {}

  list(who: Principal): Promise<Officer[]> {
    return listOfficers(this.db, who.jurisdictionIds);
  }

  /** What a page must know of the person in front of it. */
  async self(who: Principal): Promise<Omit<Session, 'csrfToken'>> {
    const officer = await oneOfficer(this.db, who.id);
    const [jurisdiction] = await jurisdictionsIn(this.db, [who.jurisdictionId]);
    if (!officer || !jurisdiction) throw signInFirst();
    const { id, name, signInName, post, roles, departmentId, departmentName } = officer;
    return {
      officer: { id, name, signInName, post, roles, departmentId, departmentName },
      jurisdiction,
      rights: [...who.rights].sort(),
    };
  }

  /** Adds an officer where the asking one may: in a department in view, or in their own jurisdiction. */
  async addFor(who: Principal, body: Input<'officers.add'>['body']): Promise<Officer> {
    if (body.departmentId) inView(who, await departmentPlace(this.db, body.departmentId));
    const place = body.departmentId ? {} : { jurisdictionId: who.jurisdictionId };
    return this.add({ ...body, ...place }, actorOf(who));
  }

  /**
   * Adds an officer; the command line and the page both come here.
   * @throws Refusal `setup.needed` when there is no jurisdiction yet, `role.…`, `password.…`, `officer.sign-in-name-taken`
   */
  async add(wanted: NewOfficer, actor: Actor): Promise<Officer> {
    const { name, post = '', departmentId = null } = wanted;
    const signInName = wanted.signInName ?? name;
    const roles = mayHold(wanted.roles);
    const jurisdictionId = await this.placeOf(wanted);
    mustBeGood(wanted.password, [name, signInName]);
    const passwordHash = await hashPassword(wanted.password);
    const id = await tellingTaken(
      taken,
      this.commit.commit(async (tx, at) => {
        const officerId = await insertOfficer(tx, {
          jurisdictionId,
          departmentId,
          name,
          signInName,
          passwordHash,
          post,
          roles,
          active: true,
          createdAt: at,
          lastSignedInAt: null,
        });
        return {
          value: officerId,
          facts: [
            fact('officer.added', actor, { type: 'officer', id: officerId }, jurisdictionId, {
              officerId,
              name,
              roles,
              departmentId,
            }),
          ],
        };
      }),
    );
    return this.one(id);
  }

  async change(who: Principal, id: string, change: Change): Promise<Officer> {
    const passwordHash = change.password === undefined ? null : await hashPassword(change.password);
    await this.commit.commit(async (tx, at) => {
      // Taken before the officer, in the order of whoever puts shifts on the roster.
      if (change.active !== undefined)
        await takeRosterTurn(tx, (await oneOfficer(tx, id))?.jurisdictionId ?? id);
      const officer = await officerForChange(tx, id);
      if (!officer) throw notFound();
      inView(who, officer.jurisdictionId);
      const next = await this.decide(tx, officer, change);
      if (passwordHash !== null) next.passwordHash = passwordHash;
      if (Object.keys(next).length === 0) return { value: undefined, facts: [] };
      await updateOfficer(tx, id, next);
      if (passwordHash !== null) {
        await clearFailures(tx, officer.signInName.toLowerCase());
        await spendFirstCode(tx, id, at);
      }
      if (passwordHash !== null || next.active === false) await endSessions(tx, id);
      const body = { officerId: id, changed: changedIn(officer, next) };
      const { jurisdictionId } = officer;
      const said = fact('officer.changed', actorOf(who), { type: 'officer', id }, jurisdictionId, body);
      const ended = next.active === false ? await endWhatAwaits(tx, who, [id], at) : [];
      const torn = await this.tornOpen(tx, jurisdictionId, next, at);
      return { value: undefined, facts: [said, ...ended, ...torn] };
    });
    return this.one(id);
  }

  /** Who leaves, or comes back, leaves gaps in the roster or closes them: told at once. */
  private async tornOpen(
    tx: Tx,
    jurisdictionId: string,
    { active }: Partial<OfficerRow>,
    at: Date,
  ): Promise<NewFact[]> {
    return active === undefined ? [] : this.watch.look(tx, jurisdictionId, at);
  }

  /** What really changes. @throws Refusal when it may not */
  private async decide(tx: Tx, officer: OfficerRow, change: Change): Promise<Partial<OfficerRow>> {
    const next: Partial<OfficerRow> = {};
    if (change.name !== undefined && change.name !== officer.name) next.name = change.name;
    if (change.post !== undefined && change.post !== officer.post) next.post = change.post;
    if (change.active !== undefined && change.active !== officer.active) next.active = change.active;
    if (change.roles && !sameRoles(change.roles, officer.roles)) next.roles = mayHold(change.roles);
    if (change.departmentId !== undefined && change.departmentId !== officer.departmentId) {
      if (change.departmentId && (await departmentPlace(tx, change.departmentId)) !== officer.jurisdictionId)
        throw elsewhere();
      next.departmentId = change.departmentId;
    }
    if (change.password !== undefined)
      mustBeGood(change.password, [next.name ?? officer.name, officer.signInName]);
    const after = { ...officer, ...next };
    if (administers(officer) && !administers(after) && (await otherAdministrators(tx, officer)) === 0)
      throw lastAdministrator();
    return next;
  }

  private async placeOf(wanted: NewOfficer): Promise<string> {
    if (wanted.departmentId) {
      const place = await departmentPlace(this.db, wanted.departmentId);
      if (!place || (wanted.jurisdictionId && wanted.jurisdictionId !== place)) throw elsewhere();
      return place;
    }
    const place = wanted.jurisdictionId ?? (await firstJurisdiction(this.db));
    if (!place) throw setUpFirst();
    return place;
  }

  private async one(id: string): Promise<Officer> {
    const officer = await oneOfficer(this.db, id);
    if (!officer) throw notFound();
    return officer;
  }
}

const administers = (o: Pick<OfficerRow, 'active' | 'roles'>) =>
  o.active && o.roles.includes('administrator');
const sameRoles = (a: Role[], b: Role[]) => new Set(a).size === b.length && a.every((r) => b.includes(r));

/** Names of what changed; for roles also which came and which went, since that is what an auditor asks. */
function changedIn(officer: OfficerRow, next: Partial<OfficerRow>): string[] {
  const fields = Object.keys(next).map((key) => (key === 'passwordHash' ? 'password' : key));
  const came = next.roles?.filter((r) => !officer.roles.includes(r)).map((r) => `+${r}`) ?? [];
  const went = next.roles ? officer.roles.filter((r) => !next.roles?.includes(r)).map((r) => `-${r}`) : [];
  return [...fields, ...came, ...went];
}

function mayHold(held: Role[]): Role[] {
  const roles = [...new Set(held)];
  const clash = roleConflict(roles);
  if (clash) {
    throw invalid(clash.code, clash.reason.zh, clash.reason.en, [
      { path: 'body.roles', message: clash.reason.en },
    ]);
  }
  return roles;
}

const elsewhere = () =>
  invalid(
    'officer.department',
    '没有这个部门，或它不在此人的辖区。',
    'There is no such department in this officer’s jurisdiction.',
  );
const lastAdministrator = () =>
  conflict(
    'officer.last-administrator',
    '这是本辖区最后一位在用的管理员，请先另设一位。',
    'This is the last active administrator of the jurisdiction; appoint another first.',
  );

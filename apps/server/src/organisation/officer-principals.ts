// Turns a session's officer or a bearer token into who stands at the door, asked anew each time.
import { Injectable } from '@nestjs/common';
import { isRole, isScope, rightsOf, rightsOfScopes } from '#organisation';
import type { Principal, Principals } from '../platform/access';
import { Now } from '../platform/now';
import { Database } from '../platform/reading';
import { withAllBelow } from './jurisdiction.store';
import { activeOfficer } from './officers.store';
import { digestOf, looksLikeToken } from './token-secret';
import { liveToken, noteUsed } from './tokens.store';

@Injectable()
export class OfficerPrincipals implements Principals {
  constructor(
    private readonly db: Database,
    private readonly now: Now,
  ) {}

  async ofOfficer(officerId: string): Promise<Principal | null> {
    const officer = await activeOfficer(this.db, officerId);
    if (!officer) return null;
    const roles = officer.roles.filter(isRole);
    return {
      kind: 'officer',
      id: officer.id,
      name: officer.name,
      roles,
      rights: rightsOf(roles),
      jurisdictionId: officer.jurisdictionId,
      jurisdictionIds: await withAllBelow(this.db, officer.jurisdictionId),
      departmentId: officer.departmentId,
    };
  }

  async ofToken(secret: string): Promise<Principal | null> {
    if (!looksLikeToken(secret)) return null;
    const token = await liveToken(this.db, digestOf(secret));
    if (!token) return null;
    await noteUsed(this.db, token.id, this.now.at());
    return {
      kind: 'token',
      id: token.id,
      name: token.name,
      roles: [],
      rights: rightsOfScopes(token.scopes.filter(isScope)),
      jurisdictionId: token.jurisdictionId,
      jurisdictionIds: await withAllBelow(this.db, token.jurisdictionId),
      departmentId: null,
    };
  }
}

// The facts of organisation: who may act, and who came through the door. A fact's shape is for ever.
import type { MatrixFacts } from './matrix-facts';
import type { Role } from './roles';
import type { RosterFacts } from './roster-facts';

export type OrganisationFacts = RosterFacts &
  MatrixFacts & {
    'setup.completed': { jurisdictionId: string; jurisdiction: string; level: string; departments: number };
    'department.added': { departmentId: string; name: string; kind: string };
    'department.changed': { departmentId: string; changed: string[] };
    'officer.added': { officerId: string; name: string; roles: Role[]; departmentId: string | null };
    'officer.changed': { officerId: string; changed: string[] };
    /** One-time codes for the first sign-in were told to the administrator; never the codes. */
    'officer.codes-issued': { officerIds: string[]; expiresAt: string };
    'officer.signed-in': { officerId: string; from: string };
    'officer.signed-out': { officerId: string };
    'officer.sign-in-refused': { name: string; from: string; reason: string; lockedUntil?: string };
    'token.added': { tokenId: string; name: string; scopes: string[] };
    'token.revoked': { tokenId: string };
    /** SECRET_KEY was changed and every key re-wrapped; `from` and `to` name the two without telling them. */
    'key.rotated': { from: string; to: string; keys: number };
  };

// Who a socket is: by the session cookie or by a token; asked again while it stays, so that a session that ends takes its sockets with it.
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { notPermitted, type Principal, Principals, signInFirst } from '../platform/access';
import type { Refusal } from '../platform/problem';
import type { LiveSocket } from './viewer';

/** How a socket showed who it is. */
export type Pass =
  | { by: 'session'; sessionId: string; officerId: string; store: Request['sessionStore'] }
  | { by: 'token'; secret: string };
export type Admitted = { pass: Pass; who: Principal };

@Injectable()
export class Doorkeeper {
  constructor(private readonly principals: Principals) {}

  /** @throws Refusal `access.sign-in` or `access.not-permitted` */
  async admit(socket: LiveSocket): Promise<Admitted> {
    const pass = passOf(socket);
    const who = pass && (await this.identify(pass));
    if (!pass || !who) throw signInFirst();
    if (!who.rights.has('live.read')) throw notPermitted();
    return { pass, who };
  }

  /** Why a socket may no longer stay, null when it may; one question for all the sockets of one pass. */
  async recheck(admitted: Admitted, asked: Map<string, Promise<Principal | null>>): Promise<Refusal | null> {
    const { pass } = admitted;
    const key = pass.by === 'token' ? pass.secret : pass.sessionId;
    const asking = asked.get(key) ?? this.identify(pass);
    asked.set(key, asking);
    const who = await asking;
    if (!who || who.jurisdictionId !== admitted.who.jurisdictionId) return signInFirst();
    return who.rights.has('live.read') ? null : notPermitted();
  }

  private async identify(pass: Pass): Promise<Principal | null> {
    if (pass.by === 'token') return this.principals.ofToken(pass.secret);
    if ((await sessionOfficer(pass)) !== pass.officerId) return null;
    return this.principals.ofOfficer(pass.officerId);
  }
}

function passOf(socket: LiveSocket): Pass | null {
  const { auth, headers } = socket.handshake;
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const secret: unknown = auth.token ?? bearer;
  if (typeof secret === 'string') return { by: 'token', secret };
  const { session, sessionID, sessionStore } = socket.request as unknown as Request;
  if (!session?.officerId) return null;
  return { by: 'session', sessionId: sessionID, officerId: session.officerId, store: sessionStore };
}

/** Whose session it is now; null once it has ended. */
const sessionOfficer = (pass: Extract<Pass, { by: 'session' }>): Promise<string | null> =>
  new Promise((resolve, reject) =>
    pass.store.get(pass.sessionId, (err, session) =>
      err ? reject(err) : resolve(session?.officerId ?? null),
    ),
  );

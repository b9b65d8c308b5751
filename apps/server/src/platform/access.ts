// Who may do what: denied unless granted, on every controller method and every socket.
import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Actor } from '#contract';
import type { Right, Role } from '#organisation';
import { csrfHolds, originHolds } from './csrf';
import { notFound, Refusal } from './problem';

/** Who stands at the door, and what lies in their view. */
export type Principal = {
  kind: 'officer' | 'token';
  id: string;
  name: string;
  roles: Role[];
  rights: ReadonlySet<Right>;
  jurisdictionId: string;
  /** Their own jurisdiction and all below it. */
  jurisdictionIds: string[];
  departmentId: string | null;
};

/** Implemented by organisation: turns a session's officer or a bearer token into a principal, null when it no longer holds. */
export abstract class Principals {
  abstract ofOfficer(officerId: string): Promise<Principal | null>;
  abstract ofToken(secret: string): Promise<Principal | null>;
}

declare module 'express-session' {
  interface SessionData {
    officerId: string;
  }
}
export type Asking = Request & { principal?: Principal };

const RIGHT = 'wenying:right';
const OPEN = 'wenying:open';
/** Grants the method to whoever holds the right; everyone else is refused. */
export const Requires = (right: Right) => SetMetadata(RIGHT, right);
/** Opens the method to everybody; the reason is for the reader and the house test. */
export const Open = (reason: string) => SetMetadata(OPEN, reason);
/** Any signed-in officer or token, whatever their rights: for acts upon oneself. */
export const SignedIn = () => SetMetadata(RIGHT, 'signed-in');
export const accessOf = (handler: object): { right?: Right | 'signed-in'; open?: string } => ({
  right: Reflect.getMetadata(RIGHT, handler),
  open: Reflect.getMetadata(OPEN, handler),
});

/** The principal of the request, as a handler's argument. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<Asking>();
  if (!principal) throw signInFirst();
  return principal;
});

export const signInFirst = () => new Refusal(401, 'access.sign-in', '请先登录。', 'Please sign in first.');
export const notPermitted = () =>
  new Refusal(403, 'access.not-permitted', '您的角色没有这项权限。', 'Your role does not grant this.');

/** How a principal is named in the ledger. */
export const actorOf = (who: Principal): Actor => ({ kind: who.kind, id: who.id, name: who.name });
export const system: Actor = { kind: 'system', id: null, name: '闻应' };

/** What lies outside a person's view does not exist for them. */
export function inView(who: Principal, jurisdictionId: string | null | undefined): void {
  if (!jurisdictionId || !who.jurisdictionIds.includes(jurisdictionId)) throw notFound();
}

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly principals: Principals,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Sockets have a door of their own in `live`.
    if (context.getType() !== 'http') return true;
    const handler = context.getHandler();
    const open = this.reflector.get<string | undefined>(OPEN, handler);
    const right = this.reflector.get<Right | 'signed-in' | undefined>(RIGHT, handler);
    const req = context.switchToHttp().getRequest<Asking>();
    if (open !== undefined) return true;
    if (right === undefined) throw notPermitted();
    req.principal = (await this.identify(req)) ?? undefined;
    if (!req.principal) throw signInFirst();
    if (right !== 'signed-in' && !req.principal.rights.has(right)) throw notPermitted();
    return true;
  }

  private async identify(req: Asking): Promise<Principal | null> {
    const bearer = /^Bearer\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
    if (bearer) return this.principals.ofToken(bearer);
    const officerId = req.session?.officerId;
    if (!officerId) return null;
    if (!['GET', 'HEAD'].includes(req.method)) {
      if (!originHolds(req))
        throw new Refusal(
          403,
          'access.origin',
          '请求来自其他网站，已拒绝。',
          'The request came from another site and was refused.',
        );
      if (!csrfHolds(req))
        throw new Refusal(
          403,
          'access.csrf',
          '页面已过期，请刷新后再试。',
          'The page is out of date; reload it and try again.',
        );
    }
    return this.principals.ofOfficer(officerId);
  }
}

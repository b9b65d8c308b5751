// Cross-site request forgery: a token kept in the session (csrf-sync) and the Origin header must both agree.
import { csrfSync } from 'csrf-sync';
import type { Request } from 'express';

const csrf = csrfSync({
  getTokenFromRequest: (req) => req.headers['x-csrf-token'] as string | undefined,
});

/** The session's token, made on first asking. */
export const csrfTokenOf = (req: Request, renew = false): string => csrf.generateToken(req, renew);
export const csrfHolds = (req: Request): boolean => csrf.isRequestValid(req);

let publicOrigin: string | null = null;
export function trustOrigin(publicUrl: string): void {
  publicOrigin = new URL(publicUrl).origin;
}

/** A browser always sends Origin with a request that changes something; a program that sends none is held by the token alone. */
export function originHolds(req: { headers: Request['headers'] }): boolean {
  const { origin, host } = req.headers;
  if (!origin) return true;
  if (origin === publicOrigin) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

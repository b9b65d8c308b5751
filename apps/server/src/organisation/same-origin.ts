// The doors that nobody has to be signed in for still refuse what another site's page sends.
import type { Request } from 'express';
import { originHolds } from '../platform/csrf';
import { Refusal } from '../platform/problem';

/** @throws Refusal when a page of another site sent the request */
export function mustBeOurs(req: Request): void {
  if (originHolds(req)) return;
  throw new Refusal(
    403,
    'access.origin',
    '请求来自其他网站，已拒绝。',
    'The request came from another site and was refused.',
  );
}

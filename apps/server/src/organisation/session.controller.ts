// Signing in and out, who I am, my own password.
import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Answer, Input as In } from '#contract';
import { notPermitted, Open, type Principal, SignedIn, signInFirst, Who } from '../platform/access';
import { csrfTokenOf } from '../platform/csrf';
import { Input, Route } from '../platform/route';
import { OfficerPrincipals } from './officer-principals';
import { OfficerService } from './officers.service';
import { mustBeOurs } from './same-origin';
import { SignInService } from './sign-in.service';

@Controller()
export class SessionController {
  constructor(
    private readonly signIn: SignInService,
    private readonly officers: OfficerService,
    private readonly principals: OfficerPrincipals,
  ) {}

  @Route('session.open')
  @Open('where one signs in')
  async open(@Input() { body }: In<'session.open'>, @Req() req: Request): Promise<Answer<'session.open'>> {
    mustBeOurs(req);
    return this.opened(await this.signIn.open(body.name, body.password, req.ip ?? ''), req);
  }

  @Route('session.first')
  @Open('where one signs in the first time')
  async first(@Input() { body }: In<'session.first'>, @Req() req: Request): Promise<Answer<'session.first'>> {
    mustBeOurs(req);
    return this.opened(await this.signIn.first(body.name, body.code, body.password, req.ip ?? ''), req);
  }

  @Route('session.read')
  @SignedIn()
  read(@Who() who: Principal, @Req() req: Request): Promise<Answer<'session.read'>> {
    officerOnly(who);
    return this.sessionOf(who, req);
  }

  @Route('session.close')
  @SignedIn()
  async close(
    @Who() who: Principal,
    @Req() req: Request,
    @Res({ passthrough: true }) res: Response,
  ): Promise<void> {
    officerOnly(who);
    await this.signIn.close(who);
    await done((then) => req.session.destroy(then));
    res.clearCookie('wenying.sid');
  }

  @Route('session.password')
  @SignedIn()
  async password(
    @Input() { body }: In<'session.password'>,
    @Who() who: Principal,
    @Req() req: Request,
  ): Promise<void> {
    officerOnly(who);
    await this.signIn.changePassword(who, body.current, body.next, req.sessionID);
  }

  private async opened(officerId: string, req: Request): Promise<Answer<'session.open'>> {
    // A new id, so that one planted in the browser beforehand is worth nothing.
    await done((then) => req.session.regenerate(then));
    req.session.officerId = officerId;
    const who = await this.principals.ofOfficer(officerId);
    if (!who) throw signInFirst();
    return this.sessionOf(who, req);
  }

  private async sessionOf(who: Principal, req: Request): Promise<Answer<'session.read'>> {
    return { ...(await this.officers.self(who)), csrfToken: csrfTokenOf(req) };
  }
}

/** A machine has no session. */
function officerOnly(who: Principal): void {
  if (who.kind !== 'officer') throw notPermitted();
}

const done = (act: (then: (fault?: unknown) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => act((fault) => (fault ? reject(fault) : resolve())));

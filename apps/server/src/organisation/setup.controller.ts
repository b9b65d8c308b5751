// The first run over HTTP: open to whoever holds the code that only the terminal shows.
import { Controller, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Answer, Input as In } from '#contract';
import { Open } from '../platform/access';
import { Input, Route } from '../platform/route';
import { mustBeOurs } from './same-origin';
import { SetupService } from './setup.service';

@Controller()
export class SetupController {
  constructor(private readonly setup: SetupService) {}

  @Route('setup.read')
  @Open('says only whether anybody can sign in yet')
  async read(): Promise<Answer<'setup.read'>> {
    return { needed: await this.setup.needed() };
  }

  @Route('setup.offer')
  @Open('a harmless list that is the same for everybody')
  offer(@Input() { query }: In<'setup.offer'>): Answer<'setup.offer'> {
    return this.setup.offer(query);
  }

  @Route('setup.complete')
  @Open('guarded by the one-time code, and void once an officer exists')
  complete(@Input() { body }: In<'setup.complete'>, @Req() req: Request): Promise<Answer<'setup.complete'>> {
    mustBeOurs(req);
    return this.setup.complete(body);
  }
}

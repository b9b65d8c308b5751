// API tokens over HTTP.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { actorOf, type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { TokenService } from './tokens.service';

@Controller()
export class TokensController {
  constructor(private readonly tokens: TokenService) {}

  @Route('tokens.list')
  @Requires('token.manage')
  list(@Input() { query }: In<'tokens.list'>, @Who() who: Principal): Promise<Answer<'tokens.list'>> {
    return this.tokens.list(who, query);
  }

  @Route('tokens.add')
  @Requires('token.manage')
  add(@Input() { body }: In<'tokens.add'>, @Who() who: Principal): Promise<Answer<'tokens.add'>> {
    return this.tokens.add({ ...body, jurisdictionId: who.jurisdictionId }, actorOf(who));
  }

  @Route('tokens.revoke')
  @Requires('token.manage')
  revoke(@Input() { params }: In<'tokens.revoke'>, @Who() who: Principal): Promise<void> {
    return this.tokens.revoke(who, params.id);
  }
}

// The doors of signed pushes: kept by an administrator, open to whoever signs.
import { Controller, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Answer, Input as In } from '#contract';
import { Open, type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { HookService } from './hook.service';

@Controller()
export class HooksController {
  constructor(private readonly hooks: HookService) {}

  @Route('hooks.list')
  @Requires('token.manage')
  list(@Input() { query }: In<'hooks.list'>, @Who() who: Principal): Promise<Answer<'hooks.list'>> {
    return this.hooks.list(who, query);
  }

  @Route('hooks.add')
  @Requires('token.manage')
  add(@Input() { body }: In<'hooks.add'>, @Who() who: Principal): Promise<Answer<'hooks.add'>> {
    return this.hooks.add(who, body.name);
  }

  @Route('hooks.rotate')
  @Requires('token.manage')
  rotate(@Input() { params }: In<'hooks.rotate'>, @Who() who: Principal): Promise<Answer<'hooks.rotate'>> {
    return this.hooks.rotate(who, params.id);
  }

  @Route('hooks.revoke')
  @Requires('token.manage')
  revoke(@Input() { params }: In<'hooks.revoke'>, @Who() who: Principal): Promise<void> {
    return this.hooks.revoke(who, params.id);
  }

  @Route('hooks.receive')
  @Open('whoever pushes is known by the signature of the message itself')
  receive(@Input() { params }: In<'hooks.receive'>, @Req() req: Request): Promise<Answer<'hooks.receive'>> {
    const header = (name: string) => req.get(name) || null;
    const headers = {
      id: header('webhook-id'),
      timestamp: header('webhook-timestamp'),
      signature: header('webhook-signature'),
    };
    return this.hooks.receive(params.id, headers, Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0));
  }
}

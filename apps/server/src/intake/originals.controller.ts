// The door to an original: who may, with a reason, and nothing of it kept on the way.
import { Controller, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { OriginalService } from './original.service';

@Controller()
export class OriginalsController {
  constructor(private readonly originals: OriginalService) {}

  @Route('messages.original')
  @Requires('message.open-original')
  open(
    @Input() { params, body }: In<'messages.original'>,
    @Who() who: Principal,
    @Res({ passthrough: true }) res: Response,
  ): Promise<Answer<'messages.original'>> {
    res.setHeader('Cache-Control', 'no-store');
    return this.originals.open(who, params.id, body.reason);
  }
}

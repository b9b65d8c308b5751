// The doors to labels: put right, put back, read anew by the model in force.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../../platform/access';
import { Input, Route } from '../../platform/route';
import { CorrectionService } from './correction.service';
import { RelabellingService } from './relabelling.service';

@Controller()
export class CorrectionsController {
  constructor(
    private readonly corrections: CorrectionService,
    private readonly relabellings: RelabellingService,
  ) {}

  @Route('messages.correct')
  @Requires('label.correct')
  correct(
    @Input() { params, body }: In<'messages.correct'>,
    @Who() who: Principal,
  ): Promise<Answer<'messages.correct'>> {
    return this.corrections.correct(who, params.id, body);
  }

  @Route('messages.uncorrect')
  @Requires('label.correct')
  undo(
    @Input() { params }: In<'messages.uncorrect'>,
    @Who() who: Principal,
  ): Promise<Answer<'messages.uncorrect'>> {
    return this.corrections.undo(who, params.id, params.correctionId);
  }

  @Route('messages.relabel')
  @Requires('label.correct')
  relabel(
    @Input() { params }: In<'messages.relabel'>,
    @Who() who: Principal,
  ): Promise<Answer<'messages.relabel'>> {
    return this.relabellings.one(who, params.id);
  }

  @Route('corrections.list')
  @Requires('model.read')
  list(
    @Input() { query }: In<'corrections.list'>,
    @Who() who: Principal,
  ): Promise<Answer<'corrections.list'>> {
    return this.corrections.list(who, query);
  }
}

// The doors to models: what is in force, training, deciding, and labelling anew in bulk.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../../platform/access';
import { Input, Route } from '../../platform/route';
import { LearningService } from './learning.service';
import { RelabellingService } from './relabelling.service';

@Controller()
export class ModelsController {
  constructor(
    private readonly models: LearningService,
    private readonly relabellings: RelabellingService,
  ) {}

  @Route('models.list')
  @Requires('model.read')
  list(@Who() who: Principal): Promise<Answer<'models.list'>> {
    return this.models.list(who);
  }

  @Route('models.scores')
  @Requires('model.read')
  scores(@Who() who: Principal): Promise<Answer<'models.scores'>> {
    return this.models.scores(who);
  }

  @Route('models.read')
  @Requires('model.read')
  read(@Input() { params }: In<'models.read'>, @Who() who: Principal): Promise<Answer<'models.read'>> {
    return this.models.read(who, params.id);
  }

  @Route('models.train')
  @Requires('model.train')
  train(@Who() who: Principal): Promise<Answer<'models.train'>> {
    return this.models.train(who);
  }

  @Route('models.cancel')
  @Requires('model.train')
  cancel(@Input() { params }: In<'models.cancel'>, @Who() who: Principal): Promise<Answer<'models.cancel'>> {
    return this.models.cancel(who, params.id);
  }

  // Before the door with an id, which would take the word for one.
  @Route('models.restore')
  @Requires('model.promote')
  restore(@Input() { body }: In<'models.restore'>, @Who() who: Principal): Promise<Answer<'models.restore'>> {
    return this.models.restore(who, body.reason);
  }

  @Route('models.promote')
  @Requires('model.promote')
  promote(
    @Input() { params }: In<'models.promote'>,
    @Who() who: Principal,
  ): Promise<Answer<'models.promote'>> {
    return this.models.promote(who, params.id);
  }

  @Route('models.refuse')
  @Requires('model.promote')
  refuse(
    @Input() { params, body }: In<'models.refuse'>,
    @Who() who: Principal,
  ): Promise<Answer<'models.refuse'>> {
    return this.models.refuse(who, params.id, body.reason);
  }

  @Route('relabellings.list')
  @Requires('model.read')
  relabelled(@Who() who: Principal): Promise<Answer<'relabellings.list'>> {
    return this.relabellings.list(who);
  }

  @Route('relabellings.preview')
  @Requires('model.train')
  preview(
    @Input() { query }: In<'relabellings.preview'>,
    @Who() who: Principal,
  ): Promise<Answer<'relabellings.preview'>> {
    return this.relabellings.preview(who, query.since);
  }

  @Route('relabellings.start')
  @Requires('model.train')
  relabel(
    @Input() { body }: In<'relabellings.start'>,
    @Who() who: Principal,
  ): Promise<Answer<'relabellings.start'>> {
    return this.relabellings.start(who, body.since);
  }

  @Route('relabellings.cancel')
  @Requires('model.train')
  stop(
    @Input() { params }: In<'relabellings.cancel'>,
    @Who() who: Principal,
  ): Promise<Answer<'relabellings.cancel'>> {
    return this.relabellings.cancel(who, params.id);
  }
}

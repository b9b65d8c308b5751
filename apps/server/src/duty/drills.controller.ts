// Drills over HTTP.
import { Controller } from '@nestjs/common';
import type { Answer, Drill, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { DrillService } from './drill.service';

@Controller()
export class DrillsController {
  constructor(private readonly drills: DrillService) {}

  @Route('drills.list')
  @Requires('duty.read')
  list(@Who() who: Principal): Promise<Answer<'drills.list'>> {
    return this.drills.list(who);
  }

  @Route('drills.prepare')
  @Requires('drill.run')
  prepare(@Input() { body }: In<'drills.prepare'>, @Who() who: Principal): Promise<Drill> {
    return this.drills.prepare(who, body);
  }

  @Route('drills.read')
  @Requires('duty.read')
  read(@Input() { params }: In<'drills.read'>, @Who() who: Principal): Promise<Drill> {
    return this.drills.read(who, params.id);
  }

  @Route('drills.start')
  @Requires('drill.run')
  start(@Input() { params }: In<'drills.start'>, @Who() who: Principal): Promise<Drill> {
    return this.drills.start(who, params.id);
  }

  @Route('drills.acknowledge')
  @Requires('drill.answer')
  acknowledge(@Input() { params }: In<'drills.acknowledge'>, @Who() who: Principal): Promise<Drill> {
    return this.drills.acknowledge(who, params.id, params.clockId);
  }

  @Route('drills.takeUp')
  @Requires('drill.answer')
  takeUp(@Input() { params }: In<'drills.takeUp'>, @Who() who: Principal): Promise<Answer<'drills.takeUp'>> {
    return this.drills.takeUp(who, params.id, params.clockId);
  }

  @Route('drills.release')
  @Requires('drill.answer')
  release(@Input() { params, body }: In<'drills.release'>, @Who() who: Principal): Promise<Drill> {
    return this.drills.release(who, params.id, body);
  }

  @Route('drills.respond')
  @Requires('drill.answer')
  respond(@Input() { params, body }: In<'drills.respond'>, @Who() who: Principal): Promise<Drill> {
    return this.drills.respond(who, params.id, params.n, body);
  }

  @Route('drills.end')
  @Requires('drill.run')
  end(@Input() { params }: In<'drills.end'>, @Who() who: Principal): Promise<Drill> {
    return this.drills.end(who, params.id);
  }

  @Route('drills.drop')
  @Requires('drill.run')
  drop(@Input() { params }: In<'drills.drop'>, @Who() who: Principal): Promise<Drill> {
    return this.drills.drop(who, params.id);
  }
}

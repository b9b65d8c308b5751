// The doors of saved column mappings.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { MappingService } from './mapping.service';

@Controller()
export class MappingsController {
  constructor(private readonly mappings: MappingService) {}

  @Route('mappings.list')
  @Requires('import.run')
  list(@Who() who: Principal): Promise<Answer<'mappings.list'>> {
    return this.mappings.list(who);
  }

  @Route('mappings.remove')
  @Requires('import.run')
  remove(@Input() { params }: In<'mappings.remove'>, @Who() who: Principal): Promise<void> {
    return this.mappings.remove(who, params.id);
  }
}

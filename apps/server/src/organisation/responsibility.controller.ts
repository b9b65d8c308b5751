// The tree of jurisdictions, the responsibility matrix and mergers of departments over HTTP.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { JurisdictionService } from './jurisdiction.service';
import { MatrixService } from './matrix.service';
import { MergerService } from './merger.service';

@Controller()
export class ResponsibilityController {
  constructor(
    private readonly jurisdictions: JurisdictionService,
    private readonly matrix: MatrixService,
    private readonly mergers: MergerService,
  ) {}

  @Route('jurisdictions.add')
  @Requires('organisation.manage')
  addJurisdiction(
    @Input() { body }: In<'jurisdictions.add'>,
    @Who() who: Principal,
  ): Promise<Answer<'jurisdictions.add'>> {
    return this.jurisdictions.add(who, body);
  }

  @Route('jurisdictions.change')
  @Requires('organisation.manage')
  renameJurisdiction(
    @Input() { params, body }: In<'jurisdictions.change'>,
    @Who() who: Principal,
  ): Promise<Answer<'jurisdictions.change'>> {
    return this.jurisdictions.rename(who, params.id, body.name);
  }

  @Route('matrix.list')
  @Requires('organisation.read')
  async list(@Who() who: Principal): Promise<Answer<'matrix.list'>> {
    return { items: await this.matrix.list(who) };
  }

  @Route('matrix.add')
  @Requires('organisation.manage')
  add(@Input() { body }: In<'matrix.add'>, @Who() who: Principal): Promise<Answer<'matrix.add'>> {
    return this.matrix.add(who, body);
  }

  @Route('matrix.change')
  @Requires('organisation.manage')
  change(
    @Input() { params, body }: In<'matrix.change'>,
    @Who() who: Principal,
  ): Promise<Answer<'matrix.change'>> {
    return this.matrix.change(who, params.id, body);
  }

  @Route('matrix.end')
  @Requires('organisation.manage')
  end(@Input() { params }: In<'matrix.end'>, @Who() who: Principal): Promise<void> {
    return this.matrix.end(who, params.id);
  }

  @Route('departments.merge')
  @Requires('organisation.manage')
  merge(@Input() { params, body }: In<'departments.merge'>, @Who() who: Principal): Promise<void> {
    return this.mergers.merge(who, params.id, body);
  }
}

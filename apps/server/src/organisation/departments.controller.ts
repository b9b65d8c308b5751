// Jurisdictions and departments over HTTP.
import { Controller, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { DepartmentService } from './departments.service';

@Controller()
export class DepartmentsController {
  constructor(private readonly departments: DepartmentService) {}

  @Route('jurisdictions.list')
  @Requires('organisation.read')
  async jurisdictions(@Who() who: Principal): Promise<Answer<'jurisdictions.list'>> {
    return { items: await this.departments.jurisdictions(who) };
  }

  @Route('departments.list')
  @Requires('organisation.read')
  async list(@Who() who: Principal): Promise<Answer<'departments.list'>> {
    return { items: await this.departments.list(who) };
  }

  @Route('departments.add')
  @Requires('organisation.manage')
  add(@Input() { body }: In<'departments.add'>, @Who() who: Principal): Promise<Answer<'departments.add'>> {
    return this.departments.add(who, body);
  }

  @Route('departments.change')
  @Requires('organisation.manage')
  change(
    @Input() { params, body }: In<'departments.change'>,
    @Who() who: Principal,
    @Req() req: Request,
  ): Promise<Answer<'departments.change'>> {
    // The shape fills in aliases where none are sent; what was not sent must stay as it is.
    const { aliases: _, ...rest } = body;
    return this.departments.change(who, params.id, Object.hasOwn(req.body, 'aliases') ? body : rest);
  }
}

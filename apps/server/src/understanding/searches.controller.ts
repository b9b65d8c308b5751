// The doors of saved searches.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { SavedSearchService } from './saved-search.service';

@Controller()
export class SearchesController {
  constructor(private readonly searches: SavedSearchService) {}

  @Route('searches.list')
  @Requires('message.read')
  list(@Who() who: Principal): Promise<Answer<'searches.list'>> {
    return this.searches.list(who);
  }

  @Route('searches.save')
  @Requires('search.save')
  save(@Input() { body }: In<'searches.save'>, @Who() who: Principal): Promise<Answer<'searches.save'>> {
    return this.searches.save(who, body);
  }

  @Route('searches.change')
  @Requires('search.save')
  change(
    @Input() { params, body }: In<'searches.change'>,
    @Who() who: Principal,
  ): Promise<Answer<'searches.change'>> {
    return this.searches.change(who, params.id, body);
  }

  @Route('searches.remove')
  @Requires('search.save')
  remove(@Input() { params }: In<'searches.remove'>, @Who() who: Principal): Promise<void> {
    return this.searches.remove(who, params.id);
  }
}

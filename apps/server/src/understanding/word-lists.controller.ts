// The doors to word lists: their list, edits and versions.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { WordListService } from './word-list.service';

@Controller()
export class WordListsController {
  constructor(private readonly lists: WordListService) {}

  @Route('wordlists.list')
  @Requires('rule.read')
  list(@Who() who: Principal): Promise<Answer<'wordlists.list'>> {
    return this.lists.list(who);
  }

  @Route('wordlists.add')
  @Requires('rule.manage')
  add(@Input() { body }: In<'wordlists.add'>, @Who() who: Principal): Promise<Answer<'wordlists.add'>> {
    return this.lists.add(who, body);
  }

  @Route('wordlists.change')
  @Requires('rule.manage')
  change(
    @Input() { params, body }: In<'wordlists.change'>,
    @Who() who: Principal,
  ): Promise<Answer<'wordlists.change'>> {
    return this.lists.change(who, params.id, body);
  }

  @Route('wordlists.remove')
  @Requires('rule.manage')
  remove(@Input() { params }: In<'wordlists.remove'>, @Who() who: Principal): Promise<void> {
    return this.lists.remove(who, params.id);
  }

  @Route('wordlists.versions')
  @Requires('rule.read')
  versions(
    @Input() { params }: In<'wordlists.versions'>,
    @Who() who: Principal,
  ): Promise<Answer<'wordlists.versions'>> {
    return this.lists.versions(who, params.id);
  }
}

// The doors to word lists: their list, edits and versions.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { WordListService } from './word-list.service';

@Controller()
export class WordListsController {
  constructor(private readonly lists: WordListService) {}

  @Route('word-lists.list')
  @Requires('rule.read')
  list(@Who() who: Principal): Promise<Answer<'word-lists.list'>> {
    return this.lists.list(who);
  }

  @Route('word-lists.add')
  @Requires('rule.manage')
  add(@Input() { body }: In<'word-lists.add'>, @Who() who: Principal): Promise<Answer<'word-lists.add'>> {
    return this.lists.add(who, body);
  }

  @Route('word-lists.change')
  @Requires('rule.manage')
  change(
    @Input() { params, body }: In<'word-lists.change'>,
    @Who() who: Principal,
  ): Promise<Answer<'word-lists.change'>> {
    return this.lists.change(who, params.id, body);
  }

  @Route('word-lists.remove')
  @Requires('rule.manage')
  remove(@Input() { params }: In<'word-lists.remove'>, @Who() who: Principal): Promise<void> {
    return this.lists.remove(who, params.id);
  }

  @Route('word-lists.versions')
  @Requires('rule.read')
  versions(
    @Input() { params }: In<'word-lists.versions'>,
    @Who() who: Principal,
  ): Promise<Answer<'word-lists.versions'>> {
    return this.lists.versions(who, params.id);
  }
}

// Releases over HTTP. Which right a step needs is part of the procedure; what one person may hold is refused there.
import { Controller } from '@nestjs/common';
import type { Answer, Input as In, Release } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { ReleaseService } from './release.service';

@Controller()
export class ReleaseController {
  constructor(private readonly releases: ReleaseService) {}

  @Route('releases.list')
  @Requires('release.read')
  list(@Input() { query }: In<'releases.list'>, @Who() who: Principal): Promise<Answer<'releases.list'>> {
    return this.releases.list(who, query);
  }

  @Route('releases.read')
  @Requires('release.read')
  read(@Input() { params }: In<'releases.read'>, @Who() who: Principal): Promise<Release> {
    return this.releases.read(who, params.id);
  }

  @Route('releases.draft')
  @Requires('release.draft')
  draft(@Input() { body }: In<'releases.draft'>, @Who() who: Principal): Promise<Release> {
    return this.releases.draft(who, body);
  }

  @Route('releases.edit')
  @Requires('release.draft')
  edit(@Input() { params, body }: In<'releases.edit'>, @Who() who: Principal): Promise<Release> {
    return this.releases.edit(who, params.id, body);
  }

  @Route('releases.check')
  @Requires('release.draft')
  check(@Input() { body }: In<'releases.check'>): Answer<'releases.check'> {
    return this.releases.check(body);
  }

  @Route('releases.submit')
  @Requires('release.draft')
  submit(@Input() { params }: In<'releases.submit'>, @Who() who: Principal): Promise<Release> {
    return this.releases.move(who, params.id, 'submit');
  }

  @Route('releases.review')
  @Requires('release.review')
  review(@Input() { params, body }: In<'releases.review'>, @Who() who: Principal): Promise<Release> {
    return this.releases.move(who, params.id, 'pass-review', body.note || null);
  }

  /** The reviewer returns from the review, the approver from there on: the procedure knows which of them it is. */
  @Route('releases.return')
  @Requires('release.read')
  return(@Input() { params, body }: In<'releases.return'>, @Who() who: Principal): Promise<Release> {
    return this.releases.move(who, params.id, 'return', body.reason);
  }

  @Route('releases.approve')
  @Requires('release.approve')
  approve(@Input() { params }: In<'releases.approve'>, @Who() who: Principal): Promise<Release> {
    return this.releases.move(who, params.id, 'approve');
  }

  @Route('releases.publish')
  @Requires('release.publish')
  publish(@Input() { params }: In<'releases.publish'>, @Who() who: Principal): Promise<Release> {
    return this.releases.move(who, params.id, 'publish');
  }

  @Route('releases.correct')
  @Requires('release.draft')
  correct(@Input() { params, body }: In<'releases.correct'>, @Who() who: Principal): Promise<Release> {
    return this.releases.move(who, params.id, 'correct', body.reason);
  }

  @Route('releases.withdraw')
  @Requires('release.publish')
  withdraw(@Input() { params, body }: In<'releases.withdraw'>, @Who() who: Principal): Promise<Release> {
    return this.releases.move(who, params.id, 'withdraw', body.reason);
  }
}

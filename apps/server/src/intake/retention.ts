// Erases sealed originals whose time is over: the words go, their keyed digest and the fact of it stay.
import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { system } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { log } from '../platform/log';
import { Now } from '../platform/now';
import { type Erased, OriginalStore } from './original.store';

const DAY_MS = 24 * 3600_000;
const AT_ONCE = 2000;

@Injectable()
export class Retention {
  private doneOn = '';

  constructor(
    private readonly store: OriginalStore,
    private readonly commit: Commit,
    private readonly now: Now,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Once a day; asked every hour, so that a machine that sleeps at night does not miss it. */
  @Cron('0 25 * * * *')
  async daily(): Promise<void> {
    const today = this.now.at().toISOString().slice(0, 10);
    if (this.doneOn === today) return;
    try {
      await this.erase();
      this.doneOn = today;
    } catch (err) {
      log.error({ err }, 'originals past their time could not be erased; it is tried again in an hour');
    }
  }

  /** Erases what is past its time, in small transactions with a fact each. Returns how many; 0 where no limit is set. */
  async erase(): Promise<number> {
    const { originalDays: days } = this.config;
    if (days === null) return 0;
    const before = new Date(this.now.at().getTime() - days * DAY_MS);
    let count = 0;
    for (const jurisdictionId of await this.store.jurisdictions()) {
      for (let gone = AT_ONCE; gone >= AT_ONCE; count += gone)
        gone = await this.eraseSome(jurisdictionId, before, days);
    }
    return count;
  }

  private eraseSome(jurisdictionId: string, before: Date, days: number): Promise<number> {
    return this.commit.commit(async (tx, at) => {
      const erased = await this.store.erase(tx, jurisdictionId, before, at, AT_ONCE);
      if (erased.length === 0) return { value: 0, facts: [] };
      const subject = { type: 'jurisdiction', id: jurisdictionId };
      const body = {
        count: erased.length,
        days,
        before: before.toISOString(),
        digest: digestOf(erased),
      };
      return {
        value: erased.length,
        facts: [fact('original.erased', system, subject, jurisdictionId, body)],
      };
    });
  }
}

function digestOf(erased: readonly Erased[]): string {
  const digest = createHash('sha256');
  for (const { fingerprint } of erased) digest.update(fingerprint);
  return digest.digest('hex');
}

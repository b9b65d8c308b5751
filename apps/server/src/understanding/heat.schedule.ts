// Every five minutes the heat of recently active incidents is worked out anew: without news it falls.
import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { log } from '../platform/log';
import { Now } from '../platform/now';
import { HeatStore } from './heat.store';

const EVERY_MS = 5 * 60_000;

@Injectable()
export class HeatSchedule {
  constructor(
    private readonly store: HeatStore,
    private readonly now: Now,
  ) {}

  @Interval(EVERY_MS)
  async sweep(): Promise<void> {
    try {
      await this.store.refreshAll(this.now.at());
    } catch (err) {
      log.error({ err }, 'the heat of incidents could not be worked out; it is tried again in five minutes');
    }
  }
}

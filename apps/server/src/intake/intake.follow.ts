// What intake does by itself: polls what is due, takes up imports whose process was killed, clears files nobody started.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Jobs } from '../platform/jobs';
import { log } from '../platform/log';
import { HookService } from './hook.service';
import { ImportRunner } from './import.runner';
import { ImportSweep } from './import.sweep';
import { PollService } from './poll.service';

@Injectable()
export class IntakeFollow implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly polling: PollService,
    private readonly hooks: HookService,
    private readonly runner: ImportRunner,
    private readonly imports: ImportSweep,
  ) {}

  onModuleInit(): void {
    this.jobs.define('source.poll', ({ sourceId }) => this.polling.poll(sourceId));
    this.jobs.define('import.run', ({ importId }, job) => this.runner.run(importId, job));
  }

  @Cron('*/30 * * * * *')
  async sweep(): Promise<void> {
    const works = [
      this.polling.queueDue(),
      this.polling.remind(),
      this.hooks.forgetAnswers(),
      this.imports.takeUpStalled(),
      this.imports.clearForgotten(),
      this.imports.clearLeftOver(),
    ];
    for (const done of await Promise.allSettled(works))
      if (done.status === 'rejected') log.error({ err: done.reason }, 'a sweep of intake failed');
  }
}

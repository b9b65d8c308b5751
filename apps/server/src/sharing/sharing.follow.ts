// Fact → deliveries, in the transaction that moves the cursor; the job that sends them; and the sweep for jobs that were lost.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { sharedKinds } from '#contract';
import type { NewFact, Tx } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { each, type Fact, Follow } from '../platform/follow';
import { Jobs } from '../platform/jobs';
import { log } from '../platform/log';
import { Once } from '../platform/once';
import { readIncident, readJurisdiction, readReleaseTitle } from './cards.store';
import { DeliverService } from './deliver.service';
import { PartnerStore } from './partner.store';
import { bodyOf, isNews, isShared, type Subject } from './told';

@Injectable()
export class SharingFollow implements OnModuleInit {
  constructor(
    private readonly follow: Follow,
    private readonly jobs: Jobs,
    private readonly partners: PartnerStore,
    private readonly delivering: DeliverService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    // Who listens is asked once for many facts: a mass breach brings thousands.
    const hear = (run: Fact[], tx: Tx, at: Date) => {
      const once = new Once();
      return each((fact, tx, at) => this.hear(fact, tx, at, once))(run, tx, at);
    };
    this.follow.follow({
      stage: 'sharing',
      on: {
        ...Object.fromEntries(sharedKinds.map((kind) => [kind, hear])),
        'incident.untitled': async (run, tx) => {
          const ids = run.map(({ body }) => body.incidentId);
          await this.delivering.rename(tx, ids);
          return [];
        },
      },
    });
    this.jobs.define('partner.deliver', ({ deliveryId }) => this.delivering.deliver(deliveryId));
  }

  @Cron('*/30 * * * * *')
  async sweep(): Promise<void> {
    try {
      await this.delivering.takeUpLost();
    } catch (err) {
      log.error({ err }, 'a sweep of sharing failed');
    }
  }

  private async hear(fact: Fact, tx: Tx, at: Date, once: Once): Promise<NewFact[]> {
    const { seq, kind, jurisdictionId, subject } = fact;
    if (!isShared(kind) || !jurisdictionId) return [];
    const told = { seq, at: fact.at, kind, subject, body: fact.body };
    if (!isNews(told)) return [];
    const partners = await once.ask(`${jurisdictionId} ${kind}`, () =>
      this.partners.listening(tx, jurisdictionId, kind),
    );
    // Whoever came after it happened is not told of it.
    const listening = partners.filter(({ createdAt }) => createdAt <= fact.at);
    if (listening.length === 0) return [];
    const jurisdiction = await readJurisdiction(tx, jurisdictionId);
    const about = await this.subjectOf(tx, fact.body);
    const body = bodyOf(told, about, { publicUrl: this.config.publicUrl, jurisdiction });
    for (const partner of listening) {
      const delivery = {
        id: randomUUID(),
        partnerId: partner.id,
        jurisdictionId,
        factSeq: String(seq),
        kind,
        title: body.data.title,
        body: JSON.stringify(body),
      };
      await this.delivering.queue(tx, delivery, at);
    }
    return [];
  }

  private async subjectOf(tx: Tx, body: object): Promise<Subject> {
    const { incidentId = null, releaseId } = body as { incidentId?: string | null; releaseId?: string };
    const incident = await readIncident(tx, incidentId);
    return releaseId ? { ...incident, title: await readReleaseTitle(tx, releaseId) } : incident;
  }
}

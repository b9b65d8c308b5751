// Duty's facts → climbs: begun by a warning nobody acknowledged or by a breach, held, ended; and the sweep that takes what falls due.
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Cron, Interval } from '@nestjs/schedule';
import { holdClimb, isGraveLevel, type LadderStart } from '#duty';
import { Commit, type NewFact, type Tx } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { each, type Fact, Follow } from '../platform/follow';
import { Jobs } from '../platform/jobs';
import { log } from '../platform/log';
import { Now } from '../platform/now';
import { Sweeping } from '../platform/sweeping';
import { CardStore } from './cards.store';
import { ClimbService } from './climb.service';
import { asClimb, type ClimbKept, ClimbStore } from './climb.store';
import { DeliverService } from './deliver.service';
import { LadderStore } from './ladder.store';

const EVERY_MS = 2_000;
const BATCH = 100;

@Injectable()
export class ClimbFollow implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweeping = new Sweeping('ladder', (stopped) => this.sweepAll(stopped));

  constructor(
    private readonly follow: Follow,
    private readonly jobs: Jobs,
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly store: ClimbStore,
    private readonly ladders: LadderStore,
    private readonly cards: CardStore,
    private readonly climbing: ClimbService,
    private readonly delivering: DeliverService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.follow.follow({
      stage: 'notices',
      on: {
        'duty.near': each((fact, tx, at) => this.begin(fact, 'near', tx, at)),
        'duty.breached': each((fact, tx, at) => this.begin(fact, 'breached', tx, at)),
        'duty.acknowledged': each((fact, tx, at) => this.acknowledged(fact, tx, at)),
        'duty.met': each(({ body, at }, tx) =>
          this.end(tx, [body.clockId], body.late ? 'met-late' : 'met', at),
        ),
        'duty.waived': each(({ body, at }, tx) => this.end(tx, [body.clockId], 'waived', at)),
        // Its due time lies elsewhere now: the warning that began a climb no longer holds.
        'duty.extended': each(({ body, at }, tx) => this.endNear(tx, body.clockId, 'extended', at)),
        'duty.paused': each(({ body, at }, tx) => this.endNear(tx, body.clockId, 'paused', at)),
        'duty.moved': each(({ body, at }, tx) => this.endNear(tx, body.clockId, 'moved', at)),
        // A task that ran out climbs as a breached clock does, until it is finished, dropped, or due at another time.
        'step.overdue': each(({ body }, tx, at) =>
          this.begin({ body: { clockId: body.overdueId, dueAt: body.ranOutAt } }, 'breached', tx, at),
        ),
        'step.finished': each((fact, tx, at) => this.taskMoved(fact, tx, at)),
        'step.dropped': each((fact, tx, at) => this.taskMoved(fact, tx, at)),
        'step.changed': each((fact, tx, at) => this.taskMoved(fact, tx, at)),
        'incident.level-changed': each(({ body }, tx, at) => this.levelChanged(body, tx, at)),
      },
    });
    this.jobs.define('notice.deliver', ({ noticeId }) => this.delivering.deliver(noticeId));
  }

  onApplicationBootstrap(): void {
    if (this.config.role !== 'web') void this.tick();
  }

  onApplicationShutdown(): Promise<void> {
    return this.sweeping.stop();
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.sweeping.tick();
  }

  @Cron('*/30 * * * * *')
  async takeUpLost(): Promise<void> {
    await this.delivering.takeUpLost().catch((err) => log.error({ err }, 'a sweep of notices failed'));
  }

  /** Takes every step that has fallen due; how many climbs were looked at. Several processes may sweep at once. */
  sweep(): Promise<number> {
    return this.sweeping.sweep();
  }

  private async sweepAll(stopped: () => boolean): Promise<number> {
    if (!(await this.store.any(this.now.at()))) return 0;
    // What answered a clock, or who took it up, but has not been heard of yet goes before any step.
    await this.follow.heard('duty', 'notices');
    let looked = 0;
    for (let taken = BATCH; taken > 0 && !stopped(); looked += taken) taken = await this.batch();
    return looked;
  }

  private batch(): Promise<number> {
    return this.commit.commit(async (tx, at) => {
      const due = await this.store.take(tx, at, BATCH);
      return { value: due.length, facts: await this.climbing.advance(tx, due, at) };
    });
  }

  private async begin(
    { body }: { body: { clockId: string; dueAt: string } },
    since: LadderStart,
    tx: Tx,
    at: Date,
  ): Promise<NewFact[]> {
    const card = (await this.cards.clocks(tx, [body.clockId])).get(body.clockId);
    if (!card) return [];
    const runs = card.state === 'open' || card.state === 'breached';
    // 80 % is told only while nobody has acknowledged; and nobody hears of what has been settled since.
    if (!runs || (since === 'near' && (card.acknowledgedAt !== null || card.state === 'breached'))) return [];
    if (since === 'breached') await this.endNear(tx, card.id, 'breached', at);
    const { rungs, acknowledgedForMinutes } = await this.ladders.inForce(card.jurisdictionId, tx);
    const climb = {
      ...{ clockId: card.id, since, jurisdictionId: card.jurisdictionId, acknowledgedForMinutes },
      ...{ rungs: [...rungs], beganAt: new Date(body.dueAt) },
    };
    if (!(await this.store.begin(tx, climb))) return [];
    const begun = (await this.store.hold(tx, [card.id])).filter((one) => one.since === since);
    return this.climbing.advance(tx, begun, at);
  }

  /** Acknowledged in time, the warning's climb is over; after the breach it stands still for as long as the ladder says. */
  private async acknowledged(
    { body, actor, at: saidAt }: Fact<'duty.acknowledged'>,
    tx: Tx,
    at: Date,
  ): Promise<NewFact[]> {
    await this.endNear(tx, body.clockId, 'acknowledged', saidAt);
    const [climb] = await this.store.hold(tx, [body.clockId]);
    if (climb) await this.holdUp(tx, climb, actor.name, saidAt > at ? at : saidAt);
    return [];
  }

  /** The climb stands still from then on; its new state. */
  async holdUp(tx: Tx, climb: ClimbKept, by: string, from: Date): Promise<ClimbKept> {
    const held = holdClimb(asClimb(climb), climb, from.toISOString());
    const until = new Date(held.acknowledgedUntil!);
    const saved: ClimbKept = {
      ...climb,
      acknowledgedAt: new Date(held.acknowledgedAt!),
      ...{ acknowledgedUntil: until, acknowledgedBy: by, nextStepAt: until },
    };
    await this.store.save(tx, saved);
    return saved;
  }

  /** What it has become ends its climbs; a climb that still holds goes on. */
  private async taskMoved({ body }: { body: { taskId: string } }, tx: Tx, at: Date): Promise<NewFact[]> {
    const ids = await this.cards.overdueOf(tx, body.taskId);
    return ids.length > 0 ? this.climbing.advance(tx, await this.store.hold(tx, ids), at) : [];
  }

  private async end(tx: Tx, clockIds: string[], as: string, at: Date): Promise<NewFact[]> {
    for (const climb of await this.store.hold(tx, clockIds))
      await this.store.save(tx, { ...climb, nextStepAt: null, endedAt: at, endedAs: as });
    return [];
  }

  private async endNear(tx: Tx, clockId: string, as: string, at: Date): Promise<NewFact[]> {
    const near = (await this.store.hold(tx, [clockId])).filter(({ since }) => since === 'near');
    for (const climb of near)
      await this.store.save(tx, { ...climb, nextStepAt: null, endedAt: at, endedAs: as });
    return [];
  }

  /** Ⅰ and Ⅱ wake people: rungs that are theirs alone come in, and what quiet hours held goes at once. */
  private async levelChanged(
    { incidentId, to }: Fact<'incident.level-changed'>['body'],
    tx: Tx,
    at: Date,
  ): Promise<NewFact[]> {
    if (!isGraveLevel(to)) return [];
    await this.delivering.release(tx, incidentId, to, at);
    const ids = await this.store.ofIncident(tx, incidentId);
    return this.climbing.advance(tx, await this.store.hold(tx, ids), at);
  }
}

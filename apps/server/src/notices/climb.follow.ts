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
import { Once } from '../platform/once';
import { Sweeping } from '../platform/sweeping';
import { CardStore } from './cards.store';
import { ClimbService } from './climb.service';
import { asClimb, type Begun, type ClimbKept, ClimbStore, climbKey } from './climb.store';
import { DeliverService } from './deliver.service';
import { LadderStore } from './ladder.store';

const EVERY_MS = 2_000;
/** Clocks or facts a transaction: enough to ask each question once for many, few enough to be done again after a kill. */
const BATCH = 200;
type Beginning = 'duty.near' | 'duty.breached' | 'step.overdue';

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
    const begin = (run: Fact<Beginning>[], tx: Tx, at: Date) => this.begin(run, tx, at);
    this.follow.follow({
      stage: 'notices',
      batch: BATCH,
      on: {
        'duty.near': begin,
        'duty.breached': begin,
        'duty.acknowledged': each((fact, tx, at) => this.acknowledged(fact, tx, at)),
        'duty.met': each(({ body, at }, tx) =>
          this.end(tx, [body.clockId], body.late ? 'met-late' : 'met', at),
        ),
        'duty.waived': each(({ body, at }, tx) => this.end(tx, [body.clockId], 'waived', at)),
        // Its due time lies elsewhere now: the warning that began a climb no longer holds.
        'duty.extended': each(({ body, at }, tx) => this.endNear(tx, [body.clockId], 'extended', at)),
        'duty.paused': each(({ body, at }, tx) => this.endNear(tx, [body.clockId], 'paused', at)),
        'duty.moved': each(({ body, at }, tx) => this.endNear(tx, [body.clockId], 'moved', at)),
        // A task that ran out climbs as a breached clock does, until it is finished, dropped, or due at another time.
        'step.overdue': begin,
        'step.finished': each((fact, tx, at) => this.taskMoved(fact, tx, at)),
        'step.dropped': each((fact, tx, at) => this.taskMoved(fact, tx, at)),
        'step.changed': each((fact, tx, at) => this.taskMoved(fact, tx, at)),
        'incident.untitled': each(async ({ body }, tx) => {
          await this.delivering.rename(tx, body.incidentId);
          return [];
        }),
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

  /** Climbs begin for all of these at once, in their order. */
  private async begin(run: readonly Fact<Beginning>[], tx: Tx, at: Date): Promise<NewFact[]> {
    const heard = run.map(beginningOf);
    const cards = await this.cards.clocks(
      tx,
      heard.map(({ clockId }) => clockId),
    );
    const ranOut = new Set(heard.flatMap(({ since, clockId }) => (since === 'breached' ? [clockId] : [])));
    const once = new Once();
    const wanted: Begun[] = [];
    for (const { clockId, since, dueAt } of heard) {
      const card = cards.get(clockId);
      const runs = card?.state === 'open' || card?.state === 'breached';
      // 80 % is told only while nobody has acknowledged and before it runs out; and nobody hears of what has been settled since.
      const passed = card?.acknowledgedAt !== null || card.state === 'breached' || ranOut.has(clockId);
      if (!runs || (since === 'near' && passed)) continue;
      const { jurisdictionId } = card;
      const { rungs, acknowledgedForMinutes } = await once.ask(jurisdictionId, () =>
        this.ladders.inForce(jurisdictionId, tx),
      );
      const ladder = { jurisdictionId, rungs: [...rungs], acknowledgedForMinutes };
      wanted.push({ clockId, since, ...ladder, beganAt: new Date(dueAt) });
    }
    const breached = wanted.flatMap(({ since, clockId }) => (since === 'breached' ? [clockId] : []));
    await this.endNear(tx, breached, 'breached', at);
    const begun = await this.store.begin(tx, wanted);
    const ids = wanted.map(({ clockId }) => clockId);
    const held = new Map((await this.store.hold(tx, ids)).map((climb) => [climbKey(climb), climb]));
    const climbs = wanted.flatMap((climb) => {
      const key = climbKey(climb);
      // The same clock may be named twice in a run.
      return begun.delete(key) ? (held.get(key) ?? []) : [];
    });
    return this.climbing.advance(tx, climbs, at);
  }

  /** Acknowledged in time, the warning's climb is over; after the breach it stands still for as long as the ladder says. */
  private async acknowledged(
    { body, actor, at: saidAt }: Fact<'duty.acknowledged'>,
    tx: Tx,
    at: Date,
  ): Promise<NewFact[]> {
    await this.endNear(tx, [body.clockId], 'acknowledged', saidAt);
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
    await this.store.save(tx, [saved]);
    return saved;
  }

  /** What it has become ends its climbs; a climb that still holds goes on. */
  private async taskMoved({ body }: { body: { taskId: string } }, tx: Tx, at: Date): Promise<NewFact[]> {
    const ids = await this.cards.overdueOf(tx, body.taskId);
    return ids.length > 0 ? this.climbing.advance(tx, await this.store.hold(tx, ids), at) : [];
  }

  private async end(tx: Tx, clockIds: string[], as: string, at: Date): Promise<NewFact[]> {
    return this.endThese(tx, await this.store.hold(tx, clockIds), as, at);
  }

  private async endNear(tx: Tx, clockIds: string[], as: string, at: Date): Promise<NewFact[]> {
    const held = clockIds.length > 0 ? await this.store.hold(tx, clockIds) : [];
    return this.endThese(
      tx,
      held.filter(({ since }) => since === 'near'),
      as,
      at,
    );
  }

  private async endThese(tx: Tx, climbs: ClimbKept[], endedAs: string, endedAt: Date): Promise<NewFact[]> {
    await this.store.save(
      tx,
      climbs.map((climb) => ({ ...climb, nextStepAt: null, endedAt, endedAs })),
    );
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

/** Which climb a fact begins, and the instant that it is counted from. */
function beginningOf(fact: Fact<Beginning>): { clockId: string; since: LadderStart; dueAt: string } {
  const { body } = fact;
  if ('overdueId' in body) return { clockId: body.overdueId, since: 'breached', dueAt: body.ranOutAt };
  const { clockId, dueAt } = body;
  return { clockId, since: fact.kind === 'duty.near' ? 'near' : 'breached', dueAt };
}

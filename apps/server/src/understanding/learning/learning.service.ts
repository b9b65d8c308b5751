// Models as people handle them: trained, stopped, looked at, put in force, refused, and the way back.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, Learning, ModelCard, ModelRead } from '#contract';
import { LEAST_CORRECTIONS } from '#understanding';
import { actorOf, inView, type Principal } from '../../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../../platform/commit';
import { Jobs } from '../../platform/jobs';
import { notFound } from '../../platform/problem';
import { ExampleStore } from './example.store';
import * as acts from './model.acts';
import { ModelStore } from './model.store';
import { ModelFiles } from './model-files';
import type { TopicModelRow } from './topic-model.row';
import { Trainer } from './trainer';
import { subject } from './training.run';

const ATTEMPTS = 5;
const iso = (at: Date | null) => at?.toISOString() ?? null;
const EACH = ['control', 'fixed', 'newest'] as const;

@Injectable()
export class LearningService {
  private scored: { key: string; answer: Answer<'models.scores'> } | null = null;

  constructor(
    private readonly store: ModelStore,
    private readonly examples: ExampleStore,
    private readonly files: ModelFiles,
    private readonly trainer: Trainer,
    private readonly door: Commit,
    private readonly jobs: Jobs,
  ) {}

  async list(who: Principal): Promise<Learning> {
    const current = await this.current(who.jurisdictionId);
    const [rows, counted] = await Promise.all([
      this.store.list(who.jurisdictionIds),
      this.examples.counted(who.jurisdictionIds, current?.trainedAt ?? null),
    ]);
    const { shipped } = this.files;
    return {
      inForce: {
        modelId: current?.modelId ?? null,
        version: current?.version ?? shipped.version,
        digest: current?.digest ?? shipped.digest,
        since: iso(current?.since ?? null),
        by: current?.by ?? null,
        inherited: current?.inherited ?? false,
      },
      shipped,
      corrections: {
        topic: counted.topic,
        areas: counted.areas,
        offTopic: counted['off-topic'],
        emergency: counted.emergency,
        usable: counted.usable,
        needed: LEAST_CORRECTIONS,
        fresh: counted.fresh,
      },
      models: rows.map((row) => this.card(row)),
    };
  }

  /** Worked out on a thread when first asked for; again only when the model or the corrections are others. */
  async scores(who: Principal): Promise<Answer<'models.scores'>> {
    const current = await this.current(who.jurisdictionId);
    const within = await this.examples.within(who.jurisdictionId);
    const counted = await this.examples.counted(within, null);
    const digest = current?.digest ?? this.files.shipped.digest;
    const key = [who.jurisdictionId, digest, counted.fresh, iso(counted.newest)].join();
    if (this.scored?.key === key) return this.scored.answer;
    const file = current ? await this.files.fileOf(null, current.modelId, current.digest) : null;
    const sets = await this.trainer.scores({ file, corrected: await this.examples.corrected(within) });
    const answer = { version: current?.version ?? this.files.shipped.version, sets };
    this.scored = { key, answer };
    return answer;
  }

  async read(who: Principal, id: string): Promise<ModelRead> {
    const row = await this.store.find(id);
    if (!row) throw notFound();
    inView(who, row.jurisdictionId);
    const changes = await this.store.changes(id);
    const titles = await this.store.titles(
      changes.map((one) => one.id),
      who.jurisdictionIds,
    );
    const titleOf = new Map(titles.map(({ messageId, title }) => [messageId, title]));
    return {
      ...this.card(row),
      scores: row.scores,
      changes: changes.flatMap(({ id: messageId, from, to }) => {
        const title = titleOf.get(messageId);
        return title === undefined ? [] : [{ messageId, title, from, to }];
      }),
    };
  }

  async train(who: Principal): Promise<ModelCard> {
    const within = await this.examples.within(who.jurisdictionId);
    const { usable } = await this.examples.counted(within, null);
    if (usable < LEAST_CORRECTIONS) throw acts.tooFew(usable, LEAST_CORRECTIONS);
    const id = randomUUID();
    await this.door.commit(async (tx, at) => {
      const held = await this.store.hold(tx, who.jurisdictionId);
      if (held.some(({ state }) => state === 'waiting' || state === 'training')) throw acts.alreadyTraining();
      const row = { id, jurisdictionId: who.jurisdictionId, askedAt: at, askedBy: who.name };
      await this.store.insert(tx, row);
      await this.jobs.add(
        tx,
        'model.train',
        { modelId: id },
        { key: `model:${id}`, queue: 'model.train', maxAttempts: ATTEMPTS },
      );
      const body = { modelId: id, corrections: usable };
      return {
        value: undefined,
        facts: [fact('model.training-started', actorOf(who), subject(id), who.jurisdictionId, body)],
      };
    });
    return this.answered(id);
  }

  cancel(who: Principal, id: string): Promise<ModelCard> {
    return this.act(who, id, 'cancel', async (tx, at, { jurisdictionId }) => {
      const decided = { decidedAt: at, decidedBy: who.name };
      await this.store.update(tx, id, { state: 'cancelled', phase: null, ...decided });
      const body = { modelId: id, outcome: 'cancelled' as const };
      return [fact('model.training-ended', actorOf(who), subject(id), jurisdictionId, body)];
    });
  }

  promote(who: Principal, id: string): Promise<ModelCard> {
    return this.act(who, id, 'promote', async (tx, at, row, all) => {
      if (!this.fits(row)) throw acts.doesNotFit();
      const replaced = await this.retire(tx, all);
      const decided = { decidedAt: at, decidedBy: who.name, reason: null };
      await this.store.update(tx, id, { state: 'in-force', ...decided });
      return [this.promoted(who, row.jurisdictionId, row, replaced, null)];
    });
  }

  refuse(who: Principal, id: string, reason: string): Promise<ModelCard> {
    return this.act(who, id, 'refuse', async (tx, at, { jurisdictionId, version }) => {
      await this.store.update(tx, id, { state: 'refused', decidedAt: at, decidedBy: who.name, reason });
      const body = { modelId: id, version: version ?? '', reason };
      return [fact('model.refused', actorOf(who), subject(id), jurisdictionId, body)];
    });
  }

  /** Back to what came with the product. */
  async restore(who: Principal, reason: string): Promise<Learning> {
    await this.door.commit(async (tx) => {
      const replaced = await this.retire(tx, await this.store.hold(tx, who.jurisdictionId));
      if (!replaced) throw acts.alreadyShipped();
      return {
        value: undefined,
        facts: [this.promoted(who, who.jurisdictionId, null, replaced, reason)],
      };
    });
    return this.list(who);
  }

  private async retire(tx: Tx, all: readonly TopicModelRow[]): Promise<TopicModelRow | null> {
    const current = all.find(({ state }) => state === 'in-force') ?? null;
    if (current) await this.store.update(tx, current.id, { state: 'retired' });
    return current;
  }

  private promoted(
    who: Principal,
    jurisdictionId: string,
    now: TopicModelRow | null,
    before: TopicModelRow | null,
    reason: string | null,
  ): NewFact {
    const { shipped } = this.files;
    return fact('model.promoted', actorOf(who), subject(now?.id ?? 'shipped'), jurisdictionId, {
      modelId: now?.id ?? null,
      version: now?.version ?? shipped.version,
      digest: now?.digest ?? shipped.digest,
      replacedId: before?.id ?? null,
      replaced: before?.version ?? shipped.version,
      reason,
    });
  }

  private async act(
    who: Principal,
    id: string,
    what: acts.ModelAct,
    work: (tx: Tx, at: Date, row: TopicModelRow, all: TopicModelRow[]) => Promise<NewFact[]>,
  ): Promise<ModelCard> {
    const found = await this.store.find(id);
    if (!found) throw notFound();
    inView(who, found.jurisdictionId);
    await this.door.commit(async (tx, at) => {
      const all = await this.store.hold(tx, found.jurisdictionId);
      const row = all.find((one) => one.id === id)!;
      acts.mayDo(what, row.state);
      return { value: undefined, facts: await work(tx, at, row, all) };
    });
    return this.answered(id);
  }

  private async answered(id: string): Promise<ModelCard> {
    const row = await this.store.find(id);
    if (!row) throw notFound();
    return this.card(row);
  }

  private async current(jurisdictionId: string) {
    return (await this.files.inForce(null, [jurisdictionId])).get(jurisdictionId) ?? null;
  }

  private fits({ baseDigest }: TopicModelRow): boolean {
    return baseDigest === null || baseDigest === this.files.shipped.digest;
  }

  private card(row: TopicModelRow): ModelCard {
    const { scores } = row;
    const brief = (set: (typeof EACH)[number]) => {
      const { before, after } = scores![set];
      return { before: before.macroF1, after: after.macroF1, rows: after.rows };
    };
    return {
      id: row.id,
      state: row.state,
      version: row.version,
      digest: row.digest,
      fits: this.fits(row),
      progress: row.progress,
      phase: row.phase,
      data: row.data,
      macroF1: scores && { control: brief('control'), fixed: brief('fixed'), newest: brief('newest') },
      error: row.error,
      askedAt: row.askedAt.toISOString(),
      askedBy: row.askedBy,
      trainedAt: iso(row.trainedAt),
      decidedAt: iso(row.decidedAt),
      decidedBy: row.decidedBy,
      reason: row.reason,
    };
  }
}

// Messages read again by the model in force: one at a person's word, or all since a date as a job. What a person said stays.
import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, MessageRead, Relabelling } from '#contract';
import { type Actor } from '#contract';
import { actorOf, inView, type Principal, system } from '../../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../../platform/commit';
import { Jobs } from '../../platform/jobs';
import { log } from '../../platform/log';
import { Now } from '../../platform/now';
import { conflict, notFound } from '../../platform/problem';
import { Labelling } from '../labelling';
import { MessageService } from '../message.service';
import type { Read } from '../reading';
import { RereadingStore } from '../rereading.store';
import { notLabelled } from './correction.acts';
import { CorrectionStore } from './correction.store';
import { ModelFiles } from './model-files';
import { type RelabellingRow, RelabellingStore, type ToRelabel } from './relabelling.store';

const CHUNK = 200;
const ATTEMPTS = 10;
const subject = (id: string) => ({ type: 'relabelling', id });

@Injectable()
export class RelabellingService {
  constructor(
    private readonly store: RelabellingStore,
    private readonly corrections: CorrectionStore,
    private readonly rereading: RereadingStore,
    private readonly labelling: Labelling,
    private readonly files: ModelFiles,
    private readonly messages: MessageService,
    private readonly door: Commit,
    private readonly jobs: Jobs,
    private readonly now: Now,
  ) {}

  async one(who: Principal, messageId: string): Promise<MessageRead> {
    inView(who, await this.corrections.jurisdictionOf(messageId));
    const message = await this.store.message(messageId);
    if (!message) throw notLabelled();
    const read = await this.labelling.of(null, [message]);
    await this.door.commit(async (tx, at) => {
      const { fact } = await this.write(tx, at, [message], read, actorOf(who), null, message.jurisdictionId);
      return { value: undefined, facts: fact ? [fact] : [] };
    });
    return this.messages.read(who, messageId);
  }

  async preview(who: Principal, since: string): Promise<Answer<'relabellings.preview'>> {
    const { jurisdictionId, jurisdictionIds } = who;
    const version = (await this.files.inForce(null, [jurisdictionId])).get(jurisdictionId)?.version;
    return this.store.counted(
      jurisdictionIds,
      new Date(since),
      this.now.at(),
      version ?? this.files.shipped.version,
    );
  }

  async start(who: Principal, since: string): Promise<Relabelling> {
    const { messages } = await this.preview(who, since);
    const id = randomUUID();
    await this.door.commit(async (tx, at) => {
      const row = {
        id,
        jurisdictionId: who.jurisdictionId,
        jurisdictionIds: who.jurisdictionIds,
        since: new Date(since),
        until: at,
        total: messages,
        startedBy: who.name,
      };
      if (!(await this.store.insert(tx, row))) throw underWay();
      await this.jobs.add(
        tx,
        'labels.relabel',
        { relabellingId: id },
        { key: `relabelling:${id}`, queue: 'labels.relabel', maxAttempts: ATTEMPTS },
      );
      const body = { relabellingId: id, since: row.since.toISOString(), messages };
      return {
        value: undefined,
        facts: [fact('relabelling.started', actorOf(who), subject(id), who.jurisdictionId, body)],
      };
    });
    return this.answered(id);
  }

  async list(who: Principal): Promise<Answer<'relabellings.list'>> {
    return { items: (await this.store.list(who.jurisdictionIds)).map(viewOf) };
  }

  async cancel(who: Principal, id: string): Promise<Relabelling> {
    const row = await this.store.find(id);
    if (!row) throw notFound();
    inView(who, row.jurisdictionId);
    if (!(await this.end(id, 'cancelled', actorOf(who)))) throw over();
    return this.answered(id);
  }

  /** Goes on from the last message done; running twice labels nothing twice. */
  async run(id: string, { lastAttempt }: { lastAttempt: boolean }): Promise<void> {
    try {
      for (;;) {
        const row = await this.store.find(id);
        if (row?.state !== 'running') return;
        const messages = await this.store.next(row, CHUNK);
        if (messages.length === 0) break;
        const read = await this.labelling.of(null, messages);
        if (!(await this.chunk(row, messages, read))) return;
      }
      await this.end(id, 'finished', system);
    } catch (cause) {
      if (!lastAttempt) throw cause;
      log.error({ err: cause, relabellingId: id }, 'a relabelling failed');
      await this.end(id, 'failed', system);
    }
  }

  /** False: somebody else is at it, or stopped it. */
  private async chunk(row: RelabellingRow, messages: readonly ToRelabel[], read: Read): Promise<boolean> {
    return this.door.commit(async (tx, at) => {
      const held = await this.store.hold(tx, row.id);
      if (held?.state !== 'running' || held.reachedId !== row.reachedId) return { value: false, facts: [] };
      const { changed, kept, fact } = await this.write(
        tx,
        at,
        messages,
        read,
        system,
        row.id,
        row.jurisdictionId,
      );
      await this.store.reached(tx, row.id, messages.at(-1)!, { done: messages.length, changed, kept });
      return { value: true, facts: fact ? [fact] : [] };
    });
  }

  /** Writes what was read. Incidents stay as they are: they were opened, joined and decided by what was known then. */
  private async write(
    tx: Tx,
    at: Date,
    messages: readonly ToRelabel[],
    { readings, columns }: Read,
    actor: Actor,
    relabellingId: string | null,
    jurisdictionId: string,
  ): Promise<{ changed: number; kept: number; fact: NewFact | null }> {
    const written = await this.rereading.relabel(tx, columns, at, messages);
    const changed = written.filter((one) => one.changed).length;
    const kept = written.filter((one) => one.kept).length;
    if (written.length === 0) return { changed, kept, fact: null };
    const digest = createHash('sha256');
    const ids = new Set(written.map(({ id }) => id));
    messages.forEach(({ id }, i) => {
      const { topic, areas, emergency, offTopic, model } = readings[i]!;
      if (ids.has(id))
        digest.update(JSON.stringify([id, topic, areas, emergency?.level ?? null, offTopic, model]));
    });
    const body = {
      relabellingId,
      count: written.length,
      changed,
      kept,
      models: [...new Set(readings.map(({ model }) => model))].sort(),
      digest: digest.digest('hex'),
    };
    const about = relabellingId ? subject(relabellingId) : { type: 'message', id: messages[0]!.id };
    return { changed, kept, fact: fact('message.relabelled', actor, about, jurisdictionId, body) };
  }

  private async end(
    id: string,
    outcome: 'finished' | 'cancelled' | 'failed',
    actor: Actor,
  ): Promise<boolean> {
    return this.door.commit(async (tx, at) => {
      const held = await this.store.hold(tx, id);
      if (held?.state !== 'running') return { value: false, facts: [] };
      await this.store.end(tx, id, outcome, at);
      const { done, changed, kept, jurisdictionId } = held;
      const body = { relabellingId: id, outcome, done, changed, kept };
      return { value: true, facts: [fact('relabelling.ended', actor, subject(id), jurisdictionId, body)] };
    });
  }

  private async answered(id: string): Promise<Relabelling> {
    const row = await this.store.find(id);
    if (!row) throw notFound();
    return viewOf(row);
  }
}

const viewOf = (row: RelabellingRow): Relabelling => ({
  id: row.id,
  state: row.state,
  since: row.since.toISOString(),
  total: row.total,
  done: row.done,
  changed: row.changed,
  kept: row.kept,
  startedAt: row.startedAt.toISOString(),
  startedBy: row.startedBy,
  endedAt: row.endedAt?.toISOString() ?? null,
});

const underWay = () =>
  conflict(
    'relabelling.running',
    '已有一次批量重新打标在进行。',
    'Messages are being labelled anew already.',
  );
const over = () => conflict('relabelling.over', '这次重新打标已经结束。', 'This run is over.');

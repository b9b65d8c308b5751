// Each stage follows the ledger from where it stopped: its cursor moves in the transaction of its work, so nothing is lost and nothing happens twice.
import { setTimeout as pause } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor, FactKind, FactMap } from '#contract';
import type { NewFact, Tx } from './commit';
import type { Config } from './config';
import { CONFIG } from './config.token';
import { appendFacts } from './ledger';
import { log } from './log';
import { Now } from './now';
import { Nudge } from './nudge';

/** A fact as it was recorded. */
export type Fact<K extends FactKind = FactKind> = {
  seq: number;
  at: Date;
  kind: K;
  actor: Actor;
  subject: { type: string; id: string };
  jurisdictionId: string | null;
  body: FactMap[K];
};
/** Facts of the same kinds that have come after those in hand, so many at most: a stage may prepare what it will take next. */
export type Coming<K extends FactKind> = (most: number) => Promise<Fact<K>[]>;
/** Takes facts that follow one another: of one kind, or of all those that name this very handler. */
type Handler<K extends FactKind> = (
  facts: Fact<K>[],
  tx: Tx,
  at: Date,
  coming: Coming<K>,
) => Promise<NewFact[]>;

/** Handles facts one by one. */
export const each =
  <K extends FactKind>(one: (fact: Fact<K>, tx: Tx, at: Date) => Promise<NewFact[]>) =>
  async (run: Fact<K>[], tx: Tx, at: Date): Promise<NewFact[]> => {
    const facts: NewFact[] = [];
    for (const fact of run) facts.push(...(await one(fact, tx, at)));
    return facts;
  };

export type Following = {
  /** The name under which the cursor is kept. */
  stage: string;
  on: { [K in FactKind]?: Handler<K> };
  /** A stage of this process that goes first: while it is at work this one waits, a few seconds at most. */
  after?: string;
  /** How many facts one transaction may take. */
  batch?: number;
  /** Or by what they hold: facts are taken while the sum of `of` is at most `sum`, and one at the least. */
  most?: { sum: number; of: (fact: Fact) => number };
  /** Called when a transaction failed: whatever the stage held in memory may be ahead of the database. */
  forget?: () => void;
};
type State = {
  following: Following;
  kinds: string[];
  /** Whether its cursor is known to be there. */
  begun: boolean;
  running: Promise<void> | null;
  again: boolean;
  failures: number;
  /** How much its last step took, and when that was done (on the clock of `performance`). */
  took: number;
  tookAt: number;
};

const SWEEP_MS = 5_000;
/** How often a sweep looks whether others have heard of everything, before it goes on without. */
const LOOKS = 100;
const PAUSE_MS = 50;
/** So long a stage gives way to the one before it; from then on both work at once. */
const GIVES_WAY_MS = 5_000;
/** A step that took so much is much; so long nothing more must have come after it. */
const MUCH = 100;
const QUIET_MS = 150;

@Injectable()
export class Follow implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly states: State[] = [];
  private stopped = false;
  private sweep: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly now: Now,
    private readonly nudge: Nudge,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Declares that a stage follows; called by the stage's room while the server is wired. */
  follow(following: Following): void {
    const kinds = Object.keys(following.on);
    this.states.push({
      following,
      kinds,
      begun: false,
      running: null,
      again: false,
      failures: 0,
      took: 0,
      tookAt: 0,
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.role === 'web') return;
    // A stage that failed waits for the sweep: a nudge a fact would have it fail a hundred times a second.
    this.nudge.onFact((committed) => {
      const news = committed.split(',');
      this.wake(
        ({ failures, kinds }) => failures === 0 && (!committed || news.some((k) => kinds.includes(k))),
      );
    });
    this.sweep = setInterval(() => this.wake(), SWEEP_MS);
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.sweep);
    await Promise.all(this.states.map((s) => s.running));
  }

  private wake(which: (state: State) => boolean = () => true): void {
    for (const state of this.states.filter(which)) {
      if (state.running) state.again = true;
      else state.running = this.run(state).finally(() => (state.running = null));
    }
  }

  private async run(state: State): Promise<void> {
    const patience = performance.now() + GIVES_WAY_MS;
    do {
      state.again = false;
      try {
        for (;;) {
          await this.giveWay(state, patience);
          if (this.stopped || !(await this.step(state, state.failures > 0 ? 1 : undefined))) break;
          state.failures = 0;
        }
        state.begun = true;
        state.failures = 0;
      } catch (cause) {
        state.failures += 1;
        state.following.forget?.();
        log.error(
          { err: cause, stage: state.following.stage, failures: state.failures },
          'a stage could not follow the ledger',
        );
        await this.note(state, cause).catch(() => {});
        return; // the sweep tries again: a stage that cannot go on says so in /health and waits, it never skips
      }
    } while (state.again && !this.stopped);
  }

  /** Until the stage that goes first rests; after much work for a moment longer, since much seldom comes alone. */
  private async giveWay({ following: { after } }: State, until: number): Promise<void> {
    const first = this.states.find(({ following }) => following.stage === after);
    while (first && !this.stopped && performance.now() < until) {
      const quiet = first.took < MUCH ? 0 : first.tookAt + QUIET_MS - performance.now();
      if (!first.running && quiet <= 0) return;
      const late = new AbortController();
      const patience = until - performance.now();
      const moment = pause(first.running ? patience : Math.min(quiet, patience), null, late);
      await Promise.race([moment, ...(first.running ? [first.running] : [])]).finally(() => late.abort());
    }
  }

  /** One transaction: some facts, their work, the cursor. True when there may be more. */
  private async step(state: State, limit = state.following.batch ?? 100): Promise<boolean> {
    const { following, kinds } = state;
    const { stage } = following;
    return this.db.transaction(async (tx) => {
      if (!state.begun)
        await tx.query('insert into stage_cursor (stage) values ($1) on conflict do nothing', [stage]);
      const [cursor] = await tx.query(
        'select seq from stage_cursor where stage = $1 for update skip locked',
        [stage],
      );
      if (!cursor) return false; // another process is at it
      const found = await factsAfter(tx, cursor.seq, kinds, limit);
      const taken = within(found, following.most);
      if (taken.length === 0) return false;
      const at = this.now.at();
      const facts: NewFact[] = [];
      for (const { handle, run } of runsOf(taken, following.on)) {
        const coming: Coming<FactKind> = (most) =>
          factsAfter(tx, run.at(-1)!.seq, [...new Set(run.map(({ kind }) => kind))], most);
        facts.push(...(await handle(run, tx, at, coming)));
      }
      await tx.query(
        'update stage_cursor set seq = $2, failures = 0, failure = null, at = $3 where stage = $1',
        [stage, taken.at(-1)!.seq, at],
      );
      await appendFacts(tx, facts, at);
      state.took = taken.reduce((sum, fact) => sum + (following.most?.of(fact) ?? 1), 0);
      state.tookAt = performance.now();
      return found.length === limit || taken.length < found.length;
    });
  }

  private async note({ following, failures }: State, cause: unknown): Promise<void> {
    const said = cause instanceof Error ? `${cause.name}: ${cause.message}`.slice(0, 300) : 'unknown';
    await this.db.query('update stage_cursor set failures = $2, failure = $3 where stage = $1', [
      following.stage,
      failures,
      said,
    ]);
  }

  /**
   * Waits until these stages have heard of everything: for a sweep whose finding what they have yet to hear may overturn.
   * One that cannot go on is not waited for, nor any longer than some seconds.
   */
  async heard(...stages: string[]): Promise<void> {
    for (let look = 0; look < LOOKS && !this.stopped; look += 1) {
      const own = (await this.lag()).filter(({ stage }) => stages.includes(stage));
      if (own.every(({ behind, failures }) => behind === 0 || failures > 0)) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** How far each stage is behind, for health and metrics. */
  async lag(): Promise<{ stage: string; behind: number; failures: number }[]> {
    const names = this.states.map((s) => s.following.stage);
    const kinds = this.states.map((s) => s.kinds);
    const lags = await Promise.all(
      names.map(async (stage, i) => {
        const [row] = await this.db.query(
          `select c.failures, (select count(*) from fact where seq > coalesce(c.seq, 0) and kind = any($2))::int as behind
             from (select $1::text as stage) s left join stage_cursor c using (stage)`,
          [stage, kinds[i]],
        );
        return { stage, behind: Number(row.behind), failures: Number(row.failures ?? 0) };
      }),
    );
    return lags;
  }
}

async function factsAfter(tx: Tx, seq: number, kinds: readonly string[], most: number): Promise<Fact[]> {
  const rows: FactRow[] = await tx.query(
    `select seq, at, kind, actor_kind, actor_id, actor_name, subject_type, subject_id, jurisdiction_id, body
       from fact where seq > $1 and kind = any($2) order by seq limit $3`,
    [seq, kinds, most],
  );
  return rows.map(factOf);
}

/** The first facts that together hold no more than may be taken at once. */
function within(facts: Fact[], most: Following['most']): Fact[] {
  if (!most) return facts;
  let sum = 0;
  const end = facts.findIndex((fact) => {
    sum += most.of(fact);
    return sum > most.sum;
  });
  return end < 0 ? facts : facts.slice(0, Math.max(1, end));
}

/** Facts that follow one another and that one handler takes, so that it can work on all of them at once. */
function runsOf(facts: Fact[], on: Following['on']) {
  const runs: { handle: Handler<FactKind>; run: Fact[] }[] = [];
  for (const fact of facts) {
    const handle = on[fact.kind] as Handler<FactKind>;
    const last = runs.at(-1);
    if (last?.handle === handle) last.run.push(fact);
    else runs.push({ handle, run: [fact] });
  }
  return runs;
}

export type FactRow = {
  seq: string;
  at: Date;
  kind: string;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  subject_type: string;
  subject_id: string;
  jurisdiction_id: string | null;
  body: unknown;
};

export function factOf(row: FactRow): Fact {
  return {
    seq: Number(row.seq),
    at: row.at,
    kind: row.kind,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    subject: { type: row.subject_type, id: row.subject_id },
    jurisdictionId: row.jurisdiction_id,
    body: row.body,
  } as Fact;
}

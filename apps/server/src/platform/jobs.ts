// Heavy or failing work goes through a queue in PostgreSQL (graphile-worker), with retries and back-off; a killed process's jobs are taken up again.
import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Logger, type Runner, run, runMigrations, type TaskList, type WorkerEvents } from 'graphile-worker';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { Tx } from './commit';
import type { Config } from './config';
import { CONFIG } from './config.token';
import { log } from './log';
import { Now } from './now';
import { DATABASE_URL } from './nudge';

export type JobPayload = {
  'source.poll': { sourceId: string };
  'import.run': { importId: string };
  'partner.deliver': { deliveryId: string };
  'notice.deliver': { noticeId: string };
  'model.train': { modelId: string };
  'labels.relabel': { relabellingId: string };
};
export type JobKind = keyof JobPayload;
type Work<K extends JobKind> = (
  payload: JobPayload[K],
  job: { attempt: number; lastAttempt: boolean },
) => Promise<void>;

export type JobOptions = {
  /** A job with the same key that still waits is not queued twice. */
  key?: string;
  /** By this program's clock; the queue goes by the database's, so what is handed over is how long until then. */
  runAt?: Date;
  maxAttempts?: number;
  /** Jobs of one queue run one after the other, in whichever process. */
  queue?: string;
  /** A waiting job with this key takes on the new time; else it keeps its own. */
  replace?: boolean;
};

const HEARTBEAT_MS = 5_000;
/** A worker that says nothing for this long is dead: graphile-worker itself would wait four hours. */
const DEAD_AFTER_MS = 20_000;

const quiet = new Logger(() => (level, message) => {
  if (level === 'error') log.error({ queue: true }, message.slice(0, 200));
});

/** Brings the queue's own tables up to date; called with the other migrations. */
export async function migrateJobs(url: string): Promise<void> {
  const pool = poolAt(url);
  try {
    await runMigrations({ pgPool: pool, logger: quiet });
  } finally {
    await pool.end();
  }
}

/**
 * Connections for the queue. One that is lost is opened again; one that was just being opened or closed when the
 * database went may be lost later still, when the queue itself listens no more: it must not end the process.
 */
function poolAt(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 10 });
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}

@Injectable()
export class Jobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly tasks: TaskList = {};
  /** A job is locked in the name of the pool, not of the worker in it. */
  private readonly poolIds = new Set<string>();
  private runner: Runner | null = null;
  private pool: Pool | null = null;
  private heartbeat: NodeJS.Timeout | undefined;
  /** What each worker said last, and since when it has said nothing else: by a clock that nobody sets. */
  private heardOf = new Map<string, { seen: string; since: number }>();

  constructor(
    private readonly db: DataSource,
    private readonly now: Now,
    @Inject(DATABASE_URL) private readonly url: string,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Declares who does a kind of job; called by the stage's room while the server is wired. */
  define<K extends JobKind>(kind: K, work: Work<K>): void {
    this.tasks[kind] = async (payload, { job }) =>
      work(payload as JobPayload[K], {
        attempt: job.attempts,
        lastAttempt: job.attempts >= job.max_attempts,
      });
  }

  /** Queues a job in the caller's transaction; one with the same `key` that still waits is not queued twice. */
  add<K extends JobKind>(
    tx: Tx | null,
    kind: K,
    payload: JobPayload[K],
    { key, queue, ...options }: JobOptions = {},
  ): Promise<void> {
    return this.addAll(tx, kind, [{ payload, key, queue }], options);
  }

  /** Queues many jobs of a kind as `add` does one. */
  async addAll<K extends JobKind>(
    tx: Tx | null,
    kind: K,
    jobs: readonly ({ payload: JobPayload[K] } & Pick<JobOptions, 'key' | 'queue'>)[],
    { runAt, maxAttempts = 5, replace }: Omit<JobOptions, 'key' | 'queue'> = {},
  ): Promise<void> {
    if (jobs.length === 0) return;
    await (tx ?? this.db).query(
      `select graphile_worker.add_job($1, j.payload::json, run_at => now() + make_interval(secs => $3), max_attempts => $4, job_key => j.key, job_key_mode => $7, queue_name => j.queue)
         from unnest($2::text[], $5::text[], $6::text[]) as j (payload, key, queue)`,
      [
        kind,
        jobs.map(({ payload }) => JSON.stringify(payload)),
        runAt ? (runAt.getTime() - this.now.at().getTime()) / 1000 : null,
        maxAttempts,
        jobs.map(({ key }) => key ?? null),
        jobs.map(({ queue }) => queue ?? null),
        replace ? 'replace' : 'preserve_run_at',
      ],
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.role === 'web') return;
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => this.poolIds.add(workerPool.id));
    this.pool = poolAt(this.url);
    this.runner = await run({
      pgPool: this.pool,
      concurrency: 4,
      noHandleSignals: true,
      taskList: this.tasks,
      logger: quiet,
      pollInterval: 2000,
      events,
    });
    this.runner.promise.catch((err) => log.error({ err }, 'the job queue stopped'));
    await this.beat();
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.heartbeat);
    await this.runner?.stop();
    // Not waited for: a connection that the queue never gave back would hold up the end.
    void this.pool?.end();
  }

  /** Says that our workers live, and frees the jobs of those that no longer say so. */
  private async beat(): Promise<void> {
    try {
      await this.db.query(
        'insert into worker_process (worker_id) select unnest($1::text[]) on conflict (worker_id) do update set seen_at = now()',
        [[...this.poolIds]],
      );
      const silent = await this.silent();
      if (silent.length > 0)
        await this.db.query(
          `with dead as (delete from worker_process using unnest($1::text[], $2::text[]) as s (id, seen)
                          where worker_id = s.id and seen_at::text = s.seen returning worker_id)
           select graphile_worker.force_unlock_workers(array_agg(worker_id)) from dead having count(*) > 0`,
          [silent.map(({ id }) => id), silent.map(({ seen }) => seen)],
        );
    } catch (err) {
      log.warn({ err }, 'the job queue could not say that it lives');
    }
  }

  /**
   * The workers that have said nothing new for too long. What they said is compared with what they said before, never
   * with a clock: whoever sets the database's would have everybody's running jobs done twice.
   */
  private async silent(): Promise<{ id: string; seen: string }[]> {
    const rows: { id: string; seen: string }[] = await this.db.query(
      'select worker_id as id, seen_at::text as seen from worker_process where worker_id <> all($1::text[])',
      [[...this.poolIds]],
    );
    const now = performance.now();
    this.heardOf = new Map(
      rows.map(({ id, seen }) => {
        const before = this.heardOf.get(id);
        return [id, { seen, since: before?.seen === seen ? before.since : now }];
      }),
    );
    return rows.filter(({ id }) => now - this.heardOf.get(id)!.since > DEAD_AFTER_MS);
  }
}

// A sweep that a schedule calls: one at a time in this process, a failure logged and tried again, waited for when the server stops.
import { log } from './log';

/** One batch after another until one is not full, or the server stops; how much they did together. `batch`: how much one did. */
export async function inBatches(
  size: number,
  batch: () => Promise<number>,
  stopped: () => boolean,
): Promise<number> {
  let done = 0;
  for (let taken = size; taken === size && !stopped(); done += taken) taken = await batch();
  return done;
}

export class Sweeping {
  private isStopped = false;
  private running: Promise<number> | null = null;
  private next: Promise<number> | null = null;

  /** `run` sweeps until nothing is due or `stopped()`; it answers how much it did. */
  constructor(
    private readonly what: string,
    private readonly run: (stopped: () => boolean) => Promise<number>,
  ) {}

  /** What the schedule calls: joins the sweep that is under way. */
  async tick(): Promise<void> {
    await (this.running ?? this.begin()).catch((err) => {
      if (!this.isStopped) log.error({ err, sweep: this.what }, 'a sweep failed; the next one tries again');
    });
  }

  /** Finds all that is due now: a sweep under way may have looked before that, and another one follows it. */
  sweep(): Promise<number> {
    if (!this.running) return this.begin();
    this.next ??= this.running.then(noMatter, noMatter).then(() => {
      this.next = null;
      return this.running ?? this.begin();
    });
    return this.next;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.next?.catch(noMatter);
    await this.running?.catch(noMatter);
  }

  private begin(): Promise<number> {
    this.running = this.run(() => this.isStopped).finally(() => {
      this.running = null;
    });
    return this.running;
  }
}

const noMatter = () => {};

// The port through which models are trained and tried: on a worker thread where the built worker stands beside this file, else in process.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import {
  type Order,
  type Progress,
  scoresHere,
  type Trained,
  type Trying,
  trainHere,
} from './trainer.worker';

type Scored = ReturnType<typeof scoresHere>;

/** `signal` ends the work at once, where it runs on a thread. */
export abstract class Trainer {
  abstract train(order: Order, tell: (progress: Progress) => void, signal: AbortSignal): Promise<Trained>;
  abstract scores(trying: Trying): Promise<Scored>;
}

/** For tests, where no built worker exists: the same on the main thread. */
export class InProcessTrainer extends Trainer {
  async train(order: Order, tell: (progress: Progress) => void, signal: AbortSignal): Promise<Trained> {
    return trainHere(order, (progress) => {
      signal.throwIfAborted();
      tell(progress);
    });
  }

  async scores(trying: Trying): Promise<Scored> {
    return scoresHere(trying);
  }
}

const IDLE_MS = 10_000;

/** One thread, opened when first needed and gone soon after: training is rare, and takes a processor for itself. */
export class PoolTrainer extends Trainer implements OnApplicationShutdown {
  private pool: Piscina | null = null;

  constructor(private readonly file: string) {
    super();
  }

  async train(order: Order, tell: (progress: Progress) => void, signal: AbortSignal): Promise<Trained> {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', tell);
    try {
      return await this.open().run({ order, port: port2 }, { name: 'train', transferList: [port2], signal });
    } finally {
      port1.close();
    }
  }

  async scores(trying: Trying): Promise<Scored> {
    return this.open().run(trying, { name: 'scoresHere' });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.destroy();
  }

  private open(): Piscina {
    this.pool ??= new Piscina({ filename: this.file, minThreads: 0, maxThreads: 1, idleTimeout: IDLE_MS });
    return this.pool;
  }
}

export function openTrainer(): Trainer {
  const worker = path.join(__dirname, 'trainer.worker.js');
  return existsSync(worker) ? new PoolTrainer(worker) : new InProcessTrainer();
}

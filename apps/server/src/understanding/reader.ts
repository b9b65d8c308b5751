// The port through which messages are read: in worker threads where the built worker stands beside this file, else in process.
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { Branch } from '#understanding';
import { readBranch, readMessages, readTerms } from './reader.worker';
import type { Places, Read, Terms, ToBranch, ToRead } from './reading';

/** Reads messages, in order: labels with their reasons, and the words by which each can be found. */
export abstract class Reader {
  /** On one thread: whoever has many asks for some at a time. */
  abstract read(messages: readonly ToRead[], places: Places): Promise<Read>;
  /** What can be proposed below its topic. */
  abstract branch(text: ToBranch): Promise<Branch | null>;
  /** Only the words by which each can be found. */
  abstract terms(messages: readonly Text[]): Promise<Found[]>;
}
type Text = Pick<ToRead, 'id' | 'title' | 'body'>;
type Found = Terms & { id: string };

/** For tests, where no built worker exists: the same reading on the main thread. */
export class InProcessReader extends Reader {
  async read(messages: readonly ToRead[], places: Places): Promise<Read> {
    return readMessages({ messages: [...messages], places });
  }

  async branch(text: ToBranch): Promise<Branch | null> {
    return readBranch(text);
  }

  async terms(messages: readonly Text[]): Promise<Found[]> {
    return readTerms([...messages]);
  }
}

const IDLE_MS = 60_000;

/** Reads on other threads, so that the process that serves people never stalls; each thread loads the model once. */
export class PoolReader extends Reader implements OnApplicationShutdown {
  private pool: Piscina | null = null;

  constructor(private readonly file: string) {
    super();
  }

  read(messages: readonly ToRead[], places: Places): Promise<Read> {
    return this.open().run({ messages, places }, { name: 'readMessages' });
  }

  branch(text: ToBranch): Promise<Branch | null> {
    return this.open().run(text, { name: 'readBranch' });
  }

  terms(messages: readonly Text[]): Promise<Found[]> {
    return this.open().run(messages, { name: 'readTerms' });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.close();
  }

  /** Opened when first needed: a process that only serves people never loads the model. */
  private open(): Piscina {
    this.pool ??= new Piscina({
      filename: this.file,
      minThreads: 1,
      maxThreads: Math.max(1, os.availableParallelism() - 1),
      idleTimeout: IDLE_MS,
      // Else a task that finds all threads busy goes behind those that came after it, and whoever writes in order waits for it.
      stricterFIFO: true,
      // A thread that has read one part has the next at hand, and does not wait until this thread has a moment.
      concurrentTasksPerWorker: 2,
    });
    return this.pool;
  }
}

export function openReader(): Reader {
  const worker = path.join(__dirname, 'reader.worker.js');
  return existsSync(worker) ? new PoolReader(worker) : new InProcessReader();
}

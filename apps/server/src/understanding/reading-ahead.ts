// Has the messages of batches read part by part, ahead of whoever writes what was read: those too of the batches that come next.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/commit';
import { LabelStore } from './label.store';
import { Labelling } from './labelling';
import type { Arrived, Read } from './reading';

/** Messages that a thread reads at once: while they are written it reads the next. */
const PART = 128;
/** Messages looked up at once: while they are read and written the next are not yet in memory. */
const GROUP = 1000;
/** Messages that are with the threads or wait to be written: the threads never lack work, and little room is taken. */
const AHEAD = 2000;
/** Batches looked for that come next. */
const COMING = 16;

export type Batch = { batchId: string; count: number };
type Part = Read & { messages: readonly Arrived[] };
type Pending = { messages: readonly Arrived[]; read: Promise<Read> };
type Early = { batches: readonly Batch[]; parts: Pending[] };

@Injectable()
export class ReadingAhead {
  /** What was read before its turn came, while the search index was at work on what went before. */
  private early: Early = { batches: [], parts: [] };

  constructor(
    private readonly labelling: Labelling,
    private readonly labels: LabelStore,
  ) {}

  /** In order, part by part. `coming`: batches that follow these, so many at most. */
  async *parts(
    tx: Tx,
    batches: readonly Batch[],
    coming: (most: number) => Promise<Batch[]>,
  ): AsyncGenerator<Part> {
    const { parts: ahead, left } = this.takeEarly(batches);
    for (const group of groupsOf(left))
      for (const part of await this.read(tx, group)) {
        if (ahead.length * PART >= AHEAD) yield await nextOf(ahead);
        ahead.push(part());
      }
    if (ahead.length > 1) this.early = await this.readEarly(tx, await coming(COMING));
    while (ahead.length > 0) yield await nextOf(ahead);
  }

  /** What was read before its turn, if its turn has come: another process may have been quicker, or a failure made it come in pieces. */
  private takeEarly(batches: readonly Batch[]): { parts: Pending[]; left: readonly Batch[] } {
    const { batches: known, parts } = this.early;
    this.early = { batches: [], parts: [] };
    const asked = new Set(batches.map(({ batchId }) => batchId));
    if (!known.every(({ batchId }) => asked.has(batchId))) return { parts: [], left: batches };
    const there = new Set(known.map(({ batchId }) => batchId));
    return { parts, left: batches.filter(({ batchId }) => !there.has(batchId)) };
  }

  private async readEarly(tx: Tx, coming: readonly Batch[]): Promise<Early> {
    const batches: Batch[] = [];
    let room = AHEAD;
    for (const batch of coming) {
      room -= batch.count;
      if (room < 0) break;
      batches.push(batch);
    }
    const parts: Pending[] = [];
    for (const group of groupsOf(batches))
      parts.push(...(await this.read(tx, group)).map((begin) => begin()));
    return { batches, parts };
  }

  /** The parts of these batches, each to be begun. */
  private async read(tx: Tx, group: readonly Batch[]): Promise<(() => Pending)[]> {
    const messages = await this.labels.unlabelled(
      tx,
      group.map(({ batchId }) => batchId),
    );
    const readPart = await this.labelling.readerFor(tx, messages);
    return partsOf(messages).map((part) => () => {
      const read = readPart(part);
      // Whoever failed to write a part does not wait for those after it.
      read.catch(() => {});
      return { messages: part, read };
    });
  }
}

async function nextOf(ahead: Pending[]): Promise<Part> {
  const { messages, read } = ahead.shift()!;
  return { messages, ...(await read) };
}

function partsOf(messages: readonly Arrived[]): (readonly Arrived[])[] {
  const parts: (readonly Arrived[])[] = [];
  for (let from = 0; from < messages.length; from += PART) parts.push(messages.slice(from, from + PART));
  return parts;
}

/** Batches, as many together as are worth looking up at once; a large one by itself. */
function groupsOf(batches: readonly Batch[]): Batch[][] {
  const groups: Batch[][] = [];
  let room = 0;
  for (const batch of batches) {
    if (groups.length === 0 || batch.count > room) {
      groups.push([]);
      room = GROUP;
    }
    groups.at(-1)!.push(batch);
    room -= batch.count;
  }
  return groups;
}

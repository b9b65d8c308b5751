// The pure parts of receiving: who is first among repeats, what each row is told, what the ledger hears.
import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '#contract';
import type { Channel } from '#intake';
import { fact, type NewFact } from '../platform/commit';
import type { Incoming, Masked } from './mask';
import { keyOf, type NewBatch, type SightingKey } from './receive.store';

export type Receiving = {
  jurisdictionId: string;
  actor: Actor;
  /** Which door they come through: `feed:<source>`, or the name of the channel. */
  origin: (message: Incoming) => string;
  sourceId?: string;
  importId?: string;
  messages: readonly Incoming[];
};
export type Receipt = { state: 'received' | 'repeated'; id: string };
export type Row = {
  message: Incoming;
  key: SightingKey;
  print: Buffer;
  /** Its own name as it may be stored; null when the fingerprint stands in for it. */
  name: string | null;
};
export type MaskedRow = Row & { masked: Masked };
export type Batches = Map<Channel, NewBatch>;
type Kept = { id: string; batchId: string; fingerprint: Buffer; publishedAt: Date | null };

export const hex = (row: Row): string => row.print.toString('hex');

/** The first of several with the same name at the same door. */
export function firstOfEach(rows: readonly Row[]): Row[] {
  const found = new Map<string, Row>();
  for (const row of rows) if (!found.has(keyOf(row.key))) found.set(keyOf(row.key), row);
  return [...found.values()];
}

export function firstOfEachPrint(rows: readonly MaskedRow[]): MaskedRow[] {
  const found = new Map<string, MaskedRow>();
  for (const row of rows) if (!found.has(hex(row))) found.set(hex(row), row);
  return [...found.values()];
}

export function batchesOf(receiving: Receiving, rows: readonly Row[]): Batches {
  const channels = new Set(rows.map((row) => row.message.channel));
  return new Map(
    [...channels].map((channel) => [
      channel,
      {
        id: randomUUID(),
        channel,
        sourceId: receiving.sourceId ?? null,
        importId: receiving.importId ?? null,
      },
    ]),
  );
}

/** How many sightings each message gained beyond the one with which it came into being. */
export function furtherSightings(
  added: readonly { messageId: string }[],
  received: ReadonlySet<string>,
): Map<string, number> {
  const more = new Map<string, number>();
  for (const { messageId } of added)
    more.set(messageId, (more.get(messageId) ?? (received.has(messageId) ? -1 : 0)) + 1);
  return new Map([...more].filter(([, count]) => count > 0));
}

export function hotlineOf(rows: readonly MaskedRow[], ids: ReadonlyMap<string, string>) {
  const records = new Map<string, Masked['hotline'] & { messageId: string }>();
  for (const row of rows) {
    const messageId = ids.get(keyOf(row.key));
    if (messageId && row.masked.hotline && !records.has(messageId))
      records.set(messageId, { ...row.masked.hotline, messageId });
  }
  return [...records.values()];
}

/** The first receipt of a new message says that it was received; whatever else leads to it is a repeat. */
export function receiptsOf(
  rows: readonly Row[],
  ids: ReadonlyMap<string, string>,
  received: ReadonlySet<string>,
): Receipt[] {
  const told = new Set<string>();
  return rows.map((row) => {
    const id = ids.get(keyOf(row.key))!;
    const state = received.has(id) && !told.has(id) ? 'received' : 'repeated';
    told.add(id);
    return { state, id };
  });
}

export function countsOf(
  batches: readonly NewBatch[],
  kept: readonly { batchId: string }[],
): Map<string, number> {
  return new Map(batches.map(({ id }) => [id, kept.filter((m) => m.batchId === id).length]));
}

/** Batches that brought not even a sighting. */
export function idleOf(batches: readonly NewBatch[], added: readonly { batchId: string }[]): string[] {
  const busy = new Set(added.map((s) => s.batchId));
  return batches.map(({ id }) => id).filter((id) => !busy.has(id));
}

/** One fact a batch: ids, counts and a digest over the fingerprints, never a word. */
export function factsOf(
  receiving: Receiving,
  batches: readonly NewBatch[],
  kept: readonly Kept[],
  at: Date,
): NewFact[] {
  return batches.flatMap((batch) => {
    const messages = kept.filter((m) => m.batchId === batch.id);
    if (messages.length === 0) return [];
    const digest = createHash('sha256');
    for (const { fingerprint: print } of messages) digest.update(print);
    const instants = messages.map((m) => m.publishedAt ?? at).sort((a, b) => a.getTime() - b.getTime());
    const body = {
      batchId: batch.id,
      channel: batch.channel,
      sourceId: batch.sourceId,
      importId: batch.importId,
      count: messages.length,
      digest: digest.digest('hex'),
      firstAt: instants[0]!.toISOString(),
      lastAt: instants.at(-1)!.toISOString(),
    };
    const subject = { type: 'batch', id: batch.id };
    return [fact('intake.received', receiving.actor, subject, receiving.jurisdictionId, body)];
  });
}

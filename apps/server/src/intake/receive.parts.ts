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
  /** A file: one number in it may have been given to two letters (`numbers-apart.ts`). */
  numbersApart?: boolean;
};
/** `revised`: known under its name, and it said something new. */
/** `numberTwice`: its number belongs to another, quite different letter; it is kept under one of its own. */
export type Receipt = { state: 'received' | 'repeated' | 'revised'; id: string; numberTwice?: true };
export type Row = {
  message: Incoming;
  key: SightingKey;
  print: Buffer;
  /** `print` and `key` written out, to look up by. */
  hex: string;
  called: string;
  /** Every digest its words may be known by, `print` first. */
  prints: readonly Buffer[];
  /** Keyed digest of its words and of the state of its record: what it says now. */
  said: Buffer;
  /** Its own name as it may be stored; null when the fingerprint stands in for it. */
  name: string | null;
  numberTwice?: true;
};
/** `keys`: what a published text is found by again though it changed; none for a citizen's. */
export type MaskedRow = Row & { masked: Masked; keys: readonly string[]; address: string | null };
export type Batches = Map<Channel, NewBatch>;
type Kept = { id: string; batchId: string; fingerprint: Buffer; publishedAt: Date | null };

/** The first of several with the same name at the same door. */
export function firstOfEach(rows: readonly Row[]): Row[] {
  const found = new Map<string, Row>();
  for (const row of rows) if (!found.has(row.called)) found.set(row.called, row);
  return [...found.values()];
}

export function firstOfEachPrint(rows: readonly MaskedRow[]): MaskedRow[] {
  const found = new Map<string, MaskedRow>();
  for (const row of rows) if (!found.has(row.hex)) found.set(row.hex, row);
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

/** A row whose message is already there; `fresh`: its name is not. */
export type Again = { row: MaskedRow; messageId: string; fresh: boolean };

/**
 * What may be new to a message that is already there: names that another call took first, new names that bring other
 * words or a record of their own, and then (`known`) names that speak again.
 */
export function againOf(
  rows: readonly MaskedRow[],
  known: readonly MaskedRow[],
  ids: ReadonlyMap<string, string>,
  added: ReadonlySet<string>,
  parents: ReadonlySet<MaskedRow>,
): Again[] {
  const one = (row: MaskedRow, fresh: boolean): Again[] => {
    const messageId = ids.get(row.called);
    return messageId ? [{ row, messageId, fresh }] : [];
  };
  return [
    ...rows.flatMap((row) => {
      const fresh = added.has(row.called);
      const mayBring = row.keys.length > 0 || row.masked.hotline !== null;
      return fresh && (parents.has(row) || !mayBring) ? [] : one(row, fresh);
    }),
    ...known.flatMap((row) => one(row, false)),
  ];
}

/** The row from which each new message was made, and what the message is found by. */
export function parentsOf(
  rows: readonly MaskedRow[],
  kept: readonly { id: string; fingerprint: Buffer }[],
): { row: MaskedRow; messageId: string; keys: readonly string[] }[] {
  const firsts = new Map(firstOfEachPrint(rows).map((row) => [row.hex, row]));
  return kept.flatMap(({ id, fingerprint }) => {
    const row = firsts.get(fingerprint.toString('hex'));
    return row ? [{ row, messageId: id, keys: row.keys }] : [];
  });
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
  const records = new Map<string, NonNullable<Masked['hotline']> & SightingKey & { messageId: string }>();
  for (const row of rows) {
    const messageId = ids.get(row.called);
    if (messageId && row.masked.hotline && !records.has(messageId))
      records.set(messageId, { messageId, ...row.key, ...row.masked.hotline });
  }
  return [...records.values()];
}

/** The first receipt of a new message says that it was received; whatever else leads to it is a repeat. */
export function receiptsOf(
  rows: readonly Row[],
  ids: ReadonlyMap<string, string>,
  received: ReadonlySet<string>,
  revised: ReadonlySet<string>,
): Receipt[] {
  const told = new Set<string>();
  return rows.map((row) => {
    const id = ids.get(row.called)!;
    const isFirst = received.has(id) && !told.has(id);
    told.add(id);
    const twice = row.numberTwice ? ({ numberTwice: true } as const) : {};
    if (revised.size === 0) return { state: isFirst ? 'received' : 'repeated', id, ...twice };
    const saying = sayingOf(row);
    const isNews = revised.has(saying) && !told.has(saying);
    told.add(saying);
    return { state: isFirst ? 'received' : isNews ? 'revised' : 'repeated', id, ...twice };
  });
}

export function countsOf(
  batches: readonly NewBatch[],
  kept: readonly { batchId: string }[],
): Map<string, number> {
  return new Map(batches.map(({ id }) => [id, kept.filter((m) => m.batchId === id).length]));
}

/** What a name said, to tell each saying in a call by. */
export const sayingOf = ({ key, said }: Pick<Row, 'key' | 'said'>): string =>
  `${keyOf(key)}\n${said.toString('hex')}`;

/** Batches that brought neither a sighting nor a revision. */
export function idleOf(batches: readonly NewBatch[], brought: readonly { batchId: string }[]): string[] {
  const busy = new Set(brought.map((s) => s.batchId));
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

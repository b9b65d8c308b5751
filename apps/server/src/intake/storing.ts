// Writes sorted rows inside a transaction: batches, messages, sightings, revisions, and what is told of them.
import { Injectable } from '@nestjs/common';
import type { NewFact, Tx } from '../platform/commit';
import { orderedId } from '../platform/ordered-id';
import { unhurried } from '../platform/unhurried';
import { AlikeService } from './alike.service';
import {
  againOf,
  type Batches,
  batchesOf,
  countsOf,
  factsOf,
  firstOfEachPrint,
  furtherSightings,
  hotlineOf,
  idleOf,
  type MaskedRow,
  parentsOf,
  type Receiving,
} from './receive.parts';
import { keyOf, type NewMessage, type NewSighting, ReceiveStore } from './receive.store';
import { ReviseService } from './revise.service';
import { Seal } from './seal';

/** Rows as they were told apart. `heard`: the message behind each name that is known. */
export type Sorted = {
  fresh: readonly MaskedRow[];
  again: readonly MaskedRow[];
  heard: ReadonlyMap<string, string>;
};
export type Stored = {
  ids: Map<string, string>;
  received: Set<string>;
  revised: Set<string>;
  batchId: string | null;
  facts: NewFact[];
  sightings: number;
};

@Injectable()
export class Storing {
  constructor(
    private readonly store: ReceiveStore,
    private readonly alike: AlikeService,
    private readonly revising: ReviseService,
    private readonly seal: Seal,
  ) {}

  /** Stores what is new and what says something new, in one transaction with what belongs to it. */
  async storeRows(
    tx: Tx,
    at: Date,
    receiving: Receiving,
    { fresh: rows, again: known, heard }: Sorted,
  ): Promise<Stored> {
    if (rows.length + known.length === 0)
      return {
        ids: new Map(),
        received: new Set(),
        revised: new Set(),
        batchId: null,
        facts: [],
        sightings: 0,
      };
    const batches = batchesOf(receiving, [...rows, ...known]);
    const all = [...batches.values()];
    await this.alike.begin(tx, receiving.jurisdictionId, rows);
    await this.store.addBatches(tx, receiving.jurisdictionId, all, at);
    const { byPrint, inserted } = await this.addMessages(tx, at, receiving, batches, rows);
    const { added, ids } = await this.addSightings(tx, at, receiving, batches, rows, byPrint);
    const held = new Set(added.map((s) => s.messageId));
    const orphans = inserted.filter((m) => !held.has(m.id)).map((m) => m.id);
    await this.store.dropMessages(tx, orphans);
    const kept = inserted.filter((m) => held.has(m.id));
    const received = new Set(kept.map((m) => m.id));
    const parents = parentsOf(rows, kept);
    await this.alike.keep(tx, parents);
    const names = new Set(added.map(keyOf));
    const again = againOf(
      rows,
      known,
      new Map([...heard, ...ids]),
      names,
      new Set(parents.map(({ row }) => row)),
    );
    const more = furtherSightings(added, received);
    await this.revising.hold(tx, [...new Set([...more.keys(), ...again.map((one) => one.messageId)])]);
    await this.store.countSightings(tx, more);
    await this.store.addHotline(tx, hotlineOf(rows, ids));
    const { revisions, sayings, facts } = await this.revising.revise(tx, at, receiving, batches, again);
    await this.store.closeBatches(tx, countsOf(all, kept), idleOf(all, [...added, ...revisions]));
    const told = [...factsOf(receiving, all, kept, at), ...facts];
    const batchId = told[0]?.subject.id ?? null;
    return { ids, received, revised: sayings, batchId, facts: told, sightings: added.length };
  }

  /** The message behind every fingerprint, and those that this call brought into being. */
  private async addMessages(
    tx: Tx,
    at: Date,
    receiving: Receiving,
    batches: Batches,
    rows: readonly MaskedRow[],
  ): Promise<{ byPrint: Map<string, string>; inserted: NewMessage[] }> {
    const { jurisdictionId } = receiving;
    const byPrint = await this.printed(tx, jurisdictionId, rows);
    const unknown = firstOfEachPrint(rows.filter((row) => !byPrint.has(row.hex)));
    const { known, same } = await this.alike.among(tx, jurisdictionId, receiving.sourceId ?? null, unknown);
    for (const [print, id] of known) byPrint.set(print, id);
    const news = await unhurried(
      unknown.filter((row) => !known.has(row.hex) && !same.has(row.hex)),
      (row) => this.messageOf(row, receiving, batches, at),
    );
    const went = await this.store.addMessages(tx, news);
    const inserted = news.filter((m) => went.has(m.id));
    for (const m of inserted) byPrint.set(m.fingerprint.toString('hex'), m.id);
    // What another call inserted meanwhile is read again: it has committed by now.
    const missed = news.filter((m) => !went.has(m.id)).map((m) => m.fingerprint);
    for (const [print, id] of await this.store.printed(tx, jurisdictionId, missed)) byPrint.set(print, id);
    for (const [print, earlier] of same) byPrint.set(print, byPrint.get(earlier)!);
    return { byPrint, inserted };
  }

  /** By each row's present fingerprint, whichever of its fingerprints is known. */
  private async printed(
    tx: Tx,
    jurisdictionId: string,
    rows: readonly MaskedRow[],
  ): Promise<Map<string, string>> {
    const found = await this.store.printed(
      tx,
      jurisdictionId,
      rows.flatMap(({ prints }) => prints),
    );
    for (const row of rows) {
      const id =
        found.get(row.hex) ?? row.prints.map((print) => found.get(print.toString('hex'))).find(Boolean);
      if (id) found.set(row.hex, id);
    }
    return found;
  }

  /** The sightings that are new, and the message behind every row's name. */
  private async addSightings(
    tx: Tx,
    at: Date,
    { jurisdictionId, sourceId }: Receiving,
    batches: Batches,
    rows: readonly MaskedRow[],
    byPrint: ReadonlyMap<string, string>,
  ): Promise<{ added: NewSighting[]; ids: Map<string, string> }> {
    const sightings = rows.map((row) => ({
      origin: row.key.origin,
      externalId: row.key.externalId,
      messageId: byPrint.get(row.hex)!,
      batchId: batches.get(row.message.channel)!.id,
      channel: row.message.channel,
      sourceId: sourceId ?? null,
      url: row.masked.url,
      title: row.masked.title,
      print: row.print,
      said: row.said,
    }));
    const seen = await this.store.addSightings(tx, jurisdictionId, sightings, at);
    const added = sightings.filter((s) => seen.has(keyOf(s)));
    const taken = sightings.filter((s) => !seen.has(keyOf(s)));
    const others = await this.store.sighted(tx, jurisdictionId, taken);
    const ids = new Map([...others].map(([key, { messageId }]) => [key, messageId]));
    for (const s of added) ids.set(keyOf(s), s.messageId);
    return { added, ids };
  }

  private messageOf(row: MaskedRow, receiving: Receiving, batches: Batches, at: Date): NewMessage {
    const { message, masked, print, name } = row;
    const id = orderedId(at);
    // A feed may give no date: then it counts from when we had it.
    const published = message.publishedAt ?? (message.channel === 'feed' ? at.toISOString() : null);
    return {
      id,
      jurisdictionId: receiving.jurisdictionId,
      batchId: batches.get(message.channel)!.id,
      channel: message.channel,
      sourceId: receiving.sourceId ?? null,
      externalId: name,
      title: masked.title,
      body: masked.body,
      url: masked.url,
      place: masked.place,
      agency: masked.agency,
      publishedAt: published === null ? null : new Date(published),
      receivedAt: at,
      fingerprint: print,
      masked: masked.masked,
      sealed: this.seal.seal(id, masked.original),
    };
  }
}

// The one way in: every channel's messages are masked, sealed, told apart from repeats and stored, with one fact a batch.
import { Injectable } from '@nestjs/common';
import { Commit, type NewFact, type Tx } from '../platform/commit';
import { Now } from '../platform/now';
import { orderedId } from '../platform/ordered-id';
import { unhurried } from '../platform/unhurried';
import { AlikeService, publishedKeys } from './alike.service';
import { Identity } from './identity';
import { type Incoming, mask } from './mask';
import { NumbersApart } from './numbers-apart';
import {
  againOf,
  type Batches,
  batchesOf,
  countsOf,
  factsOf,
  firstOfEach,
  firstOfEachPrint,
  furtherSightings,
  hotlineOf,
  idleOf,
  type MaskedRow,
  parentsOf,
  type Receipt,
  type Receiving,
  type Row,
  receiptsOf,
} from './receive.parts';
import { keyOf, type NewMessage, type NewSighting, ReceiveStore } from './receive.store';
import { furtherRows, saysNothingNew } from './revise.parts';
import { ReviseService } from './revise.service';
import { Seal } from './seal';

/** `batchId`: the first batch that brought something new; null when all was known. */
export type Received = {
  batchId: string | null;
  receipts: Receipt[];
  /** Names that were not known at this door. */
  sightings: number;
};
/** What else belongs in the same transaction: a caller's own progress, with its facts. */
export type Alongside = {
  before?: (tx: Tx, at: Date) => Promise<void>;
  after?: (tx: Tx, at: Date, receipts: readonly Receipt[]) => Promise<NewFact[]>;
};

/** `heard`: the message behind each name that is known. */
type Sorted = {
  rows: readonly Row[];
  fresh: readonly MaskedRow[];
  again: readonly MaskedRow[];
  heard: ReadonlyMap<string, string>;
};
type Stored = {
  ids: Map<string, string>;
  received: Set<string>;
  revised: Set<string>;
  batchId: string | null;
  facts: NewFact[];
  sightings: number;
};

const TRIES = 3;
/** PostgreSQL broke a circle of waiting: nothing was changed, and a second try will not meet it. */
const DEADLOCK = '40P01';

@Injectable()
export class ReceiveService {
  constructor(
    private readonly commit: Commit,
    private readonly store: ReceiveStore,
    private readonly identity: Identity,
    private readonly alike: AlikeService,
    private readonly revising: ReviseService,
    private readonly seal: Seal,
    private readonly now: Now,
    private readonly numbers: NumbersApart,
  ) {}

  /**
   * Takes checked messages in, up to 1,000 a call. Repeats are harmless: the same name at the same door, or the same
   * words anywhere in the jurisdiction, give the message that is already there. A known name that says something else
   * gives that message a revision.
   * @returns a receipt for each message, in order
   */
  async receive(receiving: Receiving, alongside: Alongside = {}): Promise<Received> {
    const sorted = await this.sort(receiving);
    const { rows, fresh, again, heard } = sorted;
    if (fresh.length + again.length === 0 && !alongside.before && !alongside.after)
      return { batchId: null, receipts: receiptsOf(rows, heard, new Set(), new Set()), sightings: 0 };
    await this.seal.prepare(this.now.at());
    return this.again(() =>
      this.commit.commit(async (tx, at) => {
        await alongside.before?.(tx, at);
        const { facts, ...value } = await this.takeIn(tx, at, receiving, sorted);
        const further = (await alongside.after?.(tx, at, value.receipts)) ?? [];
        return { value, facts: [...facts, ...further] };
      }),
    );
  }

  /** What `look` sees where `receive` has done its work; all of it is undone, and no fact is appended. */
  async rehearse<T>(
    receiving: Receiving,
    look: (tx: Tx, receipts: readonly Receipt[]) => Promise<T>,
  ): Promise<T> {
    const sorted = await this.sort(receiving);
    await this.seal.prepare(this.now.at());
    return this.again(() =>
      this.commit.rehearse(async (tx, at) =>
        look(tx, (await this.takeIn(tx, at, receiving, sorted)).receipts),
      ),
    );
  }

  /** What of it is new, what says something new of a message that is there, and what was heard before. */
  private async sort(receiving: Receiving): Promise<Sorted> {
    const named = await this.identity.of(receiving.messages, receiving.origin);
    const rows = receiving.numbersApart ? await this.numbers.apart(receiving.jurisdictionId, named) : named;
    const keys = rows.map((row) => row.key);
    const known = await this.store.sighted(null, receiving.jurisdictionId, keys);
    const heard = new Map([...known].map(([key, { messageId }]) => [key, messageId]));
    const fresh = await masked(firstOfEach(rows.filter((row) => !known.has(row.called))));
    const again = await masked(
      furtherRows(rows, known).filter((row) => {
        const seen = known.get(row.called);
        return !seen || !saysNothingNew(row, seen);
      }),
    );
    return { rows, fresh, again, heard };
  }

  private async takeIn(
    tx: Tx,
    at: Date,
    receiving: Receiving,
    { rows, fresh, again, heard }: Sorted,
  ): Promise<Received & { facts: NewFact[] }> {
    const stored = await this.storeRows(tx, at, receiving, fresh, again, heard);
    const ids = new Map([...heard, ...stored.ids]);
    const receipts = receiptsOf(rows, ids, stored.received, stored.revised);
    const { batchId, sightings, facts } = stored;
    return { batchId, receipts, sightings, facts };
  }

  /** Under which name a message would be stored, and the message that is already there in its place; changes nothing. */
  async wouldBe(
    jurisdictionId: string,
    message: Incoming,
    origin: string,
  ): Promise<{ externalId: string | null; knownId: string | null }> {
    const [row] = await this.identity.of([message], () => origin);
    const { key, print, name } = row!;
    return { externalId: name, knownId: await this.store.behind(jurisdictionId, key, print) };
  }

  private async storeRows(
    tx: Tx,
    at: Date,
    receiving: Receiving,
    rows: readonly MaskedRow[],
    known: readonly MaskedRow[],
    heard: ReadonlyMap<string, string>,
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

  private async again<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (cause) {
        if ((cause as { code?: unknown }).code !== DEADLOCK || attempt === TRIES) throw cause;
      }
    }
  }
}

const masked = (rows: readonly Row[]): Promise<MaskedRow[]> =>
  unhurried(rows, (row) => {
    const safe = mask(row.message);
    const { keys, address } = publishedKeys(row, safe);
    return { masked: safe, keys, address, ...row };
  });

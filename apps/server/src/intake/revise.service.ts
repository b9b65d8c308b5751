// Known messages that come again: what is new is kept as a revision, with its own sealed original; nothing is overwritten.
import { Injectable } from '@nestjs/common';
import { addressOf } from '#intake';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { AlikeService } from './alike.service';
import type { HotlineInput } from './mask';
import { type Again, type Batches, type MaskedRow, type Receiving, sayingOf } from './receive.parts';
import { keyOf, type SightingKey } from './receive.store';
import {
  type Decision,
  decide,
  digestOfRevisions,
  type Held,
  type Name,
  saysNothingNew,
} from './revise.parts';
import {
  type EditedMessage,
  type EditedRecord,
  type HeldMessage,
  type HeldRevision,
  type HeldSighting,
  type NewRevision,
  ReviseStore,
} from './revise.store';
import { Seal } from './seal';

/** `sayings`: what known names said that was new. */
export type Revised = { revisions: readonly NewRevision[]; sayings: Set<string>; facts: NewFact[] };

/** A page that shows the time of day must not fill the database: a message keeps so many texts, and stays at the last. */
const MOST_REVISIONS = 200;
/** So many states a name is remembered to have told. */
const MOST_SAID = 300;

type Standing = {
  message: HeldMessage;
  held: Held;
  lastNo: number;
  ownRecords: Map<string, HotlineInput>;
};
type Spoken = SightingKey & { print: Buffer; said: Buffer; title: string; url: string | null };
type Work = {
  revisions: NewRevision[];
  edited: Map<string, EditedMessage>;
  records: Map<string, EditedRecord>;
  /** Names that spoke, in rounds: a name speaks once a round. */
  spoken: Map<string, Spoken>[];
  sayings: Set<string>;
};

@Injectable()
export class ReviseService {
  constructor(
    private readonly store: ReviseStore,
    private readonly alike: AlikeService,
    private readonly seal: Seal,
  ) {}

  hold(tx: Tx, ids: readonly string[]): Promise<void> {
    return ids.length === 0 ? Promise.resolve() : this.store.hold(tx, ids);
  }

  /** Takes up what comes again, in order. The messages must be held. */
  async revise(
    tx: Tx,
    at: Date,
    receiving: Receiving,
    batches: Batches,
    again: readonly Again[],
  ): Promise<Revised> {
    const { jurisdictionId } = receiving;
    if (again.length === 0) return { revisions: [], sayings: new Set(), facts: [] };
    const ids = [...new Set(again.map(({ messageId }) => messageId))];
    const standing = standingOf(await this.store.messages(tx, ids), await this.store.revisions(tx, ids));
    const names = await this.store.sightings(
      tx,
      jurisdictionId,
      again.map(({ row }) => row.key),
    );
    const work: Work = {
      revisions: [],
      edited: new Map(),
      records: new Map(),
      spoken: [],
      sayings: new Set(),
    };
    for (const one of again) {
      const stands = standing.get(one.messageId);
      const seen = names.get(keyOf(one.row.key));
      if (stands && seen) this.hear(one, stands, seen, receiving, batches, work);
    }
    await this.write(tx, at, jurisdictionId, work);
    const keyed = again.filter(({ row }) => row.keys.length > 0);
    await this.alike.keep(
      tx,
      keyed.map(({ row, messageId }) => ({ messageId, keys: row.keys })),
    );
    return { revisions: work.revisions, sayings: work.sayings, facts: factsOf(receiving, batches, work) };
  }

  private hear(
    { row, messageId, fresh }: Again,
    stands: Standing,
    seen: HeldSighting,
    receiving: Receiving,
    batches: Batches,
    work: Work,
  ): void {
    if (!fresh && saysNothingNew(row, seen)) return;
    const key = keyOf(row.key);
    const name: Name = {
      key,
      lead: leads(stands.message, row, receiving.sourceId ?? null),
      fresh,
      lastPrint: seen.print.toString('hex'),
      ownRecord: stands.ownRecords.get(key) ?? null,
    };
    const decision = decide(stands.held, name, row);
    if (!fresh) {
      const { title, url } = row.masked;
      speak(work, { ...row.key, print: row.print, said: row.said, title, url });
      seen.said = [...(seen.said ?? []), row.said];
      seen.print = row.print;
    }
    if (decision === null || stands.lastNo >= MOST_REVISIONS) return;
    const revision = this.revisionOf(row, messageId, stands, decision, batches);
    work.revisions.push(revision);
    if (!fresh) work.sayings.add(sayingOf(row));
    if (decision.how === 'edited')
      work.edited.set(messageId, { ...revision, url: row.masked.url ?? stands.message.url });
    if (decision.next.hotline !== stands.held.hotline && decision.next.hotline !== null)
      work.records.set(messageId, { ...row.key, messageId, record: decision.next.hotline });
    if (decision.told) stands.ownRecords.set(key, decision.told);
    stands.held = decision.next;
    stands.lastNo = revision.no;
  }

  private revisionOf(
    row: MaskedRow,
    messageId: string,
    stands: Standing,
    { how, changed, next, told }: Decision,
    batches: Batches,
  ): NewRevision {
    const batch = batches.get(row.message.channel)!;
    const text = how === 'edited' ? next : row.masked;
    return {
      ...row.key,
      messageId,
      // The first text takes the first number.
      no: Math.max(stands.lastNo, 1) + 1,
      batchId: batch.id,
      how,
      changed,
      channel: row.message.channel,
      sourceId: batch.sourceId,
      url: row.masked.url,
      print: row.print,
      said: row.said,
      title: text.title,
      body: text.body,
      place: text.place,
      agency: text.agency,
      publishedAt: row.message.publishedAt,
      masked: row.masked.masked,
      sealed: this.seal.seal(messageId, row.masked.original),
      hotline: told,
    };
  }

  private async write(tx: Tx, at: Date, jurisdictionId: string, work: Work): Promise<void> {
    if (work.revisions.length > 0) {
      await this.store.keepFirst(tx, [...new Set(work.revisions.map(({ messageId }) => messageId))]);
      await this.store.add(tx, jurisdictionId, work.revisions, at);
      await this.store.edit(tx, [...work.edited.values()]);
      await this.store.record(tx, [...work.records.values()]);
    }
    for (const round of work.spoken)
      await this.store.spoke(tx, jurisdictionId, [...round.values()], MOST_SAID);
  }
}

function standingOf(
  messages: readonly HeldMessage[],
  revisions: readonly HeldRevision[],
): Map<string, Standing> {
  const standing = new Map<string, Standing>();
  for (const message of messages) {
    const own = revisions.filter(({ messageId }) => messageId === message.id);
    const prints = new Set(
      [message.fingerprint, ...own.map(({ print }) => print)].map((p) => p.toString('hex')),
    );
    const ownRecords = new Map(own.flatMap(({ key, hotline }) => (hotline ? [[key, hotline] as const] : [])));
    standing.set(message.id, {
      message,
      held: { ...message, prints },
      lastNo: own.at(-1)?.no ?? 0,
      ownRecords,
    });
  }
  return standing;
}

/** Where the message was first seen: the same name at the same door, or the same address at the same source. */
function leads(message: HeldMessage, { key, address }: MaskedRow, sourceId: string | null): boolean {
  const origin = message.sourceId === null ? message.channel : `feed:${message.sourceId}`;
  if (key.origin === origin && key.externalId === message.externalId) return true;
  return (
    sourceId !== null &&
    sourceId === message.sourceId &&
    address !== null &&
    address === addressOf(message.url)
  );
}

function speak(work: Work, said: Spoken): void {
  const key = keyOf(said);
  const round = work.spoken.find((names) => !names.has(key));
  if (round) round.set(key, said);
  else work.spoken.push(new Map([[key, said]]));
}

/** One fact a batch, as for what was received. */
function factsOf(receiving: Receiving, batches: Batches, { revisions }: Work): NewFact[] {
  return [...batches.values()].flatMap((batch) => {
    const own = revisions
      .filter(({ batchId }) => batchId === batch.id)
      .sort((a, b) => (a.messageId === b.messageId ? a.no - b.no : a.messageId < b.messageId ? -1 : 1));
    if (own.length === 0) return [];
    const body = {
      batchId: batch.id,
      channel: batch.channel,
      sourceId: batch.sourceId,
      importId: batch.importId,
      count: own.length,
      digest: digestOfRevisions(own),
    };
    const subject = { type: 'batch', id: batch.id };
    return [fact('message.revised', receiving.actor, subject, receiving.jurisdictionId, body)];
  });
}

// The SQL of receiving: whole batches at a time, and harmless when the same words arrive twice or at the same instant.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Channel } from '#intake';
import { bytes, instants, jsons, texts, uuids } from '../platform/columns';
import type { Tx } from '../platform/commit';
import type { HotlineInput } from './mask';
import { MessageRow } from './message.row';

/** Where a message was seen, and its name there. */
export type SightingKey = { origin: string; externalId: string };
export type NewSighting = SightingKey & {
  /** Keyed digests: of its words, and of its words with the state of its record. */
  print: Buffer;
  said: Buffer;
  messageId: string;
  batchId: string;
  channel: Channel;
  sourceId: string | null;
  url: string | null;
  title: string;
};
/** `said` is null for what was seen before it was kept. */
export type Sighted = { messageId: string; print: Buffer; said: Buffer[] | null };
export type NewMessage = Omit<MessageRow, 'sightings' | 'erasedAt'>;
export type NewBatch = {
  id: string;
  channel: Channel;
  sourceId: string | null;
  importId: string | null;
};
export type HotlineRow = SightingKey & HotlineInput & { messageId: string };

export const keyOf = ({ origin, externalId }: SightingKey): string => `${origin}\n${externalId}`;
/** Every transaction takes its locks in one order, so that two with the same rows never wait for each other. */
const byKey = (a: SightingKey, b: SightingKey): number =>
  (a.origin === b.origin ? a.externalId < b.externalId : a.origin < b.origin) ? -1 : 1;

@Injectable()
export class ReceiveStore {
  constructor(private readonly db: DataSource) {}

  /** The message behind each sighting that is already known, and what it has said; by `keyOf`. */
  async sighted(
    tx: Tx | null,
    jurisdictionId: string,
    keys: readonly SightingKey[],
  ): Promise<Map<string, Sighted>> {
    if (keys.length === 0) return new Map();
    const rows: (SightingKey & Sighted)[] = await (tx ?? this.db).query(
      `select s.origin, s.external_id as "externalId", s.message_id as "messageId", s.said,
              coalesce(s.print, (select m.fingerprint from message m where m.id = s.message_id)) as print
         from unnest($2::text[], $3::text[]) as k (origin, external_id)
         cross join lateral (select * from sighting s
           where s.jurisdiction_id = $1 and s.origin = k.origin and s.external_id = k.external_id limit 1) s`,
      [jurisdictionId, texts(keys.map((k) => k.origin)), texts(keys.map((k) => k.externalId))],
    );
    return new Map(rows.map((row) => [keyOf(row), row]));
  }

  /** Every text that these messages have or once had. */
  async textsOf(messageIds: readonly string[]): Promise<{ id: string; title: string; body: string }[]> {
    if (messageIds.length === 0) return [];
    return this.db.query(
      `select id, title, body from message where id = any($1::uuid[])
       union all select message_id, title, body from message_revision where message_id = any($1::uuid[])`,
      [uuids(messageIds)],
    );
  }

  /** Whether messages may lie here under the digests of an earlier edition of this program. */
  async hasEarlierPrints(): Promise<boolean> {
    const [row] = await this.db.query('select bool_or(there) as there from earlier_prints');
    return row.there ?? false;
  }

  /** The message that this name or these words lead to; the name comes first. */
  async behind(jurisdictionId: string, key: SightingKey, print: Buffer): Promise<string | null> {
    const named = (await this.sighted(null, jurisdictionId, [key])).get(keyOf(key));
    if (named) return named.messageId;
    const row = await this.db
      .getRepository(MessageRow)
      .findOne({ select: { id: true }, where: { jurisdictionId, fingerprint: print } });
    return row?.id ?? null;
  }

  /** The messages that have, or once had, the text with these fingerprints; by the fingerprint in hex. */
  async printed(tx: Tx, jurisdictionId: string, prints: readonly Buffer[]): Promise<Map<string, string>> {
    if (prints.length === 0) return new Map();
    // The first text with these words wins over later ones, and what a message says now over what it once said.
    const rows: { id: string; print: Buffer }[] = await tx.query(
      `select s.* from unnest($2::bytea[]) as p (print)
         cross join lateral (
           (select message_id as id, print, false as now from message_revision
             where jurisdiction_id = $1 and print = p.print order by at limit 1)
           union all
           (select id, fingerprint, true from message where jurisdiction_id = $1 and fingerprint = p.print limit 1)) s
        order by s.now`,
      [jurisdictionId, bytes(prints)],
    );
    return new Map(rows.map(({ id, print }) => [print.toString('hex'), id]));
  }

  async addBatches(tx: Tx, jurisdictionId: string, batches: readonly NewBatch[], at: Date): Promise<void> {
    await tx.query(
      `insert into batch (id, jurisdiction_id, channel, source_id, import_id, count, at)
       select id, $1, channel, source_id, import_id, 0, $2
         from unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[]) as b (id, channel, source_id, import_id)`,
      [
        jurisdictionId,
        at,
        batches.map((b) => b.id),
        batches.map((b) => b.channel),
        batches.map((b) => b.sourceId),
        batches.map((b) => b.importId),
      ],
    );
  }

  /** Inserts what nobody else has inserted; the ids that went in. Waits for another's insert of the same words. */
  async addMessages(tx: Tx, messages: readonly NewMessage[]): Promise<Set<string>> {
    const sorted = [...messages].sort((a, b) => a.fingerprint.compare(b.fingerprint));
    const [went]: { count: number }[] = await tx.query(
      `with went as (insert into message (id, jurisdiction_id, batch_id, channel, source_id, external_id, title, body, url, place, agency,
                            published_at, received_at, fingerprint, masked, sealed)
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[],
                            $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::timestamptz[], $14::bytea[],
                            $15::jsonb[], $16::bytea[])
       on conflict (jurisdiction_id, fingerprint) do nothing
       returning 1) select count(*)::int as count from went`,
      [
        uuids(sorted.map((m) => m.id)),
        uuids(sorted.map((m) => m.jurisdictionId)),
        uuids(sorted.map((m) => m.batchId)),
        texts(sorted.map((m) => m.channel)),
        uuids(sorted.map((m) => m.sourceId)),
        texts(sorted.map((m) => m.externalId)),
        texts(sorted.map((m) => m.title)),
        texts(sorted.map((m) => m.body)),
        texts(sorted.map((m) => m.url)),
        texts(sorted.map((m) => m.place)),
        texts(sorted.map((m) => m.agency)),
        instants(sorted.map((m) => m.publishedAt)),
        instants(sorted.map((m) => m.receivedAt)),
        bytes(sorted.map((m) => m.fingerprint)),
        jsons(sorted.map((m) => JSON.stringify(m.masked))),
        bytes(sorted.map((m) => m.sealed)),
      ],
    );
    // Nearly always all of them: then nobody needs to be told which.
    const ids = sorted.map((m) => m.id);
    if (went!.count === ids.length) return new Set(ids);
    const rows: { id: string }[] = await tx.query('select id from message where id = any($1::uuid[])', [ids]);
    return new Set(rows.map((r) => r.id));
  }

  /** Inserts the sightings that are not yet known; their keys. */
  async addSightings(
    tx: Tx,
    jurisdictionId: string,
    sightings: readonly NewSighting[],
    at: Date,
  ): Promise<Set<string>> {
    const sorted = [...sightings].sort(byKey);
    const [went]: { count: number }[] = await tx.query(
      `with went as (insert into sighting (jurisdiction_id, message_id, batch_id, origin, external_id, channel, source_id, url, title, seen_at,
                             print, said)
       select $1, message_id, batch_id, origin, external_id, channel, source_id, url, title, $2, print, array[said]
         from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::bytea[],
                     $12::bytea[])
           as s (message_id, batch_id, origin, external_id, channel, source_id, url, title, print, said)
       on conflict (jurisdiction_id, origin, external_id) do nothing
       returning 1) select count(*)::int as count from went`,
      [
        jurisdictionId,
        at,
        uuids(sorted.map((s) => s.messageId)),
        uuids(sorted.map((s) => s.batchId)),
        texts(sorted.map((s) => s.origin)),
        texts(sorted.map((s) => s.externalId)),
        texts(sorted.map((s) => s.channel)),
        uuids(sorted.map((s) => s.sourceId)),
        texts(sorted.map((s) => s.url)),
        texts(sorted.map((s) => s.title)),
        bytes(sorted.map((s) => s.print)),
        bytes(sorted.map((s) => s.said)),
      ],
    );
    if (went!.count === sorted.length) return new Set(sorted.map(keyOf));
    const rows: SightingKey[] = await tx.query(
      `select k.origin, k.external_id as "externalId"
         from unnest($2::uuid[], $3::text[], $4::text[]) as k (batch_id, origin, external_id)
         cross join lateral (select batch_id from sighting s
           where s.jurisdiction_id = $1 and s.origin = k.origin and s.external_id = k.external_id limit 1) s
        where s.batch_id = k.batch_id`,
      [
        jurisdictionId,
        uuids(sorted.map((s) => s.batchId)),
        texts(sorted.map((s) => s.origin)),
        texts(sorted.map((s) => s.externalId)),
      ],
    );
    return new Set(rows.map(keyOf));
  }

  /** Messages inserted a moment ago in this transaction, whose every sighting another transaction had already taken. */
  async dropMessages(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length) await tx.query('delete from message where id = any($1::uuid[])', [ids]);
  }

  /** Counts further sightings of messages that the caller holds. */
  async countSightings(tx: Tx, more: ReadonlyMap<string, number>): Promise<void> {
    if (more.size === 0) return;
    const ids = [...more.keys()];
    await tx.query(
      `update message m set sightings = m.sightings + s.more
         from unnest($1::uuid[], $2::int[]) as s (id, more) where m.id = s.id`,
      [ids, ids.map((id) => more.get(id))],
    );
  }

  /** What the hotline knows of a message; a record that is already there stays, under the name it came by. */
  async addHotline(tx: Tx, rows: readonly HotlineRow[]): Promise<void> {
    if (rows.length === 0) return;
    const sorted = [...rows].sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
    await tx.query(
      `insert into hotline_record (message_id, kind, agency, received_at, assigned_at, due_at, replied_at, reply_body, satisfaction, flags,
                                   origin, external_id)
       select h.message_id, h.kind, h.agency, h.received_at, h.assigned_at, h.due_at, h.replied_at, h.reply_body, h.satisfaction,
              array(select jsonb_array_elements_text(h.flags)), h.origin, h.external_id
         from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
                     $7::timestamptz[], $8::text[], $9::text[], $10::jsonb[], $11::text[], $12::text[])
           as h (message_id, kind, agency, received_at, assigned_at, due_at, replied_at, reply_body, satisfaction, flags, origin,
                 external_id)
       on conflict (message_id) do nothing`,
      [
        sorted.map((h) => h.messageId),
        sorted.map((h) => h.kind),
        sorted.map((h) => h.agency),
        sorted.map((h) => h.receivedAt),
        sorted.map((h) => h.assignedAt),
        sorted.map((h) => h.dueAt),
        sorted.map((h) => h.repliedAt),
        sorted.map((h) => h.replyBody),
        sorted.map((h) => h.satisfaction),
        sorted.map((h) => JSON.stringify(h.flags)),
        sorted.map((h) => h.origin),
        sorted.map((h) => h.externalId),
      ],
    );
  }

  /** Sets each batch's count of new messages, and drops batches that brought neither a sighting nor a revision. */
  async closeBatches(tx: Tx, counts: ReadonlyMap<string, number>, idle: readonly string[]): Promise<void> {
    await tx.query(
      'update batch b set count = c.count from unnest($1::uuid[], $2::int[]) as c (id, count) where b.id = c.id',
      [[...counts.keys()], [...counts.values()]],
    );
    if (idle.length) await tx.query('delete from batch where id = any($1::uuid[])', [idle]);
  }
}

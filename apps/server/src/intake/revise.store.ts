// The SQL of revisions: messages held with all that was ever said of them, and what is added when they come again.
import { Injectable } from '@nestjs/common';
import type { Channel } from '#intake';
import type { Tx } from '../platform/commit';
import type { HotlineInput } from './mask';
import { keyOf, type SightingKey } from './receive.store';
import type { Changed } from './revise.parts';

/** A message under lock, as it stands. */
export type HeldMessage = {
  id: string;
  batchId: string;
  channel: Channel;
  sourceId: string | null;
  externalId: string | null;
  title: string;
  body: string;
  url: string | null;
  place: string | null;
  agency: string | null;
  fingerprint: Buffer;
  hotline: HotlineInput | null;
  /** `keyOf` of the name that owns the record. */
  owner: string | null;
};
/** An earlier revision, without its words. */
export type HeldRevision = {
  messageId: string;
  no: number;
  how: 'first' | 'edited' | 'elsewhere';
  print: Buffer;
  key: string;
  hotline: HotlineInput | null;
};
export type HeldSighting = { print: Buffer; said: Buffer[] | null };
export type NewRevision = SightingKey & {
  messageId: string;
  no: number;
  batchId: string;
  how: 'edited' | 'elsewhere';
  changed: Changed[];
  channel: Channel;
  sourceId: string | null;
  url: string | null;
  print: Buffer;
  said: Buffer;
  title: string;
  body: string;
  place: string | null;
  agency: string | null;
  publishedAt: string | null;
  masked: Record<string, number>;
  sealed: Buffer;
  hotline: HotlineInput | null;
};
export type EditedMessage = Pick<
  NewRevision,
  'messageId' | 'title' | 'body' | 'url' | 'place' | 'agency' | 'masked' | 'sealed'
>;
export type EditedRecord = SightingKey & { messageId: string; record: HotlineInput };

/** A record as it is compared and kept: instants as ISO 8601 UTC, like those that come in. */
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const RECORD = `case when h.message_id is not null then jsonb_build_object('kind', h.kind, 'agency', h.agency,
  'receivedAt', ${instant('h.received_at')}, 'assignedAt', ${instant('h.assigned_at')}, 'dueAt', ${instant('h.due_at')},
  'repliedAt', ${instant('h.replied_at')}, 'replyBody', h.reply_body, 'satisfaction', h.satisfaction, 'flags', to_jsonb(h.flags)) end`;

@Injectable()
export class ReviseStore {
  /** Takes messages for this transaction, in the order of their ids: whoever else changes them waits. */
  async hold(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query('select 1 from message where id = any($1::uuid[]) order by id for no key update', [ids]);
  }

  async messages(tx: Tx, ids: readonly string[]): Promise<HeldMessage[]> {
    const rows: (Omit<HeldMessage, 'owner'> & { origin: string | null; ownerId: string | null })[] =
      await tx.query(
        `select m.id, m.batch_id as "batchId", m.channel, m.source_id as "sourceId", m.external_id as "externalId", m.title, m.body, m.url,
                m.place, m.agency, m.fingerprint, ${RECORD} as hotline, h.origin, h.external_id as "ownerId"
           from message m left join hotline_record h on h.message_id = m.id where m.id = any($1::uuid[])`,
        [ids],
      );
    return rows.map(({ origin, ownerId, ...row }) => ({
      ...row,
      owner: origin === null || ownerId === null ? null : keyOf({ origin, externalId: ownerId }),
    }));
  }

  async revisions(tx: Tx, ids: readonly string[]): Promise<HeldRevision[]> {
    const rows: (Omit<HeldRevision, 'key'> & SightingKey)[] = await tx.query(
      `select message_id as "messageId", no, how, print, origin, external_id as "externalId", hotline
         from message_revision where message_id = any($1::uuid[]) order by message_id, no`,
      [ids],
    );
    return rows.map((row) => ({ ...row, key: keyOf(row) }));
  }

  /** The first text is kept as a revision of its own before a second one comes. */
  async keepFirst(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(
      `insert into message_revision (message_id, no, jurisdiction_id, batch_id, at, how, changed, origin, external_id, channel, source_id,
                                     url, print, said, title, body, place, agency, published_at, masked, sealed, hotline)
       select m.id, 1, m.jurisdiction_id, m.batch_id, m.received_at, 'first', '{}',
              case when m.source_id is null then m.channel else 'feed:' || m.source_id end,
              coalesce(m.external_id, 'words:' || encode(m.fingerprint, 'hex')), m.channel, m.source_id,
              m.url, m.fingerprint, null, m.title, m.body, m.place, m.agency, m.published_at, m.masked, m.sealed, ${RECORD}
         from message m left join hotline_record h on h.message_id = m.id where m.id = any($1::uuid[])
       on conflict (message_id, no) do nothing`,
      [ids],
    );
  }

  async add(tx: Tx, jurisdictionId: string, revisions: readonly NewRevision[], at: Date): Promise<void> {
    const as = <T>(value: (revision: NewRevision) => T) => revisions.map(value);
    await tx.query(
      `insert into message_revision (jurisdiction_id, at, message_id, no, batch_id, how, changed, origin, external_id, channel, source_id,
                                     url, print, said, title, body, place, agency, published_at, masked, sealed, hotline)
       select $1, $2, message_id, no, batch_id, how, array(select jsonb_array_elements_text(changed)), origin, external_id, channel,
              source_id, url, print, said, title, body, place, agency, published_at, masked, sealed, hotline
         from unnest($3::uuid[], $4::int[], $5::uuid[], $6::text[], $7::jsonb[], $8::text[], $9::text[], $10::text[], $11::uuid[],
                     $12::text[], $13::bytea[], $14::bytea[], $15::text[], $16::text[], $17::text[], $18::text[], $19::timestamptz[],
                     $20::jsonb[], $21::bytea[], $22::jsonb[])
           as r (message_id, no, batch_id, how, changed, origin, external_id, channel, source_id, url, print, said, title, body, place,
                 agency, published_at, masked, sealed, hotline)`,
      [
        jurisdictionId,
        at,
        as((r) => r.messageId),
        as((r) => r.no),
        as((r) => r.batchId),
        as((r) => r.how),
        as((r) => JSON.stringify(r.changed)),
        as((r) => r.origin),
        as((r) => r.externalId),
        as((r) => r.channel),
        as((r) => r.sourceId),
        as((r) => r.url),
        as((r) => r.print),
        as((r) => r.said),
        as((r) => r.title),
        as((r) => r.body),
        as((r) => r.place),
        as((r) => r.agency),
        as((r) => r.publishedAt),
        as((r) => JSON.stringify(r.masked)),
        as((r) => r.sealed),
        as((r) => (r.hotline === null ? null : JSON.stringify(r.hotline))),
      ],
    );
  }

  /** The message shows its newest text. When it was published stays: it is the same message. */
  async edit(tx: Tx, messages: readonly EditedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const as = <T>(value: (message: EditedMessage) => T) => messages.map(value);
    await tx.query(
      `update message m set title = e.title, body = e.body, url = e.url, place = e.place, agency = e.agency, masked = e.masked,
                            sealed = e.sealed, erased_at = null,
                            text_erased_at = case when e.title = '' and e.body = '' then m.text_erased_at end
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::bytea[])
           as e (id, title, body, url, place, agency, masked, sealed)
        where m.id = e.id`,
      [
        as((m) => m.messageId),
        as((m) => m.title),
        as((m) => m.body),
        as((m) => m.url),
        as((m) => m.place),
        as((m) => m.agency),
        as((m) => JSON.stringify(m.masked)),
        as((m) => m.sealed),
      ],
    );
  }

  /** The record as it now stands, and whose it is. */
  async record(tx: Tx, records: readonly EditedRecord[]): Promise<void> {
    if (records.length === 0) return;
    const rows = records.map(({ messageId, origin, externalId, record }) => ({
      messageId,
      origin,
      externalId,
      ...record,
    }));
    await tx.query(
      `insert into hotline_record (message_id, origin, external_id, kind, agency, received_at, assigned_at, due_at, replied_at, reply_body,
                                   satisfaction, flags)
       select r."messageId", r.origin, r."externalId", r.kind, r.agency, r."receivedAt", r."assignedAt", r."dueAt", r."repliedAt",
              r."replyBody", r.satisfaction, array(select jsonb_array_elements_text(r.flags))
         from jsonb_to_recordset($1::jsonb) as r("messageId" uuid, origin text, "externalId" text, kind text, agency text,
              "receivedAt" timestamptz, "assignedAt" timestamptz, "dueAt" timestamptz, "repliedAt" timestamptz, "replyBody" text,
              satisfaction text, flags jsonb)
       on conflict (message_id) do update
         set origin = excluded.origin, external_id = excluded.external_id, kind = excluded.kind, agency = excluded.agency,
             received_at = excluded.received_at, assigned_at = excluded.assigned_at, due_at = excluded.due_at,
             replied_at = excluded.replied_at, reply_body = excluded.reply_body, satisfaction = excluded.satisfaction,
             flags = excluded.flags`,
      [JSON.stringify(rows)],
    );
  }

  /** What these names have said, under lock through their messages; by `keyOf`. */
  async sightings(
    tx: Tx,
    jurisdictionId: string,
    keys: readonly SightingKey[],
  ): Promise<Map<string, HeldSighting>> {
    const rows: (SightingKey & HeldSighting)[] = await tx.query(
      `select s.origin, s.external_id as "externalId", coalesce(s.print, m.fingerprint) as print, s.said
         from sighting s join unnest($2::text[], $3::text[]) as k (origin, external_id) using (origin, external_id)
         join message m on m.id = s.message_id
        where s.jurisdiction_id = $1`,
      [jurisdictionId, keys.map((k) => k.origin), keys.map((k) => k.externalId)],
    );
    return new Map(rows.map((row) => [keyOf(row), { print: row.print, said: row.said }]));
  }

  /** A name has spoken again: its last words, and one more of what it ever said. */
  async spoke(
    tx: Tx,
    jurisdictionId: string,
    spoken: readonly (SightingKey & { print: Buffer; said: Buffer; title: string; url: string | null })[],
    most: number,
  ): Promise<void> {
    if (spoken.length === 0) return;
    await tx.query(
      `update sighting s
          set print = n.print, title = n.title, url = coalesce(n.url, s.url),
              said = (coalesce(s.said, '{}') || n.said)[greatest(1, cardinality(s.said) + 2 - $7::int):]
         from unnest($2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::text[], $8::text[])
           as n (origin, external_id, print, said, title, url)
        where s.jurisdiction_id = $1 and s.origin = n.origin and s.external_id = n.external_id`,
      [
        jurisdictionId,
        spoken.map((s) => s.origin),
        spoken.map((s) => s.externalId),
        spoken.map((s) => s.print),
        spoken.map((s) => s.said),
        spoken.map((s) => s.title),
        most,
        spoken.map((s) => s.url),
      ],
    );
  }
}

// What is read of hotline records: their times a portion at a time, how far they reach, and what names them.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export type HotlineFound = {
  messageId: string;
  kind: string | null;
  receivedAt: Date | null;
  assignedAt: Date | null;
  dueAt: Date | null;
  repliedAt: Date | null;
  hasReply: boolean;
  /** The masked letter, only where the record names no kind. */
  title: string | null;
  words: string | null;
};
/** When a record came in, as far as it says so. */
const SINCE = 'coalesce(h.received_at, h.assigned_at, m.received_at)';

@Injectable()
export class HotlineStore {
  constructor(private readonly db: DataSource) {}

  /** Hotline records of a period, by when they came in, a portion at a time. */
  portion(
    jurisdictionIds: readonly string[],
    from: Date,
    to: Date,
    after: string | null,
    limit: number,
  ): Promise<HotlineFound[]> {
    return this.db.query(
      `select h.message_id as "messageId", h.kind, h.received_at as "receivedAt", h.assigned_at as "assignedAt",
              h.due_at as "dueAt", h.replied_at as "repliedAt", coalesce(h.reply_body, '') <> '' as "hasReply",
              case when coalesce(h.kind, '') = '' then m.title end as title,
              case when coalesce(h.kind, '') = '' then left(m.body, 1000) end as words
         from hotline_card h join message_card m on m.id = h.message_id
        where m.jurisdiction_id = any($1) and ${SINCE} >= $2
          and ${SINCE} < $3 and ($4::uuid is null or h.message_id > $4)
        order by h.message_id limit $5`,
      [jurisdictionIds, from, to, after, limit],
    );
  }

  /** From which day to which there are records at all, in China's days; null where there are none. */
  async span(
    jurisdictionIds: readonly string[],
  ): Promise<{ from: string; to: string; records: number } | null> {
    const [row] = await this.db.query(
      `select to_char(min(${SINCE}) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as from,
              to_char(max(${SINCE}) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as to, count(*)::int as records
         from hotline_card h join message_card m on m.id = h.message_id where m.jurisdiction_id = any($1)`,
      [jurisdictionIds],
    );
    return row.records > 0 ? row : null;
  }

  /** The masked title and the agency of some records. */
  async told(messageIds: readonly string[]): Promise<Map<string, { title: string; agency: string | null }>> {
    const rows: { id: string; title: string; agency: string | null }[] = await this.db.query(
      `select m.id, coalesce(nullif(m.title, ''), left(m.body, 60)) as title, h.agency
         from hotline_card h join message_card m on m.id = h.message_id where m.id = any($1)`,
      [messageIds],
    );
    return new Map(rows.map(({ id, ...row }) => [id, row]));
  }
}

// The search of messages: what is found of what a person may see, newest first, and how much of it there is.
import { Injectable, Optional } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Cursor } from '../platform/page';
import { listed, type MessageFound } from './message.store';
import type { Field, Query } from './query';

export type MessageFilter = {
  jurisdictionIds: readonly string[];
  /** Only what belongs to one of these or speaks of one; null: whatever is in view. */
  ofJurisdictionIds: readonly string[] | null;
  query: Query | null;
  topic?: string;
  area?: string;
  concern?: string;
  level?: string;
  channel?: string;
  sourceId?: string;
  emergency?: boolean;
  offTopic?: boolean;
  from?: string;
  to?: string;
};

/** How far into a text the excerpt looks for what was found. */
const LOOKED_AT = 8_000;
/** Counting more than so many, or for longer, would cost more than the figure is worth. */
const usual = { most: 1000, withinMs: 500 };
/** PostgreSQL gave it up because its time was over. */
const OUT_OF_TIME = '57014';

type Driver = { tables: string; id: string; at: string; jurisdiction: string };
const byCard: Driver = {
  tables: 'message_card m',
  id: 'm.id',
  at: 'm.received_at',
  jurisdiction: 'm.jurisdiction_id',
};
const byLabel = (withCard: boolean): Driver => ({
  tables: `message_label l ${withCard ? 'join message_card m on m.id = l.message_id' : ''}`,
  id: 'l.message_id',
  at: 'l.received_at',
  jurisdiction: 'l.jurisdiction_id',
});
/** A phrase is compared in one form: full-width or half, capital or small; its pattern knows both writings of a character. */
const inOneForm = (text: string) => `lower(normalize(${text}, NFKC))`;
const textOf = (field: Field | null) =>
  inOneForm(field === null ? 'm.title || chr(10) || m.body' : `m.${field}`);

type Put = (value: unknown) => string;
type Asked = { ofLabel: string[]; ofCard: string[]; bothTables: boolean };
/** A source asked for by name: those that have it, and the channels that do. */
export type NamedOrigin = { sourceIds: readonly string[]; channels: readonly string[]; not: boolean };

/** What a typed query asks of labels and of messages. */
function words({ tsquery, texts }: Query, origins: readonly NamedOrigin[], put: Put, asked: Asked): void {
  const found = (terms: string) => `l.search @@ to_tsquery('simple', ${put(terms)})`;
  if (tsquery) asked.ofLabel.push(found(tsquery));
  for (const { field, pattern, not, held } of texts) {
    const stands = `${textOf(field)} ~ ${put(pattern)}`;
    if (!not) asked.ofCard.push(stands);
    else if (!held) asked.ofCard.push(`not (${stands})`);
    else {
      // Most are told by their terms, and their text need not be read.
      asked.ofCard.push(`not (${found(held)} and ${stands})`);
      asked.bothTables = true;
    }
  }
  for (const { sourceIds, channels, not } of origins) {
    const from = `(coalesce(m.source_id = any(${put(sourceIds)}::uuid[]), false) or m.channel = any(${put(channels)}::text[]))`;
    asked.ofCard.push(not ? `not ${from}` : from);
  }
}

/** Which table leads, and what is asked of it: the labels where labels are asked for, else the messages alone. */
function picking(
  { query, ...f }: MessageFilter,
  origins: readonly NamedOrigin[],
  after: Cursor | null,
  put: Put,
): { driver: Driver; where: string[] } {
  const asked: Asked = { ofLabel: [], ofCard: [], bothTables: f.ofJurisdictionIds !== null };
  const { ofLabel, ofCard } = asked;
  if (query) words(query, origins, put, asked);
  if (f.topic !== undefined) ofLabel.push(`l.topic = ${put(f.topic)}`);
  if (f.area !== undefined) ofLabel.push(`l.areas @> array[${put(f.area)}::text]`);
  if (f.concern !== undefined) ofLabel.push(`l.concerns @> array[${put(f.concern)}::text]`);
  if (f.emergency !== undefined) ofLabel.push(`(l.emergency is not null) = ${put(f.emergency)}`);
  if (f.level !== undefined) ofLabel.push(`l.emergency->>'level' = ${put(f.level)}`);
  if (f.offTopic !== undefined) ofLabel.push(`l.off_topic = ${put(f.offTopic)}`);
  if (f.channel !== undefined) ofCard.push(`m.channel = ${put(f.channel)}`);
  if (f.sourceId !== undefined) ofCard.push(`m.source_id = ${put(f.sourceId)}`);
  const driver = ofLabel.length || asked.bothTables ? byLabel(ofCard.length > 0) : byCard;
  const where = [...ofLabel, ...ofCard];
  if (f.from !== undefined) where.push(`${driver.at} >= ${put(f.from)}`);
  if (f.to !== undefined) where.push(`${driver.at} < ${put(f.to)}`);
  if (after)
    where.push(`(${driver.at}, ${driver.id}) < (${put(after[0])}::timestamptz, ${put(after[1])}::uuid)`);
  return { driver, where };
}

/** The same of every jurisdiction in view by its own index, `rest` of each: an order, a limit. */
function perOwner(
  { jurisdictionIds, ofJurisdictionIds: wanted }: MessageFilter,
  driver: Driver,
  where: readonly string[],
  put: Put,
  rest: string,
): string[] {
  const part = (owners: readonly string[], further: readonly string[]) => `
      select p.id, p.at from unnest(${put(owners)}::uuid[]) as j (id)
       cross join lateral (
         select ${driver.id} as id, ${driver.at} as at from ${driver.tables}
          where ${driver.jurisdiction} = j.id ${[...where, ...further].map((w) => `and ${w}`).join(' ')}
          ${rest}) p`;
  const own = part(
    jurisdictionIds.filter((id) => wanted === null || wanted.includes(id)),
    [],
  );
  if (wanted === null) return [own];
  // Kept by others in view, but spoken of there.
  const others = jurisdictionIds.filter((id) => !wanted.includes(id));
  return [own, part(others, [`l.spoken_of_id = any(${put(wanted)}::uuid[])`])];
}

@Injectable()
export class FindingStore {
  constructor(
    private readonly db: DataSource,
    @Optional() private readonly counting = usual,
  ) {}

  /** Newest first, one more than `limit` where there are more. */
  async list(filter: MessageFilter, after: Cursor | null, limit: number): Promise<MessageFound[]> {
    const values: unknown[] = [];
    const put = (value: unknown) => `$${values.push(value)}`;
    const origins = await this.origins(filter);
    if (!origins) return [];
    const { driver, where } = picking(filter, origins, after, put);
    const most = put(limit + 1);
    const parts = perOwner(
      filter,
      driver,
      where,
      put,
      `order by ${driver.at} desc, ${driver.id} desc limit ${most}`,
    );
    // Each jurisdiction's newest by its own index, then the newest of those: the cost does not grow with the archive.
    return this.db.query(
      `with picked as materialized (
         select id, at from (${parts.join(' union all ')}) p order by at desc, id desc limit ${most})
       select ${listed(`left(m.body, ${LOOKED_AT})`)}
         from picked p
         join message_card m on m.id = p.id
         left join message_label l on l.message_id = p.id
         left join incident_message i on i.message_id = p.id
        order by p.at desc, p.id desc`,
      values,
    );
  }

  /** How many there are; `atLeast`: counted no further. Null where that could not be told in its time. */
  async count(filter: MessageFilter): Promise<{ count: number; atLeast: boolean } | null> {
    const values: unknown[] = [];
    const put = (value: unknown) => `$${values.push(value)}`;
    const origins = await this.origins(filter);
    if (!origins) return { count: 0, atLeast: false };
    const { driver, where } = picking(filter, origins, null, put);
    const { most, withinMs } = this.counting;
    const limit = put(most + 1);
    const parts = perOwner(filter, driver, where, put, `limit ${limit}`);
    const counted = `select count(*)::int as count from (select from (${parts.join(' union all ')}) a limit ${limit}) b`;
    try {
      const [{ count }] = await this.db.transaction(async (tx) => {
        await tx.query(`set local statement_timeout = ${withinMs}`);
        return tx.query(counted, values);
      });
      return { count: Math.min(count, most), atLeast: count > most };
    } catch (cause) {
      if ((cause as { code?: unknown }).code === OUT_OF_TIME) return null;
      throw cause;
    }
  }

  /** The sources in view with the names that were typed; null where one that is asked for is nowhere. */
  private async origins({ query, jurisdictionIds }: MessageFilter): Promise<NamedOrigin[] | null> {
    const named = await Promise.all(
      (query?.sources ?? []).map(async ({ pattern, channels, not }) => {
        const rows: { id: string }[] = await this.db.query(
          `select id from source_card where jurisdiction_id = any($1) and ${inOneForm('name')} ~ $2`,
          [jurisdictionIds, pattern],
        );
        return { sourceIds: rows.map(({ id }) => id), channels, not };
      }),
    );
    const isNowhere = named.some(
      ({ sourceIds, channels, not }) => !not && sourceIds.length + channels.length === 0,
    );
    return isNowhere ? null : named;
  }
}

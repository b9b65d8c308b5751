// Messages as people find them: searched, read with their labels, counted by the hour. Nothing outside the reader's view.
import { Injectable } from '@nestjs/common';
import type { Answer, Input, MessageCard, Revision } from '#contract';
import { inView, type Principal } from '../platform/access';
import { Now } from '../platform/now';
import { pageOf, readCursor } from '../platform/page';
import { notFound } from '../platform/problem';
import { type HotlineFound, type MessageFound, MessageStore, type RevisionFound } from './message.store';
import { excerptOf, isEmpty, readQuery } from './query';

const truth = (text: 'true' | 'false' | undefined) => (text === undefined ? undefined : text === 'true');
const iso = (at: Date | null) => at?.toISOString() ?? null;
const HOUR_MS = 3_600_000;
const TOPICS_SHOWN = 8;
const REST = '其他';

export function cardOf(row: MessageFound, needles: readonly string[] = []): MessageCard {
  return {
    id: row.id,
    channel: row.channel,
    title: row.title,
    excerpt: excerptOf(row.body, needles),
    sourceName: row.sourceName,
    url: row.url,
    publishedAt: iso(row.publishedAt),
    receivedAt: row.receivedAt.toISOString(),
    sightings: row.sightings,
    topic: row.topic,
    areas: row.areas ?? [],
    emergencyLevel: row.emergency?.level ?? null,
    offTopic: row.offTopic ?? false,
    incidentId: row.incidentId,
    masked: row.masked,
    textErasedAt: iso(row.textErasedAt),
  };
}

@Injectable()
export class MessageService {
  constructor(
    private readonly store: MessageStore,
    private readonly now: Now,
  ) {}

  async list(who: Principal, asked: Input<'messages.list'>['query']): Promise<Answer<'messages.list'>> {
    const { cursor, limit, q, emergency, offTopic, ...rest } = asked;
    const after = readCursor(cursor, 2);
    const query = q?.trim() ? readQuery(q) : null;
    if (query && isEmpty(query)) return { items: [], next: null };
    const rows = await this.store.list(
      {
        ...rest,
        jurisdictionIds: who.jurisdictionIds,
        query,
        emergency: truth(emergency),
        offTopic: truth(offTopic),
      },
      after,
      limit,
    );
    return pageOf(
      rows,
      limit,
      (row) => [row.receivedAt.toISOString(), row.id],
      (row) => cardOf(row, query?.needles),
    );
  }

  async read(who: Principal, id: string): Promise<Answer<'messages.read'>> {
    const found = await this.store.read(id);
    if (!found) throw notFound();
    inView(who, found.jurisdictionId);
    const [sightings, hotline, revisions] = await Promise.all([
      this.store.sightings(id),
      this.store.hotline(id),
      this.store.revisions(id),
    ]);
    return {
      ...cardOf(found),
      body: found.body,
      place: found.place,
      agency: found.agency,
      externalId: found.externalId,
      original: {
        state: found.originalKept ? 'kept' : found.originalErasedAt ? 'erased' : 'none',
        erasedAt: iso(found.originalErasedAt),
      },
      labels: found.labels,
      sightingsList: sightings.map((s) => ({ ...s, seenAt: s.seenAt.toISOString() })),
      hotline: hotline && hotlineOf(hotline),
      revisions: revisionsOf(revisions),
    };
  }

  /** Every hour is there, those without messages too; the busiest topics by name, the others together. */
  async figures(
    who: Principal,
    { hours, incidentId }: Input<'figures.messages'>['query'],
  ): Promise<Answer<'figures.messages'>> {
    if (incidentId && !(await this.store.incidentInView(incidentId, who.jurisdictionIds))) throw notFound();
    const to = this.now.at();
    const last = Math.floor(to.getTime() / HOUR_MS) * HOUR_MS;
    const from = new Date(last - (hours - 1) * HOUR_MS);
    const counted = await this.store.hours(who.jurisdictionIds, from, to, incidentId ?? null);
    const topics = busiest(counted);
    const rows = Array.from({ length: hours }, (_, i) => ({
      at: new Date(from.getTime() + i * HOUR_MS).toISOString(),
      counts: Object.fromEntries(topics.map((t) => [t, 0])) as Record<string, number>,
    }));
    for (const { hour, topic, count } of counted) {
      const row = rows[(hour * 1000 - from.getTime()) / HOUR_MS];
      const name = topic !== null && topics.includes(topic) ? topic : REST;
      if (row) row.counts[name] = (row.counts[name] ?? 0) + count;
    }
    return { from: from.toISOString(), to: to.toISOString(), topics, hours: rows };
  }
}

function busiest(counted: readonly { topic: string | null; count: number }[]): string[] {
  const sums = new Map<string, number>();
  for (const { topic, count } of counted)
    if (topic !== null && topic !== REST) sums.set(topic, (sums.get(topic) ?? 0) + count);
  const order = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([topic]) => topic);
  const named = order.slice(0, TOPICS_SHOWN);
  const rest = counted.some(({ topic }) => topic === null || !named.includes(topic));
  return rest ? [...named, REST] : named;
}

const textFields = new Set(['title', 'body', 'masked']);

/** Words only where they changed, with the number of those that the message showed before. */
function revisionsOf(rows: readonly RevisionFound[]): Revision[] {
  let shown: number | null = null;
  return rows.map(({ title, body, at, ...row }) => {
    const isNew = row.how === 'first' || row.changed.some((field) => textFields.has(field));
    const before = isNew ? shown : null;
    if (isNew && row.how !== 'elsewhere') shown = row.no;
    return { ...row, at: at.toISOString(), text: isNew ? { title, body } : null, before };
  });
}

function hotlineOf(row: HotlineFound): NonNullable<Answer<'messages.read'>['hotline']> {
  return {
    ...row,
    receivedAt: iso(row.receivedAt),
    assignedAt: iso(row.assignedAt),
    dueAt: iso(row.dueAt),
    repliedAt: iso(row.repliedAt),
  };
}

// Messages as people find them: searched, read with their labels, counted by the hour. Nothing outside the reader's view.
import { Injectable } from '@nestjs/common';
import type { Answer, Input, MessageCard, MessageRead, MessageSearch, Placing, Revision } from '#contract';
import { isReadable } from '#understanding';
import { inView, type Principal } from '../platform/access';
import { Now } from '../platform/now';
import { pageOf, readCursor } from '../platform/page';
import { notFound } from '../platform/problem';
import { excerptOf, marksIn } from './excerpt';
import { FindingStore, type MessageFilter } from './finding.store';
import { Labelling } from './labelling';
import {
  type HotlineFound,
  type MembershipFound,
  type MessageFound,
  MessageStore,
  type MessageWhole,
  type RevisionFound,
} from './message.store';
import { isEmpty, type Needle, type Query, readQuery } from './query';

const truth = (text: 'true' | 'false' | undefined) => (text === undefined ? undefined : text === 'true');
const queryOf = ({ q }: MessageSearch): Query | null => (q?.trim() ? readQuery(q) : null);
const iso = (at: Date | null) => at?.toISOString() ?? null;
/** An instant that the database put into JSON, as every instant leaves the server. */
const asUtc = (at: string | null) => (at === null ? null : new Date(at).toISOString());
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TOPICS_SHOWN = 8;
const REST = '其他';

export function cardOf(row: MessageFound, needles: readonly Needle[] = []): MessageCard {
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
    corrected: row.corrected ?? [],
    incidentId: row.incidentId,
    masked: row.masked,
    textErasedAt: iso(row.textErasedAt),
  };
}

/** Where in the card stands what was looked for. */
const found = (card: MessageCard, needles: readonly Needle[] = []) => ({
  ...card,
  marks: { title: marksIn(card.title, needles, 'title'), excerpt: marksIn(card.excerpt, needles, 'body') },
});

/** The later of an instant and so many days ago. */
function latest(from: string | undefined, days: number | undefined, now: Date): string | undefined {
  if (days === undefined) return from;
  const ago = new Date(now.getTime() - days * DAY_MS);
  return from !== undefined && new Date(from) > ago ? from : ago.toISOString();
}

/** Kept before there were names, places, hours: what was not looked for then is empty now. */
export function placingOf({ shared, placed }: Pick<MembershipFound, 'shared' | 'placed'>): Placing {
  return {
    shared: shared && {
      terms: shared.terms ?? [],
      names: shared.names ?? [],
      places: shared.places ?? [],
      numbers: shared.numbers ?? [],
      hours: shared.hours ?? [],
      gapHours: shared.gapHours ?? null,
      similarity: shared.similarity ?? 0,
    },
    placed: placed && { ...placed, at: new Date(placed.at).toISOString() },
  };
}

@Injectable()
export class MessageService {
  constructor(
    private readonly store: MessageStore,
    private readonly finding: FindingStore,
    private readonly labelling: Labelling,
    private readonly now: Now,
  ) {}

  async list(who: Principal, asked: Input<'messages.list'>['query']): Promise<Answer<'messages.list'>> {
    const { cursor, limit, ...search } = asked;
    const after = readCursor(cursor, 2);
    const query = queryOf(search);
    const notes = query?.notes ?? [];
    if (query && isEmpty(query)) return { items: [], next: null, notes };
    const rows = await this.finding.list(await this.filterOf(who, search, query), after, limit);
    const page = pageOf(
      rows,
      limit,
      (row) => [row.receivedAt.toISOString(), row.id],
      (row) => found(cardOf(row, query?.needles), query?.needles),
    );
    return { ...page, notes };
  }

  /** How many a search finds, as far as that is quickly counted. */
  async count(who: Principal, search: Input<'search.count'>['query']): Promise<Answer<'search.count'>> {
    const query = queryOf(search);
    if (query && isEmpty(query)) return { count: 0, atLeast: false };
    return (
      (await this.finding.count(await this.filterOf(who, search, query))) ?? { count: null, atLeast: false }
    );
  }

  private async filterOf(who: Principal, search: MessageSearch, query: Query | null): Promise<MessageFilter> {
    const { q: _, days, emergency, offTopic, jurisdictionId, ...rest } = search;
    return {
      ...rest,
      from: latest(rest.from, days, this.now.at()),
      jurisdictionIds: who.jurisdictionIds,
      ofJurisdictionIds: jurisdictionId === undefined ? null : await this.below(who, jurisdictionId),
      query,
      emergency: truth(emergency),
      offTopic: truth(offTopic),
    };
  }

  /** The jurisdiction and all below it, in view. */
  private async below(who: Principal, jurisdictionId: string): Promise<string[]> {
    if (!who.jurisdictionIds.includes(jurisdictionId))
      throw notFound(
        '这个辖区不在您的查看范围内，请改选辖区。',
        'That jurisdiction is not in your view; choose another.',
      );
    return this.store.withAllBelow(jurisdictionId);
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
      labels: found.labels && { ...found.labels, labelledAt: asUtc(found.labels.labelledAt) },
      machine: found.machine,
      corrections: found.corrections.map((one) => ({
        ...one,
        at: asUtc(one.at)!,
        undoneAt: asUtc(one.undoneAt),
      })),
      sightingsList: sightings.map((s) => ({ ...s, seenAt: s.seenAt.toISOString() })),
      hotline: hotline && hotlineOf(hotline),
      revisions: revisionsOf(revisions),
      outside: outsideOf(found),
      membership:
        found.membership && found.incidentId
          ? {
              incidentId: found.incidentId,
              title: found.membership.title,
              ...placingOf(found.membership),
              movedBy: found.membership.movedBy,
            }
          : null,
    };
  }

  /** The second and third level of the tree that can be proposed under the message's topic. */
  async branch(who: Principal, id: string): Promise<Answer<'messages.branch'>> {
    const found = await this.store.read(id);
    if (!found) throw notFound();
    inView(who, found.jurisdictionId);
    if (!found.topic) return { branch: null };
    return { branch: await this.labelling.branch(found.jurisdictionId, found.topic, found) };
  }

  /** Every hour is there, those without messages too; the busiest topics by name, the others together. */
  async figures(
    who: Principal,
    { hours, incidentId, by }: Input<'figures.messages'>['query'],
  ): Promise<Answer<'figures.messages'>> {
    if (incidentId && !(await this.store.incidentInView(incidentId, who.jurisdictionIds))) throw notFound();
    const to = this.now.at();
    const last = Math.floor(to.getTime() / HOUR_MS) * HOUR_MS;
    const from = new Date(last - (hours - 1) * HOUR_MS);
    const counted = await this.store.hours(who.jurisdictionIds, from, to, by, incidentId ?? null);
    const topics = busiest(counted, by === 'topic' ? TOPICS_SHOWN : Number.POSITIVE_INFINITY);
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

function busiest(counted: readonly { topic: string | null; count: number }[], most: number): string[] {
  const sums = new Map<string, number>();
  for (const { topic, count } of counted)
    if (topic !== null && topic !== REST) sums.set(topic, (sums.get(topic) ?? 0) + count);
  const order = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([topic]) => topic);
  const named = order.slice(0, most);
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

/** Why it is in no incident. Off topic comes first: that is what a person can put right. */
function outsideOf({ labels, incidentId, abroad, title, body }: MessageWhole): MessageRead['outside'] {
  if (!labels || incidentId) return null;
  if (labels.offTopic) return 'off-topic';
  if (abroad) return 'abroad';
  return isReadable({ title, body }) ? 'waiting' : 'nothing-to-read';
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

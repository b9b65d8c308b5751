// Many sources at once: as OPML in and out, looked at before anything is added.
import { Injectable } from '@nestjs/common';
import { type Answer, type Input, type ListedFeed, topicNames } from '#contract';
import { readOpml, writeOpml } from '#intake';
import type { Principal } from '../platform/access';
import { Now } from '../platform/now';
import { Refusal } from '../platform/problem';
import { type Place, PlaceStore } from './places.store';
import { addressOf, SourceService } from './source.service';
import { SourceStore } from './source.store';

const MOST_BYTES = 4 * 1024 * 1024;
const LONGEST_NAME = 80;
const MOST_TOPICS = 3;

@Injectable()
export class SourceListService {
  constructor(
    private readonly store: SourceStore,
    private readonly sources: SourceService,
    private readonly places: PlaceStore,
    private readonly now: Now,
  ) {}

  async write(who: Principal): Promise<string> {
    const rows = await this.store.list(who.jurisdictionIds);
    const pathOf = paths(await this.places.within(null, who.jurisdictionId));
    const feeds = rows.map(({ name, url, topics, speaksOfId }) => ({
      name,
      url,
      topics,
      jurisdiction: (speaksOfId && pathOf.get(speaksOfId)) ?? '',
    }));
    return writeOpml('闻应 · Wenying', feeds, this.now.at());
  }

  /** What a list holds: which feeds are new, known already or cannot be added, and why. Keeps nothing. */
  async look(who: Principal, body: AsyncIterable<Buffer>): Promise<ListedFeed[]> {
    const feeds = readOpml(await bytesOf(body));
    if ('code' in feeds) throw new Refusal(422, feeds.code, feeds.zh, feeds.en);
    const judged = feeds.map((feed) => ({ ...feed, judged: judge(feed.url) }));
    const urls = judged.flatMap((feed) => ('href' in feed.judged ? [feed.judged.href] : []));
    const known = await this.store.known(who.jurisdictionId, urls);
    const places = await this.places.within(null, who.jurisdictionId);
    const seen = new Set<string>();
    return judged.flatMap(({ name, folder, url, topics, jurisdiction, judged: address }): ListedFeed[] => {
      const hints = { topics: topicsOf(topics), speaksOf: placeOf(jurisdiction, places) };
      if ('reason' in address)
        return [{ name: nameOf(name, url), url, folder, state: 'bad', reason: address.reason, ...hints }];
      const { href, host } = address;
      // Two spellings of one address are one feed.
      if (seen.has(href)) return [];
      seen.add(href);
      const state = known.has(href) ? 'known' : 'new';
      return [{ name: nameOf(name, host), url: href, folder, state, reason: null, ...hints }];
    });
  }

  /** Adds each by itself: one that cannot be added does not hold up the others. */
  async addMany(
    who: Principal,
    { sources, everyMinutes, keeperId }: Input<'sources.addAll'>['body'],
  ): Promise<Answer<'sources.addAll'>> {
    const done: Answer<'sources.addAll'> = { added: 0, known: 0, bad: [] };
    for (const source of sources) {
      const { url } = source;
      try {
        await this.sources.add(who, { ...source, everyMinutes, keeperId });
        done.added += 1;
      } catch (cause) {
        if (!(cause instanceof Refusal) || cause.code === 'source.keeper') throw cause;
        if (cause.code === 'source.already') done.known += 1;
        else done.bad.push({ url, reason: { zh: cause.zh, en: cause.en } });
      }
    }
    return done;
  }
}

type Judged = { href: string; host: string } | { reason: { zh: string; en: string } };

function judge(url: string): Judged {
  try {
    const { href, host } = addressOf(url);
    return { href, host };
  } catch (cause) {
    if (cause instanceof Refusal) return { reason: { zh: cause.zh, en: cause.en } };
    throw cause;
  }
}

/** Topics of the tree only, and no more than a source may have. */
const topicsOf = (names: readonly string[]): ListedFeed['topics'] =>
  topicNames.filter((topic) => names.includes(topic)).slice(0, MOST_TOPICS);

/** Each place's path from the top, by its id. */
function paths(places: readonly Place[]): Map<string, string> {
  const byId = new Map(places.map((place) => [place.id, place]));
  const pathOf = ({ parentId, name }: Place): string => {
    const parent = parentId && byId.get(parentId);
    return parent ? `${pathOf(parent)}/${name}` : name;
  };
  return new Map(places.map((place) => [place.id, pathOf(place)]));
}

/** The place with that path, or the only one whose path ends so: a list may come from an office above or below. */
function placeOf(path: string, places: readonly Place[]): ListedFeed['speaksOf'] {
  if (path === '') return null;
  const all = [...paths(places)];
  const ending = all.filter(([, own]) => `/${own}`.endsWith(`/${path}`) || path.endsWith(`/${own}`));
  const [id] = all.find(([, own]) => own === path) ?? (ending.length === 1 ? ending[0]! : []);
  return id === undefined ? null : { id, name: places.find((place) => place.id === id)!.name };
}

const nameOf = (name: string, otherwise: string): string => (name.trim() || otherwise).slice(0, LONGEST_NAME);

async function bytesOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of body) {
    total += chunk.length;
    // The rest is read and thrown away, so that the sender hears the answer.
    if (total <= MOST_BYTES) chunks.push(chunk);
  }
  if (total > MOST_BYTES)
    throw new Refusal(
      413,
      'opml.too-large',
      '文件超过 4 MB，不像是订阅列表。',
      'The file is larger than 4 MB, which no list of feeds is.',
    );
  return Buffer.concat(chunks);
}

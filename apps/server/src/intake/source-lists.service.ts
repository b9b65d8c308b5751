// Many sources at once: as OPML in and out, looked at before anything is added.
import { Injectable } from '@nestjs/common';
import type { Answer, Input, ListedFeed } from '#contract';
import { readOpml, writeOpml } from '#intake';
import type { Principal } from '../platform/access';
import { Now } from '../platform/now';
import { Refusal } from '../platform/problem';
import { addressOf, SourceService } from './source.service';
import { SourceStore } from './source.store';

const MOST_BYTES = 4 * 1024 * 1024;
const LONGEST_NAME = 80;

@Injectable()
export class SourceListService {
  constructor(
    private readonly store: SourceStore,
    private readonly sources: SourceService,
    private readonly now: Now,
  ) {}

  async write(who: Principal): Promise<string> {
    const rows = await this.store.list(who.jurisdictionIds);
    return writeOpml('闻应 · Wenying', rows, this.now.at());
  }

  /** What a list holds: which feeds are new, known already or cannot be added, and why. Keeps nothing. */
  async look(who: Principal, body: AsyncIterable<Buffer>): Promise<ListedFeed[]> {
    const feeds = readOpml(await bytesOf(body));
    if ('code' in feeds) throw new Refusal(422, feeds.code, feeds.zh, feeds.en);
    const judged = feeds.map((feed) => ({ ...feed, judged: judge(feed.url) }));
    const urls = judged.flatMap((feed) => ('href' in feed.judged ? [feed.judged.href] : []));
    const known = await this.store.known(who.jurisdictionId, urls);
    const seen = new Set<string>();
    return judged.flatMap(({ name, folder, url, judged: address }): ListedFeed[] => {
      if ('reason' in address)
        return [{ name: nameOf(name, url), url, folder, state: 'bad', reason: address.reason }];
      const { href, host } = address;
      // Two spellings of one address are one feed.
      if (seen.has(href)) return [];
      seen.add(href);
      const state = known.has(href) ? 'known' : 'new';
      return [{ name: nameOf(name, host), url: href, folder, state, reason: null }];
    });
  }

  /** Adds each by itself: one that cannot be added does not hold up the others. */
  async addMany(
    who: Principal,
    { sources, everyMinutes, keeperId }: Input<'sources.addAll'>['body'],
  ): Promise<Answer<'sources.addAll'>> {
    const done: Answer<'sources.addAll'> = { added: 0, known: 0, bad: [] };
    for (const { name, url } of sources) {
      try {
        await this.sources.add(who, { name, url, everyMinutes, keeperId });
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

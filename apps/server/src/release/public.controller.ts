// What the public reads: pages and feeds, without a sign-in and without a script.
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Open } from '../platform/access';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { type Cursor, pageOf, readInstantCursor } from '../platform/page';
import { type FeedKind, feedOf, feedTypes } from './public.feeds';
import { contentSecurityPolicy, listPage, notFoundPage, releasePage } from './public.html';
import { type PublicEdition, PublicStore } from './public.store';

const PAGE = 20;
const IN_FEED = 50;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

@Controller('public')
export class PublicController {
  constructor(
    private readonly store: PublicStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(['', 'releases'])
  @Open('the public reads what was published')
  async list(@Query('before') before: unknown, @Res() res: Response): Promise<void> {
    const cursor = cursorOf(before);
    if (cursor === undefined) return this.missing(res);
    const [rows, place, changedAt] = await Promise.all([
      this.store.newest(cursor, PAGE),
      this.store.placeName(),
      this.store.changedAt(),
    ]);
    const { items, next } = pageOf(
      rows,
      PAGE,
      (row) => [row.publishedAt.toISOString(), row.id],
      (row) => row,
    );
    send(res, listPage(place, items, next, cursor === null), changedAt);
  }

  @Get('releases.rss')
  @Open('the public reads what was published')
  rss(@Res() res: Response): Promise<void> {
    return this.feed('rss', res);
  }

  @Get('releases.atom')
  @Open('the public reads what was published')
  atom(@Res() res: Response): Promise<void> {
    return this.feed('atom', res);
  }

  @Get('releases.json')
  @Open('the public reads what was published')
  json(@Res() res: Response): Promise<void> {
    return this.feed('json', res);
  }

  @Get('releases/:id')
  @Open('the public reads what was published')
  async newest(@Param('id') id: string, @Res() res: Response): Promise<void> {
    const all = await this.editions(id);
    return this.show(all[0], all, res);
  }

  @Get('releases/:id/editions/:edition')
  @Open('the public reads what was published, earlier editions too')
  async edition(
    @Param('id') id: string,
    @Param('edition') edition: string,
    @Res() res: Response,
  ): Promise<void> {
    const all = await this.editions(id);
    return this.show(
      all.find((e) => String(e.edition) === edition),
      all,
      res,
    );
  }

  @Get('releases/*rest')
  @Open('says in words that there is nothing here')
  nothing(@Res() res: Response): Promise<void> {
    return this.missing(res);
  }

  private editions(id: string): Promise<PublicEdition[]> {
    return uuid.test(id) ? this.store.editions(id) : Promise.resolve([]);
  }

  private async show(
    shown: PublicEdition | undefined,
    all: readonly PublicEdition[],
    res: Response,
  ): Promise<void> {
    if (!shown) return this.missing(res);
    const instants = [...all.map((e) => e.publishedAt), ...(shown.withdrawnAt ? [shown.withdrawnAt] : [])];
    const changedAt = new Date(Math.max(...instants.map(Number)));
    send(res, releasePage(await this.store.placeName(), shown, all), changedAt);
  }

  private async feed(kind: FeedKind, res: Response): Promise<void> {
    const [rows, place, changedAt] = await Promise.all([
      this.store.newest(null, IN_FEED),
      this.store.placeName(),
      this.store.changedAt(),
    ]);
    const { publicUrl } = this.config;
    const text = feedOf(kind, rows.slice(0, IN_FEED), { publicUrl, place, changedAt });
    send(res, text, changedAt, feedTypes[kind]);
  }

  private async missing(res: Response): Promise<void> {
    res.status(404);
    send(res, notFoundPage(await this.store.placeName()), null);
  }
}

/** Null for the first page, undefined for what is no cursor of ours. */
function cursorOf(before: unknown): Cursor | null | undefined {
  if (before === undefined) return null;
  try {
    return readInstantCursor(String(before));
  } catch {
    return undefined;
  }
}

/** Readers may keep it for half a minute, and ask again whether it still holds; express compares the ETag. */
function send(res: Response, text: string, changedAt: Date | null, type = 'text/html; charset=utf-8'): void {
  res.setHeader('Content-Security-Policy', contentSecurityPolicy);
  res.setHeader('Cache-Control', 'public, max-age=30, must-revalidate');
  if (changedAt) res.setHeader('Last-Modified', changedAt.toUTCString());
  res.setHeader('Content-Type', type);
  res.send(text);
}

// The order book taken away: all of what was asked for as one file, and the fact that it left.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Input } from '#contract';
import { shanghaiDay } from '#duty';
import { actorOf, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { OrderService } from './order.service';
import { OrderStore } from './order.store';
import { bookLines, orderBook } from './order-book';

/** More than an office issues in many years. */
const MOST = 20_000;

@Injectable()
export class OrderBookService {
  constructor(
    private readonly commit: Commit,
    private readonly orders: OrderService,
    private readonly store: OrderStore,
  ) {}

  async book(who: Principal, query: Input<'orders.book'>['query']): Promise<{ name: string; file: Buffer }> {
    const { lang, year = null } = query;
    return this.commit.commit(async (_tx, at) => {
      const found = await this.store.list(this.orders.filter(who, query, at), null, MOST);
      // A book is read from its first number on.
      const rows = found.slice(0, MOST).reverse();
      const events = await this.store.events(rows.map(({ id }) => id));
      const lines = bookLines(lang, rows, events, at);
      const file = await orderBook(lang, lines, at);
      const digest = createHash('sha256').update(file).digest('hex');
      const subject = { type: 'order-book', id: who.jurisdictionId };
      const said = { year, orders: rows.length, digest };
      const name = `${lang === 'zh' ? '督办台账' : 'order-book'}-${shanghaiDay(at.toISOString())}.xlsx`;
      return {
        value: { name, file },
        facts: [fact('order-book.exported', actorOf(who), subject, who.jurisdictionId, said)],
      };
    });
  }
}

// Supervision orders over HTTP.
import { Controller, Res, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { Answer, Input as In, OrderWhole } from '#contract';
import { type Principal, Requires, Who } from '../platform/access';
import { Input, Route } from '../platform/route';
import { OrderService } from './order.service';
import { OrderBookService } from './order-book.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Controller()
export class OrdersController {
  constructor(
    private readonly orders: OrderService,
    private readonly books: OrderBookService,
  ) {}

  @Route('orders.list')
  @Requires('duty.read')
  list(@Input() { query }: In<'orders.list'>, @Who() who: Principal): Promise<Answer<'orders.list'>> {
    return this.orders.list(who, query);
  }

  @Route('orders.book')
  @Requires('duty.read')
  async book(
    @Input() { query }: In<'orders.book'>,
    @Who() who: Principal,
    @Res({ passthrough: true }) res: Response,
  ): Promise<StreamableFile> {
    const { name, file } = await this.books.book(who, query);
    res.attachment(name);
    return new StreamableFile(file, { type: XLSX });
  }

  @Route('orders.due')
  @Requires('order.issue')
  due(@Input() { body }: In<'orders.due'>, @Who() who: Principal): Promise<Answer<'orders.due'>> {
    return this.orders.due(who, body);
  }

  @Route('orders.issue')
  @Requires('order.issue')
  issue(@Input() { body }: In<'orders.issue'>, @Who() who: Principal): Promise<OrderWhole> {
    return this.orders.issue(who, body);
  }

  @Route('orders.read')
  @Requires('duty.read')
  read(@Input() { params }: In<'orders.read'>, @Who() who: Principal): Promise<OrderWhole> {
    return this.orders.read(who, params.id);
  }

  @Route('orders.remind')
  @Requires('order.issue')
  remind(@Input() { params, body }: In<'orders.remind'>, @Who() who: Principal): Promise<OrderWhole> {
    return this.orders.remind(who, params.id, body);
  }

  @Route('orders.answer')
  @Requires('order.answer')
  answer(@Input() { params, body }: In<'orders.answer'>, @Who() who: Principal): Promise<OrderWhole> {
    return this.orders.answer(who, params.id, body);
  }

  @Route('orders.return')
  @Requires('order.issue')
  return(@Input() { params, body }: In<'orders.return'>, @Who() who: Principal): Promise<OrderWhole> {
    return this.orders.return(who, params.id, body);
  }

  @Route('orders.close')
  @Requires('order.issue')
  close(@Input() { params, body }: In<'orders.close'>, @Who() who: Principal): Promise<OrderWhole> {
    return this.orders.close(who, params.id, body);
  }
}

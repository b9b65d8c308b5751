// The order book (台账) as a sheet: one line an order, what was demanded, answered and decided, in one language.
import ExcelJS from 'exceljs';
import type { OrderState } from '#duty';
import { isPast, leaningNote, shanghaiTime } from '#duty';
import type { EventFound, OrderFound } from './order.store';

type Lang = 'zh' | 'en';
const heads: Record<Lang, readonly [string, number][]> = {
  zh: [
    ['编号', 18],
    ['事由', 30],
    ['督办要求', 44],
    ['被督办单位', 18],
    ['关联事件或公开事项', 30],
    ['发出人', 12],
    ['发出时间', 17],
    ['到期时间', 30],
    ['状态', 14],
    ['是否超期', 10],
    ['催办次数', 9],
    ['退回次数', 9],
    ['答复时间', 17],
    ['答复内容', 44],
    ['佐证', 44],
    ['办结时间', 17],
    ['办结意见', 30],
  ],
  en: [
    ['Number', 18],
    ['Subject', 30],
    ['Demand', 44],
    ['Addressed to', 18],
    ['Incident or matter', 30],
    ['Issued by', 12],
    ['Issued', 17],
    ['Due', 30],
    ['State', 14],
    ['Overdue', 10],
    ['Reminders', 9],
    ['Returned', 9],
    ['Answered', 17],
    ['Answer', 44],
    ['Evidence', 44],
    ['Ended', 17],
    ['Decision', 30],
  ],
};
const states: Record<Lang, Record<OrderState, string>> = {
  zh: {
    issued: '待答复',
    answered: '已答复待审',
    returned: '退回补充',
    closed: '已办结',
    withdrawn: '已撤销',
  },
  en: {
    issued: 'awaiting an answer',
    answered: 'answered',
    returned: 'returned for more',
    closed: 'closed',
    withdrawn: 'withdrawn',
  },
};
const says: Record<Lang, { sheet: string; now: string; once: string; never: string; note: string }> = {
  zh: { sheet: '督办台账', now: '超期未答', once: '曾超期', never: '否', note: '时间均为北京时间' },
  en: { sheet: 'Order book', now: 'overdue', once: 'was overdue', never: 'no', note: 'Times are China time' },
};

/** The lines of the book under their heading, as text: nothing in them is ever read as a formula. */
export function bookLines(
  lang: Lang,
  orders: readonly OrderFound[],
  events: readonly EventFound[],
  now: Date,
): (string | number)[][] {
  const time = (at: Date | null) => (at ? shanghaiTime(at.toISOString()) : '');
  return orders.map((order) => {
    const own = events.filter(({ orderId }) => orderId === order.id);
    const answer = own.findLast(({ act }) => act === 'answered');
    const end = own.findLast(({ act }) => act === 'closed' || act === 'withdrawn');
    const awaits = order.state === 'issued' || order.state === 'returned';
    const overdue = awaits && isPast(now.toISOString(), order.dueAt.toISOString());
    const { now: late, once, never } = says[lang];
    return [
      order.number,
      order.subject,
      order.demand,
      order.departmentName,
      order.matterId
        ? `${order.matterNumber ?? ''} ${order.matterTitle ?? ''}`.trim()
        : (order.incidentTitle ?? ''),
      order.issuedName,
      time(order.issuedAt),
      `${time(order.dueAt)}${leaningNote(order.leansOn, now)[lang]}`,
      states[lang][order.state],
      overdue ? late : order.overdueAt ? once : never,
      order.reminded,
      order.round - 1,
      time(answer?.at ?? null),
      answer?.words ?? '',
      answer?.evidence.map(({ what, where }) => `${what}：${where}`).join('\n') ?? '',
      time(end?.at ?? null),
      end?.words ?? '',
    ];
  });
}

/** The book as the bytes of an xlsx file. */
export async function orderBook(
  lang: Lang,
  lines: readonly (string | number)[][],
  asOf: Date,
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.created = asOf;
  const sheet = book.addWorksheet(says[lang].sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = heads[lang].map(([header, width]) => ({ header, width }));
  sheet.getRow(1).font = { bold: true };
  for (const line of lines) {
    const row = sheet.addRow(line);
    row.alignment = { vertical: 'top', wrapText: true };
  }
  sheet.addRow([]);
  sheet.addRow([`${says[lang].note} · ${shanghaiTime(asOf.toISOString())}`]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

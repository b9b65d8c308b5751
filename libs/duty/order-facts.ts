// The facts of supervision orders: each act once, with digests of what was demanded and answered.
type Order = {
  orderId: string;
  number: string;
  departmentId: string;
  incidentId: string | null;
  /** The matter of the registry that it is about, where it is about one. */
  matterId?: string;
  /** The people who are to hear of it: the addressee's, or whoever issued it. */
  toOfficerIds: string[];
};
export type OrderFacts = {
  'order.issued': Order & { dueAt: string; digest: string };
  /** `times`: how often it has been reminded of by now. */
  'order.reminded': Order & { times: number; digest: string };
  /** `noticeAt` is the instant at which it fell due; `late` when it was noticed more than a minute after. */
  'order.near': Order & { dueAt: string; noticeAt: string; late: boolean };
  'order.overdue': Order & { dueAt: string; noticeAt: string; late: boolean };
  /** `late`: given after it was due. `evidence`: how many proofs came with it; the digest is over words and proofs. */
  'order.answered': Order & { round: number; late: boolean; evidence: number; digest: string };
  'order.returned': Order & { round: number; dueAt: string; digest: string };
  'order.closed': Order & { outcome: 'closed' | 'withdrawn'; digest: string };
  /** The order book was taken away: of which year, how many lines, which file. */
  'order-book.exported': { year: number | null; orders: number; digest: string };
};

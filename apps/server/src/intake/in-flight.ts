// How many rows may be in hand at once in one process: beyond it a sender is asked to come back, not made to wait.
import { Refusal } from '../platform/problem';

const MOST_ROWS = 20_000;
const COME_BACK_S = 2;

export class InFlight {
  private rows = 0;

  constructor(private readonly most = MOST_ROWS) {}

  /** @throws Refusal 429 when too much is in hand already */
  async hold<T>(rows: number, work: () => Promise<T>): Promise<T> {
    if (this.rows + rows > this.most && this.rows > 0)
      throw new Refusal(
        429,
        'message.too-busy',
        '正在处理的信息过多，请稍后再送；重复送入不会重复入库。',
        'Too much is in hand; send it again shortly. Repeats are harmless.',
        { retryAfterSeconds: COME_BACK_S },
      );
    this.rows += rows;
    try {
      return await work();
    } finally {
      this.rows -= rows;
    }
  }
}

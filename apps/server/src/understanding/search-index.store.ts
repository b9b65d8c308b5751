// Has the words of new messages sorted into the search index in large lots, beside whoever writes them.
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Tx } from '../platform/commit';
import { log } from '../platform/log';

/**
 * So many bytes of words are a lot. The index keeps new words in a list, which every search reads through, and sorts them
 * in from time to time: the more at once the less it costs a message. These take some 16 MB of the list, 5 ms of a search.
 */
const LOT = 8 * 1024 * 1024;
/** A list of this length is sorted in by whoever makes it longer: only should nobody else come to it. */
const AT_THE_LATEST = '64MB';

@Injectable()
export class SearchIndexStore implements BeforeApplicationShutdown {
  private waiting = 0;
  private sorting: Promise<void> | null = null;

  constructor(private readonly db: DataSource) {}

  /**
   * Comes before many labels are written: by itself the index would have their writer sort its words in, every 4 MB.
   * Source: PostgreSQL 18, GIN fast update technique; ginInsertCleanup.
   */
  async begin(tx: Tx): Promise<void> {
    await tx.query(`set local gin_pending_list_limit = '${AT_THE_LATEST}'`);
  }

  /** So many bytes of words were written; those that a transaction has yet to commit are sorted in like others. */
  wrote(bytes: number): void {
    this.waiting += bytes;
    if (this.waiting < LOT || this.sorting) return;
    this.waiting = 0;
    this.sorting = this.sortIn().finally(() => (this.sorting = null));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sorting;
  }

  private async sortIn(): Promise<void> {
    try {
      await this.db.query('select sort_in_search_words()');
    } catch (err) {
      log.warn({ err }, 'the search index was not sorted in beside: whoever writes next does it');
    }
  }
}

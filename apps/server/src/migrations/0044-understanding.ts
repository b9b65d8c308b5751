// The program may have the search index sorted in, though it is not the owner of it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SearchIndex0044 implements MigrationInterface {
  name = 'SearchIndex1700000000044';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create function sort_in_search_words() returns bigint language sql security definer set search_path = pg_catalog
        as $$ select gin_clean_pending_list('public.message_label_search'::regclass) $$;
      comment on function sort_in_search_words() is
        'Sorts new words of messages into their search index, in the owner''s name: PostgreSQL lets nobody else.';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop function sort_in_search_words()');
  }
}

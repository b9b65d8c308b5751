// What the public may read: editions that went out, and nothing of what is still written.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ReleaseForm } from '#duty';
import type { Cursor } from '../platform/page';

export type PublicEdition = {
  id: string;
  form: ReleaseForm;
  edition: number;
  title: string;
  body: string;
  place: string;
  digest: string;
  publishedAt: Date;
  /** Why there is a further edition. */
  reason: string | null;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  /** Whose text it is: the department, or the jurisdiction where none is known. */
  by: string;
};

const EDITION = `
  select r.id, r.form, e.edition, e.title, e.body, e.place, e.digest, e.published_at as "publishedAt", e.reason,
         r.withdrawn_at as "withdrawnAt", r.withdrawn_reason as "withdrawnReason", coalesce(d.name, j.name) as by
    from release_edition e
    join release r on r.id = e.release_id
    join jurisdiction_card j on j.id = r.jurisdiction_id
    left join department_card d on d.id = r.department_id`;

@Injectable()
export class PublicStore {
  constructor(private readonly db: DataSource) {}

  /** The newest edition of each release, newest first, one more than asked for when there are more. */
  newest(before: Cursor | null, limit: number): Promise<PublicEdition[]> {
    return this.db.query(
      `${EDITION}
        where not exists (select 1 from release_edition n where n.release_id = e.release_id and n.edition > e.edition)
          and ($1::timestamptz is null or (e.published_at, r.id) < ($1, $2::uuid))
        order by e.published_at desc, r.id desc limit $3`,
      [before?.[0] ?? null, before?.[1] ?? null, limit + 1],
    );
  }

  /** Every edition of a release that went out, the newest first; none where nothing did. */
  editions(id: string): Promise<PublicEdition[]> {
    return this.db.query(`${EDITION} where r.id = $1 order by e.edition desc`, [id]);
  }

  /** When anything the public reads last changed; null while there is nothing. */
  async changedAt(): Promise<Date | null> {
    const [row] = await this.db.query(
      `select greatest((select max(published_at) from release_edition), (select max(withdrawn_at) from release)) as at`,
    );
    return row.at;
  }

  /** The jurisdiction that stands above the others, for the head of the page. */
  async placeName(): Promise<string | null> {
    const [row] = await this.db.query(
      'select name from jurisdiction_card order by parent_id is not null, name limit 1',
    );
    return row?.name ?? null;
  }
}

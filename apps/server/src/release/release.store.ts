// The tables of release: the texts, the editions that went out, the steps that were taken.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ReleaseForm } from '#duty';
import type { Move, ReleaseState } from '#release';
import { queryTerms, searchTerms } from '#understanding';
import type { Tx } from '../platform/commit';
import type { Cursor } from '../platform/page';
import { ReleaseRow } from './release.row';

export type Edition = {
  edition: number;
  title: string;
  body: string;
  place: string;
  url: string;
  digest: string;
  publishedAt: Date;
  publishedBy: string;
  reason: string | null;
};
export type Step = { move: string; actorId: string; actorName: string; at: Date; note: string | null };
export type Stop = { clockId: string; name: { zh: string; en: string }; dueAt: Date };
export type Names = {
  authorName: string;
  reviewerName: string | null;
  approverName: string | null;
  departmentName: string | null;
  incidentTitle: string | null;
  matterTitle: string | null;
};
export type ReleaseFound = ReleaseRow & Names;
export type IncidentFound = { id: string; jurisdictionId: string };
export type Filter = {
  jurisdictionIds: readonly string[];
  q?: string;
  state?: ReleaseState | 'to-review';
  incidentId?: string;
  matterId?: string;
};

const FOUND = `
  select r.id, r.jurisdiction_id as "jurisdictionId", r.incident_id as "incidentId", r.matter_id as "matterId", r.form, r.state, r.edition,
         r.version, r.title, r.body, r.place, r.checklist, r.author_id as "authorId", r.reviewer_id as "reviewerId",
         r.approver_id as "approverId", r.department_id as "departmentId", r.correction_reason as "correctionReason",
         r.created_at as "createdAt", r.updated_at as "updatedAt", r.published_at as "publishedAt",
         r.withdrawn_at as "withdrawnAt", r.withdrawn_reason as "withdrawnReason",
         a.name as "authorName", v.name as "reviewerName", p.name as "approverName", d.name as "departmentName",
         i.title as "incidentTitle", m.number || ' ' || m.title as "matterTitle"
    from release r
    join officer_card a on a.id = r.author_id
    left join officer_card v on v.id = r.reviewer_id
    left join officer_card p on p.id = r.approver_id
    left join department_card d on d.id = r.department_id
    left join incident_card i on i.id = r.incident_id
    left join matter_card m on m.id = r.matter_id`;

@Injectable()
export class ReleaseStore {
  constructor(private readonly db: DataSource) {}

  /** Newest first, one more than asked for when there are more. */
  list(filter: Filter, before: Cursor | null, limit: number): Promise<ReleaseFound[]> {
    const { q, state } = filter;
    const states = state === 'to-review' ? ['secrecy-review', 'approval'] : state ? [state] : null;
    return this.db.query(
      `${FOUND}
        where r.jurisdiction_id = any($1)
          and ($2::text[] is null or r.state = any($2))
          and ($3::uuid is null or r.incident_id = $3)
          and ($8::uuid is null or r.matter_id = $8)
          and ($4::text is null or r.search @@ plainto_tsquery('simple', $4))
          and ($5::timestamptz is null or (r.updated_at, r.id) < ($5, $6::uuid))
        order by r.updated_at desc, r.id desc limit $7`,
      [
        filter.jurisdictionIds,
        states,
        filter.incidentId ?? null,
        q?.trim() ? queryTerms(q).join(' ') : null,
        before?.[0] ?? null,
        before?.[1] ?? null,
        limit + 1,
        filter.matterId ?? null,
      ],
    );
  }

  async read(id: string): Promise<ReleaseFound | null> {
    const [row] = await this.db.query(`${FOUND} where r.id = $1`, [id]);
    return row ?? null;
  }

  editions(id: string): Promise<Edition[]> {
    return this.db.query(
      `select edition, title, body, place, url, digest, published_at as "publishedAt", published_by as "publishedBy", reason
         from release_edition where release_id = $1 order by edition`,
      [id],
    );
  }

  steps(id: string): Promise<Step[]> {
    return this.db.query(
      `select s.move, s.actor_id as "actorId", o.name as "actorName", s.at, s.note
         from release_step s join officer_card o on o.id = s.actor_id where s.release_id = $1 order by s.id`,
      [id],
    );
  }

  /** The running clocks of an incident or a matter that a release of this form would stop. */
  stops(aboutId: string, form: ReleaseForm): Promise<Stop[]> {
    return this.db.query(
      `select id as "clockId", name, due_at as "dueAt" from clock_card
        where (incident_id = $1 or matter_id = $1) and state in ('open', 'breached') and $2 = any(answered_by) order by due_at, id`,
      [aboutId, form],
    );
  }

  /** The jurisdiction of a matter; null where there is none that still goes on. */
  async matter(tx: Tx, id: string): Promise<string | null> {
    const [row] = await tx.query(
      'select jurisdiction_id as "jurisdictionId" from matter_card where id = $1 and not withdrawn',
      [id],
    );
    return row?.jurisdictionId ?? null;
  }

  /** The incident, or the one it has become part of. */
  async incident(tx: Pick<Tx, 'query'> | null, id: string): Promise<IncidentFound | null> {
    const [row] = await (tx ?? this.db).query(
      `with recursive chain as (
         select id, jurisdiction_id, merged_into, 0 as step from incident_card where id = $1
         union all
         select i.id, i.jurisdiction_id, i.merged_into, chain.step + 1
           from incident_card i join chain on i.id = chain.merged_into where chain.step < 50)
       select id, jurisdiction_id as "jurisdictionId" from chain order by step desc limit 1`,
      [id],
    );
    return row ?? null;
  }

  /** Takes one release for a change: of two who act at once, the second sees what the first did. */
  take(tx: Tx, id: string): Promise<ReleaseRow | null> {
    return tx.findOne(ReleaseRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The newest edition before the public; null while there is none. */
  async publishedEdition(tx: Pick<Tx, 'query'> | null, id: string): Promise<number | null> {
    const [row] = await (tx ?? this.db).query(
      'select max(edition)::int as edition from release_edition where release_id = $1',
      [id],
    );
    return row.edition;
  }

  async insert(tx: Tx, row: ReleaseRow): Promise<void> {
    await tx.insert(ReleaseRow, row);
    await this.index(tx, row);
  }

  async save(tx: Tx, { id, ...columns }: ReleaseRow): Promise<void> {
    await tx.update(ReleaseRow, { id }, columns);
  }

  /** The words by which a text is found. */
  async index(tx: Tx, { id, title, body }: Pick<ReleaseRow, 'id' | 'title' | 'body'>): Promise<void> {
    await tx.query(
      `update release
          set search = setweight(to_tsvector('simple', $2), 'A') || to_tsvector('simple', $3) where id = $1`,
      [id, searchTerms(title).join(' '), searchTerms(body).join(' ')],
    );
  }

  async addEdition(tx: Tx, releaseId: string, e: Edition): Promise<void> {
    await tx.query(
      `insert into release_edition (release_id, edition, title, body, place, url, digest, published_at, published_by, reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        releaseId,
        e.edition,
        e.title,
        e.body,
        e.place,
        e.url,
        e.digest,
        e.publishedAt,
        e.publishedBy,
        e.reason,
      ],
    );
  }

  async addStep(
    tx: Tx,
    row: Pick<ReleaseRow, 'id' | 'edition'>,
    step: { move: Move | 'draft'; actorId: string; at: Date; note: string | null },
  ): Promise<void> {
    await tx.query(
      'insert into release_step (release_id, edition, move, actor_id, at, note) values ($1, $2, $3, $4, $5, $6)',
      [row.id, row.edition, step.move, step.actorId, step.at, step.note],
    );
  }
}

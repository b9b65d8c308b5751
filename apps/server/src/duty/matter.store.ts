// The tables of the registry of matters: what is registered, what went out, and the list in the order in which it falls due.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Evidence, MatterKind, MatterState } from '#duty';
import type { NamedDepartment } from '#organisation';
import type { Tx } from '../platform/commit';
import type { Cursor } from '../platform/page';
import { OVERDUE } from './clock-list.store';

export type MatterRow = {
  id: string;
  jurisdictionId: string;
  kind: MatterKind;
  number: string;
  title: string;
  departmentId: string | null;
  registeredBy: string;
  registeredAt: Date;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
  withdrawnReason: string | null;
};
export type MatterFound = MatterRow & {
  departmentName: string | null;
  /** Of the running clock that is due first; a time beyond all others where none runs. */
  key: Date;
  state: MatterState;
  clocks: number;
  pausedAt: Date | null;
};
export type MatterFilter = {
  jurisdictionIds: readonly string[];
  words: readonly string[];
  kind?: MatterKind;
  state?: MatterState;
  departmentId?: string;
  incidentId?: string;
  dueBefore?: Date;
};
export type AnswerKept = Omit<Evidence, 'publishedAt' | 'answerId' | 'url'> & {
  id: string;
  matterId: string;
  url: string | null;
  number: string | null;
  publishedAt: Date;
  by: string;
  at: Date;
  withdrawnAt?: Date | null;
};

/** What has no running clock stands after all that has. */
export const NEVER = new Date('9999-12-31T00:00:00.000Z');
const COLUMNS = `m.id, m.jurisdiction_id as "jurisdictionId", m.kind, m.number, m.title, m.department_id as "departmentId",
  m.registered_by as "registeredBy", m.registered_at as "registeredAt", m.withdrawn_at as "withdrawnAt",
  m.withdrawn_by as "withdrawnBy", m.withdrawn_reason as "withdrawnReason"`;
// An open clock whose time is over is overdue, swept or not; the order is that of `matterState` in libs/duty.
const FOUND = `
  select m.*, d.name as "departmentName",
         case when m."withdrawnAt" is not null then 'withdrawn' when c.clocks = 0 then 'waiting'
              when c.overdue > 0 then 'overdue' when c.running = 0 then 'done'
              when c.running = c.paused then 'paused' else 'running' end as state,
         c.clocks, c."pausedAt", coalesce(c.due, timestamptz '9999-12-31 00:00:00+00') as key
    from (select ${COLUMNS} from matter m) m
    left join department_card d on d.id = m."departmentId"
    cross join lateral (
      select count(*)::int as clocks, count(*) filter (where state in ('open', 'breached'))::int as running,
             count(*) filter (where state = 'breached' or (state = 'open' and ${OVERDUE}))::int as overdue,
             count(*) filter (where state = 'open' and paused_at is not null)::int as paused,
             min(paused_at) filter (where state = 'open') as "pausedAt",
             min(due_at) filter (where state in ('open', 'breached')) as due
        from clock c where c.matter_id = m.id) c`;

@Injectable()
export class MatterStore {
  constructor(private readonly db: DataSource) {}

  /** One more than asked for when there are more. */
  list(filter: MatterFilter, after: Cursor | null, limit: number, now: Date): Promise<MatterFound[]> {
    const pattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return this.db.query(
      `select * from (${FOUND} where m."jurisdictionId" = any($2) and ($3::text is null or m.kind = $3)
           and ($4::uuid is null or m."departmentId" = $4) and m.number || ' ' || m.title ilike all($5::text[])) f
        where ($6::text is null or f.state = $6)
          and ($7::timestamptz is null or (f.key <= $7 and f.state <> 'withdrawn'))
          and ($8::timestamptz is null or (f.key, f.id) > ($8, $9::uuid))
          and ($11::uuid is null or exists
                (select from incident_matter im where im.matter_id = f.id and im.incident_id = $11))
        order by f.key, f.id limit $10`,
      [
        now,
        filter.jurisdictionIds,
        filter.kind ?? null,
        filter.departmentId ?? null,
        filter.words.map(pattern),
        filter.state ?? null,
        filter.dueBefore ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit + 1,
        filter.incidentId ?? null,
      ],
    );
  }

  async read(id: string, now: Date): Promise<MatterFound | null> {
    const [row] = await this.db.query(`${FOUND} where m.id = $2`, [now, id]);
    return row ?? null;
  }

  /** Takes one matter for a change. */
  async one(tx: Tx, id: string): Promise<MatterRow | null> {
    const [row] = await tx.query(`select ${COLUMNS} from matter m where m.id = $1 for update`, [id]);
    return row ?? null;
  }

  /** Inserts it; false where this kind and number is taken, also by somebody who does it at this moment. */
  async add(tx: Tx, row: MatterRow): Promise<boolean> {
    const added: unknown[] = await tx.query(
      `insert into matter (id, jurisdiction_id, kind, number, title, department_id, registered_by, registered_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
      [
        row.id,
        row.jurisdictionId,
        row.kind,
        row.number,
        row.title,
        row.departmentId,
        row.registeredBy,
        row.registeredAt,
      ],
    );
    return added.length > 0;
  }

  async byNumber(
    tx: Tx,
    { jurisdictionId, kind, number }: Pick<MatterRow, 'jurisdictionId' | 'kind' | 'number'>,
  ): Promise<MatterRow | null> {
    const [row] = await tx.query(
      `select ${COLUMNS} from matter m where m.jurisdiction_id = $1 and m.kind = $2 and m.number = $3`,
      [jurisdictionId, kind, number],
    );
    return row ?? null;
  }

  async save(tx: Tx, row: MatterRow): Promise<void> {
    await tx.query(
      `update matter set number = $2, title = $3, department_id = $4, withdrawn_at = $5, withdrawn_by = $6,
              withdrawn_reason = $7 where id = $1`,
      [
        row.id,
        row.number,
        row.title,
        row.departmentId,
        row.withdrawnAt,
        row.withdrawnBy,
        row.withdrawnReason,
      ],
    );
  }

  /** Keeps what went out; false where it was recorded before. */
  async addAnswer(tx: Tx, answer: AnswerKept): Promise<boolean> {
    const added: unknown[] = await tx.query(
      `insert into matter_answer (id, matter_id, form, place, number, url, digest, published_at, release_id, edition,
                                  recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning id`,
      [
        answer.id,
        answer.matterId,
        answer.form,
        answer.place,
        answer.number,
        answer.url,
        answer.digest,
        answer.publishedAt,
        answer.releaseId,
        answer.edition,
        answer.by,
        answer.at,
      ],
    );
    return added.length > 0;
  }

  answers(matterId: string): Promise<AnswerKept[]> {
    return this.db.query(
      `select id, matter_id as "matterId", form, place, number, url, digest, published_at as "publishedAt",
              release_id as "releaseId", edition, recorded_by as by, recorded_at as at, withdrawn_at as "withdrawnAt"
         from matter_answer where matter_id = $1 order by published_at, id`,
      [matterId],
    );
  }

  /** The departments in use by name and alias, and the place whose name may stand before theirs. */
  async departments(jurisdictionId: string): Promise<{ place: string; departments: NamedDepartment[] }> {
    const [place] = await this.db.query('select name from jurisdiction_card where id = $1', [jurisdictionId]);
    const departments = await this.db.query(
      'select id, name, aliases from department_card where jurisdiction_id = $1 and active order by name, id',
      [jurisdictionId],
    );
    return { place: place?.name ?? '', departments };
  }

  async department(tx: Tx, id: string): Promise<string | null> {
    const [row] = await tx.query(
      'select jurisdiction_id as id from department_card where id = $1 and active',
      [id],
    );
    return row?.id ?? null;
  }

  /** The incidents that have to do with it, in the order in which that was said. */
  incidentsOf(matterId: string): Promise<{ id: string; title: string }[]> {
    return this.db.query(
      `select i.id, coalesce(i.title, '') as title from incident_matter im join incident_card i on i.id = im.incident_id
        where im.matter_id = $1 order by im.joined_at, i.id`,
      [matterId],
    );
  }

  /** False where it is so already. */
  async join(tx: Tx, matterId: string, incidentId: string, by: string, at: Date): Promise<boolean> {
    const added: unknown[] = await tx.query(
      `insert into incident_matter (incident_id, matter_id, joined_by, joined_at) values ($1, $2, $3, $4)
           on conflict do nothing returning matter_id`,
      [incidentId, matterId, by, at],
    );
    return added.length > 0;
  }

  async part(tx: Tx, matterId: string, incidentId: string): Promise<boolean> {
    const [, count]: [unknown, number] = await tx.query(
      'delete from incident_matter where incident_id = $1 and matter_id = $2',
      [incidentId, matterId],
    );
    return count > 0;
  }
}

// Assessments and the messages they carried: written with the act, listed, and put back when a person takes one back.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Tx } from '../platform/commit';
import type { Cursor } from '../platform/page';
import type { Standing } from './assessment.acts';
import { AssessmentRow } from './assessment.row';

export type AssessmentFound = AssessmentRow & {
  incident: Standing;
  other: Standing | null;
  /** Of the messages it carried, those that are still where it put them. */
  left: number;
  fromName: string | null;
  toName: string | null;
};

const standing = (
  i: string,
) => `jsonb_build_object('id', ${i}.id, 'state', ${i}.state, 'mergedInto', ${i}.merged_into,
  'level', ${i}.level, 'title', ${i}.title, 'place', ${i}.place, 'leadDepartmentId', ${i}.lead_department_id, 'messages', ${i}.messages)`;
const LEFT = `(select count(*)::int from assessment_message c join incident_message m on m.message_id = c.message_id
                where c.assessment_id = a.id and m.incident_id = coalesce(a.other_id, a.incident_id))`;

@Injectable()
export class AssessmentStore {
  constructor(private readonly db: DataSource) {}

  async add(tx: Tx, row: AssessmentRow): Promise<void> {
    await tx.insert(AssessmentRow, row);
  }

  /** Notes how messages stand before an act carries them over; all of the incident's where none are named. */
  async carry(
    tx: Tx,
    assessmentId: string,
    incidentId: string,
    messageIds?: readonly string[],
  ): Promise<void> {
    await tx.query(
      `insert into assessment_message (assessment_id, message_id, shared, moved_by, placed_by)
       select $1, message_id, shared, moved_by, placed_by from incident_message
        where incident_id = $2 and ($3::uuid[] is null or message_id = any($3))`,
      [assessmentId, incidentId, messageIds ?? null],
    );
  }

  async find(id: string): Promise<AssessmentRow | null> {
    return this.db.getRepository(AssessmentRow).findOneBy({ id });
  }

  /** Under lock; the incidents it speaks of are held already. */
  async take(tx: Tx, id: string): Promise<AssessmentRow> {
    return tx.findOneOrFail(AssessmentRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async left(tx: Tx, id: string): Promise<number> {
    const [row] = await tx.query(`select ${LEFT} as left from assessment a where a.id = $1`, [id]);
    return row.left;
  }

  /** Puts the messages back as they stood, those that are still where the assessment put them. */
  async carryBack(tx: Tx, id: string, from: string, to: string): Promise<number> {
    const back: unknown[] = await tx.query(
      `with back as (
         update incident_message m
            set incident_id = $3, shared = c.shared, moved_by = c.moved_by, placed_by = c.placed_by
           from assessment_message c
          where c.assessment_id = $1 and m.message_id = c.message_id and m.incident_id = $2 returning 1)
       select from back`,
      [id, from, to],
    );
    return back.length;
  }

  /** Takes the messages out again that an assessment took in, those that are still there: they are in no incident then. */
  async takeOut(tx: Tx, id: string, incidentId: string): Promise<number> {
    const out: unknown[] = await tx.query(
      `with out as (
         delete from incident_message m using assessment_message c
          where c.assessment_id = $1 and m.message_id = c.message_id and m.incident_id = $2 returning 1)
       select from out`,
      [id, incidentId],
    );
    return out.length;
  }

  async undone(tx: Tx, id: string, at: Date, by: string, reason: string | null): Promise<void> {
    await tx.update(AssessmentRow, { id }, { undoneAt: at, undoneBy: by, undoneReason: reason });
  }

  /** Whatever was merged into `id` before that was merged itself leads to it again. */
  async leadBack(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `update incident set merged_into = $1
        where state = 'merged'
          and id in (select incident_id from assessment where act = 'merge' and other_id = $1 and undone_at is null)`,
      [id],
    );
  }

  /** Newest first, those that touched the incident from either side. */
  async list(incidentId: string, after: Cursor | null, limit: number): Promise<AssessmentFound[]> {
    return this.db.query(
      `select a.id, a.jurisdiction_id as "jurisdictionId", a.incident_id as "incidentId", a.act, a.other_id as "otherId",
              a.at, a.by_id as "byId", a.by_name as "byName", a.reason, a.before, a.after, a.messages,
              a.undone_at as "undoneAt", a.undone_by as "undoneBy", a.undone_reason as "undoneReason",
              ${standing('i')} as incident, case when o.id is not null then ${standing('o')} end as other,
              ${LEFT} as left, f.name as "fromName", t.name as "toName"
         from assessment a
         join incident i on i.id = a.incident_id
         left join incident o on o.id = a.other_id
         left join department_card f on f.id = (a.before->>'leadDepartmentId')::uuid
         left join department_card t on t.id = (a.after->>'leadDepartmentId')::uuid
        where (a.incident_id = $1 or a.other_id = $1)
          and ($2::timestamptz is null or (a.at, a.id) < ($2, $3::uuid))
        order by a.at desc, a.id desc limit $4`,
      [incidentId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
  }
}

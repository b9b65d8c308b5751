// The tables of duty as its acts need them: clocks taken for a change, written back, and what was published for an incident.
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Evidence } from '#duty';
import type { Tx } from '../platform/commit';
import { ClockRow } from './clock.row';
import { aboutId } from './subject';

export type EscalationFound = {
  clockId: string;
  rung: number;
  to: string | null;
  at: Date;
  reason: { zh: string; en: string };
};

@Injectable()
export class ClockStore {
  constructor(private readonly db: DataSource) {}

  /** For what is only read, outside of any transaction. */
  get reading(): Pick<Tx, 'query'> {
    return this.db;
  }

  /** Takes one clock for a change. */
  one(tx: Tx, id: string): Promise<ClockRow | null> {
    return tx.findOne(ClockRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Reads one clock without taking it. */
  seen(id: string): Promise<ClockRow | null> {
    return this.db.getRepository(ClockRow).findOneBy({ id });
  }

  /** Reads every clock of an incident without taking any. */
  seenOf(incidentId: string): Promise<ClockRow[]> {
    return this.db.getRepository(ClockRow).find({ where: { incidentId }, order: { id: 'ASC' } });
  }

  /** Takes every clock of an incident, always in one order. */
  ofIncident(tx: Tx, incidentId: string): Promise<ClockRow[]> {
    return tx.find(ClockRow, {
      where: { incidentId },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Takes every clock of a matter, always in one order. */
  ofMatter(tx: Tx, matterId: string): Promise<ClockRow[]> {
    return tx.find(ClockRow, {
      where: { matterId },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Inserts what is not there yet; the ids that went in. */
  async open(tx: Tx, rows: ClockRow[]): Promise<Set<string>> {
    if (rows.length === 0) return new Set();
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(ClockRow)
      .values(rows)
      .orIgnore()
      .returning('id')
      .updateEntity(false)
      .execute();
    return new Set((inserted.raw as { id: string }[]).map(({ id }) => id));
  }

  async save(tx: Tx, { id, ...columns }: ClockRow): Promise<void> {
    await tx.update(ClockRow, { id }, columns);
  }

  /** What a notice changes, for many clocks at once. */
  async noticed(
    tx: Tx,
    rows: readonly Pick<ClockRow, 'id' | 'state' | 'given' | 'nextNoticeAt'>[],
  ): Promise<void> {
    await tx.query(
      `update clock set state = n.state, given = n.given::text[], next_notice_at = n.next_notice_at
         from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) as n (id, state, given, next_notice_at)
        where clock.id = n.id`,
      [
        rows.map((r) => r.id),
        rows.map((r) => r.state),
        rows.map((r) => `{${r.given.join()}}`),
        rows.map((r) => r.nextNoticeAt),
      ],
    );
  }

  /** Notes that rungs were climbed, as the ladder told (`to`: the first officer's id); a repeat notes nothing new. */
  async noteRungs(tx: Tx, steps: readonly EscalationFound[]): Promise<void> {
    await tx.query(
      `insert into escalation (clock_id, rung, to_officer_id, at, reason)
       select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::timestamptz[], $5::jsonb[]) on conflict do nothing`,
      [
        steps.map(({ clockId }) => clockId),
        steps.map(({ rung }) => rung),
        steps.map(({ to }) => to),
        steps.map(({ at }) => at),
        steps.map(({ reason }) => JSON.stringify(reason)),
      ],
    );
  }

  escalations(clockIds: readonly string[]): Promise<EscalationFound[]> {
    return this.db.query(
      `select e.clock_id as "clockId", e.rung, o.name as "to", e.at, e.reason
         from escalation e left join officer_card o on o.id = e.to_officer_id
        where e.clock_id = any($1) order by e.clock_id, e.rung`,
      [clockIds],
    );
  }

  /** The running clocks of some incidents and matters, as far as it matters which comes first. */
  async running(subjectIds: readonly string[]): Promise<{ id: string; subjectId: string; dueAt: string }[]> {
    const [ids, state] = [In([...new Set(subjectIds)]), In(['open', 'breached'])];
    const rows = await this.db.getRepository(ClockRow).find({
      select: { id: true, incidentId: true, matterId: true, dueAt: true },
      where: [
        { incidentId: ids, state },
        { matterId: ids, state },
      ],
      order: { dueAt: 'ASC', id: 'ASC' },
    });
    return rows.map((row) => ({ id: row.id, subjectId: aboutId(row), dueAt: row.dueAt.toISOString() }));
  }

  async remember(tx: Tx, incidentId: string, answer: Evidence): Promise<void> {
    await tx.query(
      `insert into published_answer (release_id, edition, incident_id, form, place, url, digest, published_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        answer.releaseId,
        answer.edition,
        incidentId,
        answer.form,
        answer.place,
        answer.url,
        answer.digest,
        answer.publishedAt,
      ],
    );
  }

  /** A text that was taken back answers nothing that opens later; a matter's record of it stays, marked. */
  async forget(tx: Tx, releaseId: string, at: Date): Promise<void> {
    await tx.query('update matter_answer set withdrawn_at = $2 where release_id = $1', [releaseId, at]);
    await tx.query('delete from published_answer where release_id = $1', [releaseId]);
  }

  /** What was published for an incident, the earliest first. */
  async answers(tx: Tx, incidentId: string): Promise<Evidence[]> {
    return (await this.answersOf(tx, [incidentId])).get(incidentId) ?? [];
  }

  /** The same of many at once; of a matter, what was recorded as its answers. */
  async answersOf(tx: Pick<Tx, 'query'>, subjectIds: readonly string[]): Promise<Map<string, Evidence[]>> {
    type Row = Omit<Evidence, 'publishedAt' | 'answerId'> & { publishedAt: Date; answerId: string | null };
    const rows: (Row & { subjectId: string })[] = await tx.query(
      `select incident_id as "subjectId", release_id as "releaseId", null::uuid as "answerId", edition, form, place, url,
              digest, published_at as "publishedAt" from published_answer where incident_id = any($1)
       union all
       select matter_id, release_id, id, edition, form, place, coalesce(url, ''), digest, published_at
         from matter_answer where matter_id = any($1) and withdrawn_at is null
        order by "publishedAt", "releaseId", edition`,
      [subjectIds],
    );
    const found = new Map<string, Evidence[]>();
    for (const { subjectId, publishedAt, answerId, ...row } of rows) {
      const proof = answerId ? { answerId } : {};
      const answer = { ...row, ...proof, publishedAt: publishedAt.toISOString() };
      const known = found.get(subjectId);
      if (known) known.push(answer);
      else found.set(subjectId, [answer]);
    }
    return found;
  }
}

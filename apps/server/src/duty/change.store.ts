// The tables of changes of the rules: what was proposed, the list of what it moves, and the clocks written as counted anew.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ChangeKind, givenAfter, nextNoticeAt, signedKinds } from '#duty';
import type { Words } from '#organisation';
import type { Tx } from '../platform/commit';
import type { Cursor } from '../platform/page';
import type { ClockAtStake, Counts, Move, ToUpdate } from './change.plan';
import { ABOUT, ABOUT_JOIN, type AboutFound } from './clock-list.store';

export type ChangeRow = {
  id: string;
  jurisdictionId: string;
  kind: ChangeKind;
  subject: string;
  incidentId: string | null;
  matterId: string | null;
  content: unknown;
  basedOn: string;
  says: { title: Words; lines: Words[] };
  reason: string;
  state: 'proposed' | 'confirmed' | 'dropped';
  proposedBy: string;
  proposedName: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedName: string | null;
  decidedAt: Date | null;
  countedAt: Date;
  digest: string;
  counts: Counts;
};
export type MoveFound = Omit<Move, 'fromStart' | 'toStart' | 'fromDue' | 'toDue'> &
  AboutFound & {
    n: number;
    fromStart: Date | null;
    toStart: Date | null;
    fromDue: Date | null;
    toDue: Date | null;
  };
/** Which clocks a change may touch. */
export type Scope = {
  jurisdictionId?: string;
  packId?: string;
  subjectId?: string;
  /** Also what is over, of incidents and matters that go on: it is not opened anew. */
  settledToo?: boolean;
};

const CHANGE = `
  select id, jurisdiction_id as "jurisdictionId", kind, subject, incident_id as "incidentId", matter_id as "matterId", content,
         based_on as "basedOn", says, reason, state, proposed_by as "proposedBy", proposed_name as "proposedName",
         proposed_at as "proposedAt", decided_by as "decidedBy", decided_name as "decidedName",
         decided_at as "decidedAt", counted_at as "countedAt", digest, counts
    from rule_change`;
/** Rows of one statement: explanations are long, and one message to the database is not to be. */
const CHUNK = 1000;

@Injectable()
export class ChangeStore {
  constructor(private readonly db: DataSource) {}

  async read(id: string): Promise<ChangeRow | null> {
    const [row] = await this.db.query(`${CHANGE} where id = $1`, [id]);
    return row ?? null;
  }

  /** Takes one change for a decision. */
  async one(tx: Tx, id: string): Promise<ChangeRow | null> {
    const [row] = await tx.query(`${CHANGE} where id = $1 for update`, [id]);
    return row ?? null;
  }

  list(
    jurisdictionIds: readonly string[],
    filter: { state?: string; subjectId?: string; packId?: string },
    after: Cursor | null,
    limit: number,
  ): Promise<ChangeRow[]> {
    return this.db.query(
      `${CHANGE} where jurisdiction_id = any($1) and ($2::text is null or state = $2)
          and ($3::uuid is null or incident_id = $3 or matter_id = $3)
          and ($4::timestamptz is null or (proposed_at, id) < ($4, $5::uuid))
          and ($7::text is null or (subject = $7 and kind = any($8)))
        order by proposed_at desc, id desc limit $6`,
      [
        jurisdictionIds,
        filter.state ?? null,
        filter.subjectId ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit + 1,
        filter.packId ?? null,
        signedKinds,
      ],
    );
  }

  /** How many of the clocks on each list would be over by the new count. */
  async atOnce(ids: readonly string[]): Promise<Map<string, number>> {
    const rows: { id: string; count: number }[] = await this.db.query(
      `select change_id as id, count(*)::int as count from rule_change_move
        where change_id = any($1) and at_once group by change_id`,
      [ids],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  async add(tx: Tx, row: ChangeRow): Promise<void> {
    await tx.query(
      `insert into rule_change (id, jurisdiction_id, kind, subject, incident_id, content, based_on, says, reason,
                                proposed_by, proposed_name, proposed_at, counted_at, digest, counts, matter_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        row.id,
        row.jurisdictionId,
        row.kind,
        row.subject,
        row.incidentId,
        JSON.stringify(row.content),
        row.basedOn,
        JSON.stringify(row.says),
        row.reason,
        row.proposedBy,
        row.proposedName,
        row.proposedAt,
        row.countedAt,
        row.digest,
        JSON.stringify(row.counts),
        row.matterId,
      ],
    );
  }

  async counted(tx: Tx, id: string, at: Date, digest: string, counts: Counts): Promise<void> {
    await tx.query('update rule_change set counted_at = $2, digest = $3, counts = $4 where id = $1', [
      id,
      at,
      digest,
      JSON.stringify(counts),
    ]);
  }

  async decide(
    tx: Tx,
    id: string,
    state: 'confirmed' | 'dropped',
    by: { id: string; name: string },
    at: Date,
  ): Promise<void> {
    await tx.query(
      'update rule_change set state = $2, decided_by = $3, decided_name = $4, decided_at = $5 where id = $1',
      [id, state, by.id, by.name, at],
    );
  }

  /** Puts this list in the place of the one before. */
  async keepMoves(tx: Tx, changeId: string, moves: readonly Move[]): Promise<void> {
    await tx.query('delete from rule_change_move where change_id = $1', [changeId]);
    for (let from = 0; from < moves.length; from += CHUNK) {
      const some = moves.slice(from, from + CHUNK);
      await tx.query(
        `insert into rule_change_move (change_id, n, kind, clock_id, incident_id, matter_id, duty, name, pack_id, from_start, to_start, from_due, to_due, at_once, leans_on)
         select $1, n, kind, clock_id, incident_id, matter_id, duty, name, pack_id, from_start, to_start, from_due, to_due, at_once, leans_on::int[]
           from unnest($2::int[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::jsonb[], $8::text[],
                                  $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::boolean[], $14::text[], $15::uuid[])
             as u (n, kind, clock_id, incident_id, duty, name, pack_id, from_start, to_start, from_due, to_due, at_once, leans_on, matter_id)`,
        [
          changeId,
          some.map((_, i) => from + i),
          some.map((m) => m.kind),
          some.map((m) => m.clockId),
          some.map((m) => m.incidentId),
          some.map((m) => m.duty),
          some.map((m) => JSON.stringify(m.name)),
          some.map((m) => m.packId),
          some.map((m) => m.fromStart),
          some.map((m) => m.toStart),
          some.map((m) => m.fromDue),
          some.map((m) => m.toDue),
          some.map((m) => m.atOnce),
          some.map((m) => `{${m.leansOn.join()}}`),
          some.map((m) => m.matterId),
        ],
      );
    }
  }

  moves(changeId: string, after: number, limit: number): Promise<MoveFound[]> {
    return this.db.query(
      `select c.n, c.kind, c.clock_id as "clockId", c.duty, c.name, c.pack_id as "packId",
              c.from_start as "fromStart", c.to_start as "toStart", c.from_due as "fromDue", c.to_due as "toDue",
              c.at_once as "atOnce", c.leans_on as "leansOn", ${ABOUT}
         from rule_change_move c ${ABOUT_JOIN}
        where c.change_id = $1 and c.n > $2 order by c.n limit $3`,
      [changeId, after, limit + 1],
    );
  }

  /** The clocks at stake; with `lock` they are taken, always in one order. */
  atStake(tx: Pick<Tx, 'query'>, scope: Scope, lock: boolean): Promise<ClockAtStake[]> {
    return tx.query(
      `select id, jurisdiction_id as "jurisdictionId", incident_id as "incidentId", matter_id as "matterId", duty, name, pack_id as "packId",
              pack_version as "packVersion", round, starts_from as "startsFrom", start_at as "startAt",
              start_note as "startNote", due_at as "dueAt", extensions, state, waived_by as "waivedBy",
              given, paused_at as "pausedAt", paused_ms::float8 as "pausedMs", pauses
         from clock
        where ($1::uuid is null or jurisdiction_id = $1) and ($2::text is null or pack_id = $2)
          and ($3::uuid is null or incident_id = $3 or matter_id = $3)
          and (state in ('open', 'breached')
            or ($4 and (exists (select from incident_card i where i.id = clock.incident_id and i.state = 'confirmed')
              or exists (select from matter_card m where m.id = clock.matter_id and not m.withdrawn))))
        order by id ${lock ? 'for update' : ''}`,
      [
        scope.jurisdictionId ?? null,
        scope.packId ?? null,
        scope.subjectId ?? null,
        scope.settledToo ?? false,
      ],
    );
  }

  /** The explanations of some clocks. */
  async explains(tx: Pick<Tx, 'query'>, ids: readonly string[]): Promise<Map<string, string[]>> {
    if (ids.length === 0) return new Map();
    const rows: { id: string; explain: string[] }[] = await tx.query(
      'select id, explain from clock where id = any($1)',
      [ids],
    );
    return new Map(rows.map(({ id, explain }) => [id, explain]));
  }

  /**
   * Writes clocks as they were counted anew, and when each is to be looked at next. What many of them share (the words of
   * a rule, the steps of a count) is sent once and put together by the database.
   */
  async recounted(tx: Tx, updates: readonly ToUpdate[], now: Date): Promise<void> {
    for (let from = 0; from < updates.length; from += CHUNK) {
      const some = updates.slice(from, from + CHUNK);
      const notices = some.map(({ clock, after }) => {
        const { pausedAt, pausedMs } = clock;
        const running = { ...after, pausedAt: pausedAt?.toISOString() ?? null, pausedMs };
        const given = givenAfter(running, clock.given, now.toISOString());
        return { given, next: nextNoticeAt(running, given) };
      });
      const rules = shared(some.map(({ after }) => JSON.stringify(wordsOfRule(after))));
      const counts = shared(some.map(({ after }) => after.parts.steps));
      await tx.query(
        `with r as (
           select * from jsonb_to_recordset($1::jsonb) as r (n int, "packVersion" text, name jsonb, "owedBy" text, "answeredBy" text[],
                                                             "startsFrom" text, clause jsonb, basis text)),
         c as (select * from jsonb_to_recordset($2::jsonb) as c (n int, steps jsonb, "leansOn" int[]))
         update clock set pack_version = r."packVersion", name = r.name, owed_by = r."owedBy", answered_by = r."answeredBy",
                starts_from = r."startsFrom", clause = r.clause, basis = r.basis, start_at = n.start_at, start_note = n.start_note,
                due_at = n.due_at, explain = n.head || c.steps || n.tail, leans_on = c."leansOn",
                given = n.given::text[], next_notice_at = n.next_notice_at
           from unnest($3::uuid[], $4::int[], $5::int[], $6::timestamptz[], $7::jsonb[], $8::timestamptz[], $9::jsonb[], $10::jsonb[],
                       $11::text[], $12::timestamptz[])
                  as n (id, rule, count, start_at, start_note, due_at, head, tail, given, next_notice_at)
           join r on r.n = n.rule join c on c.n = n.count
          where clock.id = n.id`,
        [
          JSON.stringify(rules.firstOf.map((i, n) => ({ n, ...wordsOfRule(some[i]!.after) }))),
          JSON.stringify(
            counts.firstOf.map((i, n) => {
              const { parts, leansOnUnpublished: leansOn } = some[i]!.after;
              return { n, steps: parts.steps, leansOn };
            }),
          ),
          some.map(({ clock }) => clock.id),
          rules.which,
          counts.which,
          some.map(({ after }) => after.startAt),
          some.map(({ after }) => after.startNote && JSON.stringify(after.startNote)),
          some.map(({ after }) => after.dueAt),
          some.map(({ after }) => JSON.stringify(after.parts.head)),
          some.map(({ after }) => JSON.stringify(after.parts.tail)),
          notices.map(({ given }) => `{${given.join()}}`),
          notices.map(({ next }) => next),
        ],
      );
    }
  }
}

/** What a clock has of its rule. */
const wordsOfRule = (after: ToUpdate['after']) => {
  const { packVersion, name, owedBy, answeredBy, startsFrom, clause, basis } = after;
  return { packVersion, name, owedBy, answeredBy, startsFrom, clause, basis };
};

/** Which of the different things each is, and where each of those stands first. */
function shared(things: readonly (string | object)[]): { which: number[]; firstOf: number[] } {
  const known = new Map<string | object, number>();
  const firstOf: number[] = [];
  const which = things.map((thing, i) => {
    const at = known.get(thing) ?? known.size;
    if (!known.has(thing)) {
      known.set(thing, at);
      firstOf.push(i);
    }
    return at;
  });
  return { which, firstOf };
}

// The table of spellings of agencies: seen how often, found to mean which department.
import type { AgencySpelling } from '#contract';
import type { Tx } from '../platform/commit';

type Reader = Pick<Tx, 'query'>;
export type SpellingKept = Omit<AgencySpelling, 'proposed' | 'hint' | 'lastSeenAt'> & {
  jurisdictionId: string;
  lastSeenAt: Date;
};

export const spellingsIn = (db: Reader, jurisdictionId: string): Promise<SpellingKept[]> =>
  db.query(
    `select s.id, s.spelling, s.times, s.last_seen_at as "lastSeenAt", s.state, s.jurisdiction_id as "jurisdictionId",
            case when d.id is not null then jsonb_build_object('id', d.id, 'name',
                 case when d.jurisdiction_id = s.jurisdiction_id then d.name else j.name || d.name end) end as department,
            s.decided_by as "decidedBy"
       from agency_spelling s left join department d on d.id = s.department_id
       left join jurisdiction j on j.id = d.jurisdiction_id
      where s.jurisdiction_id = $1 order by s.state = 'open' desc, s.times desc, s.spelling limit 5000`,
    [jurisdictionId],
  );

type Heard = { spelling: string; times: number; departmentId: string | null };
/** What a person decided of a spelling stands, however often it is seen again. */
export async function hearSpellings(
  tx: Tx,
  jurisdictionId: string,
  heard: readonly Heard[],
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into agency_spelling as s (jurisdiction_id, spelling, times, first_seen_at, last_seen_at, state, department_id)
     select $1, h.spelling, h.times, $5, $5, case when h.department_id is null then 'open' else 'learnt' end, h.department_id
       from unnest($2::text[], $3::int[], $4::uuid[]) as h (spelling, times, department_id)
         on conflict (jurisdiction_id, spelling) do update
        set times = s.times + excluded.times, last_seen_at = excluded.last_seen_at,
            state = case when s.state = 'open' then excluded.state else s.state end,
            department_id = case when s.state = 'open' then excluded.department_id else s.department_id end`,
    [
      jurisdictionId,
      heard.map((one) => one.spelling),
      heard.map((one) => one.times),
      heard.map((one) => one.departmentId),
      at,
    ],
  );
}

export type SpellingHeld = {
  id: string;
  spelling: string;
  jurisdictionId: string;
  state: AgencySpelling['state'];
  departmentId: string | null;
};
export const spellingsForChange = (tx: Tx, ids: readonly string[]): Promise<SpellingHeld[]> =>
  tx.query(
    `select id, spelling, jurisdiction_id as "jurisdictionId", state, department_id as "departmentId"
       from agency_spelling where id = any($1) order by id for update`,
    [ids],
  );

export const reopenSpelling = (tx: Tx, id: string): Promise<unknown> =>
  tx.query(
    `update agency_spelling set state = 'open', department_id = null, decided_by = null, decided_at = null where id = $1`,
    [id],
  );

export async function decideSpelling(
  tx: Tx,
  id: string,
  departmentId: string | null,
  by: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `update agency_spelling set state = case when $2::uuid is null then 'set-aside' else 'learnt' end, department_id = $2,
            decided_by = $3, decided_at = $4 where id = $1`,
    [id, departmentId, by, at],
  );
}

/** What is decided of these spellings already; those never seen are left out. */
export const spellingsKnown = (
  db: Reader,
  jurisdictionId: string,
  spellings: readonly string[],
): Promise<{ spelling: string; state: AgencySpelling['state']; departmentId: string | null }[]> =>
  db.query(
    `select spelling, state, department_id as "departmentId" from agency_spelling
      where jurisdiction_id = $1 and spelling = any($2)`,
    [jurisdictionId, spellings],
  );

type Tree = { id: string; parentId: string | null; name: string; isBelow: boolean };
/** A jurisdiction with those above it and those below it. */
export const aroundJurisdiction = (db: Reader, jurisdictionId: string): Promise<Tree[]> =>
  db.query(
    `with recursive up as (
       select id, parent_id, name from jurisdiction where id = $1
       union select j.id, j.parent_id, j.name from jurisdiction j join up on j.id = up.parent_id),
     down as (
       select id, parent_id, name from jurisdiction where parent_id = $1
       union select j.id, j.parent_id, j.name from jurisdiction j join down on j.parent_id = down.id)
     select id, parent_id as "parentId", name, false as "isBelow" from up
      union all select id, parent_id, name, true from down`,
    [jurisdictionId],
  );

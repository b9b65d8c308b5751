// What the grouping keeps in the database: profiles to remember, incidents opened and grown, how far it has come.
import { Injectable } from '@nestjs/common';
import type { EmergencySeen } from '#contract';
import type { Heat, IncidentProfile, Shared } from '#understanding';
import type { Tx } from '../platform/commit';
import type { IncidentState } from './incident.row';
import { type Arrived, asJson } from './reading';

/** An incident as the grouping remembers it. */
export type Remembered = {
  id: string;
  jurisdictionId: string;
  state: IncidentState;
  acts: number;
  profile: IncidentProfile;
  lastAt: Date;
};
/** An incident taken for this transaction. */
export type Taken = { id: string; state: IncidentState; acts: number; emergency: EmergencySeen | null };
export type Opening = {
  id: string;
  jurisdictionId: string;
  title: string;
  topic: string | null;
  areas: string[];
  place: string | null;
  emergency: EmergencySeen | null;
  detectedAt: Date;
  firstAt: Date;
  lastAt: Date;
  messages: number;
  channels: string[];
  heat: Heat;
  profile: IncidentProfile;
  titleTerms: string;
  aboutTerms: string;
};
export type Growing = {
  id: string;
  topic: string | null;
  areas: string[];
  place: string | null;
  /** Only where it is graver than what was read before. */
  emergency: EmergencySeen | null;
  firstAt: Date;
  lastAt: Date;
  messages: number;
  channels: string[];
  profile: IncidentProfile;
  titleTerms: string;
};
export type Joining = Pick<Arrived, 'id' | 'channel' | 'sourceId'> & {
  incidentId: string;
  at: Date;
  shared: Shared | null;
};
export type Grown = { id: string; messages: number; channels: string[] };

const REMEMBERED = `id, jurisdiction_id as "jurisdictionId", state, acts, profile, last_at as "lastAt"`;
/** Titles of further messages are added to what an incident is found by, up to so many words. */
const WORDS = 2_000;

@Injectable()
export class GroupingStore {
  /** The fact up to which the grouping has come, in whichever process. */
  async reach(tx: Tx): Promise<number> {
    const [row] = await tx.query('select seq from grouping_reach');
    return Number(row.seq);
  }

  async reached(tx: Tx, seq: number): Promise<void> {
    await tx.query('update grouping_reach set seq = $1', [seq]);
  }

  /** The ids of the newest open incidents since an instant, oldest first. */
  async recent(tx: Tx, since: Date, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select id from incident
        where state in ('proposed', 'confirmed') and last_at > $1 order by last_at desc, id limit $2`,
      [since, limit],
    );
    return rows.map(({ id }) => id).reverse();
  }

  /** These incidents as they stand, oldest first. */
  async profiles(tx: Tx, ids: readonly string[]): Promise<Remembered[]> {
    return tx.query(
      `select ${REMEMBERED} from incident where id = any($1::uuid[]) order by last_at, id desc`,
      [ids],
    );
  }

  /** What was changed after a fact, up to so many. */
  async changed(tx: Tx, afterSeq: number, limit: number): Promise<Remembered[]> {
    return tx.query(
      `select ${REMEMBERED} from incident where changed_seq > $1 order by last_at, id limit $2`,
      [afterSeq, limit],
    );
  }

  /** People have changed these: marks them for every process, and gives them as they stand. */
  async mark(tx: Tx, ids: readonly string[], seq: number): Promise<Remembered[]> {
    return tx.query(
      `with marked as (update incident set changed_seq = $2 where id = any($1) returning *)
       select ${REMEMBERED} from marked`,
      [ids, seq],
    );
  }

  /** Takes incidents for this transaction, in the order of their ids. */
  async take(tx: Tx, ids: readonly string[]): Promise<Taken[]> {
    return tx.query(
      'select id, state, acts, emergency from incident where id = any($1) order by id for update',
      [ids],
    );
  }

  async open(tx: Tx, rows: readonly Opening[], seq: number, now: Date): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `insert into incident (id, jurisdiction_id, title, topic, areas, place, proposed_level, emergency_kind, emergency,
                             detected_at, first_at, last_at, messages, channels, heat, heat_parts, heat_at, profile, changed_seq, search)
       select r.id, r."jurisdictionId", r.title, r.topic, r.areas, r.place, r.emergency->>'level', r.emergency->>'kind',
              r.emergency, r."detectedAt", r."firstAt", r."lastAt", r.messages, r.channels,
              (r.heat->>'value')::real, r.heat->'parts', $3, r.profile, $2,
              setweight(to_tsvector('simple', r."titleTerms"), 'A') || setweight(to_tsvector('simple', r."aboutTerms"), 'B')
         from json_to_recordset($1::json) as r(id uuid, "jurisdictionId" uuid, title text, topic text, areas text[],
              place text, emergency jsonb, "detectedAt" timestamptz, "firstAt" timestamptz, "lastAt" timestamptz,
              messages int, channels text[], heat jsonb, profile jsonb, "titleTerms" text, "aboutTerms" text)`,
      [asJson(rows), seq, now],
    );
  }

  async join(tx: Tx, rows: readonly Joining[]): Promise<void> {
    await tx.query(
      `insert into incident_message (message_id, incident_id, at, channel, source_id, shared)
       select r.id, r."incidentId", r.at, r.channel, r."sourceId", r.shared
         from json_to_recordset($1::json) as r(id uuid, "incidentId" uuid, at timestamptz, channel text,
              "sourceId" uuid, shared jsonb)`,
      [asJson(rows)],
    );
  }

  /** Gives each as it now stands. */
  async grow(tx: Tx, rows: readonly Growing[], seq: number): Promise<Grown[]> {
    if (rows.length === 0) return [];
    return tx.query(
      `with grown as (
       update incident i
          set topic = coalesce(i.topic, r.topic), place = coalesce(i.place, r.place),
              areas = array(select distinct a from unnest(i.areas || r.areas) a),
              emergency = coalesce(r.emergency, i.emergency),
              proposed_level = coalesce(r.emergency->>'level', i.proposed_level),
              emergency_kind = coalesce(r.emergency->>'kind', i.emergency_kind),
              messages = i.messages + r.messages,
              channels = array(select distinct c from unnest(i.channels || r.channels) c order by c),
              first_at = least(i.first_at, r."firstAt"), last_at = greatest(i.last_at, r."lastAt"),
              profile = r.profile, changed_seq = $2,
              search = case when length(i.search) < ${WORDS}
                            then i.search || strip(to_tsvector('simple', r."titleTerms")) else i.search end
         from json_to_recordset($1::json) as r(id uuid, topic text, areas text[], place text, emergency jsonb,
              "firstAt" timestamptz, "lastAt" timestamptz, messages int, channels text[], profile jsonb, "titleTerms" text)
        where i.id = r.id
        returning i.id, i.messages, i.channels)
       select * from grown`,
      [asJson(rows), seq],
    );
  }
}

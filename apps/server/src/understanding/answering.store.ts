// Who could answer for an incident: the departments and the matrix of its jurisdiction, and those of the one above where it touches several.
import { Injectable } from '@nestjs/common';
import type { MatrixLine } from '#organisation';
import type { Tx } from '../platform/commit';
import type { Answering, Department } from './incident.acts';

type Reader = Pick<Tx, 'query'>;
type Place = { id: string; parentId: string | null; name: string };
/** A place that fewer of the messages speak of than one in so many is a mention, not a place that is touched. */
const MENTION = 10;

@Injectable()
export class AnsweringStore {
  async of(db: Reader, incident: { id: string; jurisdictionId: string }): Promise<Answering> {
    const { jurisdictionId } = incident;
    const own = { ...(await this.party(db, jurisdictionId)), handlerId: await this.handler(db, incident.id) };
    const tree = await this.tree(db);
    const touched = lowest(await this.places(db, incident), tree);
    const above = touched.length > 1 ? common(touched, tree) : null;
    // The incident may be kept by the superior already: then its own departments are those above.
    if (!above || above.id === jurisdictionId || touched.every(({ id }) => id !== jurisdictionId))
      return { ...own, above: null };
    const places = touched.map(({ name }) => name);
    return { ...own, above: { ...(await this.party(db, above.id)), jurisdiction: above.name, places } };
  }

  private async party(
    db: Reader,
    jurisdictionId: string,
  ): Promise<{ departments: Department[]; lines: MatrixLine[] }> {
    const departments: Department[] = await db.query(
      `select id, name, kind, topics, active, spokesperson_id as "spokespersonId", supervisor_id as "supervisorId"
         from department_card where jurisdiction_id = $1 order by name, id`,
      [jurisdictionId],
    );
    const lines: MatrixLine[] = await db.query(
      `select l.id, l.matter, l.level, l.lead_id as "leadId", l.support_ids as "supportIds",
              p.id as "spokespersonId", v.id as "supervisorId", l.basis
         from responsibility_line_card l
         left join officer_card p on p.id = l.spokesperson_id and p.active
         left join officer_card v on v.id = l.supervisor_id and v.active
        where l.jurisdiction_id = $1`,
      [jurisdictionId],
    );
    return { departments, lines };
  }

  /** Who is told that a department is to take something on: its officers in post, and these leaders. */
  async toTell(db: Reader, departmentId: string, leaderIds: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await db.query(
      `select id from officer_card where active and (department_id = $1 or id = any($2))
        order by id = any($2) desc, 'department-officer' = any(roles) desc, name, id limit 40`,
      [departmentId, leaderIds],
    );
    return rows.map(({ id }) => id);
  }

  /** The department that most of its records which name a known agency were given to. */
  private async handler(db: Reader, incidentId: string): Promise<string | null> {
    const [first]: { id: string }[] = await db.query(
      `select id from (
         select a.department_id as id, count(*) as times, sum(count(*)) over () as of_all
           from incident_message i join message_card m on m.id = i.message_id
           join agency_card a on a.jurisdiction_id = m.jurisdiction_id and a.spelling = btrim(m.agency)
          where i.incident_id = $1 group by a.department_id) named
        where times * 2 > of_all`,
      [incidentId],
    );
    return first?.id ?? null;
  }

  private tree(db: Reader): Promise<Place[]> {
    return db.query('select id, parent_id as "parentId", name from jurisdiction_card');
  }

  /** The jurisdictions its messages speak of, and its own. */
  private async places(
    db: Reader,
    { id, jurisdictionId }: { id: string; jurisdictionId: string },
  ): Promise<string[]> {
    const rows: { id: string }[] = await db.query(
      `select l.spoken_of_id as id
         from incident_message i join message_label l using (message_id)
        where i.incident_id = $1 and l.spoken_of_id is not null
        group by l.spoken_of_id
       having count(*) * $2 >= (select count(*) from incident_message where incident_id = $1)`,
      [id, MENTION],
    );
    return [...new Set([jurisdictionId, ...rows.map((row) => row.id)])];
  }
}

function wayUp(id: string, tree: readonly Place[]): Place[] {
  const way: Place[] = [];
  for (let at = tree.find((one) => one.id === id); at; at = tree.find((one) => one.id === at?.parentId))
    way.push(at);
  return way;
}

/** Without those that lie above another of them: a county and its city are one place, the county. */
function lowest(ids: readonly string[], tree: readonly Place[]): Place[] {
  const ways = ids.map((id) => wayUp(id, tree)).filter((way) => way.length > 0);
  const above = new Set(ways.flatMap((way) => way.slice(1).map(({ id }) => id)));
  return ways.map(([place]) => place!).filter(({ id }) => !above.has(id));
}

/** The nearest that lies above all of them, or null. */
function common(places: readonly Place[], tree: readonly Place[]): Place | null {
  const [first, ...others] = places.map(({ id }) => wayUp(id, tree));
  return first?.find(({ id }) => others.every((way) => way.some((one) => one.id === id))) ?? null;
}

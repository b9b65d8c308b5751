// Reads what the earlier stages publish of an alert's subject: its title, its duty, who owes it.
import type { Words } from '#contract';
import type { Tx } from '../platform/commit';
import type { Subject } from './alert-rule';

export type Card = {
  title: string | null;
  duty: Words | null;
  dueAt: Date | null;
  /** Years without a published holiday notice that the due time leans on. */
  leansOn?: number[];
  department: string | null;
  reason?: Words | null;
};

const named = (view: string, title: string) =>
  `select id::text as id, ${title} as title, null::jsonb as duty, null::timestamptz as "dueAt", null::text as department
     from ${view} where id = any($1)`;

const cards: Record<Subject, string> = {
  incident: `
    select i.id::text as id, i.title, null::jsonb as duty, null::timestamptz as "dueAt", d.name as department
      from incident_card i left join department_card d on d.id = i.lead_department_id where i.id = any($1)`,
  clock: `
    select c.id::text as id, coalesce(i.title, m.title) as title, c.name as duty, c.due_at as "dueAt", c.leans_on as "leansOn", d.name as department
      from owed_card c left join incident_card i on i.id = c.incident_id left join matter_card m on m.id = c.matter_id
      left join department_card d on d.id = c.department_id where c.id = any($1)`,
  release: named('release_card', 'title'),
  source: `
    select id::text as id, name as title, null::jsonb as duty, null::timestamptz as "dueAt", null::text as department,
           case when trouble is not null
                then jsonb_build_object('zh', trouble->>'zh', 'en', trouble->>'en') end as reason
      from source_card where id = any($1)`,
  import: named('import_card', 'name'),
  partner: named('partner_card', 'name'),
  burst: named('burst_card', 'title'),
  channel: named('notice_channel_card', 'name'),
  gap: named('roster_gap_card', 'name'),
  drill: named('drill_card', 'title'),
  'rule-change': named('rule_change_card', 'title'),
  order: `
    select o.id::text as id, o.title, null::jsonb as duty, o.due_at as "dueAt", o.leans_on as "leansOn", d.name as department
      from order_card o left join department_card d on d.id = o.department_id where o.id = any($1)`,
};

/** What is published of some subjects, one question a kind of subject; by `subject id`. */
export async function readCards(
  tx: Tx,
  wanted: readonly { subject: Subject; id: string }[],
): Promise<Map<string, Card>> {
  const found = new Map<string, Card>();
  for (const subject of new Set(wanted.map((one) => one.subject))) {
    const ids = [...new Set(wanted.flatMap((one) => (one.subject === subject ? [one.id] : [])))];
    const rows: (Card & { id: string })[] = await tx.query(cards[subject], [ids]);
    for (const { id, ...card } of rows) found.set(`${subject} ${id}`, card);
  }
  return found;
}

/** Officers by id, in the order of their names. */
export async function officersNamed(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows: { id: string; name: string }[] = await tx.query(
    'select id, name from officer_card where id = any($1) order by name',
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

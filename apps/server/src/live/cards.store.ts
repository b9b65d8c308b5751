// Reads what the earlier stages publish of an alert's subject: its title, its duty, who owes it.
import type { Words } from '#contract';
import type { Tx } from '../platform/commit';
import type { Subject } from './alert-map';

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
  `select ${title} as title, null::jsonb as duty, null::timestamptz as "dueAt", null::text as department
     from ${view} where id = $1`;

const cards: Record<Subject, string> = {
  incident: `
    select i.title, null::jsonb as duty, null::timestamptz as "dueAt", d.name as department
      from incident_card i left join department_card d on d.id = i.lead_department_id where i.id = $1`,
  clock: `
    select coalesce(i.title, m.title) as title, c.name as duty, c.due_at as "dueAt", c.leans_on as "leansOn", d.name as department
      from owed_card c left join incident_card i on i.id = c.incident_id left join matter_card m on m.id = c.matter_id
      left join department_card d on d.id = c.department_id where c.id = $1`,
  release: named('release_card', 'title'),
  source: `
    select name as title, null::jsonb as duty, null::timestamptz as "dueAt", null::text as department,
           case when trouble is not null
                then jsonb_build_object('zh', trouble->>'zh', 'en', trouble->>'en') end as reason
      from source_card where id = $1`,
  import: named('import_card', 'name'),
  partner: named('partner_card', 'name'),
  burst: named('burst_card', 'title'),
  channel: named('notice_channel_card', 'name'),
  gap: named('roster_gap_card', 'name'),
  drill: named('drill_card', 'title'),
  'rule-change': named('rule_change_card', 'title'),
  order: `
    select o.title, null::jsonb as duty, o.due_at as "dueAt", o.leans_on as "leansOn", d.name as department
      from order_card o left join department_card d on d.id = o.department_id where o.id = $1`,
};

export async function readCard(tx: Tx, subject: Subject, id: string): Promise<Card | null> {
  const [row] = await tx.query(cards[subject], [id]);
  return row ?? null;
}

export async function officerNames(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows: { name: string }[] = await tx.query(
    'select name from officer_card where id = any($1) order by name',
    [ids],
  );
  return rows.map(({ name }) => name);
}

export async function officerName(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.query('select name from officer_card where id = $1', [id]);
  return row?.name ?? null;
}
